package io.billet.renderer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.billet.core.LanguageTag;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SafetyTest {

    private static final Set<String> SCHEMES = Set.of("http", "https", "mailto", "tel");

    @Nested
    class Nothing_outside_the_policy_is_left {

        @Test
        void of_the_attacks_written_out_by_the_project() {
            assertThat(Attacks.ours()).hasSizeGreaterThan(200);
            assertThat(problems(Attacks.ours())).isEmpty();
        }

        @Test
        void of_the_public_corpora() {
            Optional<List<String>> corpora = Attacks.corpora();
            assumeTrue(corpora.isPresent());
            assertThat(corpora.get()).hasSizeGreaterThan(500);
            assertThat(problems(corpora.get())).isEmpty();
        }

        @Test
        void of_all_attacks_in_one_text() {
            assertThat(problems(List.of(String.join("\n\n", Attacks.ours()), String.join(" ", Attacks.ours()))))
                    .isEmpty();
        }
    }

    @Nested
    class The_check_itself {

        @Test
        void finds_every_attack_that_is_html_when_it_is_not_rendered() {
            List<String> missed = Attacks.ours().stream()
                    .filter(attack ->
                            attack.startsWith("<") && !attack.contains("&quot;") && !attack.contains("`onmouseover"))
                    .filter(attack -> HtmlPolicy.ARTICLE.violations(attack).isEmpty())
                    .toList();
            assertThat(missed).isEmpty();
        }

        @Test
        void names_what_it_found() {
            assertThat(HtmlPolicy.COMMENT.violations(
                            "<p onclick=\"x\">a</p><script></script><a href=\"javascript:x\">b</a>"))
                    .hasSize(3)
                    .anySatisfy(problem -> assertThat(problem).contains("onclick"))
                    .anySatisfy(problem -> assertThat(problem).contains("<script>"))
                    .anySatisfy(problem -> assertThat(problem).contains("href"));
        }

        @Test
        void accepts_what_each_preset_writes() {
            String markdown =
                    "# A\n\n*b* **c** `d` [e](https://f.g) ![h](i.png)\n\n- j\n\n> k\n\n|l|\n|-|\n|m|\n\n- [x] n";
            Attacks.RENDERERS
                    .values()
                    .forEach(renderer -> assertThat(renderer.policy()
                                    .violations(renderer.render(markdown).html()))
                            .isEmpty());
        }

        @Test
        void refuses_what_some_browser_may_read_in_another_way() {
            for (String html : List.of(
                    "a < b",
                    "<p>",
                    "</p>",
                    "<p title=a>x</p>",
                    "<p title='a'>x</p>",
                    "<!-- a -->",
                    "<P>x</P>",
                    "<p\ntitle=\"a\">x</p>",
                    "<a href=\"java&#x73;cript:x\">b</a>",
                    "<a href=\"x&y\">b</a>",
                    "<b><i>x</b></i>",
                    "<a href=\"x\">y <b><a href=\"z\">w</a></b></a>")) {
                assertThat(HtmlPolicy.ARTICLE.violations(html)).as(html).isNotEmpty();
            }
        }
    }

    /** Browsers and jsoup end the outer link there, so that the parsed page does not show it. */
    @Test
    void a_footnote_in_a_link_is_no_link_in_a_link() {
        for (String markdown : List.of("[a[^1]](/u)\n\n[^1]: n", "<a href=\"/u\">b[^1]</a>\n\n[^1]: n")) {
            assertThat(MarkdownRenderer.article().render(markdown).html())
                    .contains("<sup class=\"footnote-ref\" id=\"h-ref.1\">1</sup></a>");
        }
    }

    @Test
    void the_links_and_images_that_are_handed_over_are_safe_too() {
        for (MarkdownRenderer renderer : Attacks.RENDERERS.values()) {
            for (String attack : Attacks.ours()) {
                Rendition whole = renderer.render(attack).whole();
                whole.links()
                        .forEach(link ->
                                assertThat(hasSafeScheme(link.url())).as(attack).isTrue());
                whole.images()
                        .forEach(image -> assertThat(hasSafeScheme(image.url()))
                                .as(attack)
                                .isTrue());
            }
        }
    }

    private static List<String> problems(List<String> attacks) {
        List<String> problems = new ArrayList<>();
        Attacks.RENDERERS.forEach((name, renderer) -> {
            for (String attack : attacks) {
                RenderedMarkdown rendered = renderer.render(attack, LanguageTag.FRENCH);
                for (String html : List.of(rendered.html(), rendered.preview().html())) {
                    List<String> found = new ArrayList<>(renderer.policy().violations(html));
                    Jsoup.parseBodyFragment(html).body().forEachNode(node -> judge(node, renderer.policy(), found));
                    found.forEach(problem -> problems.add(name + ": " + attack + "\n -> " + html + "\n" + problem));
                }
            }
        });
        return problems;
    }

    private static void judge(Node node, HtmlPolicy policy, List<String> found) {
        if (node instanceof Comment || node instanceof DataNode) {
            found.add("node " + node.nodeName());
        }
        if (node instanceof TextNode
                || !(node instanceof Element element)
                || element.normalName().equals("body")) {
            return;
        }
        String name = element.normalName();
        boolean implied = name.equals("tbody");
        if (!policy.vocabulary().hasElement(name) && !implied) {
            found.add("element " + name);
        }
        for (Attribute attribute : element.attributes()) {
            String key = attribute.getKey().toLowerCase(Locale.ROOT);
            if (key.startsWith("on") || !policy.vocabulary().allows(name, key, attribute.getValue())) {
                found.add("attribute " + key + "=" + attribute.getValue() + " of " + name);
            }
            if (Set.of("href", "src", "cite").contains(key) && !hasSafeScheme(attribute.getValue())) {
                found.add("scheme of " + attribute.getValue());
            }
        }
    }

    /** Written anew here, so that it does not share a mistake with the renderer. */
    private static boolean hasSafeScheme(String url) {
        String seen = url.replaceAll("[\\p{Cntrl}\\p{Z}\\p{Cf}\\s]", "").toLowerCase(Locale.ROOT);
        int colon = seen.indexOf(':');
        int slash = seen.replaceAll("[?#].*", "").indexOf('/');
        boolean relative = colon < 0 || (slash >= 0 && slash < colon) || seen.startsWith("#") || seen.startsWith("?");
        return relative || SCHEMES.contains(seen.substring(0, colon));
    }
}
