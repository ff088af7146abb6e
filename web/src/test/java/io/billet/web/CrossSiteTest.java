package io.billet.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.EmailAddress;
import io.billet.core.LanguageTag;
import io.billet.core.SubscriberState;
import io.billet.engine.Blog;
import io.billet.engine.Site;
import io.billet.engine.testing.RecordingMailer;
import io.billet.web.http.WebHeaders;
import io.billet.web.http.WebRequest;
import io.billet.web.http.WebResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Without a server: under https, with the headers that browsers send. */
class CrossSiteTest {

    private static final String FORM = "application/x-www-form-urlencoded";

    private final RecordingMailer mailer = new RecordingMailer();
    private final Blog blog = Blog.builder()
            .site(Site.of("Le Billet", URI.create("https://blog.example.org/blog"), LanguageTag.FRENCH))
            .mailer(mailer)
            .start();
    private final BlogHandler handler = BlogHandler.of(blog);

    @AfterEach
    void close() {
        blog.close();
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site, same-origin, 303",
        "Sec-Fetch-Site, none, 303",
        "Sec-Fetch-Site, same-site, 403",
        "Sec-Fetch-Site, cross-site, 403",
        "Origin, https://blog.example.org, 303",
        "Origin, https://BLOG.example.org:443, 303",
        "Origin, http://blog.example.org, 403",
        "Origin, https://blog.example.org:8443, 403",
        "Origin, https://blog.example.org.evil.example, 403",
        "Origin, https://evil.example, 403",
        "Origin, null, 403",
        "Origin, %%%, 403",
        "Referer, https://blog.example.org/blog/article, 303",
        "Referer, https://evil.example/https://blog.example.org, 403",
        "User-Agent, curl/8, 303"
    })
    void a_form_is_taken_if_it_comes_from_the_blog_itself(String header, String value, int status) {
        WebResponse response = post("/newsletter/subscribe", "email=zoe%40example.org", Map.of(header, value));

        assertThat(response.status()).isEqualTo(status);
    }

    @Test
    void what_a_current_browser_says_of_the_site_outweighs_the_origin() {
        WebResponse response = post(
                "/newsletter/subscribe",
                "email=zoe%40example.org",
                Map.of("Sec-Fetch-Site", "cross-site", "Origin", "https://blog.example.org"));

        assertThat(response.status()).isEqualTo(403);
    }

    @Nested
    class unsubscribing {

        @Test
        void by_one_click_needs_nothing_but_the_token() throws Exception {
            String token = tokenToLeave();
            WebResponse response = handler.handle(WebRequest.of("POST", "/newsletter/unsubscribe")
                    .withQuery("token=" + token)
                    .withHeaders(WebHeaders.of(
                            Map.of("Content-Type", List.of(FORM), "Sec-Fetch-Site", List.of("cross-site"))))
                    .withBody("List-Unsubscribe=One-Click".getBytes(StandardCharsets.UTF_8)));

            assertThat(response.status()).isEqualTo(200);
            assertThat(stateOfZoe()).isEqualTo(SubscriberState.Kind.UNSUBSCRIBED);
        }

        @Test
        void by_one_click_may_come_in_parts() throws Exception {
            String token = tokenToLeave();
            String body =
                    "--x\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--x--\r\n";
            WebResponse response = handler.handle(WebRequest.of("POST", "/newsletter/unsubscribe")
                    .withQuery("token=" + token)
                    .withHeaders(WebHeaders.of(Map.of("Content-Type", List.of("multipart/form-data; boundary=x"))))
                    .withBody(body.getBytes(StandardCharsets.UTF_8)));

            assertThat(response.status()).isEqualTo(200);
            assertThat(stateOfZoe()).isEqualTo(SubscriberState.Kind.UNSUBSCRIBED);
        }

        @Test
        void with_a_wrong_token_does_nothing() throws Exception {
            tokenToLeave();
            WebResponse response = post("/newsletter/unsubscribe", "token=wrong", Map.of());

            assertThat(response.status()).isEqualTo(410);
            assertThat(stateOfZoe()).isEqualTo(SubscriberState.Kind.CONFIRMED);
        }
    }

    @Nested
    class cookies {

        @Test
        void of_a_session_under_https_belong_to_this_host_alone() throws Exception {
            WebResponse confirmed = confirm();

            assertThat(confirmed.status()).isEqualTo(303);
            assertThat(confirmed.headers().all("Set-Cookie").get(0))
                    .matches(
                            "__Host-billet-blog=[A-Za-z0-9_-]{32}; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=15552000");
        }

        @Test
        void open_what_they_were_given_for() throws Exception {
            String cookie = confirm().headers().all("Set-Cookie").get(0).split(";")[0];

            WebResponse page = get("/", Map.of("Cookie", "other=1; " + cookie));

            assertThat(new String(page.body(), StandardCharsets.UTF_8)).contains("zoe@example.org");
            assertThat(page.headers().first("Cache-Control").orElse("")).startsWith("private");
        }

        @Test
        void of_another_name_or_value_open_nothing() throws Exception {
            String cookie = confirm().headers().all("Set-Cookie").get(0).split(";")[0];
            String session = cookie.substring(cookie.indexOf('=') + 1);

            for (String sent : List.of(
                    "billet-blog=" + session,
                    "__Host-billet-blog=" + session + "x",
                    "x__Host-billet-blog=" + session)) {
                WebResponse page = get("/", Map.of("Cookie", sent));
                assertThat(new String(page.body(), StandardCharsets.UTF_8)).doesNotContain("zoe@example.org");
            }
        }

        @Test
        void are_not_given_to_those_who_only_read() {
            assertThat(get("/", Map.of()).headers().all("Set-Cookie")).isEmpty();
        }
    }

    private WebResponse confirm() throws InterruptedException {
        post("/newsletter/subscribe", "email=zoe%40example.org", Map.of());
        return post("/newsletter/confirm", "token=" + mailedToken("confirm"), Map.of("Sec-Fetch-Site", "same-origin"));
    }

    private String tokenToLeave() throws InterruptedException {
        confirm();
        return mailedToken("unsubscribe");
    }

    private String mailedToken(String step) throws InterruptedException {
        String text = mailer.await(EmailAddress.of("zoe@example.org"), Duration.ofSeconds(10))
                .orElseThrow()
                .text();
        Matcher token = Pattern.compile(step + "\\?token=([\\w-]+)").matcher(text);
        assertThat(token.find()).isTrue();
        return token.group(1);
    }

    private SubscriberState.Kind stateOfZoe() {
        return blog.subscribers()
                .list(io.billet.storage.api.SubscriberQuery.all(), io.billet.engine.PageRequest.first(1))
                .items()
                .get(0)
                .state()
                .kind();
    }

    private WebResponse get(String path, Map<String, String> headers) {
        return handler.handle(WebRequest.of("GET", path).withHeaders(fields(headers)));
    }

    private WebResponse post(String path, String body, Map<String, String> headers) {
        return handler.handle(WebRequest.of("POST", path)
                .withHeaders(fields(headers).with("Content-Type", FORM))
                .withBody(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static WebHeaders fields(Map<String, String> headers) {
        WebHeaders fields = WebHeaders.NONE;
        for (var header : headers.entrySet()) {
            fields = fields.with(header.getKey(), header.getValue());
        }
        return fields;
    }
}
