package io.billet.renderer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vladsch.flexmark.ext.admonition.AdmonitionExtension;
import com.vladsch.flexmark.ext.gfm.strikethrough.StrikethroughExtension;
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
