package io.billet.renderer;

import static org.assertj.core.api.Assertions.assertThat;

import com.vladsch.flexmark.ext.admonition.AdmonitionExtension;
import io.billet.core.LanguageTag;
import java.net.URI;
import java.util.List;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The preview is what the text before the mark gives: nothing that stands behind it has a way to the public. */
class PublicPreviewTest {

    private static final String CUT = "\n\n<!--members-only-->\n\n";
    private static final URI ADDRESS = URI.create("https://blog.example/posts/hello");

    private static final List<MarkdownRenderer> WITH_A_PREVIEW = List.of(
            MarkdownRenderer.article(),
            MarkdownRenderer.email(ADDRESS),
            MarkdownRenderer.feed(ADDRESS),
            MarkdownRenderer.builder()
                    .flexmarkExtensions("1", AdmonitionExtension.create(), new HostExtension())
                    .build());

    private final MarkdownRenderer article = MarkdownRenderer.article();

    private RenderedMarkdown render(String markdown) {
        return article.render(markdown, LanguageTag.ENGLISH);
    }

    /** Whatever is public of a text, in every preset that has a preview. */
    private static void assertNothingSoldIsPublic(String markdown) {
        for (MarkdownRenderer renderer : WITH_A_PREVIEW) {
            RenderedMarkdown rendered = renderer.render(markdown, LanguageTag.ENGLISH);

            assertThat(rendered.hasMembersOnlyPart()).as(markdown).isTrue();
            assertThat(rendered.html()).as(markdown).containsIgnoringCase("sold");
            assertThat(rendered.preview().toString()).as(markdown).doesNotContainIgnoringCase("sold");
            assertThat(rendered.excerpt()).as(markdown).doesNotContainIgnoringCase("sold");
            assertThat(renderer.policy().violations(rendered.preview().html()))
                    .as(markdown)
                    .isEmpty();
        }
    }

    @Nested
    class A_definition_behind_the_mark {

        @Test
        void of_a_link_leaves_each_kind_of_reference_as_text() {
            for (String reference : List.of("[the file][f]", "[f][]", "[f]", "![a picture][f]", "![f][]", "![f]")) {
                String markdown = "Get " + reference + " now." + CUT + "[f]: https://sold.example/x \"Sold\"";

                assertNothingSoldIsPublic(markdown);
                assertThat(render(markdown).preview().html()).isEqualTo("<p>Get " + reference + " now.</p>\n");
                assertThat(render(markdown).preview().plainText()).isEqualTo("Get " + reference + " now.");
                assertThat(render(markdown).excerpt()).isEqualTo("Get " + reference + " now.");
                assertThat(render(markdown).preview().links()).isEmpty();
                assertThat(render(markdown).preview().images()).isEmpty();
            }
        }

        @Test
        void of_a_footnote_leaves_the_reference_as_text() {
            String markdown = "A claim[^n]." + CUT + "[^n]: Its sold proof, at https://sold.example/";

            assertNothingSoldIsPublic(markdown);
            assertThat(render(markdown).preview().html()).isEqualTo("<p>A claim[^n].</p>\n");
            assertThat(render(markdown).preview().footnotes()).isEmpty();
            assertThat(render(markdown).whole().footnotes()).hasSize(1);
        }

        @Test
        void of_an_abbreviation_explains_nothing_before_it() {
            String markdown = "The API is open." + CUT + "*[API]: A sold interface";

            assertNothingSoldIsPublic(markdown);
            assertThat(render(markdown).preview().html()).isEqualTo("<p>The API is open.</p>\n");
            assertThat(render(markdown).html()).contains("<abbr title=\"A sold interface\">API</abbr>");
        }

        @Test
        void counts_wherever_it_stands() {
            for (String place : List.of(
                    "> [f]: https://sold.example/",
                    "> > - [f]: https://sold.example/",
                    "- [f]: https://sold.example/",
                    "1. one\n\n   [f]: <https://sold.example/>\n   'Sold'",
                    "Term\n: [f]: https://sold.example/",
                    "> [!NOTE]\n> [f]: https://sold.example/",
                    "[^note]: text\n\n    [f]: https://sold.example/",
                    "[f]: https://sold.example/\n===\n",
                    "> [^f]: sold",
                    "- [^f]: sold\n\n      sold too",
                    "1. > *[f]: sold",
                    "<div>\n\n[f]: https://sold.example/\n\n</div>")) {
                String markdown = "See [f], [^f] and f." + CUT + place;

                assertNothingSoldIsPublic(markdown);
                assertThat(render(markdown).preview().html()).isEqualTo("<p>See [f], [^f] and f.</p>\n");
            }
        }

        @Test
        void is_not_public_by_way_of_a_definition_before_the_mark_either() {
            assertNothingSoldIsPublic("See[^1].\n\n[^1]: In [f], [^2] and HTML." + CUT
                    + "[f]: https://sold.example/\n\n[^2]: sold\n\n*[HTML]: sold");
            assertNothingSoldIsPublic("[TOC]\n\n# The [f] and the API" + CUT
                    + "[f]: https://sold.example/ \"Sold\"\n\n*[API]: sold\n\n## sold");
            assertNothingSoldIsPublic(
                    "| [f] | b |\n|---|---|\n| ![f] | API |" + CUT + "[f]: https://sold.example/\n\n*[API]: sold");
            assertNothingSoldIsPublic("Term [f]\n: definition [^f]" + CUT + "[f]: /sold\n\n[^f]: sold");
        }

        @Test
        void does_not_change_what_the_same_label_means_before_it() {
            RenderedMarkdown rendered = render("[f] [^f] API\n\n[f]: /open\n\n[^f]: open\n\n*[API]: open" + CUT
                    + "[f] [^f] API\n\n[f]: /sold\n\n[^f]: sold\n\n*[API]: sold");

            for (String html : List.of(rendered.preview().html(), rendered.html())) {
                assertThat(html)
                        .contains("<a href=\"/open\">f</a>", "<abbr title=\"open\">API</abbr>", "<p>open <a")
                        .doesNotContain("sold");
            }
        }

        @Test
        void after_one_of_the_same_label_that_is_itself_behind_the_mark_stays_there() {
            assertNothingSoldIsPublic("[f]" + CUT + "[f]: /sold/1\n[f]: /sold/2");
        }
    }

    @Nested
    class A_definition_before_the_mark {

        @Test
        void works_in_both_parts() {
            RenderedMarkdown rendered =
                    render("[f] [^f] API\n\n[f]: /open\n\n[^f]: open\n\n*[API]: open" + CUT + "[f]");

            assertThat(rendered.preview().html())
                    .contains("<a href=\"/open\">f</a>", "<abbr title=\"open\">API</abbr>", "h-fn.1");
            assertThat(rendered.whole().links()).hasSize(2);
        }

        @Test
        void ends_at_the_mark_if_it_goes_on_behind_it() {
            assertNothingSoldIsPublic("See[^1].\n\n[^1]: open\n\n    <!--members-only-->\n\n    sold");
            assertNothingSoldIsPublic("See[^1].\n\n[^1]: open <!--members-only--> sold\nsold");
            assertNothingSoldIsPublic("See [f].\n\n[f]:\n<!--members-only-->\nhttps://sold.example/");
            assertNothingSoldIsPublic("See [f].\n\n[f]: /open\n<!--members-only-->\n'Sold'");
            assertNothingSoldIsPublic("Term\n: open\n\n    <!--members-only-->\n\n    sold");
        }

        @Test
        void that_is_not_used_before_the_mark_is_not_shown() {
            RenderedMarkdown rendered = render("Open.\n\n[^1]: a note" + CUT + "See[^1].");

            assertThat(rendered.preview().html()).isEqualTo("<p>Open.</p>\n");
            assertThat(rendered.html()).contains("a note");
        }
    }

    @Nested
    class A_mark_in_the_middle_of_something {

        @Test
        void hides_what_that_becomes_behind_it() {
            assertNothingSoldIsPublic("Get [it <!--members-only--> here](https://sold.example/ \"Sold\").");
            assertNothingSoldIsPublic("![open <!--members-only--> more](/sold.png)");
            assertNothingSoldIsPublic("![open](/open.png) [![a <!--members-only-->](/sold.png)](/sold)");
            assertNothingSoldIsPublic("# Open <!--members-only--> and closed {#sold .sold}");
            assertNothingSoldIsPublic("Open <!--members-only--> sold\n===");
            assertNothingSoldIsPublic("> Open\n> **and <!--members-only--> sold**\n>\n> sold");
            assertNothingSoldIsPublic("> > Open\n> > and a <!-- comment -->\n> > more <!--members-only--> sold");
            assertNothingSoldIsPublic("> <div>\n> <!-- sold or not -->\n> <!--members-only-->\n> sold\n> </div>");
            assertNothingSoldIsPublic("| a \\| b | <!-- c --> | d \\| <!--members-only--> sold |\n|-|-|-|\n| sold ||");
            assertNothingSoldIsPublic("> Open\n> <!--members-only--> sold\n> ---");
            assertNothingSoldIsPublic("Open <!-- sold\n     <!--members-only--> sold");
            assertNothingSoldIsPublic("<details open>\n<summary>Open</summary>\n<!--members-only-->\nsold</details>");
        }

        @Test
        void leaves_what_stands_before_it() {
            assertThat(render("> > Open\n> > and a <!-- comment -->\n> > more <!--members-only--> sold")
                            .preview()
                            .plainText())
                    .isEqualTo("Open and a  more");
            assertThat(render("In `<!--members-only-->` code, then <!--members-only--> sold")
                            .preview()
                            .html())
                    .isEqualTo("<p>In <code>&lt;!--members-only--&gt;</code> code, then</p>\n");
            assertThat(render("> In `<!--members-only-->` code,\n> then <!--members-only--> sold")
                            .preview()
                            .plainText())
                    .isEqualTo("In <!--members-only--> code, then");
            assertThat(render("- open\n- to all <!--members-only--> sold\n- sold")
                            .preview()
                            .html())
                    .isEqualTo("<ul>\n<li>open</li>\n<li>to all</li>\n</ul>\n");
            assertThat(render("> <p>Open\n> <!-- a comment -->\n> to all <!--members-only--> sold</p>")
                            .preview()
                            .html())
                    .contains("Open", "to all")
                    .doesNotContain("sold");
        }

        @Test
        void is_not_undone_by_what_closes_behind_it() {
            RenderedMarkdown rendered = render("Open **and bold <!--members-only--> sold**");

            assertThat(rendered.preview().html()).isEqualTo("<p>Open **and bold</p>\n");
            assertThat(rendered.html()).isEqualTo("<p>Open <strong>and bold  sold</strong></p>\n");
        }

        @Test
        void divides_at_the_first_of_several() {
            assertNothingSoldIsPublic("[^1]: open <!--members-only--> sold\n\nsold[^1] <!--members-only--> sold");
            assertNothingSoldIsPublic("Open." + CUT + "sold" + CUT + "sold");
            assertNothingSoldIsPublic("> Open <!--members-only--> sold\n\n<!--members-only-->\n\nsold");
        }
    }

    @Nested
    class What_is_derived {

        private final RenderedMarkdown rendered =
                render("[TOC]\n\n# One\n\nOpen[^b] [a](/a) ![b](/b.png)[^a].\n\n[^a]: A" + CUT
                        + "## Two sold\n\nAnd[^b] [c](/sold) ![d](/sold.png)\n\n[^b]: B sold\n\n# One\n");

        @Test
        void numbers_the_notes_of_each_part_by_itself() {
            assertThat(rendered.preview().footnotes()).containsExactly(new FootnoteEntry(1, "h-fn.1", "<p>A</p>\n"));
            assertThat(rendered.whole().footnotes())
                    .extracting(FootnoteEntry::html)
                    .containsExactly("<p>B sold</p>\n", "<p>A</p>\n");
        }

        @Test
        void has_ids_that_are_there_once_and_links_that_lead_to_them() {
            for (Rendition part : List.of(rendered.preview(), rendered.whole())) {
                var page = Jsoup.parseBodyFragment(part.html());
                assertThat(page.select("[id]").eachAttr("id")).doesNotHaveDuplicates();
                assertThat(page.select("a[href^=#]"))
                        .isNotEmpty()
                        .allSatisfy(link -> assertThat(
                                        page.getElementById(link.attr("href").substring(1)))
                                .isNotNull());
            }
        }

        @Test
        void lists_no_heading_behind_the_mark_in_the_public_contents() {
            assertThat(rendered.preview().html())
                    .contains("<nav class=\"toc\"", "<a href=\"#h-one\">One</a>")
                    .doesNotContain("Two");
            assertThat(rendered.preview().tableOfContents()).containsExactly(new TocEntry(1, "h-one", "One"));
            assertThat(rendered.whole().tableOfContents())
                    .extracting(TocEntry::id)
                    .containsExactly("h-one", "h-two-sold", "h-one-2");
        }

        @Test
        void is_of_the_public_part_only() {
            assertThat(rendered.preview().images())
                    .extracting(ImageReference::url)
                    .containsExactly("/b.png");
            assertThat(rendered.preview().links())
                    .extracting(LinkReference::url)
                    .containsExactly("/a");
            assertThat(rendered.excerpt()).isEqualTo("Open[^b] a .");
            assertThat(rendered.preview().plainText()).contains("Open").doesNotContain("sold");
            assertThat(rendered.preview().wordCount())
                    .isLessThan(rendered.whole().wordCount());
        }

        @Test
        void is_empty_when_the_mark_comes_first() {
            RenderedMarkdown sold = render("<!--members-only-->\n\nsold");

            assertThat(sold.hasMembersOnlyPart()).isTrue();
            assertThat(sold.preview()).isEqualTo(Rendition.empty());
            assertThat(sold.excerpt()).isEmpty();
            assertThat(render("").whole()).isEqualTo(Rendition.empty());
        }
    }

    @Test
    void the_preview_is_what_its_text_alone_gives() {
        String open = "# A [b] *c*\n\n> - d[^1] [e][b]\n\n| f |\n|---|\n| g |\n\n[b]: /b\n[^1]: note\n";

        for (MarkdownRenderer renderer : WITH_A_PREVIEW) {
            RenderedMarkdown rendered = renderer.render(open + CUT + "sold[^1] [b]", LanguageTag.FRENCH);
            RenderedMarkdown alone = renderer.render(open, LanguageTag.FRENCH);

            assertThat(rendered.preview()).isEqualTo(alone.whole());
            assertThat(rendered.excerpt()).isEqualTo(alone.excerpt());
        }
    }

    @Test
    void a_mark_in_a_hosts_own_block_divides_too() {
        MarkdownRenderer renderer = WITH_A_PREVIEW.get(3);
        for (String markdown : List.of(
                "!!! note \"Open\"\n    open <!--members-only--> sold\n\nsold",
                "!!! note \"Open\"\n    open\n\n    <!--members-only-->\n\n    sold\n",
                "!!! note \"Open\"\n    > open\n    > to <!-- -->\n    > all <!--members-only--> sold\n")) {
            RenderedMarkdown rendered = renderer.render(markdown);

            assertThat(rendered.hasMembersOnlyPart()).as(markdown).isTrue();
            assertThat(rendered.html()).as(markdown).contains("sold");
            assertThat(rendered.preview().html()).as(markdown).contains("open").doesNotContain("sold");
        }
    }

    @Test
    void a_comment_has_no_members_part() {
        RenderedMarkdown rendered =
                MarkdownRenderer.comment().render("a <!--members-only--> b\n\n<!--members-only-->\n");

        assertThat(rendered.hasMembersOnlyPart()).isFalse();
        assertThat(rendered.missedMarks()).isEmpty();
        assertThat(rendered.preview()).isEqualTo(rendered.whole());
        assertThat(rendered.html()).contains("&lt;!--members-only--&gt;");
    }

    @Nested
    class What_only_looks_like_the_mark {

        @Test
        void divides_nothing_and_is_told_with_its_line() {
            for (String near : List.of(
                    "<!--members only-->",
                    "<!-- members_only -->",
                    "<!--membersonly-->",
                    "<!--member-only-->",
                    "<!--memebrs-only-->",
                    "<!--members–only-->",
                    "<!--members-only--!>",
                    "<!--members-only: from here-->",
                    "<!-- for members -->",
                    "<!--MEMBERS-->",
                    "<!--subscribers-only-->",
                    "<!--paid-only-->",
                    "<!--more-->",
                    "<!-- Read more -->",
                    "<!--excerpt-->",
                    "<!-- truncate -->",
                    "<!--paywall-->",
                    "<!--kg-card-begin: paywall-->",
                    "<!-- PELICAN_END_SUMMARY -->",
                    "<!-- TEASER_END -->",
                    "<!- members-only ->",
                    "<!members-only>",
                    "<!—members-only—>",
                    "<members-only>",
                    "</members-only>",
                    "&lt;!--members-only--&gt;",
                    "\\<!--members-only-->",
                    "<!-- a note <!--members-only-->",
                    "    <!--members-only-->",
                    "```\n<!--members-only-->\n```",
                    "`<!--members-only-->`",
                    "[f]: /u \"<!--members-only-->\"",
                    "*[API]: <!--members-only-->")) {
                RenderedMarkdown rendered = render("---\na: b\n---\nopen\n\n" + near + "\n\nsold");

                assertThat(rendered.hasMembersOnlyPart()).as(near).isFalse();
                assertThat(rendered.preview()).as(near).isEqualTo(rendered.whole());
                assertThat(rendered.missedMarks()).as(near).hasSize(1).allSatisfy(missed -> {
                    assertThat(missed.line()).isEqualTo(near.startsWith("```") ? 7 : 6);
                    assertThat(near).contains(missed.text().replace("…", ""));
                });
            }
        }

        @Test
        void is_told_as_it_was_written() {
            assertThat(render("a\n\n> b <!-- members\n>   only --> c").missedMarks())
                    .containsExactly(new MissedMark(3, "<!-- members > only -->"));
            assertThat(render("<!--members only-->\n\n<!--more-->").missedMarks())
                    .containsExactly(new MissedMark(1, "<!--members only-->"), new MissedMark(3, "<!--more-->"));
            assertThat(render("<!--members-only " + "x".repeat(1_000)).missedMarks())
                    .singleElement()
                    .satisfies(missed -> assertThat(missed.text()).endsWith("…").hasSizeLessThan(100));
        }

        @Test
        void does_not_matter_behind_a_mark_that_divides() {
            assertThat(render("a\n\n<!--members-only-->\n\n<!--more-->").missedMarks())
                    .isEmpty();
        }

        @Test
        void is_told_before_a_mark_that_divides_unless_it_is_the_mark_shown_as_code() {
            assertThat(render("a <!--more--> b\n\n<!--members-only-->\n\nc").missedMarks())
                    .containsExactly(new MissedMark(1, "<!--more-->"));
            assertThat(render("Write `<!--members-only-->`.\n\n<!--members-only-->\n\nc")
                            .missedMarks())
                    .isEmpty();
        }

        @Test
        void is_told_twenty_times_at_most() {
            assertThat(render("<!--more-->\n\n".repeat(1_000)).missedMarks()).hasSize(20);
        }

        @Test
        void is_no_other_comment_and_no_text() {
            for (String other : List.of(
                    "<!-- a comment -->",
                    "<!-- TODO: say more about this -->",
                    "<!-- markdownlint-disable MD033 -->",
                    "<!-- the members of the committee are listed in the annex -->",
                    "members-only",
                    "# Members only",
                    "The members-only part <b>begins</b> here.",
                    "<main>a</main> <mark>b</mark> <small>c</small> <s>d</s>",
                    "a < b and members-only > c")) {
                assertThat(render("a\n\n" + other + "\n\nb").missedMarks())
                        .as(other)
                        .isEmpty();
            }
        }
    }
}
