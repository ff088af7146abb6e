package io.billet.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.billet.core.Article;
import io.billet.core.Audience;
import io.billet.core.HostIdentity;
import io.billet.core.Image;
import io.billet.core.LanguageTag;
import io.billet.core.Reader;
import io.billet.core.Slug;
import io.billet.web.http.ContentSecurityPolicy;
import io.billet.web.http.WebRequest;
import io.billet.web.internal.adapter.HandedBack;
import io.billet.web.theme.BlogPage;
import io.billet.web.theme.HeadElement;
import io.billet.web.theme.Looks;
import io.billet.web.theme.PageLayout;
import io.billet.web.theme.PageParts;
import io.billet.web.theme.Theme;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The blog's pages in the page of its host. */
class LayoutTest {

    private final Person zoe = new Person();

    private static String shell(PageParts page, String greeting) {
        return "<!doctype html><html lang=\"" + page.language() + "\" dir=\"" + page.direction()
                + "\"><head><meta charset=\"utf-8\"><title>"
                + page.title().replace("&", "&amp;").replace("<", "&lt;") + "</title>" + page.head()
                + "</head><body class=\"shop\"><header id=\"shop\">" + greeting + "</header><main id=\"main\">"
                + page.content() + "</main></body></html>";
    }

    private static final PageLayout SHARED = PageLayout.sameForEverybody(page -> shell(page, "The shop"));

    /** Greets whoever a header names. */
    private static final PageLayout GREETING = (page, request) ->
            shell(page, "Hello " + request.headers().first("X-User").orElse("stranger"));

    @Nested
    class Every_page {

        @Test
        void goes_through_it_with_everything_that_the_standard_page_has() throws Exception {
            try (LiveBlog live = LiveBlog.with(handler -> handler.layout(SHARED));
                    LiveBlog plain = LiveBlog.at("/blog")) {
                for (LiveBlog each : List.of(live, plain)) {
                    each.publish(edit -> edit.title("Un <article>")
                            .markdown("Un *premier* texte.")
                            .summary("En bref.")
                            .tags(Slug.of("europe"))
                            .authors(Slug.of("anne"))
                            .cover(new Image("https://example.org/a.png", "Une image")));
                    each.publish(edit -> edit.title("Membres")
                            .markdown("Pour tous.\n\n<!--members-only-->\n\nSecret.")
                            .audience(Audience.MEMBERS));
                }
                for (String path : List.of(
                        "",
                        "un-article",
                        "un-article?reply-to=x",
                        "membres",
                        "tag/europe",
                        "author/anne",
                        "archive/2026/11",
                        "index/archive",
                        "index/tags",
                        "index/authors",
                        "newsletter/subscribe",
                        "newsletter/confirm?token=x",
                        "un-article?notice=comment-held",
                        "nowhere")) {
                    Person.Seen laidOut = zoe.open(URI.create(live.home + path));
                    Person.Seen standard = zoe.open(URI.create(plain.home + path));

                    assertThat(laidOut.status()).as(path).isEqualTo(standard.status());
                    assertThat(laidOut.page().select("header#shop")).as(path).hasSize(1);
                    assertThat(head(laidOut, live)).as(path).isEqualTo(head(standard, plain));
                    assertThat(content(laidOut, live)).as(path).isEqualTo(content(standard, plain));
                    assertThat(laidOut.page().select("main, h1").size()).isEqualTo(2);
                    assertThat(laidOut.body().split("<html", -1)).hasSize(2);
                    for (String header :
                            List.of("Cache-Control", "Vary", "Content-Security-Policy", "Referrer-Policy")) {
                        assertThat(laidOut.header(header)).isEqualTo(standard.header(header));
                    }
                }
            }
        }

        /** The elements of the head, without those that the host's page has by itself, and with either style sheet. */
        private static List<String> head(Person.Seen seen, LiveBlog live) {
            return seen.page().head().children().stream()
                    .filter(element ->
                            !element.is("meta[charset], meta[name=viewport], meta[name=color-scheme], link[rel=icon]"))
                    .map(Element::outerHtml)
                    .map(html -> html.replace(":" + live.port(), "")
                            .replaceAll("billet(-content)?\\.\\w+\\.css", "billet.css"))
                    .toList();
        }

        /** All that can be read and followed on the page, but for what a host's page has by itself. */
        private static List<String> content(Person.Seen seen, LiveBlog live) {
            Document page = seen.page();
            page.select("header#shop, a.skip").remove();
            List<String> all = new java.util.ArrayList<>();
            page.body().select("a, form, input, textarea, button, h1, h2, p, img, time").stream()
                    .filter(element -> !element.parents().is("div.site-foot, footer") || element.is("a, form, button"))
                    .filter(element -> !element.is("footer > p, .site-foot > p"))
                    .map(Element::outerHtml)
                    .map(html -> html.replace(":" + live.port(), ""))
                    .forEach(all::add);
            return all;
        }

        @Test
        void of_a_member_has_the_way_to_sign_out_and_is_theirs_alone() throws Exception {
            try (LiveBlog live = LiveBlog.with(handler -> handler.layout(SHARED))) {
                live.publish(edit -> edit.title("Membres").markdown("Secret.").audience(Audience.MEMBERS));
                zoe.post(live.blog.urls().subscribe(), Map.of("email", "zoe@example.org"));
                Person.Seen question = zoe.open(live.linkMailedTo("zoe@example.org", "/confirm"));
                assertThat(question.page().select("header#shop")).hasSize(1);
                zoe.fillIn(question, "/confirm", Map.of());

                Person.Seen article = zoe.open(URI.create(live.home + "membres"));

                assertThat(article.text()).contains("Secret.", "zoe@example.org");
                assertThat(article.header("Cache-Control")).startsWith("private");
                assertThat(new Person().open(URI.create(live.home + "membres")).text())
                        .doesNotContain("Secret.");
                assertThat(zoe.fillIn(article, "/sign-out", Map.of()).page().select("header#shop"))
                        .hasSize(1);
            }
        }

        @Test
        void of_an_error_of_the_host_and_of_one_before_a_page_is_made_too() throws Exception {
            try (LiveBlog live = LiveBlog.with(handler -> handler.layout(SHARED).bodyLimit(1_024))) {
                BlogHandler handler =
                        BlogHandler.builder(live.blog).layout(SHARED).build();

                assertThat(zoe.post(live.blog.urls().subscribe(), Map.of("email", "x".repeat(2_000)))
                                .page()
                                .select("header#shop"))
                        .hasSize(1);
                assertThat(zoe.send(HttpRequest.newBuilder(live.home).DELETE())
                                .page()
                                .select("header#shop"))
                        .hasSize(1);
                assertThat(new String(
                                handler.handle(WebRequest.of("GET", "/x").withAttribute(WebRequest.ERROR_STATUS, 502))
                                        .body(),
                                StandardCharsets.UTF_8))
                        .contains("The shop");
            }
        }

        @Test
        void that_a_filter_hands_back_to_the_host_is_not_made() throws Exception {
            List<String> made = new java.util.ArrayList<>();
            PageLayout counting = PageLayout.sameForEverybody(page -> {
                made.add(page.kind());
                return page.content();
            });
            try (LiveBlog live = LiveBlog.at("/blog")) {
                live.publish("Un article", "Texte.");
                HandedBack handler = new HandedBack(
                        BlogHandler.builder(live.blog).layout(counting).build());

                assertThat(handler.handle(WebRequest.of("GET", "/nowhere")).status())
                        .isEqualTo(404);
                assertThat(handler.handle(WebRequest.of("GET", "/nowhere/else.css"))
                                .status())
                        .isEqualTo(404);
                assertThat(made).isEmpty();
                assertThat(handler.handle(WebRequest.of("GET", "/un-article")).status())
                        .isEqualTo(200);
                assertThat(handler.handle(WebRequest.of("DELETE", "/")).status())
                        .isEqualTo(405);
                assertThat(made).containsExactly("article", "error");
            }
        }

        @Test
        void says_its_language_and_direction_to_the_layout() throws Exception {
            try (LiveBlog live = LiveBlog.with(handler -> handler.layout(SHARED))) {
                live.publish(edit -> edit.title("Ein Artikel").markdown("Text.").language(LanguageTag.GERMAN));

                Document page = zoe.open(URI.create(live.home + "ein-artikel")).page();

                assertThat(page.selectFirst("html").attr("lang")).isEqualTo("de");
                assertThat(page.selectFirst("html").attr("dir")).isEqualTo("ltr");
                assertThat(page.selectFirst(".billet-content").attr("lang")).isEqualTo("de");
            }
        }

        @Test
        void has_a_style_sheet_that_leaves_the_hosts_page_alone() throws Exception {
            try (LiveBlog live = LiveBlog.with(handler ->
                    handler.theme(Theme.standard(".teaser { color: red }")).layout(SHARED))) {
                List<String> sheets = zoe.open(live.home)
                        .page()
                        .select("link[rel=stylesheet]")
                        .eachAttr("abs:href");

                assertThat(sheets).hasSize(2);
                assertThat(zoe.open(URI.create(sheets.get(0))).body()).contains(":where(.billet-content) .teaser h2");
                assertThat(zoe.open(URI.create(sheets.get(1))).body()).isEqualTo(".teaser { color: red }");
            }
        }
    }

    @Nested
    class Who_reads {

        @Test
        void is_never_told_to_the_next_by_a_shared_cache_or_the_blogs_own_memory() throws Exception {
            WatchedStorage storage = new WatchedStorage();
            try (LiveBlog live = LiveBlog.on(storage, handler -> handler.layout(GREETING))) {
                Article article = live.publish("Un article", "Texte.");
                List<URI> addresses = List.of(
                        live.home,
                        live.blog.urls().article(article.slug()),
                        live.blog.urls().tags(),
                        live.blog.urls().archive(),
                        live.blog.urls().subscribe());
                for (URI address : addresses) {
                    Person.Seen ana = zoe.send(HttpRequest.newBuilder(address)
                            .header("X-User", "Ana")
                            .GET());
                    assertThat(ana.body()).contains("Hello Ana");
                    assertThat(ana.header("Cache-Control"))
                            .as(address.toString())
                            .startsWith("private");

                    String tag = ana.header("ETag");
                    Person.Seen ben = zoe.send(HttpRequest.newBuilder(address)
                            .header("X-User", "Ben")
                            .header("If-None-Match", tag)
                            .GET());
                    assertThat(ben.status()).as(address.toString()).isEqualTo(200);
                    assertThat(ben.body()).contains("Hello Ben");
                    assertThat(zoe.send(HttpRequest.newBuilder(address)
                                            .header("X-User", "Ana")
                                            .header("If-None-Match", tag)
                                            .GET())
                                    .status())
                            .isEqualTo(304);
                }

                storage.broken = true;

                for (URI address : addresses) {
                    Person.Seen after = zoe.open(address);
                    assertThat(after.body()).contains("Hello stranger").doesNotContain("Ana", "Ben");
                }
                assertThat(zoe.open(live.home).status()).isEqualTo(503);
            }
        }

        @Test
        void is_not_shown_to_a_layout_that_is_the_same_for_everybody_and_its_pages_stay_public() throws Exception {
            WatchedStorage storage = new WatchedStorage();
            try (LiveBlog live = LiveBlog.on(
                    storage,
                    handler -> handler.layout(SHARED)
                            .readers(request -> request.headers()
                                    .first("X-User")
                                    .map(name -> new Reader.HostUser(HostIdentity.of(name), List.of()))))) {
                live.publish("Un article", "Texte.");
                assertThat(zoe.open(live.home).header("Cache-Control")).startsWith("public");
                assertThat(zoe.send(HttpRequest.newBuilder(live.home)
                                        .header("X-User", "ana")
                                        .GET())
                                .header("Cache-Control"))
                        .startsWith("private");

                storage.broken = true;

                assertThat(zoe.open(live.home).text()).contains("The shop", "Un article");
            }
        }
    }

    @Nested
    class One_that_fails {

        @Test
        void is_answered_by_a_whole_error_page_without_it_and_logged() throws Exception {
            PrintStream usual = System.err;
            ByteArrayOutputStream log = new ByteArrayOutputStream();
            PageLayout broken = (page, request) -> {
                throw new IllegalStateException("basket-secret is missing");
            };
            PageLayout nothing = (page, request) -> null;
            for (PageLayout layout : List.of(broken, nothing)) {
                try (LiveBlog live = LiveBlog.with(handler -> handler.layout(layout))) {
                    live.publish("Un article", "Texte.");
                    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));

                    Map<String, Integer> statuses = new LinkedHashMap<>();
                    statuses.put("", 500);
                    statuses.put("un-article", 500);
                    statuses.put("nowhere", 404);
                    for (Map.Entry<String, Integer> each : statuses.entrySet()) {
                        Person.Seen seen = zoe.open(URI.create(live.home + each.getKey()));
                        assertThat(seen.status()).as(each.getKey()).isEqualTo(each.getValue());
                        assertThat(seen.page().select("main h1")).hasSize(1);
                        assertThat(seen.body().strip()).endsWith("</html>").doesNotContain("basket-secret");
                        assertThat(seen.header("Cache-Control")).isEqualTo("no-store");
                        assertThat(log.toString(StandardCharsets.UTF_8))
                                .contains("Incident "
                                        + seen.page().selectFirst("main code").text());
                    }
                } finally {
                    System.setErr(usual);
                }
            }
            assertThat(log.toString(StandardCharsets.UTF_8)).contains("basket-secret is missing");
        }

        @Test
        void on_some_pages_still_surrounds_the_error_page() throws Exception {
            PageLayout picky = PageLayout.sameForEverybody(page -> {
                if (page.kind().equals("article")) {
                    throw new IllegalStateException("no articles");
                }
                return shell(page, "The shop");
            });
            try (LiveBlog live = LiveBlog.with(handler -> handler.layout(picky))) {
                live.publish("Un article", "Texte.");

                Person.Seen seen = zoe.open(URI.create(live.home + "un-article"));

                assertThat(seen.status()).isEqualTo(500);
                assertThat(seen.page().select("header#shop")).hasSize(1);
            }
        }
    }

    @Nested
    class A_theme_of_the_hosts {

        @Test
        void that_makes_whole_documents_alone_is_refused_at_once() throws Exception {
            Theme whole = page -> "<p>whole</p>";
            try (LiveBlog live = LiveBlog.at("/blog")) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> BlogHandler.builder(live.blog)
                                .theme(whole)
                                .layout(SHARED)
                                .build())
                        .withMessageContaining("parts(BlogPage)");
            }
        }

        @Test
        void may_have_whole_documents_for_some_pages() throws Exception {
            Theme standard = Theme.standard();
            Theme mixed = new Theme() {
                @Override
                public String render(BlogPage page) {
                    return page instanceof BlogPage.ArticleList ? "<p>own</p>" : standard.render(page);
                }

                @Override
                public Optional<PageParts> parts(BlogPage page) {
                    return page instanceof BlogPage.ArticleList ? Optional.empty() : standard.parts(page);
                }

                @Override
                public List<io.billet.web.theme.ThemeAsset> assets() {
                    return standard.assets();
                }
            };
            try (LiveBlog live = LiveBlog.with(handler -> handler.theme(mixed).layout(SHARED))) {
                assertThat(zoe.open(live.home).body()).isEqualTo("<p>own</p>");
                assertThat(zoe.open(URI.create(live.home + "nowhere")).body()).contains("The shop");
            }
        }
    }

    @Nested
    class What_browsers_may_load {

        private static final String ANALYTICS = "script-src https://stats.example.org";

        @Test
        void is_what_the_host_says_beside_the_standard_and_no_script_where_an_address_is_secret() throws Exception {
            ContentSecurityPolicy policy = ContentSecurityPolicy.standard()
                    .allow("script-src", "https://stats.example.org")
                    .allow("style-src", "https://fonts.example.org");
            try (LiveBlog live = LiveBlog.with(handler -> handler.layout(SHARED).contentSecurityPolicy(policy))) {
                zoe.post(live.blog.urls().subscribe(), Map.of("email", "zoe@example.org"));
                URI link = live.linkMailedTo("zoe@example.org", "/confirm");

                assertThat(zoe.open(live.home).header("Content-Security-Policy"))
                        .contains(ANALYTICS, "style-src 'self' https://fonts.example.org", "default-src 'none'");
                for (URI secret :
                        List.of(link, URI.create(link + "x"), URI.create(live.home + "nowhere?a&%74oken=x"))) {
                    assertThat(zoe.open(secret).header("Content-Security-Policy"))
                            .as(secret.toString())
                            .doesNotContain("script-src")
                            .contains("style-src 'self' https://fonts.example.org");
                }
            }
        }

        @Test
        void is_left_to_the_host_only_if_it_says_so() throws Exception {
            try (LiveBlog live =
                    LiveBlog.with(handler -> handler.contentSecurityPolicy(ContentSecurityPolicy.leftToHost()))) {
                Person.Seen seen = zoe.open(live.home);
                assertThat(seen.response().headers().firstValue("Content-Security-Policy"))
                        .isEmpty();
                assertThat(seen.header("X-Content-Type-Options")).isEqualTo("nosniff");
            }
        }

        @Test
        void follows_from_what_the_looks_put_into_the_head() throws Exception {
            Looks looks = Looks.builder()
                    .head(
                            HeadElement.script("https://stats.example.org/count.js?v=1")
                                    .attribute("data-site", "a\"b")
                                    .loads("connect-src", "https://stats.example.org"),
                            HeadElement.stylesheet("https://fonts.example.org/css?family=X")
                                    .loads("font-src", "https://files.example.org"),
                            HeadElement.meta("google-site-verification", "<abc>"))
                    .build();
            try (LiveBlog live = LiveBlog.with(handler -> handler.theme(Theme.standard(looks)))) {
                zoe.post(live.blog.urls().subscribe(), Map.of("email", "zoe@example.org"));
                Person.Seen seen = zoe.open(live.home);
                assertThat(seen.header("Content-Security-Policy"))
                        .contains(
                                "script-src https://stats.example.org/count.js;",
                                "connect-src https://stats.example.org;",
                                "style-src 'self' https://fonts.example.org/css;",
                                "font-src 'self' https://files.example.org;");
                assertThat(seen.page().selectFirst("head script[defer]").attr("data-site"))
                        .isEqualTo("a\"b");
                assertThat(seen.page()
                                .selectFirst("head meta[name=google-site-verification]")
                                .attr("content"))
                        .isEqualTo("<abc>");
                assertThat(zoe.open(live.linkMailedTo("zoe@example.org", "/confirm"))
                                .page()
                                .select("script"))
                        .isEmpty();
            }
        }
    }

    @Test
    void parts_are_whole_html() throws Exception {
        try (LiveBlog live = LiveBlog.with(handler ->
                handler.layout(PageLayout.sameForEverybody(page -> page.head() + "\u0000" + page.content())))) {
            live.publish("Un article", "Texte.");
            String[] pieces =
                    zoe.open(URI.create(live.home + "un-article")).body().split("\u0000", -1);

            assertThat(Jsoup.parse("<head>" + pieces[0] + "</head>").body().childrenSize())
                    .isZero();
            assertThat(Jsoup.parseBodyFragment(pieces[1]).body().children()).hasSize(1);
            assertThat(pieces[1]).doesNotContain("<head>", "<body", "<main");
        }
    }
}
