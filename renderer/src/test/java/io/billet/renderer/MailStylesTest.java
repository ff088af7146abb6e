package io.billet.renderer;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.LanguageTag;
import java.net.URI;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an element brings along where there is no style sheet. */
class MailStylesTest {

    private static final LanguageTag ARABIC = LanguageTag.of("ar");
    private static final String EVERYTHING = """
            [TOC]

            # A [link](/l)[^1]

            > a quotation

            > [!NOTE]
            > a note

            - a
            - b

            | a | b |
            |---|--:|
            | c | d |

            term
            : definition

            ```
            code
            ```

            `more` ![picture](/p.png)

            <table><tr><td>raw</td></tr></table>

            <a href="/x">raw</a>

            [^1]: A [note](/n).
            """;

    private final MarkdownRenderer email = MarkdownRenderer.email(URI.create("https://blog.example/posts/one"));

    private Document mail(LanguageTag language) {
        String html = email.render(EVERYTHING, language).html();
        assertThat(HtmlPolicy.EMAIL.violations(html)).isEmpty();
        return Jsoup.parseBodyFragment(html);
    }

    private static String style(Document mail, String selector) {
        Element element = mail.selectFirst(selector);
        assertThat(element).as(selector).isNotNull();
        return element.attr("style");
    }

    @Nested
    class Where_lines_begin {

        @Test
        void is_the_left_of_most_languages() {
            Document mail = mail(LanguageTag.ENGLISH);
            assertThat(style(mail, "blockquote")).contains("border-left:", "padding-left:");
            assertThat(style(mail, "div.alert")).contains("border-left:");
            assertThat(style(mail, "ul")).contains("padding-left:");
            assertThat(style(mail, "dd")).contains("margin-left:");
            assertThat(style(mail, "th")).endsWith("text-align:left");
            assertThat(mail.html()).doesNotContain("right:");
        }

        @ParameterizedTest
        @ValueSource(strings = {"ar", "ar-EG", "he", "fa", "ur", "az-Arab"})
        void is_the_right_of_a_language_written_from_there(String language) {
            Document mail = mail(LanguageTag.of(language));
            assertThat(style(mail, "blockquote")).contains("border-right:", "padding-right:");
            assertThat(style(mail, "div.alert")).contains("border-right:");
            assertThat(style(mail, "ul")).contains("padding-right:");
            assertThat(style(mail, "section ol")).contains("padding-right:");
            assertThat(style(mail, "dd")).contains("margin-right:");
            assertThat(style(mail, "th")).endsWith("text-align:right");
            assertThat(mail.html()).doesNotContain("border-left", "padding-left", "margin-left");
        }

        @Test
        void of_code_is_the_left_in_every_language() {
            assertThat(style(mail(ARABIC), "pre")).contains("direction:ltr;text-align:left");
        }

        @Test
        void is_not_that_of_a_cell_which_says_where() {
            assertThat(style(mail(LanguageTag.ENGLISH), "th:last-child")).endsWith("text-align:right");
            assertThat(style(mail(ARABIC), "th:last-child")).endsWith("text-align:right");
        }
    }

    @Test
    void every_link_has_a_colour_and_code_has_both() {
        Document mail = mail(LanguageTag.ENGLISH);
        assertThat(mail.select("a[href]"))
                .hasSizeGreaterThan(5)
                .allSatisfy(link -> assertThat(link.attr("style")).startsWith("color:"));
        assertThat(style(mail, "pre")).contains("background:#f4f5f6;color:#22201c");
    }

    @Test
    void tables_stand_in_boxes_of_their_own_however_they_are_written() {
        Document mail = mail(LanguageTag.ENGLISH);
        assertThat(mail.select("table"))
                .hasSize(2)
                .allSatisfy(table -> assertThat(table.parent().attr("style")).isEqualTo("overflow-x:auto"));
    }
}
