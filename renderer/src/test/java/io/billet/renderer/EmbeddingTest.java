package io.billet.renderer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vladsch.flexmark.util.misc.Extension;
import io.billet.core.LanguageTag;
import java.net.URI;
import java.util.List;
import java.util.ListResourceBundle;
import java.util.ResourceBundle;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What somebody needs who puts what we render into a page of their own. */
class EmbeddingTest {

    private static final String FOOTNOTE = "> [!TIP]\n> a[^1]\n\n- [x] b\n\n[TOC]\n\n# c\n\n[^1]: n";

    @Nested
    class Links_are_rewritten_by_the_host {

        private final UnaryOperator<String> prefix = url -> url.startsWith("/") ? "/app" + url : url;
        private final MarkdownRenderer renderer =
                MarkdownRenderer.builder().links("v1", prefix).build();

        @Test
        void of_every_kind() {
            assertThat(renderer.render("[a](/b) ![c](/d.png) [e][f] <https://g.example/>\n\n[f]: /h\n\n"
                                    + "<a href=\"/i\">j</a> <img src=\"/k\">\n\n<blockquote cite=\"/l\">m</blockquote>")
                            .html())
                    .contains("href=\"/app/b\"", "src=\"/app/d.png\"", "href=\"/app/h\"", "href=\"https://g.example/\"")
                    .contains("href=\"/app/i\"", "src=\"/app/k\"", "cite=\"/app/l\"");
        }

        @Test
        void as_their_author_wrote_them_and_then_resolved() {
            MarkdownRenderer mail = MarkdownRenderer.email(URI.create("https://blog.example/posts/one")).toBuilder()
                    .links("v1", url -> url.equals("wiki:Page é") ? "../wiki/Page é" : url)
                    .build();
            assertThat(mail.render("[a](<wiki:Page é>)").html())
                    .contains("href=\"https://blog.example/wiki/Page%20%C3%A9\"");
        }

        @Test
        void but_those_within_the_text_and_ours() {
            MarkdownRenderer all =
                    MarkdownRenderer.builder().links("v1", url -> "/x" + url).build();
            assertThat(all.render("[TOC]\n\n# A\n\n[a](#a)[^1]\n\n[^1]: n").html())
                    .contains("<a href=\"#h-a\">a</a>", "<li><a href=\"#h-a\">A</a>", "href=\"#h-fn.1\"")
                    .doesNotContain("/x");
        }

        @Test
        void and_judged_as_if_the_author_had_written_them() {
            MarkdownRenderer evil = MarkdownRenderer.builder()
                    .links("v1", url -> "javascript:alert(1)")
                    .build();
            assertThat(evil.render("[a](/b) ![c](/d) <a href=\"/e\">f</a>").html())
                    .doesNotContain("javascript");
            assertThat(renderer.render("[a](javascript:x)").html()).doesNotContain("href");
            assertThatNullPointerException()
                    .isThrownBy(() -> MarkdownRenderer.builder()
                            .links("v1", url -> null)
                            .build()
                            .render("[a](/b)"))
                    .withMessageContaining("must not be null");
        }

        @Test
        void and_their_version_is_part_of_the_fingerprint() {
            assertThat(renderer.fingerprint())
                    .isNotEqualTo(MarkdownRenderer.article().fingerprint())
                    .isNotEqualTo(
                            renderer.toBuilder().links("v2", prefix).build().fingerprint())
                    .isEqualTo(renderer.toBuilder().build().fingerprint());
        }
    }

    @Nested
    class A_base {

        private String link(String base, String target) {
            return MarkdownRenderer.builder()
                    .baseUrl(URI.create(base))
                    .build()
                    .render("[a](<" + target + ">)")
                    .whole()
                    .links()
                    .get(0)
                    .url();
        }

        @Test
        void may_be_a_path() {
            assertThat(link("/blog/posts/one", "two")).isEqualTo("/blog/posts/two");
            assertThat(link("/blog/posts/", "a.png")).isEqualTo("/blog/posts/a.png");
            assertThat(link("/blog/posts/one", "../x")).isEqualTo("/blog/x");
            assertThat(link("/blog/posts/one", "?q")).isEqualTo("/blog/posts/one?q");
            assertThat(link("/blog/posts/one", "/x")).isEqualTo("/x");
            assertThat(link("/blog/é/one", "two")).isEqualTo("/blog/%C3%A9/two");
            assertThat(link("/blog/", "https://x.example/")).isEqualTo("https://x.example/");
        }

        @Test
        void may_have_a_host_that_java_does_not_take_for_one() {
            assertThat(link("http://my_blog.local/a/", "b")).isEqualTo("http://my_blog.local/a/b");
            assertThat(link("http://my_blog.local:8080", "b")).isEqualTo("http://my_blog.local:8080/b");
            assertThat(link("https://bücher.example/a/", "b")).isEqualTo("https://xn--bcher-kva.example/a/b");
            assertThat(link("https://bücher.example:444/é/", "b"))
                    .isEqualTo("https://xn--bcher-kva.example:444/%C3%A9/b");
            assertThat(link("http://localhost:8080/a", "b")).isEqualTo("http://localhost:8080/b");
            assertThat(link("http://[::1]:8080/a", "b")).isEqualTo("http://[::1]:8080/b");
            String mail = MarkdownRenderer.email(URI.create("https://bücher.example/"))
                    .render("[a](/b) ![c](d.png)")
                    .html();
            assertThat(mail).contains("\"https://xn--bcher-kva.example/b\"", "\"https://xn--bcher-kva.example/d.png\"");
            assertThat(HtmlPolicy.EMAIL.violations(mail)).isEmpty();
        }

        @Test
        void that_is_neither_is_refused_with_a_sentence() {
            for (String base :
                    List.of("blog/", "ftp://x.example/", "https:///a", "mailto:a@b.example", "", "//x.example/")) {
                assertThatThrownBy(() -> MarkdownRenderer.builder().baseUrl(URI.create(base)))
                        .as(base)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("baseUrl must be an absolute http or https URL with a host, or a path");
            }
            assertThatThrownBy(() -> MarkdownRenderer.email(URI.create("/posts/")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("EMAIL needs a baseUrl that is an absolute");
        }
    }

    @Nested
    class The_renderers_own_words {

        @Test
        void are_there_in_every_language_whose_typography_is() {
            String english = MarkdownRenderer.article().render(FOOTNOTE).html();
            for (String language :
                    "fr fr-CA fr-CH de de-CH de-LI es it pt-PT pt-BR pl cs sv fi ru nl zh ja ko ar".split(" ")) {
                String html = MarkdownRenderer.article()
                        .render(FOOTNOTE, LanguageTag.of(language))
                        .html();
                for (String label :
                        List.of("aria-label=\"Footnotes\"", "Back to the text", "=\"done\"", "\"Contents\"")) {
                    assertThat(english).contains(label);
                    assertThat(html).as(language).doesNotContain(label);
                }
                assertThat(html).as(language).doesNotContain("aria-label=\"\"");
            }
            assertThat(MarkdownRenderer.article()
                            .render(FOOTNOTE, LanguageTag.of("it"))
                            .html())
                    .contains("Suggerimento", "Torna al testo", "Indice");
        }

        @Test
        void are_the_hosts_where_it_has_them() {
            MarkdownRenderer renderer = MarkdownRenderer.builder()
                    .words(LanguageTag.FRENCH, bundle("renderer.footnotes", "Notes de bas de page"))
                    .words(LanguageTag.of("fr-CA"), bundle("renderer.tip", "Truc & \"astuce\""))
                    .words(LanguageTag.of("br"), bundle("renderer.back", "Distreiñ"))
                    .build();

            assertThat(renderer.render(FOOTNOTE, LanguageTag.of("fr-CA")).html())
                    .contains("Notes de bas de page", "Truc &amp; &quot;astuce&quot;", "Retour au texte");
            assertThat(renderer.render(FOOTNOTE, LanguageTag.of("fr-BE")).html())
                    .contains("Notes de bas de page", "Astuce");
            assertThat(renderer.render(FOOTNOTE, LanguageTag.of("br")).html()).contains("Distreiñ", "Footnotes");
        }

        @Test
        void are_part_of_the_fingerprint() {
            MarkdownRenderer article = MarkdownRenderer.article();
            assertThat(article.toBuilder()
                            .words(LanguageTag.FRENCH, bundle("renderer.tip", "Truc"))
                            .build()
                            .fingerprint())
                    .isNotEqualTo(article.fingerprint());
            assertThat(article.toBuilder()
                            .words(LanguageTag.FRENCH, bundle("other", "x"))
                            .build()
                            .fingerprint())
                    .isEqualTo(article.fingerprint());
        }
    }

    private static ResourceBundle bundle(String key, String word) {
        return new ListResourceBundle() {
            @Override
            protected Object[][] getContents() {
                return new Object[][] {{key, word}};
            }
        };
    }

    @Test
    void what_is_null_is_refused_at_once_with_a_sentence() {
        MarkdownRenderer.Builder builder = MarkdownRenderer.builder();
        MarkdownRenderer article = MarkdownRenderer.article();
        refused("policy", () -> builder.policy(null));
        refused("features", () -> builder.enable((MarkdownFeature[]) null));
        refused("an element of features", () -> builder.enable(MarkdownFeature.TABLES, null));
        refused("an element of features", () -> builder.disable((MarkdownFeature) null));
        refused("limits", () -> builder.limits(null));
        refused("baseUrl", () -> builder.baseUrl(null));
        refused("typography", () -> builder.typography(null));
        refused("idPrefix", () -> builder.idPrefix(null));
        refused("version", () -> builder.imageSizes(null, url -> java.util.Optional.empty()));
        refused("sizes", () -> builder.imageSizes("", null));
        refused("version", () -> builder.links(null, url -> url));
        refused("rewriting", () -> builder.links("", null));
        refused("language", () -> builder.words(null, bundle("a", "b")));
        refused("bundle", () -> builder.words(LanguageTag.ENGLISH, null));
        refused("version", () -> builder.flexmarkExtensions(null));
        refused("extensions", () -> builder.flexmarkExtensions("", (Extension[]) null));
        refused("an element of extensions", () -> builder.flexmarkExtensions("", (Extension) null));
        refused("baseUrl", () -> MarkdownRenderer.email(null));
        refused("baseUrl", () -> MarkdownRenderer.feed(null));
        refused("markdown", () -> article.render(null));
        refused("markdown", () -> article.render(null, LanguageTag.ENGLISH));
        refused("language", () -> article.render("", null));
        refused("html", () -> HtmlPolicy.ARTICLE.violations(null));
    }

    private static void refused(String what, ThrowingCallable call) {
        assertThatNullPointerException().isThrownBy(call).withMessage(what + " must not be null");
    }

    @Nested
    class A_limit_that_is_passed {

        @Test
        void is_named_as_it_was_set() {
            assertThatThrownBy(() -> MarkdownRenderer.article().render("<div>".repeat(101)))
                    .hasMessageContaining("more than 100 levels of nesting");
            assertThatThrownBy(() -> MarkdownRenderer.article().render("a\n\n" + "<i>".repeat(150)))
                    .hasMessageContaining("more than 100 levels of nesting, at line 3");
            assertThatThrownBy(() -> MarkdownRenderer.article().render("---\na: b\n---\n\n" + "<i>".repeat(150)))
                    .hasMessageContaining("more than 100 levels of nesting, at line 5");
            assertThat(MarkdownRenderer.article().render("<div>".repeat(100)).html())
                    .contains("<div>");
        }

        @Test
        void is_found_on_its_line_within_a_block() {
            String lines = "a\n".repeat(9);
            assertThatThrownBy(() -> MarkdownRenderer.article().render(lines + "<i>\n".repeat(101)))
                    .hasMessageContaining("at line 110");
            assertThatThrownBy(() -> MarkdownRenderer.article().render("<div>\n".repeat(101)))
                    .hasMessageContaining("at line 101");
            assertThatThrownBy(() -> MarkdownRenderer.article().render(("> " + "<div>\n").repeat(101)))
                    .hasMessageContaining("at line 101");
            String tag = "<p " + "a ".repeat(101) + ">";
            assertThatThrownBy(() -> MarkdownRenderer.article().render("<div>\n" + lines + tag))
                    .hasMessageContaining("attributes on an HTML tag, at line 11");
            String definition = "[x]: /" + "y".repeat(2_000) + "\n\n";
            assertThatThrownBy(() -> MarkdownRenderer.article().render(definition + "[x]\n".repeat(200)))
                    .hasMessageMatching("(?s).*put in by references.*at line 5\\d");
        }
    }

    @Test
    void a_comments_renderer_with_another_policy_keeps_a_comments_limits_and_features() {
        MarkdownRenderer renderer = MarkdownRenderer.comment().toBuilder()
                .policy(HtmlPolicy.ARTICLE)
                .build();

        assertThatThrownBy(() -> renderer.render("a".repeat(16_385))).isInstanceOf(MarkdownLimitException.class);
        assertThat(renderer.render("|a|\n|-|").html()).doesNotContain("<table");
        assertThat(renderer.policy()).isEqualTo(HtmlPolicy.ARTICLE);
    }

    @Test
    void a_language_is_known_by_its_region_whatever_its_script() {
        MarkdownRenderer article = MarkdownRenderer.article();
        String text = "Il dit : \"Oui\" ; non !";
        assertThat(article.render(text, LanguageTag.of("fr-Latn-CA")).html())
                .isEqualTo(article.render(text, LanguageTag.of("fr-CA")).html())
                .isNotEqualTo(article.render(text, LanguageTag.of("fr")).html());
        assertThat(article.render("\"a\"", LanguageTag.of("de-LI")).html()).contains("«a»");
        assertThat(article.render("\"a\"", LanguageTag.of("de-Latn-CH-1996")).html())
                .contains("«a»");
        assertThat(article.render("\"a\"", LanguageTag.of("de-AT")).html()).contains("„a“");
    }
}
