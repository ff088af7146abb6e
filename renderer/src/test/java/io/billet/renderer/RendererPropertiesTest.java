package io.billet.renderer;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.LanguageTag;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;

class RendererPropertiesTest {

    private static final String CUT = "\n\n<!--members-only-->\n\n";
    private static final MarkdownRenderer ARTICLE = MarkdownRenderer.article();

    @Property(tries = 1000)
    void the_preview_is_the_same_whatever_stands_behind_the_mark(
            @ForAll("markdown") String before, @ForAll("markdown") String one, @ForAll("markdown") String other) {
        RenderedMarkdown rendered = ARTICLE.render(before + CUT + one, LanguageTag.FRENCH);
        RenderedMarkdown otherwise = ARTICLE.render(before + CUT + other, LanguageTag.FRENCH);

        assertThat(rendered.hasMembersOnlyPart()).isEqualTo(otherwise.hasMembersOnlyPart());
        if (rendered.hasMembersOnlyPart()) {
            assertThat(rendered.preview()).isEqualTo(otherwise.preview());
            assertThat(rendered.excerpt()).isEqualTo(otherwise.excerpt());
            assertThat(rendered.missedMarks()).isEqualTo(otherwise.missedMarks());
        }
    }

    @Property(tries = 2000)
    void the_preview_is_what_the_text_before_the_mark_gives(
            @ForAll("markdown") String before, @ForAll("quotations") String quoted, @ForAll("gaps") String gap) {
        for (String open : List.of(before + gap, quoted + gap)) {
            RenderedMarkdown rendered = ARTICLE.render(open + "<!--members-only-->" + gap + "xyzzy");

            if (rendered.hasMembersOnlyPart()) {
                assertThat(rendered.preview()).isEqualTo(ARTICLE.render(open).whole());
            }
        }
    }

    @Provide
    Arbitrary<String> quotations() {
        return Arbitraries.of(
                        "> a ",
                        "\n> ",
                        "\n> > ",
                        "\n> - b ",
                        "\n>   c ",
                        "\n> 1. ",
                        " <!-- d -->",
                        "\n> <!-- e -->",
                        "<p>",
                        "\n> <div>",
                        "\n> | f | \\| |\n> |---|---|\n> | g |",
                        "\n> | <!-- h --> | \\| ",
                        "\n> i\n> ---\n> ",
                        "`<!-- n -->`",
                        "\n> [j]: /k\n> l ",
                        "\n> [^m]: n ")
                .list()
                .ofMinSize(1)
                .ofMaxSize(12)
                .map(parts -> "> " + String.join("", parts));
    }

    @Property(tries = 300)
    void the_preview_is_a_prefix_of_the_public_text_and_well_formed(
            @ForAll("markdown") String before, @ForAll("markdown") String after) {
        String withoutDefinitions = after.replaceAll("\\[\\^?\\w+]:|\\*\\[\\w+]:", "");
        RenderedMarkdown rendered = ARTICLE.render(before + CUT + withoutDefinitions, LanguageTag.FRENCH);
        String publicText = textWithoutFootnotes(rendered.preview().html());
        String wholeText = textWithoutFootnotes(rendered.html());

        if (rendered.hasMembersOnlyPart()) {
            assertThat(wholeText).startsWith(publicText);
            List<TocEntry> visible = rendered.preview().tableOfContents();
            assertThat(rendered.whole().tableOfContents().subList(0, visible.size()))
                    .isEqualTo(visible);
        }
        assertThat(HtmlPolicy.ARTICLE.violations(rendered.preview().html())).isEmpty();
    }

    @Property(tries = 300)
    void nothing_after_the_cut_shows_in_the_preview(@ForAll("markdown") String before) {
        String secret = "\n\n# Xyzzy\n\nxyzzy [xyzzy](/xyzzy) ![xyzzy](/xyzzy.png)\n";
        RenderedMarkdown rendered = ARTICLE.render(before + CUT + secret);

        if (rendered.hasMembersOnlyPart()) {
            assertThat(rendered.preview().toString().toLowerCase(java.util.Locale.ROOT))
                    .doesNotContain("xyzzy");
            assertThat(rendered.excerpt()).doesNotContain("xyzzy");
        }
    }

    @Property(tries = 1000)
    void a_mark_that_does_not_show_has_divided(@ForAll("markdown") String before, @ForAll("gaps") String gap) {
        boolean escaped = before.endsWith("\\") && gap.isEmpty();
        RenderedMarkdown rendered = ARTICLE.render(before + gap + "<!--members-only-->" + gap + "xyzzy");

        if (!escaped && rendered.html().contains("xyzzy") && !rendered.html().contains("members-only")) {
            assertThat(rendered.hasMembersOnlyPart()).isTrue();
        }
        if (rendered.hasMembersOnlyPart()) {
            assertThat(rendered.preview().toString()).doesNotContain("xyzzy");
        }
        assertThat(HtmlPolicy.ARTICLE.violations(rendered.preview().html())).isEmpty();
    }

    @Provide
    Arbitrary<String> gaps() {
        return Arbitraries.of("", " ", "\n", "\n\n", "\n    ");
    }

    @Property(tries = 200)
    void the_same_text_gives_the_same_result(@ForAll("markdown") String markdown) {
        assertThat(ARTICLE.render(markdown, LanguageTag.ENGLISH))
                .isEqualTo(ARTICLE.toBuilder().build().render(markdown, LanguageTag.ENGLISH));
    }

    @Property(tries = 10)
    void one_renderer_serves_eight_threads(@ForAll("markdown") String one, @ForAll("markdown") String other)
            throws Exception {
        RenderedMarkdown expectedOne = ARTICLE.render(one, LanguageTag.FRENCH);
        RenderedMarkdown expectedOther = ARTICLE.render(other, LanguageTag.GERMAN);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Boolean>> work = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                work.add(() -> ARTICLE.render(one, LanguageTag.FRENCH).equals(expectedOne)
                        && ARTICLE.render(other, LanguageTag.GERMAN).equals(expectedOther));
            }
            for (Future<Boolean> same : threads.invokeAll(work)) {
                assertThat(same.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Property(tries = 300)
    void every_id_of_the_table_of_contents_exists_once(@ForAll("markdown") String markdown) {
        RenderedMarkdown rendered = ARTICLE.render("[TOC]\n\n# a\n\n# a\n\n# a-2\n\n" + markdown);
        Document page = Jsoup.parseBodyFragment(rendered.html());

        assertThat(rendered.whole().tableOfContents())
                .hasSizeGreaterThanOrEqualTo(3)
                .allSatisfy(heading ->
                        assertThat(page.select("[id='" + heading.id() + "']")).hasSize(1));
        assertThat(page.select("[id]").eachAttr("id")).doesNotHaveDuplicates();
        page.select("a[href^=#]")
                .forEach(link -> assertThat(
                                page.select("[id='" + link.attr("href").substring(1) + "']"))
                        .hasSize(1));
    }

    @Property(tries = 200)
    void plain_text_has_no_markup(@ForAll("words") List<String> words) {
        String markdown = "# " + words.get(0) + "\n\n**" + words.get(1) + "** [" + words.get(2) + "](/u) `"
                + words.get(3) + "`\n\n- *" + words.get(4) + "*\n\n> <b>" + words.get(5) + "</b>\n\n|" + words.get(6)
                + "|\n|-|\n|x|";
        String text = ARTICLE.render(markdown).whole().plainText();

        assertThat(text).contains(words.subList(0, 7)).doesNotContain("<", ">", "*", "#", "`", "[", "]", "|", "/u");
    }

    @Property(tries = 300)
    void typography_is_idempotent(@ForAll("prose") String prose, @ForAll("languages") String language) {
        LanguageTag tag = LanguageTag.of(language);
        String once = ARTICLE.render(prose, tag).whole().plainText();

        assertThat(ARTICLE.render(once, tag).whole().plainText()).isEqualTo(once);
    }

    @Property(tries = 300)
    void typography_changes_only_what_its_rules_name(
            @ForAll("prose") String prose, @ForAll("languages") String language) {
        String plain = ARTICLE.render(prose).whole().plainText();
        String set = ARTICLE.render(prose, LanguageTag.of(language)).whole().plainText();

        assertThat(skeleton(set)).isEqualTo(skeleton(plain));
    }

    /** The text with all that typography may touch brought to one form. */
    private static String skeleton(String text) {
        return text.replaceAll("[ \\u00a0\\u202f]", "")
                .replace("…", "...")
                .replaceAll("—", "---")
                .replaceAll("–", "-")
                .replaceAll("-+", "-")
                .replace('×', 'x')
                .replaceAll("[\"'«»“”„‘’‚‹›]", "'");
    }

    private static String textWithoutFootnotes(String html) {
        Document page = Jsoup.parse(html, "", Parser.htmlParser().setTrackErrors(0));
        page.select("section.footnotes, nav.toc").remove();
        return page.body().text().strip();
    }

    @Provide
    Arbitrary<List<String>> words() {
        return Arbitraries.strings()
                .alpha()
                .ofMinLength(3)
                .ofMaxLength(9)
                .list()
                .ofSize(7);
    }

    @Provide
    Arbitrary<String> languages() {
        return Arbitraries.of(
                "fr", "fr-CA", "fr-CH", "en", "de", "de-CH", "es", "it", "pt-PT", "pl", "cs", "sv", "fi", "ru");
    }

    @Provide
    Arbitrary<String> prose() {
        return Arbitraries.of(
                        "mot", "Oui", "l'eau", " ", " ", " ", "\"", "\"", "'", ";", " ;", "!", " !", "?", ":", " :",
                        "...", "--", "---", "12", "1 000", " €", "10 %", "n° 4", "12 h 30", "3 x 4", "10-12", "« ",
                        " »", "«", "»", ",", ".", "(", ")", "(b)", "été", " \"", "\" ", " '", "' ", "5\"", "'90", "s' ",
                        "l'\"", "'tis", "—", "/", "¿")
                .list()
                .ofMinSize(1)
                .ofMaxSize(14)
                .map(parts -> "A" + String.join("", parts) + "z");
    }

    @Provide
    Arbitrary<String> markdown() {
        return Arbitraries.of(
                        "a",
                        "word ",
                        "*",
                        "**",
                        "_",
                        "~~",
                        "`",
                        "```\n",
                        "\n",
                        "\n\n",
                        "# h\n",
                        "## h\n",
                        "- ",
                        "1. ",
                        "> ",
                        "    ",
                        "[",
                        "]",
                        "(",
                        ")",
                        "](/u)",
                        "![",
                        "<b>",
                        "</b>",
                        "<div>\n\n",
                        "\n\n</div>",
                        "<details>\n",
                        "<a href=\"/x\">",
                        "</a>",
                        "<script>",
                        "</script>",
                        "|a|b|\n|-|-|\n",
                        "|c|\n",
                        "[^1]",
                        "\n[^1]: n [^2]\n",
                        "\n[^2]: m\n",
                        "[r]",
                        "[s][r]",
                        "\n[r]: /r 'q'\n",
                        "A.B",
                        "\n*[A.B]: c\n",
                        "\nt\n: d\n",
                        "&amp;",
                        "\\",
                        "\"",
                        "'",
                        " ; ",
                        "« ",
                        "é",
                        "\uD83D\uDE00",
                        ":tada:",
                        "[TOC]\n",
                        "***\n",
                        "> [!TIP]\n> x\n",
                        "- [x] y\n",
                        "<!-- c -->",
                        "<img src=i alt=j>",
                        "\t")
                .list()
                .ofMaxSize(25)
                .map(parts -> String.join("", parts));
    }
}
