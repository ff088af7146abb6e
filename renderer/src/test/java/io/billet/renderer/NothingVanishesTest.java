package io.billet.renderer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vladsch.flexmark.ext.admonition.AdmonitionExtension;
import io.billet.core.LanguageTag;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an author writes is honoured, or shown as it was written: never neither. */
class NothingVanishesTest {

    private final MarkdownRenderer article = MarkdownRenderer.article();
    private final MarkdownRenderer extended = MarkdownRenderer.builder()
            .flexmarkExtensions("1", AdmonitionExtension.create())
            .build();

    /** Both ways to a tree give it (ADR 0014). */
    private void becomes(String markdown, String html) {
        for (MarkdownRenderer renderer : List.of(article, extended)) {
            String written = renderer.render(markdown).html();
            assertThat(written.strip()).as(markdown).isEqualTo(html);
            assertThat(HtmlPolicy.ARTICLE.violations(written)).isEmpty();
        }
    }

    @Nested
    class An_abbreviation {

        @Test
        void may_be_defined_right_below_a_links_definition() {
            becomes(
                    "[ref]: /u\n*[API]: Interface\n[s]: /v 'w'\n\nThe API, [ref], [s].",
                    "<p>The <abbr title=\"Interface\">API</abbr>, <a href=\"/u\">ref</a>, <a href=\"/v\" title=\"w\">s</a>.</p>");
            becomes(
                    "> [ref]: /u\n> *[API]: Interface\n\nAPI",
                    "<blockquote>\n</blockquote>\n" + "<p><abbr title=\"Interface\">API</abbr></p>");
        }

        @Test
        void may_be_several_words_or_have_marks_in_it() {
            becomes("A REST API.\n\n*[REST API]: r", "<p>A <abbr title=\"r\">REST API</abbr>.</p>");
            becomes("L'S.A. Dupont\n\n*[S.A.]: r", "<p>L'<abbr title=\"r\">S.A.</abbr> Dupont</p>");
            becomes(
                    "C++, C++17 and C.\n\n*[C++]: r\n*[C]: s",
                    "<p><abbr title=\"r\">C++</abbr>, "
                            + "<abbr title=\"s\">C</abbr>++17 and <abbr title=\"s\">C</abbr>.</p>");
            becomes("Use .NET!\n\n*[.NET]: r", "<p>Use <abbr title=\"r\">.NET</abbr>!</p>");
            becomes(
                    "MAX_VALUE or A*\n\n*[MAX_VALUE]: r\n*[A*]: s",
                    "<p><abbr title=\"r\">MAX_VALUE</abbr> or " + "<abbr title=\"s\">A*</abbr></p>");
            becomes(
                    "AT&T and R&D\n\n*[AT&amp;T]: r\n*[R&D]: s &amp; t",
                    "<p><abbr title=\"r\">AT&amp;T</abbr> and " + "<abbr title=\"s &amp; t\">R&amp;D</abbr></p>");
            becomes("C#语言\n\n*[C#]: r", "<p><abbr title=\"r\">C#</abbr>语言</p>");
            becomes("Un REST\u00a0API\n\n*[REST API]: r", "<p>Un <abbr title=\"r\">REST\u00a0API</abbr></p>");
        }

        @Test
        void is_the_longest_that_fits_and_no_part_of_a_word() {
            becomes("REST API client\n\n*[REST]: r\n*[REST API]: s", "<p><abbr title=\"s\">REST API</abbr> client</p>");
            becomes("a S.A.R.L. b\n\n*[S.A.]: r", "<p>a S.A.R.L. b</p>");
            becomes("REST APIs\n\n*[REST API]: r\n*[REST]: s", "<p><abbr title=\"s\">REST</abbr> APIs</p>");
        }

        @Test
        void that_cannot_be_marked_is_text() {
            becomes("*[API]:\n\nAPI", "<p>*[API]:</p>\n<p>API</p>");
            becomes("*[`x`]: r", "<p>*[<code>x</code>]: r</p>");
            becomes("text\n*[API]: r", "<p>text\n*[API]: r</p>");
            assertThat(article.render("*[" + "x ".repeat(99) + "]: r").html()).contains("]: r");
        }
    }

    @Nested
    class A_footnote {

        @Test
        void may_begin_below_its_label() {
            becomes(
                    "a[^1] b\n\n[^1]:\n\n    first\n\n    second\n\nrest",
                    article.render("a[^1] b\n\n[^1]: first\n\n    second\n\nrest")
                            .html()
                            .strip());
            becomes(
                    "a[^1] b\n\n[^1]:\n    first\n\nrest",
                    article.render("a[^1] b\n\n[^1]: first\n\nrest").html().strip());
            assertThat(article.render("a[^1]\n\n[^1]:\n\nrest").html()).contains("<p>rest</p>");
        }

        @Test
        void with_a_blank_in_its_label_is_text_and_no_link() {
            becomes("see [^my note]\n\n[^my note]: Word", "<p>see [^my note]</p>\n<p>[^my note]: Word</p>");
        }
    }

    @Nested
    class A_definition {

        @Test
        void may_stand_below_a_blank_line() {
            becomes("Apple\n\n: fruit", "<dl>\n<dt>Apple</dt>\n<dd>\n<p>fruit</p>\n</dd>\n</dl>");
            becomes(
                    "*Apple*\nApfel\n\n: fruit\n\n: company\n\nOrange\n\n: citrus\n\nText",
                    "<dl>\n<dt><em>Apple</em></dt>\n<dt>Apfel</dt>\n<dd>\n<p>fruit</p>\n</dd>\n<dd>company</dd>\n"
                            + "<dt>Orange</dt>\n<dd>\n<p>citrus</p>\n</dd>\n</dl>\n<p>Text</p>");
            becomes(
                    "> Apple\n>\n> : fruit",
                    "<blockquote>\n<dl>\n<dt>Apple</dt>\n<dd>\n<p>fruit</p>\n</dd>\n</dl>\n" + "</blockquote>");
            becomes(
                    "- Apple\n\n  : fruit",
                    "<ul>\n<li>\n<dl>\n<dt>Apple</dt>\n<dd>\n<p>fruit</p>\n</dd>\n</dl>\n</li>\n</ul>");
        }

        @Test
        void of_nothing_is_text() {
            becomes("# Apple\n\n: fruit", "<h1 id=\"h-apple\">Apple</h1>\n<p>: fruit</p>");
            becomes("[a]: /u\n\n: fruit", "<p>: fruit</p>");
            becomes(": fruit", "<p>: fruit</p>");
        }
    }

    @Nested
    class The_table_of_contents {

        private static final String LIST = "<nav class=\"toc\" role=\"doc-toc\" aria-label=\"Contents\">\n<ul>\n"
                + "<li><a href=\"#h-a\">A</a></li>\n</ul>\n</nav>\n";

        @Test
        void may_stand_in_anything_but_a_note() {
            becomes(
                    "<details>\n\n[TOC]\n\n</details>\n\n# A",
                    "<details>\n" + LIST + "</details>\n<h1 id=\"h-a\">A</h1>");
            becomes(
                    "<div>\n<p>\n\n[TOC]\n\n</div>\n\n# A",
                    "<div>\n<p>\n</p>\n" + LIST + "</div>\n<h1 id=\"h-a\">A</h1>");
            becomes("> [TOC]\n\n# A", "<blockquote>\n" + LIST + "</blockquote>\n<h1 id=\"h-a\">A</h1>");
            becomes("- [toc]\n\n# A", "<ul>\n<li>\n" + LIST + "</li>\n</ul>\n<h1 id=\"h-a\">A</h1>");
            becomes("[r]: /u\n[TOC]\n\n# A", LIST + "<h1 id=\"h-a\">A</h1>");
        }

        @Test
        void stays_in_its_place_whatever_headings_notes_have() {
            assertThat(article.render("a\n\n[TOC]\n\nb[^1]\n\n[^1]: <h2>n").html())
                    .startsWith("<p>a</p>\n<nav")
                    .contains("</nav>\n<p>b<sup");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"script", "style", "iframe", "object", "template", "noscript", "title", "textarea", "svg"})
        void has_no_place_in_what_is_not_shown(String name) {
            String hidden = "a <div> </div><" + name + ">\n\n[TOC] \n\n";
            assertThat(article.render(hidden).html()).startsWith("<p>a ");
            assertThat(article.render("> " + hidden.replace("\n", "\n> ") + "\n\nb\n\n# A")
                            .html())
                    .startsWith("<blockquote>");
            assertThat(article.render(hidden + "</" + name + ">\n\nb\n\n[TOC]\n\n# A")
                            .html())
                    .containsOnlyOnce("<nav");
        }

        @Test
        void is_not_noted_where_all_is_taken_back() {
            assertThat(article.render("<div><script>> > [TOC]\n\n\n# h</div>- # h[TOC]\n</div><iframe>\n\n"
                                    + "<!--members-only-->\n\n[TOC]\n")
                            .html())
                    .contains("# h")
                    .doesNotContain("<nav");
        }

        @Test
        void is_text_where_it_cannot_be_one() {
            becomes(
                    "[TOC]\n\n> [toc]\n\n# A",
                    LIST + "<blockquote>\n<p>[toc]</p>\n</blockquote>\n<h1 id=\"h-a\">A</h1>");
            becomes(
                    "<a href=\"/x\">\n\n[TOC]\n\n</a>\n\n# A",
                    "<a href=\"/x\">\n<p>[TOC]</p>\n</a>\n<h1 id=\"h-a\">A</h1>");
            assertThat(article.render("a[^1]\n\n[^1]: [TOC]\n\n# A").html()).contains("<p>[TOC] ");
            assertThat(MarkdownRenderer.builder()
                            .disable(MarkdownFeature.HEADING_IDS)
                            .build()
                            .render("[TOC]\n\n# A")
                            .html())
                    .isEqualTo("<p>[TOC]</p>\n<h1>A</h1>\n");
        }
    }

    @Test
    void a_headings_braces_that_say_what_cannot_be_are_text() {
        becomes("# A {.été}", "<h1 id=\"h-a-été\">A {.été}</h1>");
        becomes("# A {#b #c}", "<h1 id=\"h-a-b-c\">A {#b #c}</h1>");
    }

    @Test
    void a_limit_that_is_passed_is_named_with_the_line_where_it_was() {
        StringBuilder references = new StringBuilder();
        for (int i = 1; i <= 20_001; i++) {
            references.append('[').append(i).append("]: /u\n");
        }
        assertThatThrownBy(() -> article.render("a\n\n" + references)).hasMessageContaining("line 20003");
        assertThatThrownBy(() ->
                        article.render("> a\n>\n> " + references.toString().replace("\n", "\n> "), LanguageTag.FRENCH))
                .hasMessageContaining("line 20003");
    }
}
