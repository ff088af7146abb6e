package io.billet.renderer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the specifications say and their examples do not show; found by comparing with other implementations. */
class SpecificationCornersTest {

    @Nested
    class CommonMark {

        @Test
        void section_4_5_the_indentation_of_a_fence_is_taken_from_a_tab_too() {
            assertThat(html("  ```\n\ta\n  ```")).isEqualTo("<pre><code>  a\n</code></pre>\n");
        }

        @Test
        void section_4_5_a_last_line_that_is_blank_and_has_no_end_is_a_line_of_code() {
            assertThat(html(" ```\n ")).isEqualTo("<pre><code>\n</code></pre>\n");
            assertThat(html(" ```\n\n ")).isEqualTo("<pre><code>\n\n</code></pre>\n");
            assertThat(html("> ```\n>")).isEqualTo("<blockquote>\n<pre><code>\n</code></pre>\n</blockquote>\n");
            assertThat(html("```\n")).isEqualTo("<pre><code></code></pre>\n");
        }

        @Test
        void section_2_2_a_tab_that_a_container_cuts_leaves_spaces_to_a_block_of_html() {
            assertThat(html("> <div>\n>\t\tx")).isEqualTo("<blockquote>\n<div>\n  \tx\n</blockquote>\n");
            assertThat(html(">\t<div>")).isEqualTo("<blockquote>\n  <div>\n</blockquote>\n");
            assertThat(html("1. <a href=\"x\">\n\tc")).isEqualTo("<ol>\n<li>\n<a href=\"x\">\n c\n</li>\n</ol>\n");
            assertThat(html("> - <div>\n>\t\tx"))
                    .isEqualTo("<blockquote>\n<ul>\n<li>\n<div>\n\tx\n</li>\n</ul>\n</blockquote>\n");
        }

        @Test
        void section_6_3_a_percent_sign_that_encodes_nothing_is_encoded_itself() {
            assertThat(html("[a](/100%) [b](/%zz%4) [c](/%25%C3%a9)"))
                    .isEqualTo("<p><a href=\"/100%25\">a</a> <a href=\"/%25zz%254\">b</a>"
                            + " <a href=\"/%25%C3%a9\">c</a></p>\n");
        }

        @Test
        void section_4_6_a_closing_tag_of_raw_text_begins_a_block_like_any_other() {
            assertThat(html("</script>\n*a*")).isEqualTo("</script>\n*a*\n");
            assertThat(html("</pre>\n\n*a*")).isEqualTo("</pre>\n<p><em>a</em></p>\n");
            assertThat(html("a\n</style>")).isEqualTo("<p>a\n</style></p>\n");
        }
    }

    @Nested
    class Github {

        @Test
        void section_4_10_a_delimiter_row_with_a_colon_needs_no_pipe() {
            assertThat(html("a\n:-:\nb", MarkdownFeature.TABLES))
                    .contains("<th align=\"center\">a</th>", "<td align=\"center\">b</td>");
            assertThat(html("a\n-:", MarkdownFeature.TABLES)).contains("<th align=\"right\">a</th>");
            assertThat(html("a\n-", MarkdownFeature.TABLES)).isEqualTo("<h2>a</h2>\n");
        }

        @Test
        void section_6_9_a_bare_link_may_begin_a_cell() {
            assertThat(html("|www.a.example|\n|-|", MarkdownFeature.TABLES, MarkdownFeature.AUTOLINKS))
                    .contains("<th><a href=\"http://www.a.example\">www.a.example</a></th>");
            assertThat(html("a|www.a.example", MarkdownFeature.AUTOLINKS)).isEqualTo("<p>a|www.a.example</p>\n");
        }

        @Test
        void section_6_9_a_host_may_begin_with_an_emoji_and_a_domain_not_with_a_dot() {
            assertThat(html("http://\uD83C\uDF44.example/", MarkdownFeature.AUTOLINKS))
                    .isEqualTo("<p><a href=\"http://%F0%9F%8D%84.example/\">http://\uD83C\uDF44.example/</a></p>\n");
            assertThat(html("a@.b", MarkdownFeature.AUTOLINKS)).isEqualTo("<p>a@.b</p>\n");
        }

        @Test
        void a_footnote_may_follow_an_exclamation_mark() {
            String note = "\n\n[^1]: n";
            assertThat(html("a![^1]" + note, MarkdownFeature.FOOTNOTES)).contains("<p>a!<sup class=\"footnote-ref\">");
            assertThat(html("![^1](/i.png)" + note, MarkdownFeature.FOOTNOTES))
                    .contains("<img src=\"/i.png\" alt=\"^1\" />");
        }
    }

    private static String html(String markdown, MarkdownFeature... features) {
        return CommonMarkConformanceTest.plain(features)
                .render(markdown, Optional.empty())
                .html();
    }
}
