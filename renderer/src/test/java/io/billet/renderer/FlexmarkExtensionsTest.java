package io.billet.renderer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vladsch.flexmark.ext.admonition.AdmonitionExtension;
import com.vladsch.flexmark.ext.attributes.AttributesExtension;
import com.vladsch.flexmark.ext.gfm.strikethrough.StrikethroughExtension;
import com.vladsch.flexmark.html.HtmlRenderer;
import com.vladsch.flexmark.parser.Parser;
import com.vladsch.flexmark.util.data.MutableDataHolder;
import com.vladsch.flexmark.util.misc.Extension;
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

    private static MarkdownRenderer triggered(String trigger, String pattern, boolean rendered) {
        return MarkdownRenderer.builder()
                .flexmarkExtensions("1", new TriggeredExtension(trigger, pattern, rendered))
                .build();
    }

    @Test
    void a_hosts_inlines_may_begin_with_any_character() {
        for (String trigger :
                "@ ! ~ ^ & < > ] [ ` * _ \\ w W : $ % + = { } | # ( ) ; . , ? / - ' \" 7 é § 中 →".split(" ")) {
            String quoted = java.util.regex.Pattern.quote(trigger);
            for (String pattern : List.of(quoted + "(key1)" + quoted, quoted + "(key1)")) {
                String source = pattern.endsWith(")") ? trigger + "key1" : trigger + "key1" + trigger;
                String html = triggered(trigger, pattern, true)
                        .render("a " + source + " *b* c")
                        .html();
                assertThat(html).as(source).isEqualTo("<p>a <kbd id=\"h-key1\">key1</kbd> <em>b</em> c</p>\n");
            }
        }
    }

    @Test
    void what_a_hosts_extension_declines_reads_as_without_it() {
        String text = "a `c` ``d *e* __f__ ~~g~~ ~h~ ^i^ [j](/k) ![l](/m) <n@o.example> <b>p</b> &amp; & q@r.example"
                + " www.s.example :tada: \\* t  \nu\\\nv H~2~O 5 < 6 ] [ ! w";
        String plain = MarkdownRenderer.article().render(text).html();
        for (String trigger : "@!~^&<>][`*_\\wW:\n é".split("")) {
            assertThat(triggered(trigger, "(nothing-like-it)", true)
                            .render(text)
                            .html())
                    .as(trigger)
                    .isEqualTo(plain);
        }
    }

    @Test
    void a_node_that_nothing_renders_shows_what_it_is_made_of() {
        RenderedMarkdown article = triggered("%", "(%\\w+%)", false).render("a %b% c");

        assertThat(article.html()).isEqualTo("<p>a %b% c</p>\n");
        assertThat(article.whole().plainText()).isEqualTo("a %b% c");
    }

    @Test
    void an_id_that_an_extension_makes_of_an_authors_words_has_the_prefix() {
        String html = triggered("%", "%(\\w+)%", true)
                .render("%location% [go](#location) %location%")
                .html();

        assertThat(html)
                .isEqualTo(
                        "<p><kbd id=\"h-location\">location</kbd> <a href=\"#h-location\">go</a> <kbd>location</kbd></p>\n");
    }

    @Test
    void what_cannot_be_honoured_is_refused_with_a_sentence() {
        refused(AttributesExtension.create(), "AttributesExtension registers a post processor");
        refused(
                (RendererExtension) renderer -> renderer.linkResolverFactory(null),
                "link resolver, which Billet does not support; use MarkdownRenderer.Builder.links(version, rewrite)");
        refused((RendererExtension) renderer -> renderer.attributeProviderFactory(null), "attribute provider");
        refused((RendererExtension) renderer -> renderer.htmlIdGeneratorFactory(null), "generator of heading ids");
        refused((ParserExtension) parser -> parser.customDelimiterProcessor(null), "delimiter processor");
        refused((ParserExtension) parser -> parser.linkRefProcessorFactory(null), "link reference processor");
        refused((ParserExtension) parser -> parser.customInlineParserFactory(null), "parser of inlines");
    }

    private static void refused(Extension extension, String sentence) {
        assertThatThrownBy(() -> MarkdownRenderer.builder()
                        .flexmarkExtensions("1", extension)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence);
    }

    private interface ParserExtension extends Parser.ParserExtension {
        @Override
        default void parserOptions(MutableDataHolder options) {}
    }

    private interface RendererExtension extends HtmlRenderer.HtmlRendererExtension {
        void extend(HtmlRenderer.Builder renderer);

        @Override
        default void rendererOptions(MutableDataHolder options) {}

        @Override
        default void extend(HtmlRenderer.Builder renderer, String type) {
            extend(renderer);
        }
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
