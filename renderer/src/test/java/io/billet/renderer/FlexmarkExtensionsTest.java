package io.billet.renderer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vladsch.flexmark.ext.admonition.AdmonitionExtension;
import com.vladsch.flexmark.ext.gfm.strikethrough.StrikethroughExtension;
import io.billet.core.LanguageTag;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlexmarkExtensionsTest {

    private final MarkdownRenderer renderer = MarkdownRenderer.builder()
            .flexmarkExtensions("1", AdmonitionExtension.create())
            .build();

    @Test
    void a_hosts_block_is_rendered_by_flexmark_and_what_stands_in_it_by_us() {
        String html = renderer.render(
                        "before\n\n!!! note \"Mind\"\n    some *text* and <b onclick=\"x\">b</b>\n\n    - a\n\nafter")
                .html();

        assertThat(html)
                .contains("class=\"adm-block adm-note\"", "Mind", "<em>text</em>", "<b>b</b>", "<li>a</li>")
                .contains("<p>before</p>", "<p>after</p>")
                .doesNotContain("onclick", "<svg");
    }

    @Test
    void a_hosts_inlines_and_paragraphs_pass_through_their_extension() {
        MarkdownRenderer own = MarkdownRenderer.builder()
                .flexmarkExtensions("1", new HostExtension())
                .build();

        RenderedMarkdown article =
                own.render("; gone\n*Press* %Enter%, [see][1]\n\n# Key %Esc%\n\n|a|\n|-|\n|%F1%|\n\n[1]: /u\n");

        assertThat(article.html())
                .contains("<p><em>Press</em> <kbd>Enter</kbd>, <a href=\"/u\">see</a></p>")
                .contains("<h1 id=\"h-key-esc\">Key <kbd>Esc</kbd></h1>", "<td><kbd>F1</kbd></td>")
                .doesNotContain("gone", "%");
        assertThat(article.whole().plainText()).isEqualTo("Press Enter, see\n\nKey Esc\n\na\nF1");
    }

    @Test
    void what_is_not_an_extensions_reads_the_same_with_it_as_without() {
        MarkdownRenderer without = MarkdownRenderer.builder().build();
        List<String> texts = new ArrayList<>();
        PathologicalFamilies.all().values().forEach(family -> texts.add(family.apply(300)));
        SpecExample.readAll("/spec.txt").forEach(example -> texts.add(example.markdown()));
        SpecExample.readAll("/gfm-spec.txt").forEach(example -> texts.add(example.markdown()));
        texts.removeIf(text -> text.contains("!!!"));

        for (String text : texts) {
            assertThat(outcome(renderer, text)).as(text).isEqualTo(outcome(without, text));
        }
        assertThat(texts).hasSizeGreaterThan(1300);
    }

    private static Object outcome(MarkdownRenderer renderer, String markdown) {
        try {
            return renderer.render(markdown, LanguageTag.FRENCH);
        } catch (MarkdownLimitException e) {
            return e.getMessage();
        }
    }

    @Test
    void an_extension_that_cannot_work_is_refused_when_the_renderer_is_built() {
        assertThatThrownBy(() -> MarkdownRenderer.builder()
                        .flexmarkExtensions("1", StrikethroughExtension.create())
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("delimiter processor");
    }

    @Test
    void the_hosts_word_for_their_version_is_part_of_the_fingerprint() {
        assertThat(renderer.fingerprint())
                .isNotEqualTo(MarkdownRenderer.builder()
                        .flexmarkExtensions("2", AdmonitionExtension.create())
                        .build()
                        .fingerprint());
    }
}
