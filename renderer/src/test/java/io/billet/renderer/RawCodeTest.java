package io.billet.renderer;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.LanguageTag;
import java.net.URI;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in code that is raw HTML stays to the letter, as in a code span. */
class RawCodeTest {

    private static final String COMMAND = "git commit --amend -m \"msg\" ... 'x' it's 3 x 4 ; :tada: www.a.example API";
    private static final String SHOWN = COMMAND.replace("\"", "&quot;");
    private static final String ABBREVIATION = "\n\n*[API]: interface\n";

    private static String html(String markdown) {
        return html(MarkdownRenderer.article(), markdown);
    }

    private static String html(MarkdownRenderer renderer, String markdown) {
        return renderer.render(markdown, LanguageTag.ENGLISH).html();
    }

    @Nested
    class ToTheLetter {

        @ParameterizedTest
        @ValueSource(strings = {"code", "kbd", "samp", "var", "CODE", "code class=\"language-sh\""})
        void is_text_in_an_element_in_a_paragraph(String tag) {
            String name = tag.split(" ")[0].toLowerCase(java.util.Locale.ROOT);

            assertThat(html("Type <" + tag + ">" + COMMAND + "</" + name + "> \"now\"" + ABBREVIATION))
                    .contains(">" + SHOWN + "</" + name + "> “now”");
        }

        @Test
        void is_text_where_the_element_has_no_place() {
            assertThat(html("Type <pre>" + COMMAND + "</pre> \"now\"" + ABBREVIATION))
                    .contains("Type " + SHOWN + " “now”");
        }

        @ParameterizedTest
        @ValueSource(strings = {"code", "pre", "kbd", "samp", "var"})
        void is_text_in_an_element_in_an_html_block(String name) {
            assertThat(html("<div>\n<" + name + ">" + COMMAND + "</" + name + "> \"now\"\n</div>" + ABBREVIATION))
                    .contains(">" + SHOWN + "</" + name + "> “now”");
        }

        @ParameterizedTest
        @ValueSource(strings = {"code", "pre", "kbd"})
        void is_text_in_an_element_around_paragraphs(String name) {
            assertThat(html("<div>\n<" + name + ">\n\n" + COMMAND + "\n\n</" + name + ">\n\n\"now\"\n</div>"
                            + ABBREVIATION))
                    .contains("<p>" + SHOWN + "</p>", "<p>“now”");
        }

        @Test
        void is_text_in_emphasis_in_the_element() {
            assertThat(html("<code>*\"a\"* -- `\"b\"` <b>\"c\" -- :tada:</b></code> \"d\""))
                    .isEqualTo(
                            "<p><code><em>&quot;a&quot;</em> -- <code>&quot;b&quot;</code> <b>&quot;c&quot; -- :tada:</b></code>"
                                    + " “d”</p>\n");
        }

        @ParameterizedTest
        @ValueSource(strings = {"tt", "listing"})
        void is_text_in_an_element_that_the_policy_has_no_word_for(String name) {
            assertThat(html("<" + name + ">" + COMMAND + "</" + name + "> \"now\"" + ABBREVIATION))
                    .contains("<p>" + SHOWN + " “now”");
            assertThat(html("<div><" + name + ">\"a\" -- b</" + name + "> \"now\"</div>"))
                    .isEqualTo("<div>&quot;a&quot; -- b “now”</div>\n");
        }

        @Test
        void is_text_behind_tags_that_a_comment_shows() {
            assertThat(html(MarkdownRenderer.comment(), "<code>a -- \"b\" https://c.example :tada:</code> \"d\""))
                    .isEqualTo("<p>&lt;code&gt;a -- &quot;b&quot; https://c.example :tada:&lt;/code&gt; “d”</p>\n");
            assertThat(html(MarkdownRenderer.comment(), "<script>alert(\"x\")</script> \"d\""))
                    .isEqualTo("<p>&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; “d”</p>\n");
        }

        @Test
        void is_text_in_mail_and_feeds() {
            URI base = URI.create("https://blog.example/a");

            assertThat(html(MarkdownRenderer.feed(base), "<kbd>\"a\" --</kbd>")).contains("&quot;a&quot; --</kbd>");
            assertThat(html(MarkdownRenderer.email(base), "<samp>\"a\" --</samp>"))
                    .contains("&quot;a&quot; --</samp>");
        }

        @Test
        void is_text_in_what_is_derived() {
            RenderedMarkdown rendered = MarkdownRenderer.article()
                    .render("# A <code>\"b\" -- :tada:</code>\n\nC <kbd>\"d\" ...</kbd>", LanguageTag.FRENCH);

            assertThat(rendered.whole().plainText()).isEqualTo("A \"b\" -- :tada:\n\nC \"d\" ...");
            assertThat(rendered.whole().links()).isEmpty();
        }

        @Test
        void decodes_the_references_of_a_bare_link_that_is_none() {
            assertThat(html("<code>https://a.example/?b=1&amp;c=2</code>"))
                    .isEqualTo("<p><code>https://a.example/?b=1&amp;c=2</code></p>\n");
        }
    }

    @Nested
    class OnlyThere {

        @Test
        void a_link_in_angle_brackets_or_with_words_stays_a_link() {
            assertThat(html("<code><https://a.example> [b](/c)</code>"))
                    .contains("<a href=\"https://a.example\">", "<a href=\"/c\">b</a>");
        }

        @Test
        void an_element_that_is_not_closed_ends_with_its_block() {
            assertThat(html("a <code>\"b\"\n\n\"c\" :tada:\n\n<tt>\"d\"\n\n\"e\""))
                    .isEqualTo(
                            "<p>a <code>&quot;b&quot;</code></p>\n<p>“c” 🎉</p>\n<p>&quot;d&quot;</p>\n<p>“e”</p>\n");
            assertThat(html(MarkdownRenderer.comment(), "<code>\"b\"\n\n\"c\""))
                    .isEqualTo("<p>&lt;code&gt;&quot;b&quot;</p>\n<p>“c”</p>\n");
        }

        @Test
        void an_end_tag_alone_opens_nothing() {
            assertThat(html("\"a\"</code> \"b\" </tt> \"c\"")).isEqualTo("<p>“a” “b”  “c”</p>\n");
        }

        @Test
        void other_elements_hold_prose() {
            assertThat(html("<b>\"a\"</b> <span>\"b\" --</span> <cite>\"c\"</cite> <q>d's</q>"))
                    .isEqualTo("<p><b>“a”</b> <span>“b” –</span> <cite>“c”</cite> <q>d’s</q></p>\n");
        }
    }
}
