package io.billet.web.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.web.BlogHandler;
import io.billet.web.http.ContentSecurityPolicy;
import io.billet.web.http.WebHandler;
import io.billet.web.theme.PageLayout;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a blog does on every server. One server is started for all tests of a class.
 *
 * <pre>{@code
 * class TomcatTest extends HttpContract {
 *     protected RunningServer start(Map<String, WebHandler> mounts) {
 *         ...
 *     }
 * }
 * }</pre>
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class HttpContract {

    /** Where the blog is mounted, and seen by its readers. */
    protected static final String MOUNT = "/blog";

    private static final String INSIDE = "/inner/pages";
    private static final String PROBE = "/probe";
    private static final String LAID_OUT = "/laid-out";

    /** The page of a host that greets whoever a header names. */
    private static final PageLayout GREETING = (page, request) -> "<!doctype html><html lang=\"" + page.language()
            + "\"><head><title>laid out</title>" + page.head() + "</head><body><header>Hello "
            + request.headers().first("X-Said").orElse("stranger") + "</header><main>" + page.content()
            + "</main></body></html>";

    /** The blog at {@link #MOUNT}. */
    protected final ContractBlog live = ContractBlog.at("http://localhost" + MOUNT);

    private final ContractBlog proxied = ContractBlog.at("https://example.org/news");
    private RunningServer server = new NotStarted();

    /** Stands where a server is not started yet. */
    private static final class NotStarted implements RunningServer {
        @Override
        public int port() {
            throw new IllegalStateException("the server is not started");
        }

        @Override
        public void close() {}
    }

    /** Begins with two blogs that are not served yet. */
    protected HttpContract() {}

    /**
     * Starts a server on a free port of the loopback address.
     *
     * @param mounts what is mounted where; each takes all that is below its path
     */
    protected abstract RunningServer start(Map<String, WebHandler> mounts) throws Exception;

    @BeforeAll
    void startServer() throws Exception {
        Map<String, WebHandler> mounts = new LinkedHashMap<>();
        mounts.put(MOUNT, live.pages());
        mounts.put(INSIDE, proxied.pages());
        mounts.put(PROBE, new Probe());
        mounts.put(
                LAID_OUT,
                BlogHandler.builder(live.blog())
                        .layout(GREETING)
                        .contentSecurityPolicy(ContentSecurityPolicy.standard().allow("script-src", "'self'"))
                        .build());
        server = start(Collections.unmodifiableMap(mounts));
    }

    @AfterAll
    void stopServer() throws Exception {
        server.close();
        live.close();
        proxied.close();
    }

    /** Returns the server's port. */
    protected int port() {
        return server.port();
    }

    /** Returns somebody new, who follows redirects. */
    protected Browser browser() {
        return Browser.at(port());
    }

    private Browser client() {
        return Browser.withoutRedirects(port());
    }

    private static String fields(Answer answer) {
        return answer.response().headers().map().toString().toLowerCase(Locale.ROOT);
    }

    @Nested
    class Reading {

        @Test
        void a_page_is_html_in_utf_8_with_its_guards() throws Exception {
            Answer answer = client().get(MOUNT + "/bonjour");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).contains("<em>premier</em>");
            assertThat(answer.header("Content-Type").toLowerCase(Locale.ROOT).replace(" ", ""))
                    .isEqualTo("text/html;charset=utf-8");
            assertThat(answer.headers("Content-Security-Policy")).hasSize(1);
            assertThat(answer.headers("X-Content-Type-Options")).containsExactly("nosniff");
            assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=0, must-revalidate");
            assertThat(answer.headers("Set-Cookie")).isEmpty();
        }

        @Test
        void a_name_beyond_ascii_is_found() throws Exception {
            String home = client().get(MOUNT + "/").text();

            assertThat(home).contains("Привет");
            assertThat(client().get(MOUNT + "/%D0%BF%D1%80%D0%B8%D0%B2%D0%B5%D1%82")
                            .text())
                    .contains("Sous le pont.");
        }

        @Test
        void the_feed_and_the_files_of_the_theme_come_with_their_types() throws Exception {
            Answer feed = client().get(MOUNT + "/feed.xml");
            String css = client().get(MOUNT + "/")
                    .page()
                    .select("link[rel=stylesheet]")
                    .attr("href");

            assertThat(feed.header("Content-Type")).startsWith("application/rss+xml");
            assertThat(client().get(css).header("Content-Type")).startsWith("text/css");
            assertThat(client().get(css).header("Cache-Control")).contains("immutable");
        }

        @Test
        void the_handler_gets_method_path_query_and_fields_as_they_were_sent() throws Exception {
            assertThat(client().get(PROBE + "/a%20b%C3%A9%2B+~?x=%2B&y=%E2%82%AC", "X-Said", "Hello  you")
                            .text())
                    .matches("GET /a%20b%C3%A9%2B\\+~ x=%2B&y=%E2%82%AC Hello  you [0-9.:]+");
        }
    }

    @Nested
    class Head {

        @ParameterizedTest
        @ValueSource(strings = {"/bonjour", "/feed.xml", "/nowhere", "/"})
        void has_the_fields_of_get_and_no_body(String path) throws Exception {
            Answer get = client().get(MOUNT + path);
            String head = Wire.ask(port(), Wire.head("HEAD", MOUNT + path));
            String lower = head.toLowerCase(Locale.ROOT);

            assertThat(head).startsWith("HTTP/1.1 " + get.status());
            assertThat(lower).contains("content-length: " + get.response().body().length);
            assertThat(lower)
                    .contains("content-type: " + get.header("Content-Type").toLowerCase(Locale.ROOT));
            assertThat(head).endsWith("\r\n\r\n");
            assertThat(head.indexOf("\r\n\r\n")).isEqualTo(head.length() - 4);
        }
    }

    @Nested
    class What_the_client_has_already {

        @Test
        void is_not_sent_again() throws Exception {
            String tag = client().get(MOUNT + "/bonjour").header("ETag");
            Answer again = client().get(MOUNT + "/bonjour", "If-None-Match", tag);

            assertThat(tag).isNotEmpty();
            assertThat(again.status()).isEqualTo(304);
            assertThat(again.response().body()).isEmpty();
            assertThat(again.header("ETag")).isEqualTo(tag);
            assertThat(again.header("Cache-Control")).isEqualTo("public, max-age=0, must-revalidate");
        }

        @ParameterizedTest
        @ValueSource(strings = {"-gzip", "--gzip", "-br"})
        void is_known_by_the_tag_of_its_compressed_form(String suffix) throws Exception {
            String tag = client().get(MOUNT + "/bonjour").header("ETag");
            String compressed = tag.substring(0, tag.length() - 1) + suffix + "\"";

            assertThat(client().get(MOUNT + "/bonjour", "If-None-Match", "\"x\", " + compressed)
                            .status())
                    .isEqualTo(304);
        }

        @Test
        void is_sent_if_it_is_another() throws Exception {
            String tag = client().get(MOUNT + "/").header("ETag");

            assertThat(client().get(MOUNT + "/bonjour", "If-None-Match", tag).status())
                    .isEqualTo(200);
        }
    }

    @Nested
    class Redirects {

        @Test
        void lead_to_the_slash_of_the_mount_and_away_from_one_too_many() throws Exception {
            Answer mount = client().get(MOUNT);
            Answer slash = client().get(MOUNT + "/bonjour/?a=b");

            assertThat(mount.status()).isEqualTo(301);
            assertThat(mount.header("Location")).isEqualTo(MOUNT + "/");
            assertThat(slash.status()).isEqualTo(301);
            assertThat(slash.header("Location")).isEqualTo(MOUNT + "/bonjour?a=b");
        }

        @Test
        void and_links_behind_a_proxy_are_those_that_readers_see() throws Exception {
            Answer page = client().get(INSIDE + "/bonjour");

            assertThat(client().get(INSIDE + "/bonjour/").header("Location")).isEqualTo("/news/bonjour");
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.page().select("link[rel=canonical]").attr("href"))
                    .isEqualTo("https://example.org/news/bonjour");
            assertThat(page.text()).contains("\"/news/").doesNotContain(INSIDE, "localhost");
        }

        @Test
        void tell_nothing_of_the_server_whatever_a_client_says_of_itself() throws Exception {
            Answer answer =
                    client().get(INSIDE + "/bonjour/", "X-Forwarded-Host", "evil.example", "X-Forwarded-Prefix", "/x");

            assertThat(answer.header("Location")).isEqualTo("/news/bonjour");
        }
    }

    @Nested
    class Methods {

        @ParameterizedTest
        @ValueSource(strings = {"PUT", "DELETE", "PATCH", "OPTIONS"})
        void that_a_page_does_not_take_are_refused_with_those_that_there_are(String method) throws Exception {
            Answer answer = client().send(method, MOUNT + "/bonjour", BodyPublishers.noBody());

            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.header("Allow")).isEqualTo("GET, HEAD");
            assertThat(answer.page().select("h1")).isNotEmpty();
        }

        @Test
        void of_forms_alone_are_not_read() throws Exception {
            assertThat(client().get(MOUNT + "/newsletter/sign-out").status()).isEqualTo(405);
        }
    }

    @Nested
    class Forms {

        @Test
        void keep_every_letter() throws Exception {
            Answer page = browser().get(MOUNT + "/bonjour");
            Answer sent = browser().fillIn(page, "/comments", Map.of("name", "Zoë", "text", "Ça « va » 🙂 & +100 %=;"));

            assertThat(sent.status()).isEqualTo(200);
            assertThat(live.comments())
                    .anyMatch(comment -> comment.markdown().equals("Ça « va » 🙂 & +100 %=;")
                            && comment.commenter().name().equals(Optional.of("Zoë")));
        }

        @Test
        void come_in_chunks_too() throws Exception {
            byte[] form = "email=chunks%40example.org".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            Answer sent = client().send(
                            "POST",
                            MOUNT + "/newsletter/subscribe",
                            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(form)),
                            "Content-Type",
                            "application/x-www-form-urlencoded; charset=UTF-8");

            assertThat(sent.status()).isBetween(200, 303);
            assertThat(live.linkMailedTo("chunks@example.org", "/newsletter/confirm"))
                    .isNotEmpty();
        }

        @Test
        void of_other_sites_are_refused() throws Exception {
            String path = MOUNT + "/newsletter/sign-out";
            String type = "application/x-www-form-urlencoded";

            assertThat(client().send(
                                    "POST",
                                    path,
                                    BodyPublishers.noBody(),
                                    "Content-Type",
                                    type,
                                    "Sec-Fetch-Site",
                                    "cross-site")
                            .status())
                    .isEqualTo(403);
            assertThat(client().send(
                                    "POST",
                                    path,
                                    BodyPublishers.noBody(),
                                    "Content-Type",
                                    type,
                                    "Origin",
                                    "https://evil.example")
                            .status())
                    .isEqualTo(403);
        }

        @Test
        void that_are_none_or_malformed_are_refused() throws Exception {
            String path = MOUNT + "/newsletter/subscribe";

            assertThat(client().send("POST", path, BodyPublishers.ofString("{}"), "Content-Type", "application/json")
                            .status())
                    .isEqualTo(415);
            assertThat(client().send("POST", path, BodyPublishers.ofString("a=b"))
                            .status())
                    .isEqualTo(415);
            assertThat(client().send(
                                    "POST",
                                    path,
                                    BodyPublishers.ofString("email=%zz"),
                                    "Content-Type",
                                    "application/x-www-form-urlencoded")
                            .status())
                    .isEqualTo(400);
        }
    }

    @Nested
    class Bodies_that_are_too_large {

        @ParameterizedTest
        @ValueSource(ints = {262_145, 3_000_000})
        void are_refused_with_a_page_if_they_say_so(int octets) throws Exception {
            Answer answer = client().send(
                            "POST",
                            MOUNT + "/newsletter/subscribe",
                            BodyPublishers.ofByteArray(new byte[octets]),
                            "Content-Type",
                            "application/x-www-form-urlencoded");

            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.page().select("h1")).isNotEmpty();
        }

        @ParameterizedTest
        @ValueSource(ints = {262_145, 3_000_000})
        void are_refused_with_a_page_if_they_do_not(int octets) throws Exception {
            Answer answer = client().send(
                            "POST",
                            MOUNT + "/newsletter/subscribe",
                            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[octets])),
                            "Content-Type",
                            "application/x-www-form-urlencoded");

            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.page().select("h1")).isNotEmpty();
        }

        @Test
        void are_taken_by_a_handler_that_reads_them_as_they_come() throws Exception {
            Answer answer = client().send(
                            "POST",
                            PROBE + "/count",
                            BodyPublishers.ofByteArray(new byte[15_000_000]),
                            "Content-Type",
                            "image/png");

            assertThat(answer.text()).isEqualTo("15000000");
        }

        @Test
        void are_of_several_parts_and_read_as_they_are() throws Exception {
            String body = "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n--x--\r\n";
            Answer answer = client().send(
                            "POST",
                            PROBE + "/count",
                            BodyPublishers.ofString(body),
                            "Content-Type",
                            "multipart/form-data; boundary=x");

            assertThat(answer.text()).isEqualTo("" + body.length());
        }
    }

    @Nested
    class Errors {

        @Test
        void have_the_blogs_own_page() throws Exception {
            Answer answer = client().get(MOUNT + "/nowhere");

            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.page().select("h1").text()).isEqualTo("Cette page n’existe pas");
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        }

        @ParameterizedTest
        @ValueSource(strings = {"throws", "error", "split"})
        void inside_are_answered_and_say_nothing_of_it(String what) throws Exception {
            Answer answer = client().get(PROBE + "/" + what);

            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.text()).isEqualTo("Something went wrong.\n");
            assertThat(fields(answer)).doesNotContain("evil");
        }
    }

    @Nested
    class In_the_page_of_a_host {

        @Test
        void are_articles_lists_forms_and_errors_for_their_reader_alone() throws Exception {
            for (String path : List.of("/", "/bonjour", "/index/tags", "/newsletter/subscribe", "/nowhere")) {
                Answer answer = client().get(LAID_OUT + path, "X-Said", "Zoe");
                Answer plain = client().get(MOUNT + path);

                assertThat(answer.status()).as(path).isEqualTo(plain.status());
                assertThat(answer.page().select("body > header").text()).isEqualTo("Hello Zoe");
                assertThat(answer.page().select("main h1").text())
                        .isEqualTo(plain.page().select("h1").text());
                assertThat(answer.header("Cache-Control")).doesNotContain("public");
                assertThat(answer.headers("Content-Security-Policy")).hasSize(1);
                assertThat(answer.header("Content-Security-Policy")).contains("script-src 'self';");
            }
        }

        @Test
        void are_known_again_by_the_same_reader_and_by_no_other() throws Exception {
            Answer first = client().get(LAID_OUT + "/bonjour", "X-Said", "Zoe");
            String tag = first.header("ETag");

            assertThat(client().get(LAID_OUT + "/bonjour", "X-Said", "Zoe", "If-None-Match", tag)
                            .status())
                    .isEqualTo(304);
            assertThat(client().get(LAID_OUT + "/bonjour", "X-Said", "Ana", "If-None-Match", tag)
                            .text())
                    .contains("Hello Ana");
        }
    }

    @Nested
    class Answers {

        @Test
        void of_unknown_length_come_whole() throws Exception {
            assertThat(client().get(PROBE + "/stream").response().body()).hasSize(Probe.LARGE);
        }

        @Test
        void keep_a_field_that_is_there_twice() throws Exception {
            assertThat(client().get(PROBE + "/twice").headers("X")).containsExactly("one", "two");
        }
    }

    @Nested
    class Cookies {

        @Test
        void open_what_is_for_members_until_they_sign_out() throws Exception {
            Browser zoe = browser();
            Answer page = zoe.get(MOUNT + "/la-suite");
            assertThat(page.text()).doesNotContain("Le secret.");
            zoe.fillIn(page, "/newsletter/subscribe", Map.of("email", "zoe@example.org"));
            String link = live.linkMailedTo("zoe@example.org", "/newsletter/confirm");

            Answer whole = zoe.fillIn(zoe.get(link), "/newsletter/confirm", Map.of());

            assertThat(whole.address().getPath()).isEqualTo(MOUNT + "/la-suite");
            assertThat(whole.text()).contains("Le secret.");
            Answer mine = zoe.get(MOUNT + "/la-suite");
            assertThat(mine.header("Cache-Control")).startsWith("private");
            zoe.fillIn(mine, "/newsletter/sign-out", Map.of());
            assertThat(zoe.get(MOUNT + "/la-suite").text()).doesNotContain("Le secret.");
        }

        @Test
        void are_set_with_their_guards_each_in_a_field_of_its_own() throws Exception {
            Browser ana = browser();
            ana.fillIn(ana.get(MOUNT + "/la-suite"), "/newsletter/subscribe", Map.of("email", "ana@example.org"));
            String link = live.linkMailedTo("ana@example.org", "/newsletter/confirm");
            String token = link.substring(link.indexOf("token=") + 6);

            Answer confirmed = client().post(MOUNT + "/newsletter/confirm", Map.of("token", token));

            assertThat(confirmed.status()).isEqualTo(303);
            assertThat(confirmed.headers("Set-Cookie"))
                    .isNotEmpty()
                    .allSatisfy(cookie -> assertThat(cookie).contains("Path=/", "HttpOnly", "SameSite=Lax"));
            assertThat(confirmed.headers("Set-Cookie")).anyMatch(cookie -> cookie.startsWith("billet-blog="));
        }
    }
}
