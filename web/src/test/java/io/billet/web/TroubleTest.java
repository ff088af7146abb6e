package io.billet.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.billet.core.Article;
import io.billet.core.Audience;
import io.billet.core.Slug;
import io.billet.engine.spi.RateLimiter;
import io.billet.web.http.WebHeaders;
import io.billet.web.http.WebRequest;
import io.billet.web.theme.BlogPage;
import io.billet.web.theme.Theme;
import io.billet.web.theme.ThemeAsset;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TroubleTest {

    private final Person zoe = new Person();

    @Test
    void a_store_that_fails_gives_a_page_with_a_number_that_the_log_knows() throws Exception {
        WatchedStorage storage = new WatchedStorage();
        PrintStream usual = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        try (LiveBlog live = LiveBlog.on(storage)) {
            live.publish("Un article", "Texte.");
            storage.broken = true;
            System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
            for (URI address : List.of(
                    live.home,
                    live.blog.urls().article(Slug.of("un-article")),
                    live.blog.urls().rss())) {
                Person.Seen seen = zoe.open(address);

                assertThat(seen.status()).isEqualTo(503);
                assertThat(seen.header("Retry-After")).isNotEmpty();
                assertThat(seen.header("Cache-Control")).isEqualTo("no-store");
                assertThat(seen.text()).contains("Momentanément indisponible");
                assertThat(seen.body()).doesNotContain("secret-host", "Exception", "\tat ");
                String number = seen.page().selectFirst("code").text();
                assertThat(number).matches("[0-9a-f]{8}");
                assertThat(log.toString(StandardCharsets.UTF_8)).contains("Incident " + number, "secret-host");
            }
        } finally {
            System.setErr(usual);
        }
    }

    @Test
    void a_theme_that_fails_still_gets_an_answer() throws Exception {
        Theme broken = page -> {
            throw new IllegalStateException("template is missing");
        };
        try (LiveBlog live = LiveBlog.with(handler -> handler.theme(broken))) {
            Person.Seen seen = zoe.open(live.home);

            assertThat(seen.status()).isEqualTo(500);
            assertThat(seen.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
            assertThat(seen.body()).doesNotContain("template is missing");
        }
    }

    @Test
    void who_asks_too_often_for_the_newsletter_is_asked_to_wait() throws Exception {
        try (LiveBlog live =
                LiveBlog.built(blog -> blog.rateLimiter((action, key) -> action != RateLimiter.Action.SUBSCRIBE))) {
            Person.Seen seen = zoe.post(live.blog.urls().subscribe(), Map.of("email", "zoe@example.org"));

            assertThat(seen.status()).isEqualTo(429);
            assertThat(seen.header("Retry-After")).isNotEmpty();
            assertThat(seen.text()).contains("Trop de demandes");
        }
    }

    @Test
    void requests_are_counted_by_the_address_that_the_host_tells() throws Exception {
        List<String> counted = new java.util.concurrent.CopyOnWriteArrayList<>();
        WatchedStorage storage = new WatchedStorage();
        try (LiveBlog live = LiveBlog.built(
                blog -> blog.storage(storage).rateLimiter((action, keys) -> counted.addAll(hosts(keys))))) {
            zoe.post(live.blog.urls().subscribe(), Map.of("email", "zoe@example.org"));
            BlogHandler behindProxy = BlogHandler.builder(live.blog)
                    .clientAddress(request -> request.headers().first("X-Real-IP"))
                    .build();
            behindProxy.handle(WebRequest.of("POST", "/newsletter/subscribe")
                    .withRemoteAddress("10.0.0.1")
                    .withHeaders(WebHeaders.NONE
                            .with("Content-Type", "application/x-www-form-urlencoded")
                            .with("X-Real-IP", "192.0.2.7"))
                    .withBody("email=lea%40example.org".getBytes(StandardCharsets.UTF_8)));

            behindProxy.handle(WebRequest.of("POST", "/newsletter/subscribe")
                    .withHeaders(WebHeaders.NONE
                            .with("Content-Type", "application/x-www-form-urlencoded")
                            .with("X-Real-IP", "9".repeat(201)))
                    .withBody("email=lea%40example.org".getBytes(StandardCharsets.UTF_8)));

            assertThat(counted).containsExactly("7f000001", "c0000207", "");
        }
    }

    private static List<String> hosts(List<RateLimiter.Key> keys) {
        return keys.stream()
                .filter(key -> key.scope() == RateLimiter.Scope.HOST)
                .map(RateLimiter.Key::value)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "", "a\u0001b", "2001:db8::1, 192.0.2.7", "\u202e127.0.0.1"})
    void an_address_that_is_none_is_no_reason_to_fail(String address) throws Exception {
        for (String told : List.of(address, address + "9".repeat(1_000))) {
            try (LiveBlog live = LiveBlog.with(handler -> handler.clientAddress(request -> Optional.of(told)))) {
                Article article = live.publish("Un article", "Texte.");
                URI comments = live.blog.urls().comments(article.slug());

                assertThat(zoe.post(live.blog.urls().subscribe(), Map.of("email", "zoe@example.org"))
                                .status())
                        .isEqualTo(200);
                assertThat(zoe.post(comments, Map.of("name", "Zoë", "text", "Merci."))
                                .status())
                        .isEqualTo(200);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {8_000 * 31_556_952L, 900_000_000 * 31_556_952L, -3_000 * 31_556_952L, -57 * 31_556_952L})
    void a_clock_that_is_thousands_of_years_off_is_no_reason_to_fail(long seconds) throws Exception {
        try (LiveBlog live = LiveBlog.at("/blog")) {
            live.publish("Un article", "Texte.");
            live.clock.set(LiveBlog.NOW.plusSeconds(seconds));
            live.publish("Un autre", "Texte.");

            for (URI address : List.of(
                    live.home,
                    live.blog.urls().article(Slug.of("un-autre")),
                    live.blog.urls().rss())) {
                assertThat(zoe.open(address).status()).as(address.toString()).isEqualTo(200);
            }
            assertThat(zoe.post(live.blog.urls().subscribe(), Map.of("email", "zoe@example.org"))
                            .status())
                    .isEqualTo(200);
            Person.Seen confirmed =
                    zoe.fillIn(zoe.open(live.linkMailedTo("zoe@example.org", "/confirm")), "/confirm", Map.of());
            assertThat(confirmed.status()).isEqualTo(200);
            URI comments = live.blog.urls().comments(Slug.of("un-autre"));
            assertThat(zoe.post(comments, Map.of("name", "Zoë", "text", "Merci."))
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void one_cause_is_logged_once_a_minute_and_every_page_shows_a_number_that_the_log_knows() throws Exception {
        WatchedStorage storage = new WatchedStorage();
        PrintStream usual = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        try (LiveBlog live = LiveBlog.on(storage)) {
            storage.broken = true;
            System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
            for (int i = 0; i < 50; i++) {
                Person.Seen seen = zoe.open(URI.create(live.home + "article-" + i));
                String number = seen.page().selectFirst("code").text();
                assertThat(log.toString(StandardCharsets.UTF_8)).contains("Incident " + number);
            }
            // The blog's jobs meet the same store, and log it as theirs.
            assertThat(log.toString(StandardCharsets.UTF_8).split("BlogPages - Incident ", -1))
                    .hasSize(2);
        } finally {
            System.setErr(usual);
        }
    }

    @Test
    void public_pages_are_still_shown_when_the_store_fails_and_none_from_before_a_change() throws Exception {
        WatchedStorage storage = new WatchedStorage();
        try (LiveBlog live = LiveBlog.on(storage)) {
            Article article = live.publish("Un article", "Texte.");
            Article secret = live.publish(edit -> edit.title("Membres")
                    .markdown("Pour tous.\n\n<!--members-only-->\n\nSecret.")
                    .audience(Audience.MEMBERS));
            List<URI> seen = List.of(
                    live.home,
                    live.blog.urls().article(article.slug()),
                    live.blog.urls().article(secret.slug()),
                    live.blog.urls().rss());
            List<String> before = new ArrayList<>();
            for (URI address : seen) {
                before.add(zoe.open(address).body());
            }

            storage.broken = true;

            for (int i = 0; i < seen.size(); i++) {
                Person.Seen now = zoe.open(seen.get(i));
                assertThat(now.status()).as(seen.get(i).toString()).isEqualTo(200);
                assertThat(now.body()).isEqualTo(before.get(i)).doesNotContain("Secret.");
            }
            assertThat(zoe.open(URI.create(live.home + "never-seen")).status()).isEqualTo(503);
            assertThat(zoe.post(live.blog.urls().subscribe(), Map.of("email", "zoe@example.org"))
                            .status())
                    .isEqualTo(503);

            storage.broken = false;
            live.blog.articles().unpublish(article.id(), article.version());
            storage.broken = true;
            for (URI address : seen) {
                assertThat(zoe.open(address).status()).as(address.toString()).isEqualTo(503);
            }
        }
    }

    @Test
    void a_page_for_a_member_is_not_kept_for_others() throws Exception {
        WatchedStorage storage = new WatchedStorage();
        try (LiveBlog live = LiveBlog.on(storage)) {
            Article secret = live.publish(
                    edit -> edit.title("Membres").markdown("Secret.").audience(Audience.MEMBERS));
            URI address = live.blog.urls().article(secret.slug());
            zoe.post(live.blog.urls().subscribe(), Map.of("email", "zoe@example.org"));
            URI link = live.linkMailedTo("zoe@example.org", "/confirm");
            zoe.fillIn(zoe.open(link), "/confirm", Map.of());
            assertThat(zoe.open(address).body()).contains("Secret.");

            storage.broken = true;

            assertThat(new Person().open(address).status()).isEqualTo(503);
            assertThat(zoe.open(address).status()).isEqualTo(503);
        }
    }

    @Test
    void a_host_restyles_the_theme_or_brings_its_own() throws Exception {
        try (LiveBlog live =
                LiveBlog.with(handler -> handler.theme(Theme.standard(":root { --billet-accent: #0b57d0; }")))) {
            Person.Seen page = zoe.open(live.home);
            List<String> sheets = page.page().select("link[rel=stylesheet]").eachAttr("abs:href");
            assertThat(sheets).hasSize(2);
            assertThat(zoe.open(URI.create(sheets.get(1))).body()).contains("#0b57d0");
        }
        Theme own = new Theme() {
            @Override
            public String render(BlogPage page) {
                return "<!doctype html><title>own</title>" + page.frame().asset("own.css");
            }

            @Override
            public List<ThemeAsset> assets() {
                return List.of(ThemeAsset.stylesheet("own.css", "p { color: red }"));
            }
        };
        try (LiveBlog live = LiveBlog.with(handler -> handler.theme(own))) {
            String body = zoe.open(live.home).body();
            assertThat(body).startsWith("<!doctype html><title>own</title>/blog/assets/own.");
            assertThat(zoe.open(URI.create(live.home
                                    .resolve(body.substring(body.indexOf("/blog")))
                                    .toString()))
                            .body())
                    .isEqualTo("p { color: red }");
        }
    }

    @Test
    void settings_out_of_their_range_are_refused_at_once() throws Exception {
        try (LiveBlog live = LiveBlog.at("/blog")) {
            BlogHandler.Builder builder = BlogHandler.builder(live.blog);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> builder.articlesPerPage(0))
                    .withMessageContaining("1 to 100");
            assertThatIllegalArgumentException().isThrownBy(() -> builder.commentsPerPage(1_001));
            assertThatIllegalArgumentException().isThrownBy(() -> builder.bodyLimit(1));
            assertThatIllegalArgumentException().isThrownBy(() -> ThemeAsset.stylesheet("../x.css", ""));
            assertThatIllegalArgumentException().isThrownBy(() -> WebHeaders.NONE.with("X", "a\r\nSet-Cookie: b=c"));
        }
    }
}
