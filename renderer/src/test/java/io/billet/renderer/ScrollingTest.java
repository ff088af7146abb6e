package io.billet.renderer;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.LanguageTag;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScrollingTest {

    private static final String BOX = "<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label=\"Tableau\">\n";

    private final MarkdownRenderer articles = MarkdownRenderer.article().toBuilder()
            .enable(MarkdownFeature.SCROLLING)
            .build();

    private String html(String markdown) {
        String html = articles.render(markdown, LanguageTag.FRENCH).html();
        assertThat(HtmlPolicy.ARTICLE.violations(html)).as(html).isEmpty();
        return html;
    }

    @Test
    void gives_a_table_a_box_of_its_own() {
        assertThat(html("|a|\n|-|\n|b|\n\nc"))
                .startsWith(BOX + "<table>\n<thead>")
                .contains("</tbody>\n</table>\n</div>\n<p>c</p>");
        assertThat(html("> |a|\n> |-|")).contains("<blockquote>\n" + BOX + "<table>");
    }

    @Test
    void gives_one_to_an_authors_table_too_wherever_it_ends() {
        assertThat(html("<table class=\"x\"><tr><td>b</td></tr></table>\n\nc"))
                .contains(BOX + "<table class=\"x\">", "</table>\n</div>", "<p>c</p>");
        assertThat(html("<table><tr><td><table><tr><td>b")).containsOnlyOnce("</table>\n</div></td>");
    }

    @Test
    void lets_code_be_reached_by_keyboard() {
        assertThat(html("```java\na\n```")).contains("<pre tabindex=\"0\"><code class=\"language-java\">");
        assertThat(html("    a")).contains("<pre tabindex=\"0\"><code>");
        assertThat(html("<pre>a</pre>")).contains("<pre tabindex=\"0\">a</pre>");
        assertThat(MarkdownRenderer.comment().toBuilder()
                        .enable(MarkdownFeature.SCROLLING)
                        .build()
                        .render("    a")
                        .html())
                .contains("<pre tabindex=\"0\">");
    }

    @Test
    void is_not_for_an_author_to_say() {
        assertThat(html("<div tabindex=\"0\" role=\"group\" class=\"scroll\">a</div>"))
                .contains("<div class=\"scroll\">");
        assertThat(html("<pre tabindex=\"5\">a</pre>")).contains("<pre tabindex=\"0\">");
    }

    @ParameterizedTest
    @EnumSource(HtmlPolicy.class)
    void is_on_pages_where_it_is_switched_on(HtmlPolicy policy) {
        boolean page = policy == HtmlPolicy.ARTICLE || policy == HtmlPolicy.COMMENT;
        for (boolean on : new boolean[] {true, false}) {
            MarkdownRenderer.Builder builder = (policy == HtmlPolicy.COMMENT
                            ? MarkdownRenderer.comment()
                            : MarkdownRenderer.article())
                    .toBuilder().policy(policy).baseUrl(java.net.URI.create("https://example.org/"));
            MarkdownRenderer renderer = (on ? builder.enable(MarkdownFeature.SCROLLING) : builder).build();

            String html = Stream.of("    a", "|a|\n|-|", "<table><tr><td>a")
                    .map(text -> renderer.render(text).html())
                    .reduce("", String::concat);

            assertThat(html.contains("tabindex")).as(html).isEqualTo(page && on);
        }
    }
}
