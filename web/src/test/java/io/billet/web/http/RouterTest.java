package io.billet.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouterTest {

    private final Router router = Router.at("/blog")
            .get("/", saying("home"))
            .get("/{slug}", (request, values) -> text("article " + values.get("slug")))
            .get("/feed.xml", saying("feed"))
            .get("/tag/{slug}", (request, values) -> text("tag " + values.get("slug")))
            .get("/{slug}/comments", (request, values) -> text("comments on " + values.get("slug")))
            .post("/{slug}/comments", (request, values) -> text("comment on " + values.get("slug")))
            .build();

    @ParameterizedTest
    @CsvSource({
        "GET,/,home",
        "HEAD,/,home",
        "GET,/bonjour,article bonjour",
        "GET,/feed.xml,feed",
        "GET,/caf%C3%A9,article café",
        "GET,/tag/comments,tag comments",
        "POST,/tag/comments,comment on tag",
        "GET,/a/comments,comments on a",
        "GET,/a%2Fb,article a/b",
        "GET,/+,article +",
        "GET,/%2e%2e,article .."
    })
    void the_most_literal_pattern_of_the_method_answers(String method, String path, String answer) {
        assertThat(new String(
                        router.route(WebRequest.of(method, path)).body(), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a/b", "//comments", "/tag//", "/a/b/c", "/x/comments/y"})
    void what_no_pattern_matches_is_not_there(String path) {
        assertThatExceptionOfType(HttpProblem.class)
                .isThrownBy(() -> router.route(WebRequest.of("GET", path)))
                .satisfies(problem -> assertThat(problem.status()).isEqualTo(404));
    }

    @ParameterizedTest
    @CsvSource({
        "POST,/bonjour,'GET, HEAD'",
        "DELETE,/a/comments,'GET, HEAD, POST'",
        "PUT,/tag/comments,'GET, HEAD, POST'"
    })
    void a_method_that_is_not_there_is_told_with_those_that_are(String method, String path, String allow) {
        assertThatExceptionOfType(HttpProblem.class)
                .isThrownBy(() -> router.route(WebRequest.of(method, path)))
                .satisfies(problem -> {
                    assertThat(problem.status()).isEqualTo(405);
                    assertThat(problem.allow()).contains(allow);
                    assertThat(problem.toResponse().headers().first("Allow")).contains(allow);
                });
    }

    @ParameterizedTest
    @CsvSource({
        "'',,/blog/",
        "'',a=b,/blog/?a=b",
        "/bonjour/,,/blog/bonjour",
        "/tag/caf%c3%a9/,x=%20,/blog/tag/caf%C3%A9?x=%20",
        "/%0d%0aSet-Cookie:x/,,/blog/%0D%0ASet-Cookie%3Ax",
        "/%2F%2Fevil.example/,,/blog/%2F%2Fevil.example"
    })
    void another_address_of_a_page_leads_on_to_it(String path, String query, String location) {
        WebRequest request = WebRequest.of("GET", path);
        WebResponse response = router.route(query == null ? request : request.withQuery(query));

        assertThat(response.status()).isEqualTo(301);
        assertThat(response.headers().first("Location")).contains(location);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%", "/%zz", "/%C3", "/a%2/comments"})
    void a_malformed_path_is_told(String path) {
        assertThatExceptionOfType(HttpProblem.class)
                .isThrownBy(() -> router.route(WebRequest.of("GET", path)))
                .satisfies(problem -> assertThat(problem.status()).isEqualTo(400));
    }

    @Test
    void a_router_that_contradicts_itself_cannot_be_built() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Router.at("").get("/{a}", saying("")).get("/{b}", saying("")))
                .withMessageContaining("/{b}");
        assertThatIllegalArgumentException().isThrownBy(() -> Router.at("").get("a", saying("")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Router.at("")
                        .get("/{a}", (request, values) -> text(values.get("b")))
                        .build()
                        .route(WebRequest.of("GET", "/x")))
                .withMessageContaining("{b}");
    }

    @Test
    void a_host_at_the_root_has_addresses_without_a_mount() {
        Router atRoot = Router.at("").get("/{a}/{b}", saying("")).build();
        assertThat(atRoot.route(WebRequest.of("GET", "")).headers().first("Location"))
                .contains("/");
        assertThat(atRoot.route(WebRequest.of("GET", "/a/b/")).headers().first("Location"))
                .contains("/a/b");
        assertThatExceptionOfType(HttpProblem.class).isThrownBy(() -> atRoot.route(WebRequest.of("GET", "//b/")));
    }

    private static Router.Action saying(String text) {
        return (request, values) -> text(text);
    }

    private static WebResponse text(String text) {
        return WebResponse.of(200).withText("text/plain; charset=utf-8", text);
    }
}
