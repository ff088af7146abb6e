package io.billet.renderer;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.LanguageTag;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A link to a place in the text leads there, whatever its author calls the place; and nothing there is the page's. */
class InPageLinksTest {

    private static final URI BASE = URI.create("https://blog.example/posts/one");
    private static final Map<String, MarkdownRenderer> RENDERERS = Map.of(
            "article", MarkdownRenderer.article(),
            "email", MarkdownRenderer.email(BASE),
            "feed", MarkdownRenderer.feed(BASE));

    /** What the only link of the text leads to, in every preset that has ids; the element's name and its text. */
    private static void leadsTo(String expected, String markdown) {
        RENDERERS.forEach((name, renderer) -> {
            String html = renderer.render(markdown, LanguageTag.FRENCH).html();
            assertThat(target(html)).as(name + ": " + markdown + "\n" + html).isEqualTo(expected);
            assertThat(renderer.policy().violations(html)).isEmpty();
        });
    }

    private static String target(String html) {
        Document page = Jsoup.parseBodyFragment(html);
        String href = page.select("a[href*=#]").last().attr("href");
        String id = URLDecoder.decode(href.substring(href.indexOf('#') + 1), StandardCharsets.UTF_8);
        List<Element> found = page.getElementsByAttributeValue("id", id);
        return found.size() == 1
                ? found.get(0).normalName() + " " + found.get(0).text()
                : found.size() + " elements of " + href;
    }

    @Nested
    class A_heading_is_found {

        @Test
        void by_githubs_slug_before_and_after_the_link() {
            leadsTo("h2 Install", "## Install\n\n[go](#install)");
            leadsTo("h2 Install", "[go](#install)\n\n## Install");
            leadsTo("h3 What’s new?", "[go](#whats-new)\n\n### What's new?");
            leadsTo("h3 What’s new?", "[go](#what-s-new)\n\n### What's new?");
            leadsTo("h2 A & B", "## A & B\n\n[go](#a--b)");
            leadsTo("h2 1.2 The foo_bar (v3)", "## 1.2 The `foo_bar` (v3)\n\n[go](#12-the-foo_bar-v3)");
            leadsTo("h2 🎉 Party", "## :tada: Party\n\n[go](#-party)");
            leadsTo("h1 Setext", "[go](#setext)\n\nSetext\n===");
        }

        @Test
        void in_every_script_encoded_or_not_and_in_either_case() {
            leadsTo("h2 L’été", "## L'été\n\n[go](#lété)");
            leadsTo("h2 L’été", "## L'été\n\n[go](#l%C3%A9t%C3%A9)");
            leadsTo("h2 Été", "## Été\n\n[go](<#été>)");
            leadsTo("h2 Été", "## E\u0301t\u00e9\n\n[go](#%C3%A9t%C3%A9)".replace("E\u0301", "\u00c9"));
            leadsTo("h2 安装", "## 安装\n\n[go](#%E5%AE%89%E8%A3%85)");
            leadsTo("h2 Установка", "## Установка\n\n[go](#Установка)");
            leadsTo("h2 Install", "## Install\n\n[go](#INSTALL)");
            leadsTo("h3 Été", "## Ete\n\n### Été\n\n[go](#ÉTÉ)");
        }

        @Test
        void by_what_parts_its_words_rather_than_by_its_letters_alone() {
            leadsTo("h3 New lines", "## Newlines\n\n### New lines\n\n[go](#new_lines)");
            leadsTo("h3 It is", "## Itis\n\n### It is\n\n[go](#it--is)");
        }

        @Test
        void among_others_of_the_same_name_by_githubs_numbers() {
            String three = "## Go on\n\n## Go on\n\n### Go on again\n\n## Go on\n\n";
            assertThat(hrefs(three + "[a](#go-on) [b](#go-on-1) [c](#go-on-2)"))
                    .containsExactly("#h-go-on", "#h-go-on-2", "#h-go-on-3");
        }

        @Test
        void by_the_names_that_a_generator_gives_to_emoji_at_its_end_or_beginning() {
            leadsTo("h2 Faster builds 🦀", "## Faster builds 🦀\n\n[go](#faster-builds-crab)");
            leadsTo(
                    "h2 Faster builds 👩‍💻 🛠️",
                    "## Faster builds 👩‍💻 🛠️\n\n[go](#faster-builds-woman-computer-tools)");
            leadsTo("h2 🚀 Launch day", "## 🚀 Launch day\n\n[go](#rocket-launch-day)");
            leadsTo("h2 Build 🦀", "## Build\n\n## Build 🦀\n\n[go](#build-crab)");
            leadsTo("h3 Build crab", "## Build 🦀\n\n### Build crab\n\n[go](#build-crab)");
        }

        @Test
        void but_not_by_a_name_with_more_to_it_than_it_says() {
            leadsTo("0 elements of #install-notes", "## Install\n\n[go](#install-notes)");
            leadsTo("0 elements of #re-build-it-all", "## Build it 🦀\n\n[go](#re-build-it-all)");
        }

        @Test
        void in_the_letters_that_the_host_knows() {
            MarkdownRenderer renderer = MarkdownRenderer.article().toBuilder()
                    .transliteration("test", text -> text.replace("安", "An ").replace("装", "Zhuang "))
                    .build();
            String html = renderer.render("## 安装\n\n## 安装\n\n[a](#an-zhuang) [b](#an-zhuang-1) [c](#zhuang)")
                    .html();
            assertThat(Jsoup.parseBodyFragment(html).select("a").eachAttr("href"))
                    .containsExactly("#h-安装", "#h-安装-2", "#zhuang");
            assertThat(renderer.fingerprint())
                    .isNotEqualTo(MarkdownRenderer.article().fingerprint());
        }

        @Test
        void by_the_id_in_our_html_and_by_the_slugs_of_other_generators() {
            leadsTo("h2 A & B", "## A & B\n\n[go](#h-a-b)");
            leadsTo("h2 A & B", "## A & B\n\n[go](#a-b)");
            leadsTo("h2 A & B", "## A & B\n\n[go](#user-content-a--b)");
            leadsTo("h2 foo_bar", "## foo_bar\n\n[go](#foo-bar)");
            leadsTo("h2 L’été", "## L'été\n\n[go](#l-ete)".replace("l-ete", "lete"));
        }

        @Test
        void whatever_typography_made_of_its_text() {
            leadsTo("h2 Parie-t-il aussi gros\u202f?", "## Parie-t-il aussi gros ?\n\n[go](#parie-t-il-aussi-gros-)");
            leadsTo("h2 Avant – après…", "## Avant -- après...\n\n[go](#avant----après)");
        }

        @Test
        void by_its_own_id_as_it_was_written() {
            leadsTo("h2 Install", "## Install {#custom}\n\n[go](#custom)");
            leadsTo("h2 Install", "[go](#Custom_ID)\n\n## Install {#Custom_ID .wide}");
            leadsTo("h2 Install", "## Install {#été}\n\n[go](#été)");
            leadsTo("h2 Install", "## Install {#custom}\n\n[go](#install)");
            leadsTo("h2 Two", "## Custom\n\n## Two {#custom}\n\n[go](#custom)");
        }

        @Test
        void in_a_reference_an_html_link_a_footnote_and_a_link_with_the_articles_own_address() {
            leadsTo("h2 Install", "## Install\n\n[go][r]\n\n[r]: #install");
            leadsTo("h2 Install", "## Install\n\n<a href=\"#install\">go</a>");
            leadsTo("h2 Install", "<div><a href='#install'>go</a></div>\n\n## Install");
            for (String preset : List.of("email", "feed")) {
                String html = RENDERERS
                        .get(preset)
                        .render("## Install\n\n[go](one#install) [there](two#install)")
                        .html();
                assertThat(html).contains("href=\"" + BASE + "#h-install\"", "/two#install\"");
            }
            RenderedMarkdown noted = MarkdownRenderer.article().render("a[^1]\n\n[^1]: [go](#install)\n\n## Install");
            assertThat(noted.html()).contains("<a href=\"#h-install\">go</a>");
            assertThat(noted.whole().footnotes().get(0).html()).contains("<a href=\"#h-install\">go</a>");
        }
    }

    @Nested
    class A_raw_anchor_is_found {

        @Test
        void whatever_element_bears_it() {
            leadsTo("a ", "<a id=\"here\"></a>\n\ntext\n\n[go](#here)");
            leadsTo("a ", "<a name=\"here\"></a>text [go](#here)");
            leadsTo("h2 Title", "<h2 id=\"here\">Title</h2>\n\n[go](#here)");
            leadsTo("span x", "[go](#here) <span id='here'>x</span>");
            leadsTo("p x", "<p id=Here>x</p>\n\n[go](#Here)");
            leadsTo("a ", "<a name='a b/c'></a>[go](#a%20b/c)");
            leadsTo("a x", "<a id=one name=two>x</a> [go](#one)");
            leadsTo("span ", "<dd id=here>what has no place is left out\n\n[go](#here)");
        }

        @Test
        void at_its_first_place_if_it_has_two() {
            String html = MarkdownRenderer.article()
                    .render("<a id=x>one</a> <a id=x>two</a> [go](#x)")
                    .html();
            assertThat(target(html)).isEqualTo("a one");
            assertThat(html).contains("<a>two</a>");
        }

        @Test
        void beside_a_heading_of_the_same_name() {
            leadsTo("a ", "<a name=\"install\"></a>\n\n## Install\n\n[go](#install)");
            leadsTo("a ", "## Install\n\n<a name=\"install\"></a>\n\n[go](#install)");
        }
    }

    @Nested
    class The_page_around_is_safe {

        @Test
        void for_every_id_has_the_prefix_whoever_chose_it() {
            String html = MarkdownRenderer.builder()
                    .idPrefix("post-")
                    .build()
                    .render(
                            "## Location {#location}\n\n<a id=\"body\"></a> <a name=\"cookie\">x</a> "
                                    + "<h3 id=\"post-x\">y</h3>\n\n<img id=\"forms\" src=\"/a.png\"> <p id=getElementById>a</p>")
                    .html();

            assertThat(Jsoup.parseBodyFragment(html).select("[id]").eachAttr("id"))
                    .isNotEmpty()
                    .allMatch(id -> id.startsWith("post-"));
            assertThat(html).doesNotContain(" name=");
        }

        @Test
        void and_a_footnotes_own_ids_are_nobody_elses() {
            String html = MarkdownRenderer.article()
                    .render("a[^1] [mine](#fn.1) <a id=\"fn.1\">x</a> <a id='ref.1'>y</a>\n\n[^1]: n")
                    .html();
            Document page = Jsoup.parseBodyFragment(html);

            assertThat(page.select("[id]").eachAttr("id")).doesNotHaveDuplicates();
            assertThat(page.getElementById("h-fn.1").normalName()).isEqualTo("li");
            assertThat(html).contains("<a href=\"#h-fn.1\" id=\"h-ref.1\"", "<a href=\"#h-x-fn.1\">mine</a>");
        }

        @Test
        void and_the_table_of_contents_leads_to_headings_only() {
            String html = MarkdownRenderer.article()
                    .render("[TOC]\n\n<a id=\"h-install\">no</a> [go](#h-install)\n\n## Install")
                    .html();
            Document page = Jsoup.parseBodyFragment(html);

            String listed = page.select("nav a").attr("href").substring(1);
            assertThat(page.getElementById(listed).normalName()).isEqualTo("h2");
            String linked = page.select("p > a[href]").attr("href").substring(1);
            assertThat(page.getElementById(linked).text()).isEqualTo("no");
        }

        @Test
        void from_strangers_who_choose_no_id() {
            for (MarkdownRenderer renderer : List.of(
                    MarkdownRenderer.comment(),
                    MarkdownRenderer.builder().policy(HtmlPolicy.COMMENT).build())) {
                String html = renderer.render("# A {#location}\n\n<a id=\"x\" name=\"y\">z</a>\n\n[go](#x)")
                        .html();
                assertThat(Jsoup.parseBodyFragment(html).select("[id], [name]")).isEmpty();
                assertThat(html).contains("href=\"#x\"");
            }
        }
    }

    @Test
    void a_link_to_nothing_in_the_text_stays_as_it_is() {
        assertThat(
                        hrefs(
                                "## Install\n\n[a](#comments) [b](#) [c](#:~:text=x) [d](/other#install) [e](#%FF) [f](#instal)"))
                .containsExactly("#comments", "#", "#:~:text=x", "/other#install", "#%FF", "#instal");
        assertThat(hrefs("no heading [a](#top)")).containsExactly("#top");
    }

    @Test
    void a_footnotes_way_back_is_nobody_elses() {
        String html = MarkdownRenderer.article()
                .render("<a id=\"h-ref.1\"></a>a[^1] [go](#h-ref.1)\n\n[^1]: b")
                .html();
        Document page = Jsoup.parseBodyFragment(html);

        assertThat(page.select("a.footnote-back").attr("href")).isEqualTo("#h-ref.1");
        assertThat(page.getElementById("h-ref.1").parent().normalName()).isEqualTo("sup");
        assertThat(page.select("a:contains(go)").attr("href")).isEqualTo("#h-ref.1");
    }

    @Test
    void the_preview_leads_to_what_it_shows() {
        RenderedMarkdown article =
                MarkdownRenderer.article().render("[in](#one) [out](#two)\n\n## One\n\n<!--members-only-->\n\n## Two");

        assertThat(article.preview().html()).contains("href=\"#h-one\"", "href=\"#two\"");
        assertThat(article.html()).contains("href=\"#h-one\"", "href=\"#h-two\"");
    }

    private static List<String> hrefs(String markdown) {
        return Jsoup.parseBodyFragment(
                        MarkdownRenderer.article().render(markdown).html())
                .select("a")
                .eachAttr("href");
    }
}
