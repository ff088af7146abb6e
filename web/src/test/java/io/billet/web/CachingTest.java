package io.billet.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.Article;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CachingTest {

    private final Person zoe = new Person();
    private LiveBlog live;
    private Article article;

    @BeforeEach
    void open() throws Exception {
        live = LiveBlog.at("/blog");
        article = live.publish("Un article", "Texte.");
    }

    @AfterEach
    void close() {
        live.close();
    }

    @Test
    void a_public_page_that_has_not_changed_is_not_sent_again() throws Exception {
        URI address = live.blog.urls().article(article.slug());
        Person.Seen first = zoe.open(address);
        assertThat(first.header("Cache-Control")).startsWith("public");
        assertThat(first.header("Vary")).isEqualTo("Cookie");

        Person.Seen second = ifNoneMatch(address, "\"other\", W/" + first.header("ETag"));
        assertThat(second.status()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
        assertThat(second.header("ETag")).isEqualTo(first.header("ETag"));

        live.blog.articles().edit(article.id(), article.version(), edit -> edit.markdown("Autre texte."));
        Person.Seen third = ifNoneMatch(address, first.header("ETag"));
        assertThat(third.status()).isEqualTo(200);
        assertThat(third.text()).contains("Autre texte.");
    }

    @Test
    void a_feed_is_sent_again_when_an_article_has_changed() throws Exception {
        URI address = live.blog.urls().rss();
        Person.Seen first = zoe.open(address);
        assertThat(first.header("Content-Type")).startsWith("application/rss+xml");
        assertThat(first.header("Last-Modified")).isEmpty();
        assertThat(ifNoneMatch(address, first.header("ETag")).status()).isEqualTo(304);
        assertThat(ifNoneMatch(address, first.header("ETag").replaceFirst("\"$", "-gzip\""))
                        .status())
                .isEqualTo(304);

        live.blog.articles().edit(article.id(), article.version(), edit -> edit.title("Autre titre"));

        Person.Seen second = ifNoneMatch(address, first.header("ETag"));
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.body()).contains("Autre titre");
    }

    @Test
    void a_feed_is_sent_again_when_an_article_is_published_under_an_earlier_date() throws Exception {
        URI address = live.blog.urls().rss();
        Person.Seen first = zoe.open(address);
        Article old = live.blog.articles().draft(edit -> edit.title("Ancien"));
        live.blog.articles().publish(old.id(), old.version(), LiveBlog.NOW.minus(Duration.ofDays(365)));

        assertThat(ifNoneMatch(address, first.header("ETag")).body()).contains("Ancien");
        assertThat(ifModifiedSince(address, "Sun, 22 Nov 2026 08:00:00 GMT").body())
                .contains("Ancien");
    }

    @Test
    void a_style_sheet_may_be_kept_for_ever() throws Exception {
        Person.Seen page = zoe.open(live.home);
        URI address = URI.create(page.page().selectFirst("link[rel=stylesheet]").absUrl("href"));

        Person.Seen sheet = zoe.open(address);

        assertThat(address.getPath()).matches("/blog/assets/billet\\.[0-9a-f]{16}\\.css");
        assertThat(sheet.header("Content-Type")).isEqualTo("text/css; charset=utf-8");
        assertThat(sheet.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(sheet.body()).contains("--billet-accent");
    }

    private Person.Seen ifNoneMatch(URI address, String tags) throws Exception {
        return zoe.send(HttpRequest.newBuilder(address).header("If-None-Match", tags));
    }

    private Person.Seen ifModifiedSince(URI address, String date) throws Exception {
        return zoe.send(HttpRequest.newBuilder(address).header("If-Modified-Since", date));
    }

    @Test
    void what_opens_a_session_or_closes_it_is_kept_by_nobody() throws Exception {
        zoe.post(live.blog.urls().subscribe(), Map.of("email", "zoe@example.org"));
        Person.Seen confirmed =
                zoe.fillIn(zoe.open(live.linkMailedTo("zoe@example.org", "/confirm")), "/confirm", Map.of());
        Person.Seen signedOut = zoe.fillIn(confirmed, "/sign-out", Map.of());

        for (Person.Seen seen : List.of(confirmed, signedOut)) {
            var redirect = seen.response().previousResponse().orElseThrow();
            assertThat(redirect.statusCode()).isEqualTo(303);
            assertThat(redirect.headers().firstValue("Set-Cookie")).isPresent();
            assertThat(redirect.headers().allValues("Cache-Control")).containsExactly("no-store");
        }
    }
}
