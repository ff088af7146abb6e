package io.billet.renderer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What is derived from a text is what a reader would take from it, written in Markdown or in HTML. */
class DerivedTextsTest {

    private final MarkdownRenderer article = MarkdownRenderer.article();
    private final MarkdownRenderer email = MarkdownRenderer.email(URI.create("https://blog.example/posts/one"));

    @Nested
    class The_excerpt {

        @Test
        void is_taken_from_raw_paragraphs_too() {
            assertThat(article.render("<p>One <b>two</b>, three.</p>\n<p>Four</p>\n\nFive")
                            .excerpt())
                    .isEqualTo("One two, three. Four Five");
            assertThat(article.render("<div align=center>\nOne\n</div>").excerpt())
                    .isEqualTo("One");
        }

        @Test
        void has_no_words_that_stand_for_images_and_no_captions() {
            assertThat(article.render("![a photo](/p.png \"its caption\")\n\n![icon](/i.png) Text ![x *y*](/z)here")
                            .excerpt())
                    .isEqualTo("Text here");
            assertThat(article.render("<p><img src=/p.png alt=photo> Text</p>").excerpt())
                    .isEqualTo("Text");
            assertThat(article.render("Text <img src=/p.png alt=photo> here").excerpt())
                    .isEqualTo("Text here");
            assertThat(article.render("<figure><img src=/p alt=q><figcaption>cap</figcaption></figure>\n\nText")
                            .excerpt())
                    .isEqualTo("Text");
            assertThat(article.render("[![badge](/b.svg)](/ci)\n\nText").excerpt())
                    .isEqualTo("Text");
        }

        @Test
        void has_none_of_our_own_marks() {
            assertThat(email.render("- [x] done [here](/h)[^1]\n- b\n\n[^1]: n").excerpt())
                    .isEqualTo("done here b");
            assertThat(article.render("- [x] done\n- [ ] to do").excerpt()).isEqualTo("done to do");
        }

        @Test
        void has_no_raw_headings_quotations_tables_code() {
            assertThat(article.render("<h1>T</h1>\n<blockquote>q</blockquote>\n<table><tr><td>c</table>\n<pre>p</pre>\n"
                                    + "<details><summary>s</summary>in it</details>")
                            .excerpt())
                    .isEqualTo("in it");
            assertThat(article.render("<blockquote>\n\nquoted\n\n</blockquote>\n\nText")
                            .excerpt())
                    .isEqualTo("Text");
        }
    }

    @Nested
    class The_text_part_of_a_mail {

        private String text(String markdown) {
            return email.render(markdown).whole().plainText();
        }

        @Test
        void numbers_raw_links_as_it_does_others() {
            assertThat(text("See <a href=\"/a\">here</a> and [there](/b), <a href=\"/a\">again</a>."))
                    .isEqualTo("See here [1] and there [2], again [1].\n\n"
                            + "[1] https://blog.example/a\n[2] https://blog.example/b");
            assertThat(text("<p>See <a href=\"/a\">here</a>.</p>"))
                    .isEqualTo("See here [1].\n\n[1] https://blog.example/a");
            assertThat(text(
                            "<a href=\"https://x.example/\">https://x.example/</a> <a href=\"mailto:a@b.example\">a@b.example</a>"
                                    + " <a href=\"#x\">y</a>"))
                    .isEqualTo("https://x.example/ a@b.example y");
            assertThat(email.render("<a href=\"/a\">here</a>").whole().links())
                    .containsExactly(new LinkReference("https://blog.example/a", "here"));
        }

        @Test
        void has_raw_tables_row_by_row() {
            String table =
                    "<table>\n<tr><th>a</th><th>b</th></tr>\n<tr>\n  <td>c</td>\n  <td><p>d</p></td></tr>\n</table>";
            assertThat(text("x\n\n" + table + "\n\ny")).isEqualTo("x\n\na | b\nc | d\n\ny");
            assertThat(article.render("x\n\n" + table + "\n\ny").whole().plainText())
                    .isEqualTo("x\n\na b\nc d\n\ny");
        }

        @Test
        void marks_raw_lists_quotations_and_rules() {
            assertThat(text("<ul><li>a<li>b<ol start=3><li>c<li>d</ol></ul>")).isEqualTo("- a\n- b\n  3. c\n  4. d");
            assertThat(text("<blockquote>a<p>b</blockquote>\n<hr>\nc")).isEqualTo("> a\n>\n> b\n\n* * *\n\nc");
        }

        @Test
        void keeps_words_apart_that_are_apart() {
            assertThat(text("<div>one <b>two</b> three<br>four</div>\n<p>five</p>\n<p>six\n<em>seven</em></p>"))
                    .isEqualTo("one two three\nfour\n\nfive\n\nsix seven");
        }

        @Test
        void names_headings_without_their_links_numbers() {
            RenderedMarkdown mail = email.render("## [Install](/x) it\n\n[go](#install-it)");
            assertThat(mail.whole().tableOfContents()).containsExactly(new TocEntry(2, "h-install-it", "Install it"));
            assertThat(mail.html()).contains("href=\"#h-install-it\"");
        }
    }

    @Nested
    class The_table_of_contents {

        @Test
        void has_raw_headings_too() {
            Rendition whole = article.render(
                            "[TOC]\n\n# One\n\n<h2>Two <em>x</em></h2>\n\n<h3 id=\"here\">Three</h3>\n\n"
                                    + "<div><h2 class=\"c\">Two x</h2></div>")
                    .whole();

            assertThat(whole.tableOfContents())
                    .containsExactly(
                            new TocEntry(1, "h-one", "One"),
                            new TocEntry(2, "h-two-x", "Two x"),
                            new TocEntry(3, "h-here", "Three"),
                            new TocEntry(2, "h-two-x-2", "Two x"));
            assertThat(whole.html())
                    .contains("<h2 id=\"h-two-x\">", "<h3 id=\"h-here\">", "<a href=\"#h-here\">Three</a>");
        }

        @Test
        void leads_to_a_heading_with_an_image_by_its_words() {
            assertThat(article.render("## ![logo](/l.png) Install\n\n[go](#install) [go](#-install)")
                            .html())
                    .contains("href=\"#h-logo-install\">go</a> <a href=\"#h-logo-install\"");
        }
    }

    @Nested
    class The_time_to_read {

        @Test
        void counts_characters_where_words_are_not_apart() {
            assertThat(article.render("字".repeat(8_402)).readingTime()).isEqualTo(Duration.ofMinutes(17));
            assertThat(article.render("ひらカタ漢".repeat(600)).readingTime()).isEqualTo(Duration.ofMinutes(6));
            assertThat(article.render("字".repeat(250) + " " + "word ".repeat(119))
                            .readingTime())
                    .isEqualTo(Duration.ofMinutes(1));
            assertThat(article.render("字".repeat(8_402)).whole().wordCount()).isEqualTo(8_402);
        }

        @Test
        void counts_lines_of_code_and_no_blank_ones() {
            String code = "int a = 1;\n\n".repeat(2_000);
            assertThat(article.render("```java\n" + code + "```").readingTime()).isEqualTo(Duration.ofMinutes(34));
            assertThat(article.render("<pre><code>\n" + code + "</code></pre>").readingTime())
                    .isEqualTo(Duration.ofMinutes(34));
            assertThat(article.render("```java\n" + code + "```").whole().wordCount())
                    .isZero();
            assertThat(article.render("<pre>" + code + "</pre>").whole().wordCount())
                    .isZero();
        }
    }

    @Test
    void only_an_alert_has_an_alerts_bar_in_a_mail() {
        assertThat(email.render("<div>x</div>").html()).isEqualTo("<div>x</div>\n");
        assertThat(email.render("> [!NOTE]\n> x").html())
                .contains("<div style=\"margin:0 0 16px;padding:0 16px;border-left");
    }
}
