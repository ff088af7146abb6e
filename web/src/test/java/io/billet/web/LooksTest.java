package io.billet.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.billet.core.LanguageTag;
import io.billet.web.theme.HeadElement;
import io.billet.web.theme.Logo;
import io.billet.web.theme.Looks;
import io.billet.web.theme.NavigationEntry;
import io.billet.web.theme.Theme;
import io.billet.web.theme.ThemeAsset;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a host puts into the standard theme. */
class LooksTest {

    private final Person zoe = new Person();

    private static LiveBlog live(Looks looks) throws Exception {
        LiveBlog live = LiveBlog.with(handler -> handler.theme(Theme.standard(looks)));
        live.publish("Un article", "Texte.");
        return live;
    }

    private Document page(LiveBlog live, String path) throws Exception {
        return zoe.open(URI.create(live.home + path)).page();
    }

    @Nested
    class The_navigation {

        private final Looks looks = Looks.builder()
                .navigation(
                        NavigationEntry.of("Shop", "/").in(LanguageTag.FRENCH, "La boutique"),
                        NavigationEntry.of("News", "/blog"),
                        NavigationEntry.of("Tags", "/blog/index/tags"),
                        NavigationEntry.of("A & <b>", "https://example.com/?a=1&b=2"))
                .build();

        @Test
        void leads_to_the_hosts_pages_in_the_language_of_the_page() throws Exception {
            try (LiveBlog live = live(looks)) {
                live.publish(edit -> edit.title("Ein Artikel").markdown("Text.").language(LanguageTag.GERMAN));

                assertThat(page(live, "un-article")
                                .select("nav[aria-label=Site] a")
                                .eachText())
                        .containsExactly("La boutique", "News", "Tags", "A & <b>");
                assertThat(page(live, "ein-artikel")
                                .select("nav[aria-label=Website] a")
                                .eachText())
                        .containsExactly("Shop", "News", "Tags", "A & <b>");
                assertThat(page(live, "").select(".host-nav a").eachAttr("href"))
                        .containsExactly("/", "/blog", "/blog/index/tags", "https://example.com/?a=1&b=2");
            }
        }

        @Test
        void marks_where_the_reader_is() throws Exception {
            try (LiveBlog live = live(looks)) {
                assertThat(marks(page(live, ""))).containsExactly("", "page", "", "");
                assertThat(marks(page(live, "index/tags"))).containsExactly("", "true", "page", "");
                assertThat(marks(page(live, "un-article"))).containsExactly("", "true", "", "");
                assertThat(marks(page(live, "nowhere"))).containsExactly("", "true", "", "");
            }
        }

        private List<String> marks(Document page) {
            return page.select(".host-nav a").stream()
                    .map(link -> link.attr("aria-current"))
                    .toList();
        }

        @Test
        void has_the_label_of_a_language_for_its_regions() {
            NavigationEntry entry = NavigationEntry.of("Shop", "/")
                    .in(LanguageTag.FRENCH, "Boutique")
                    .in(LanguageTag.of("fr-CA"), "Magasin");
            assertThat(entry.labelIn(LanguageTag.of("fr-BE"))).isEqualTo("Boutique");
            assertThat(entry.labelIn(LanguageTag.of("fr-CA"))).isEqualTo("Magasin");
            assertThat(entry.labelIn(LanguageTag.GERMAN)).isEqualTo("Shop");
        }
    }

    @Test
    void a_logo_stands_beside_the_name_or_in_its_place_if_it_says_it() throws Exception {
        Logo logo = Logo.of("/logo.svg", 120, 32).inTheDark("https://example.org/dark.svg");
        try (LiveBlog live = live(Looks.builder().logo(logo).build())) {
            Document page = page(live, "");
            assertThat(page.selectFirst(".site-name img").outerHtml())
                    .isEqualTo("<img src=\"/logo.svg\" alt=\"\" width=\"120\" height=\"32\">");
            assertThat(page.selectFirst(".site-name source[media*=dark]").attr("srcset"))
                    .isEqualTo("https://example.org/dark.svg");
            assertThat(page.selectFirst("h1").text()).isEqualTo("Le Billet");
        }
        try (LiveBlog live =
                live(Looks.builder().logo(logo.saying("Le \"Billet\"")).build())) {
            Document page = page(live, "un-article");
            assertThat(page.selectFirst(".site-name a img").attr("alt")).isEqualTo("Le \"Billet\"");
            assertThat(page.selectFirst(".site-name").text()).isEmpty();
        }
    }

    @Test
    void icons_take_the_place_of_billets() throws Exception {
        try (LiveBlog live = live(
                Looks.builder().icon("/favicon.png?v=2").touchIcon("/touch.png").build())) {
            Document page = page(live, "");
            assertThat(page.select("link[rel=icon]").outerHtml())
                    .isEqualTo("<link rel=\"icon\" type=\"image/png\" href=\"/favicon.png?v=2\">");
            assertThat(page.select("link[rel=apple-touch-icon]").attr("href")).isEqualTo("/touch.png");
        }
    }

    @Test
    void files_of_the_looks_are_served_by_the_blog() throws Exception {
        Looks looks = Looks.builder()
                .asset(ThemeAsset.of("logo.svg", "image/svg+xml", "<svg/>".getBytes(StandardCharsets.UTF_8)))
                .asset(ThemeAsset.of("count.js", "text/javascript", "1".getBytes(StandardCharsets.UTF_8)))
                .logo(Logo.of("asset:logo.svg", 32, 32))
                .icon("asset:logo.svg")
                .head(HeadElement.script("asset:count.js"))
                .build();
        try (LiveBlog live = live(looks)) {
            Document page = page(live, "");
            for (String address : List.of(
                    page.selectFirst(".site-name img").absUrl("src"),
                    page.selectFirst("link[rel=icon]").absUrl("href"))) {
                assertThat(zoe.open(URI.create(address)).body()).isEqualTo("<svg/>");
            }
            Person.Seen script =
                    zoe.open(URI.create(page.selectFirst("head script").absUrl("src")));
            assertThat(script.body()).isEqualTo("1");
            assertThat(script.header("Content-Security-Policy")).contains("script-src 'self';");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Looks.builder().icon("asset:missing.svg").build())
                .withMessageContaining("missing.svg");
    }

    @Test
    void the_footer_names_imprint_and_privacy_in_the_language_of_the_page() throws Exception {
        Looks looks = Looks.builder()
                .footer("© 2026 Le <Billet>")
                .footerLinks(NavigationEntry.of("Contact", "mailto:hello@example.org"))
                .imprint("/imprint")
                .privacy("https://example.org/privacy")
                .build();
        for (Map.Entry<LanguageTag, List<String>> each : Map.of(
                        LanguageTag.ENGLISH, List.of("Legal notice", "Privacy"),
                        LanguageTag.FRENCH, List.of("Mentions légales", "Confidentialité"),
                        LanguageTag.GERMAN, List.of("Impressum", "Datenschutz"),
                        LanguageTag.SPANISH, List.of("Aviso legal", "Privacidad"))
                .entrySet()) {
            try (LiveBlog live = live(looks)) {
                live.publish(edit -> edit.title("Other").markdown("Text.").language(each.getKey()));
                Document page = page(live, "other");
                assertThat(page.selectFirst("footer p").text()).isEqualTo("© 2026 Le <Billet>");
                assertThat(page.select("footer ul").last().select("a").eachText())
                        .containsExactly(
                                "Contact",
                                each.getValue().get(0),
                                each.getValue().get(1));
                assertThat(page.select("footer ul").last().select("a").eachAttr("href"))
                        .containsExactly("mailto:hello@example.org", "/imprint", "https://example.org/privacy");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "JAVASCRIPT:alert(1)",
                "java\tscript:alert(1)",
                " javascript:alert(1)",
                "data:text/html,x",
                "vbscript:x",
                "file:///etc/passwd",
                "//evil.example",
                "/\\evil.example",
                "\\\\evil.example",
                "https:///x",
                "https:x",
                "https://user:pw@example.org/",
                "about",
                "../x",
                "",
                " ",
                "/a b",
                "/a\nb",
                "/\"onclick=x",
                "/<script>",
                "blob:x",
                "http:"
            })
    void an_address_that_is_none_or_runs_something_is_refused_in_every_slot(String address) {
        List<Consumer<String>> slots = List.of(
                href -> NavigationEntry.of("Shop", href),
                href -> Looks.builder().imprint(href),
                href -> Looks.builder().privacy(href),
                href -> Looks.builder().icon(href),
                href -> Looks.builder().touchIcon(href),
                href -> Logo.of(href, 1, 1),
                href -> Logo.of("/a", 1, 1).inTheDark(href),
                HeadElement::script,
                HeadElement::module,
                HeadElement::stylesheet,
                href -> HeadElement.link("preconnect", href),
                href -> HeadElement.link("preload", href));
        for (Consumer<String> slot : slots) {
            assertThatIllegalArgumentException().isThrownBy(() -> slot.accept(address));
        }
    }

    static List<Consumer<Void>> mistakes() {
        return List.of(
                none -> NavigationEntry.of(" ", "/"),
                none -> NavigationEntry.of("x".repeat(101), "/"),
                none -> NavigationEntry.of("a\nb", "/"),
                none -> NavigationEntry.of("a", "/").in(LanguageTag.FRENCH, ""),
                none -> Logo.of("/a", 0, 1),
                none -> Logo.of("/a", 1, 1_001),
                none -> Looks.builder().footer(""),
                none -> HeadElement.script("http://example.org/x.js"),
                none -> HeadElement.script("/x.js").attribute("onload", "x"),
                none -> HeadElement.script("/x.js").attribute("src", "x"),
                none -> HeadElement.script("/x.js").attribute("nonce", "x"),
                none -> HeadElement.script("/x.js").attribute("data-x><script", "x"),
                none -> HeadElement.script("/x.js").loads("connect-src", "self"),
                none -> HeadElement.link("stylesheet", "/x"),
                none -> HeadElement.link("canonical", "/x"),
                none -> HeadElement.link("alternate stylesheet", "/x"),
                none -> HeadElement.link("preload", "/x").attribute("as", "worker"),
                none -> HeadElement.meta("robots", "all"),
                none -> HeadElement.meta("Referrer", "unsafe-url"),
                none -> HeadElement.meta("a\"b", "x"),
                none -> HeadElement.meta("a", "x\u0000"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void a_mistake_is_refused_when_it_is_made(Consumer<Void> mistake) {
        assertThatIllegalArgumentException().isThrownBy(() -> mistake.accept(null));
    }

    @Test
    void what_is_preloaded_is_allowed_by_its_kind() throws Exception {
        Looks looks = Looks.builder()
                .head(
                        HeadElement.link("preload", "https://fonts.example.org/a.woff2")
                                .attribute("as", "font")
                                .attribute("crossorigin", ""),
                        HeadElement.link("manifest", "/site.webmanifest"),
                        HeadElement.link("me", "https://social.example/@zoe"))
                .build();
        try (LiveBlog live = live(looks)) {
            Person.Seen seen = zoe.open(live.home);
            assertThat(seen.header("Content-Security-Policy"))
                    .contains("font-src 'self' https://fonts.example.org/a.woff2;", "manifest-src 'self';")
                    .doesNotContain("social.example", "script-src");
            assertThat(Optional.ofNullable(seen.page().selectFirst("link[as=font][crossorigin]")))
                    .isPresent();
        }
    }

    @Test
    void without_looks_nothing_is_added() throws Exception {
        try (LiveBlog live = live(Looks.none())) {
            Document page = page(live, "");
            assertThat(page.select(".host-nav, .logo, link[rel=apple-touch-icon]"))
                    .isEmpty();
            assertThat(page.select("footer ul")).hasSize(1);
        }
    }
}
