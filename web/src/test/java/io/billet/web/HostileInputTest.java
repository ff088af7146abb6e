package io.billet.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.Article;
import io.billet.core.Author;
import io.billet.core.Comment;
import io.billet.core.Slug;
import io.billet.core.Tag;
import io.billet.engine.PageRequest;
import io.billet.storage.api.CommentQuery;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileInputTest {

    private final Person mallory = new Person();
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

    @Nested
    class markup {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "<script>alert(1)</script>",
                    "\"><img src=x onerror=alert(1)>",
                    "' onmouseover='alert(1)",
                    "</textarea><script>alert(1)</script>",
                    "[x](javascript:alert(1))",
                    "<svg/onload=alert(1)>",
                    "&lt;script&gt;alert(1)&lt;/script&gt;"
                })
        void of_a_commenter_stays_text(String payload) throws Exception {
            mallory.post(live.blog.urls().comments(article.slug()), Map.of("name", payload, "text", payload));
            Comment comment = live.blog
                    .comments()
                    .list(CommentQuery.all(), PageRequest.first(1))
                    .items()
                    .get(0);
            live.blog.comments().approve(comment.id(), comment.version());

            Document page =
                    mallory.open(live.blog.urls().article(article.slug())).page();
            assertHarmless(page);
            assertThat(page.selectFirst(".comment h3").text()).isEqualTo(payload);

            Document form = mallory.open(
                            URI.create(live.blog.urls().article(article.slug()) + "?reply-to=" + comment.id()))
                    .page();
            assertHarmless(form);

            Document again = mallory.post(
                            live.blog.urls().comments(article.slug()),
                            Map.of("name", payload, "email", payload, "url", payload, "text", ""))
                    .page();
            assertHarmless(again);
            assertThat(again.selectFirst("#comment-name").attr("value")).isEqualTo(payload);
        }

        @Test
        void of_an_author_in_titles_names_and_descriptions_stays_text() throws Exception {
            String payload = "</title><script>alert(1)</script>\" onload=\"alert(1)";
            live.blog.articles().describe(Tag.named(Slug.of("t"), payload));
            live.blog
                    .articles()
                    .describe(new Author(Slug.of("a"), payload, Optional.of(payload), List.of(), Optional.empty()));
            Article evil = live.publish(edit -> edit.title(payload)
                    .slug(Slug.of("evil"))
                    .summary(payload)
                    .markdown("Texte.")
                    .tags(Slug.of("t"))
                    .authors(Slug.of("a")));

            for (URI address : List.of(
                    live.home,
                    live.blog.urls().article(evil.slug()),
                    live.blog.urls().tag(Slug.of("t")),
                    live.blog.urls().author(Slug.of("a")))) {
                Document page = mallory.open(address).page();
                assertHarmless(page);
                assertThat(page.select("h1, h2").text()).contains("<script>");
            }
        }

        @Test
        void in_an_address_to_subscribe_comes_back_as_text() throws Exception {
            String payload = "\"><script>alert(1)</script>@example.org";
            Person.Seen again = mallory.post(
                    live.blog.urls().subscribe(),
                    Map.of("email", payload, "language", "<b>", "place", "\"><script>", "article", "../../x"));

            assertThat(again.status()).isEqualTo(422);
            assertHarmless(again.page());
            assertThat(again.page().selectFirst("#subscribe-email").attr("value"))
                    .isEqualTo(payload);
        }

        private void assertHarmless(Document page) {
            assertThat(page.select("script, svg, iframe, img[onerror], [onmouseover], [onload], [onerror]"))
                    .isEmpty();
            page.select("a[href]").forEach(link -> assertThat(link.attr("href")).doesNotStartWith("javascript"));
        }
    }

    @Nested
    class forms {

        @Test
        void with_a_line_break_in_the_address_are_refused() throws Exception {
            Person.Seen seen =
                    mallory.post(live.blog.urls().subscribe(), Map.of("email", "a@example.org\r\nBcc: b@example.org"));

            assertThat(seen.status()).isEqualTo(422);
            assertThat(live.mailer.mails()).isEmpty();
        }

        @Test
        void of_another_type_are_refused() throws Exception {
            Person.Seen seen =
                    mallory.send(HttpRequest.newBuilder(live.blog.urls().subscribe())
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString("{\"email\":\"a@example.org\"}")));

            assertThat(seen.status()).isEqualTo(415);
            assertThat(seen.page().selectFirst("h1").text()).isEqualTo("Ce n’est pas un formulaire");
        }

        @ParameterizedTest
        @ValueSource(strings = {"email=%zz", "email=%", "email=%C0%AF", "email=%ff", "%E2%28=1"})
        void that_are_malformed_are_refused(String body) throws Exception {
            Person.Seen seen =
                    mallory.send(HttpRequest.newBuilder(live.blog.urls().subscribe())
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString(body)));

            assertThat(seen.status()).isEqualTo(400);
        }

        @Test
        void with_bytes_that_are_no_text_are_refused() throws Exception {
            Person.Seen seen =
                    mallory.send(HttpRequest.newBuilder(live.blog.urls().subscribe())
                            .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                            .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[] {'a', '=', (byte) 0xC3, '('})));

            assertThat(seen.status()).isEqualTo(400);
        }

        @Test
        void with_very_many_fields_are_refused() throws Exception {
            Person.Seen seen =
                    mallory.send(HttpRequest.newBuilder(live.blog.urls().subscribe())
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString("a=1&".repeat(1_000))));

            assertThat(seen.status()).isEqualTo(400);
        }

        @ParameterizedTest
        @ValueSource(ints = {(int) BlogHandler.DEFAULT_BODY_LIMIT + 1, 2_000_000})
        void that_are_huge_get_to_read_why_they_are_refused(int octets) throws Exception {
            Person.Seen seen =
                    mallory.send(HttpRequest.newBuilder(live.blog.urls().comments(article.slug()))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[octets])));

            assertThat(seen.status()).isEqualTo(413);
            assertThat(seen.page().selectFirst("h1").text()).isEqualTo("Envoi trop volumineux");
        }

        @Test
        void may_hold_the_longest_comment_in_any_script() throws Exception {
            Person.Seen seen = mallory.post(
                    live.blog.urls().comments(article.slug()), Map.of("name", "花", "text", "語".repeat(10_000)));

            assertThat(seen.status()).isEqualTo(200);
        }

        @Test
        void without_any_field_are_told_what_is_missing() throws Exception {
            assertThat(mallory.post(live.blog.urls().comments(article.slug()), Map.of())
                            .status())
                    .isEqualTo(422);
            assertThat(mallory.post(live.blog.urls().subscribe(), Map.of()).status())
                    .isEqualTo(422);
            for (String step : List.of("confirm", "sign-in", "unsubscribe")) {
                assertThat(mallory.post(URI.create(live.home + "newsletter/" + step), Map.of())
                                .status())
                        .isEqualTo(410);
            }
        }
    }

    @Nested
    class addresses {

        @ParameterizedTest
        @ValueSource(strings = {"page/%ff", "archive/2026/%ff", "?a=%zz1", "%C0%AE%C0%AE", "tag/europe%ff"})
        void that_are_malformed_are_a_bad_request(String path) throws Exception {
            String line = raw("GET /blog/" + path + " HTTP/1.1", "Host: localhost");

            assertThat(line).startsWith("HTTP/1.1 400 ");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/blog/../etc/passwd",
                    "/blog/..%2f..%2fetc%2fpasswd",
                    "/blog/assets/..%2f..%2fbillet.css",
                    "/blog/assets/%2e%2e/billet.css",
                    "/blog/un-article%00",
                    "/blog//un-article",
                    "/blog//evil.example/",
                    "/blog/tag//",
                    "/blog/page",
                    "/blog/page/0",
                    "/blog/page/-1",
                    "/blog/page/01",
                    "/blog/page/1e1",
                    "/blog/page/%D9%A1",
                    "/blog/page/99999999999999999999",
                    "/blog/page/2147483647",
                    "/blog/tag/europe/page/2147483648",
                    "/blog/archive/2026/00",
                    "/blog/archive/2026/13",
                    "/blog/archive/2026/1",
                    "/blog/archive/0000/01",
                    "/blog/archive/-999/01",
                    "/blog/archive/99999/01",
                    "/blog/archive/2026/11/page/0",
                    "/blog/newsletter",
                    "/blog/newsletter/nothing",
                    "/blogger",
                    "/blog/a/b/c/d/e"
                })
        void that_name_no_page_are_not_found(String path) throws Exception {
            assertThat(raw("GET " + path + " HTTP/1.1", "Host: localhost")).startsWith("HTTP/1.1 404 ");
        }

        @Test
        void are_not_taken_from_the_host_header() throws Exception {
            String answer = raw("GET /blog/un-article HTTP/1.1", "Host: evil.example");
            String redirect = raw("GET /blog HTTP/1.1", "Host: evil.example");

            assertThat(answer).startsWith("HTTP/1.1 200 ").doesNotContain("evil.example");
            assertThat(redirect)
                    .startsWith("HTTP/1.1 301 ")
                    .contains("Location: /blog/\r\n")
                    .doesNotContain("evil");
        }

        @Test
        void with_a_method_that_the_page_has_not_are_told_which_it_has() throws Exception {
            assertThat(raw("DELETE /blog/un-article HTTP/1.1", "Host: localhost"))
                    .startsWith("HTTP/1.1 405 ")
                    .contains("Allow: GET, HEAD\r\n");
            assertThat(raw("PUT /blog/newsletter/sign-out HTTP/1.1", "Host: localhost"))
                    .contains("Allow: POST\r\n");
            assertThat(raw("POST /blog/feed.xml HTTP/1.1", "Host: localhost", "Content-Length: 0"))
                    .startsWith("HTTP/1.1 405 ");
        }

        @Test
        void lead_on_to_the_one_that_a_page_has() throws Exception {
            assertThat(raw("GET /blog?after=x HTTP/1.1", "Host: localhost")).contains("Location: /blog/?after=x\r\n");
            assertThat(raw("GET /blog/un-article/ HTTP/1.1", "Host: localhost"))
                    .startsWith("HTTP/1.1 301 ")
                    .contains("Location: /blog/un-article\r\n");
            assertThat(raw("GET /blog/feed.xml/ HTTP/1.1", "Host: localhost")).contains("Location: /blog/feed.xml\r\n");
        }

        @Test
        void of_an_article_in_any_script_work() throws Exception {
            Article russian = live.publish("Привет, мир", "Текст.");

            Person.Seen seen = mallory.open(live.blog.urls().article(russian.slug()));

            assertThat(seen.status()).isEqualTo(200);
            assertThat(seen.page().selectFirst("h1").text()).isEqualTo("Привет, мир");
            assertThat(raw(
                            "GET /blog/%D0%BF%D1%80%D0%B8%D0%B2%D0%B5%D1%82-%D0%BC%D0%B8%D1%80/ HTTP/1.1",
                            "Host: localhost"))
                    .contains("Location: /blog/%D0%BF%D1%80%D0%B8%D0%B2%D0%B5%D1%82-%D0%BC%D0%B8%D1%80\r\n");
        }

        @Test
        void that_an_article_had_lead_on_to_the_one_it_has() throws Exception {
            live.blog.articles().edit(article.id(), article.version(), edit -> edit.slug(Slug.of("neuf")));

            assertThat(raw("GET /blog/un-article HTTP/1.1", "Host: localhost"))
                    .startsWith("HTTP/1.1 301 ")
                    .contains("Location: /blog/neuf\r\n");
        }

        @Test
        void with_a_cookie_of_nonsense_are_those_of_a_stranger() throws Exception {
            assertThat(raw(
                            "GET /blog/ HTTP/1.1",
                            "Host: localhost",
                            "Cookie: billet-blog=" + "x".repeat(5_000) + "; ;=;a"))
                    .startsWith("HTTP/1.1 200 ")
                    .contains("public");
        }
    }

    private String raw(String... lines) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), live.port())) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            String request = String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n";
            out.write(request.getBytes(StandardCharsets.UTF_8));
            out.flush();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
