package io.billet.renderer;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.LanguageTag;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * Raw HTML is written so that a browser's tree is the one that is written, and nothing of it leaves the element that the page
 * puts it into. Random documents have fixed seeds; {@code -Dbillet.rawtags=200000} reads as many.
 */
class RawHtmlStructureTest {

    private static final int DOCUMENTS = Integer.getInteger("billet.rawtags", 2_000);
    private static final int MOST_PARTS = 16;

    private static final String[] ELEMENTS =
            ("p div section h1 h2 h3 ul ol li dl dt dd table thead tbody tfoot tr td th caption colgroup col details summary"
                            + " figure figcaption blockquote pre address hr br b i em strong a code s u small span mark ruby"
                            + " rt rp q ins del sub bdi abbr cite img wbr nav input option optgroup legend select fieldset"
                            + " form button label center font nobr svg math title template script textarea article main"
                            + " body html head frameset plaintext listing object marquee noscript iframe x-y")
                    .split(" ");
    private static final List<String> PARTS = List.of(
            "text",
            " ",
            "\n",
            "\n\n",
            "\n\n",
            "- ",
            "\n- a ",
            "  ",
            "1. ",
            "> ",
            "# ",
            "\n## h ",
            "|a|b|\n|-|-|\n|",
            "|",
            "*e*",
            "*",
            "**",
            "`c`",
            "[l](/u)",
            "[",
            "](/u)",
            "![i](/i)",
            "[^1]",
            "\n\n[^1]: ",
            "\n: ",
            "    ",
            "&#x2003;",
            "&#12;",
            "&nbsp;",
            "***\n",
            "```\nx\n```\n",
            "- [ ] ",
            "\n\n[TOC]\n\n",
            "<!-- c -->",
            "*[A B]: c\n");

    private static String document(Random random) {
        StringBuilder text = new StringBuilder();
        for (int parts = 1 + random.nextInt(MOST_PARTS); parts > 0; parts--) {
            int kind = random.nextInt(10);
            String name = ELEMENTS[random.nextInt(random.nextBoolean() ? ELEMENTS.length : 28)];
            if (kind < 5) {
                text.append('<')
                        .append(name)
                        .append(kind == 0 ? " id=x" : "")
                        .append(random.nextInt(20) == 0 ? "/>" : ">");
            } else if (kind < 7) {
                text.append("</").append(name).append('>');
            } else {
                text.append(PARTS.get(random.nextInt(PARTS.size())));
            }
        }
        return text.toString();
    }

    @Test
    void what_is_written_is_what_a_browser_reads_whatever_the_tags() {
        List<String> problems = new ArrayList<>();
        for (int seed = 0; seed < DOCUMENTS && problems.size() < 20; seed++) {
            String markdown = document(new Random(seed));
            for (MarkdownRenderer renderer : Attacks.RENDERERS.values()) {
                String html = renderer.render(markdown, LanguageTag.FRENCH).html();
                List<String> violations = renderer.policy().violations(html);
                String problem = BrowserTree.problem(html, seed % 8 == 0);
                if (!problem.isEmpty() || !violations.isEmpty()) {
                    problems.add(
                            renderer.policy() + " " + markdown + "\n--- became\n" + html + "\n" + problem + violations);
                }
            }
        }
        assertThat(problems).isEmpty();
    }

    @Nested
    class The_check {

        /** Well-formed, and yet read otherwise: that is what the check is asked. */
        @Test
        void sees_everything_that_a_browser_reads_in_another_way() {
            List<String> missed = new ArrayList<>();
            int different = 0;
            for (int seed = 0; seed < DOCUMENTS * 5 && missed.size() < 20; seed++) {
                String html = wellFormed(new Random(seed), 0);
                String problem = BrowserTree.problem(html, false);
                different += problem.isEmpty() ? 0 : 1;
                if (!problem.isEmpty() && HtmlPolicy.ARTICLE.violations(html).isEmpty()) {
                    missed.add(html + "\n" + problem);
                }
            }
            assertThat(missed).isEmpty();
            assertThat(different).isGreaterThan(DOCUMENTS / 10);
        }

        @Test
        void names_parts_that_stand_where_they_do_not_belong() {
            for (String html : List.of(
                    "<div><li>x</li></div>",
                    "<li>x</li>",
                    "<ul><li><div><li>x</li></div></li></ul>",
                    "<div><dd>x</dd></div>",
                    "<dt>x</dt>",
                    "<tr><td>x</td></tr>",
                    "<table><tr><td>x</td></tr></table>",
                    "<table><tbody><td>x</td></tbody></table>",
                    "<table>x</table>",
                    "<table>&#x2003;</table>",
                    "<table><tbody><tr><p>x</p></tr></tbody></table>",
                    "<div><caption>x</caption></div>",
                    "<col />",
                    "<summary>x</summary>",
                    "<figcaption>x</figcaption>",
                    "<rt>x</rt>",
                    "<p><div>x</div></p>",
                    "<p><b><ul><li>x</li></ul></b></p>",
                    "<p><hr /></p>",
                    "<h1><h2>x</h2></h1>")) {
                assertThat(HtmlPolicy.ARTICLE.violations(html)).as(html).isNotEmpty();
            }
        }

        @Test
        void takes_them_where_they_belong() {
            for (String html : List.of(
                    "<ul><li>x<p>y</p></li></ul>",
                    "<dl><dt>x</dt><dd>y</dd><div><dt>z</dt><dd>w</dd></div></dl>",
                    "<table> <caption>x</caption>\n<colgroup><col /></colgroup><thead><tr><th><p>x</p></th></tr></thead></table>",
                    "<details><summary>x</summary><p>y</p></details>",
                    "<figure><img src=\"/a\" alt=\"\" /><figcaption>x</figcaption></figure>",
                    "<ruby>x<rp>(</rp><rt>y</rt></ruby>")) {
                assertThat(HtmlPolicy.ARTICLE.violations(html)).as(html).isEmpty();
                assertThat(BrowserTree.problem(html, false)).isEmpty();
            }
        }

        private String wellFormed(Random random, int depth) {
            StringBuilder html = new StringBuilder();
            for (int parts = 1 + random.nextInt(3); parts > 0; parts--) {
                String name = ELEMENTS[random.nextInt(48)];
                if (random.nextInt(4) == 0 || !HtmlPolicy.ARTICLE.vocabulary().hasElement(name)) {
                    html.append(random.nextInt(8) == 0 ? "\u2003" : "x");
                } else if ("hr br img wbr col input".contains(name)) {
                    html.append('<').append(name).append(" />");
                } else {
                    String inner = depth > 4 ? "x" : wellFormed(random, depth + 1);
                    html.append('<').append(name).append('>').append(inner).append("</" + name + ">");
                }
            }
            return html.toString();
        }
    }

    @Nested
    class Parts_stand_only_where_they_belong {

        @Test
        void or_their_tags_are_left_out_and_their_text_stays() {
            becomes("- <div><li>x\n\nRest", "<ul>\n<li>\n<div>x\n</div></li>\n</ul>\n<p>Rest</p>");
            becomes("<div><dd>x</div>", "<div>x</div>");
            becomes("<div><td>x</td></div>", "<div>x</div>");
            becomes("<div><summary>x</summary></div>", "<div>x</div>");
            becomes("a <li>b</li> c", "<p>a b c</p>");
            becomes("a <div>b</div> c", "<p>a b c</p>");
        }

        @Test
        void and_what_they_imply_is_written() {
            becomes("<div><p>a<p>b</div>", "<div><p>a</p><p>b</p></div>");
            becomes("<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>");
            becomes("<dl><dt>a<dd>b<dt>c</dl>", "<dl><dt>a</dt><dd>b</dd><dt>c</dt></dl>");
            becomes(
                    "<table><tr><td>a<td>b<tr><td>c</table>",
                    "<table><tbody><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></tbody></table>");
            becomes("<table>a</table>", "<table><tbody><tr><td>a</td></tr></tbody></table>");
            becomes("<table><col></table>", "<table><colgroup><col /></colgroup></table>");
            becomes("<p>a<div>b</div>", "<p>a</p><div>b</div>");
            becomes("<h2>a</h3>b", "<h2 id=\"h-a\">a</h2>b");
            becomes("<ruby>a<rt>b<rt>c</ruby>", "<p><ruby>a<rt>b</rt><rt>c</rt></ruby></p>");
        }

        @Test
        void also_around_markdown() {
            becomes("<p>\n\ntext\n\n</p>", "<p>\n</p>\n<p>text</p>");
            becomes(
                    "<table><tr><td>\n\n*a*\n\n</td></tr></table>",
                    "<table><tbody><tr><td>\n<p><em>a</em></p>\n</td></tr></tbody></table>");
            becomes("<table>\n\nb\n\n</table>", "<table>\n<tbody><tr><td>\n<p>b</p>\n</td></tr></tbody></table>");
            becomes(
                    "|a|\n|-|\n|<ul><li>b<li>c</ul>|",
                    "<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n"
                            + "<td><ul><li>b</li><li>c</li></ul></td>\n</tr>\n</tbody>\n</table>");
        }

        @Test
        void and_white_space_with_what_follows_it_where_there_are_abbreviations() {
            String after = "</td></tr></tbody></table></li>\n</ul>";
            becomes("- x<table>   **\n\n*[A B]: c", "<ul>\n<li>x<table><tbody><tr><td>   **" + after);
            becomes("- x<table>   _&_a\n\n*[A B]: c", "<ul>\n<li>x<table><tbody><tr><td>   _&amp;_a" + after);
        }

        private void becomes(String markdown, String html) {
            String written = MarkdownRenderer.article().render(markdown).html();
            assertThat(written.strip()).as(markdown).isEqualTo(html);
            assertThat(BrowserTree.problem(written, false)).isEmpty();
            assertThat(HtmlPolicy.ARTICLE.violations(written)).isEmpty();
        }
    }
}
