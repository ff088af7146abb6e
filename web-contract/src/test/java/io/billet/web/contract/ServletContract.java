package io.billet.web.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.web.http.WebHandler;
import io.billet.web.http.WebResponse;
import io.billet.web.servlet.BlogFilter;
import io.billet.web.servlet.BlogServlet;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a blog does beside in every servlet container. */
abstract class ServletContract extends HttpContract {

    private static final String FORM = "application/x-www-form-urlencoded";

    /** Starts a container with these applications. */
    abstract RunningServer start(List<ServletHost> applications) throws Exception;

    @Override
    protected RunningServer start(Map<String, WebHandler> mounts) throws Exception {
        ServletHost root = new ServletHost("")
                .filter("/*", readingFilter())
                .filter("/users/*", signingInFilter())
                .filter("/mixed/*", new BlogFilter(live.pages()))
                .servlet("/users/*", new BlogServlet(new SeenUser()))
                .servlet("/mixed/*", saying("The host"))
                .servlet("/forward", forwarding(MOUNT + "/bonjour"))
                .servlet("/fails/*", failing())
                .errorPage(410, MOUNT + "/")
                .errorPage(404, MOUNT + "/");
        ServletHost inner = new ServletHost("/inner");
        mounts.forEach((path, handler) -> {
            boolean isInner = path.startsWith("/inner/");
            (isInner ? inner : root).servlet((isInner ? path.substring(6) : path) + "/*", new BlogServlet(handler));
        });
        return start(List.of(
                root,
                inner,
                new ServletHost("/whole").servlet("/", new BlogServlet(live.pages())),
                new ServletHost("/every").servlet("/*", new BlogServlet(live.pages())),
                new ServletHost("/a b")
                        .filter("/*", new BlogFilter(live.pages()))
                        .servlet("/", saying("The host"))));
    }

    /** As Spring's filter for hidden methods, or one that logs: it reads, if asked to, what a form holds. */
    private static Filter readingFilter() {
        return (request, response, chain) -> {
            String how = ((HttpServletRequest) request).getHeader("X-Read");
            if (how != null && how.startsWith("utf-8")) {
                request.setCharacterEncoding("UTF-8");
            }
            if (how != null) {
                request.getParameter("_method");
            }
            chain.doFilter(request, response);
        };
    }

    private static Filter signingInFilter() {
        return (request, response, chain) -> {
            HttpServletRequest http = (HttpServletRequest) request;
            http.getSession().setAttribute("basket", "three books");
            http.setAttribute("host.team", "staff");
            chain.doFilter(
                    new HttpServletRequestWrapper(http) {
                        @Override
                        public Principal getUserPrincipal() {
                            return () -> "ana";
                        }
                    },
                    response);
        };
    }

    private static HttpServlet saying(String text) {
        return new HttpServlet() {
            @Override
            protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
                byte[] form = request.getInputStream().readAllBytes();
                response.getWriter()
                        .write(text + (form.length == 0 ? "" : " has " + new String(form, StandardCharsets.UTF_8)));
            }
        };
    }

    private static HttpServlet forwarding(String target) {
        return new HttpServlet() {
            @Override
            protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
                try {
                    request.getRequestDispatcher(target).forward(request, response);
                } catch (jakarta.servlet.ServletException e) {
                    throw new IOException(e);
                }
            }
        };
    }

    private static HttpServlet failing() {
        return new HttpServlet() {
            @Override
            protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
                response.sendError(Integer.parseInt(request.getPathInfo().substring(1)));
            }
        };
    }

    /** Answers with what a resolver of readers could know. */
    private static final class SeenUser implements WebHandler {
        @Override
        public WebResponse handle(io.billet.web.http.WebRequest request) {
            String text = String.join(
                    ", ",
                    request.attribute(Principal.class).map(Principal::getName).orElse("nobody"),
                    request.attribute(HttpSession.class)
                            .map(session -> "" + session.getAttribute("basket"))
                            .orElse("no session"),
                    request.attribute("host.team", String.class).orElse("no team"),
                    request.attribute(HttpServletRequest.class)
                            .map(HttpServletRequest::getServletPath)
                            .orElse("no request"),
                    request.attribute("host.unknown", String.class).orElse("nothing else"));
            return WebResponse.of(200).withText("text/plain; charset=utf-8", text);
        }
    }

    @Nested
    class Mounts {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/whole/bonjour",
                    "/every/bonjour",
                    "/a%20b/bonjour",
                    "/inner/pages/bonjour",
                    "//blog//bonjour"
                })
        void are_known_from_the_container(String path) throws Exception {
            String answer = Wire.ask(port(), Wire.head("GET", path));

            // Two slashes are one for Tomcat, and another place for Jetty.
            if (path.startsWith("//") && !answer.startsWith("HTTP/1.1 200")) {
                assertThat(answer).matches("(?s)HTTP/1.1 (404|400|301).*");
                return;
            }
            assertThat(answer).contains("<em>premier</em>");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"/bonjour;jsessionid=0A1B", "/bonjour;jsessionid=0A1B?a=b", ";x/bonjour;jsessionid=1;y=2"})
        void and_pages_are_found_beside_the_parameters_of_a_path(String path) throws Exception {
            assertThat(browser().get(MOUNT + path).text()).contains("<em>premier</em>");
        }

        @Test
        void redirect_without_the_parameters_of_a_path() throws Exception {
            Answer answer = Browser.withoutRedirects(port()).get(MOUNT + ";jsessionid=0A1B");

            assertThat(answer.status()).isEqualTo(301);
            assertThat(answer.header("Location")).isEqualTo(MOUNT + "/");
        }
    }

    @Nested
    class Forms_that_a_filter_has_read {

        @ParameterizedTest
        @ValueSource(strings = {"default", "utf-8"})
        void keep_every_letter(String how) throws Exception {
            String text = "Ça « va » 🙂 & +100 %=; " + how;
            Answer sent = browser().post(MOUNT + "/bonjour/comments?name=query", form(text), "X-Read", how);

            assertThat(sent.status()).isEqualTo(200);
            assertThat(live.comments())
                    .anyMatch(comment -> comment.markdown().equals(text)
                            && comment.commenter().name().equals(Optional.of("Zoë")));
        }

        private Map<String, String> form(String text) throws Exception {
            Map<String, String> form = new java.util.LinkedHashMap<>();
            form.put("name", "Zoë");
            form.put("text", text);
            browser()
                    .get(MOUNT + "/bonjour")
                    .page()
                    .select("form[action$=/comments] input[type=hidden]")
                    .forEach(field -> form.put(field.attr("name"), field.val()));
            return form;
        }

        @Test
        void are_still_guarded() throws Exception {
            Browser client = Browser.withoutRedirects(port());
            String path = MOUNT + "/newsletter/subscribe";

            assertThat(client.send(
                                    "POST",
                                    path,
                                    BodyPublishers.ofString("{}"),
                                    "Content-Type",
                                    "application/json",
                                    "X-Read",
                                    "utf-8")
                            .status())
                    .isEqualTo(415);
            assertThat(client.send(
                                    "POST",
                                    path,
                                    BodyPublishers.ofString("a=" + "b".repeat(300_000)),
                                    "Content-Type",
                                    FORM,
                                    "X-Read",
                                    "utf-8")
                            .status())
                    // Jetty refuses it by itself, while the filter reads.
                    .isIn(400, 413);
        }

        @Test
        void and_that_have_nothing_in_them_are_empty() throws Exception {
            Answer answer = browser().post(MOUNT + "/newsletter/subscribe", Map.of("email", ""), "X-Read", "default");

            assertThat(answer.page().select("[aria-invalid=true], .error, [role=alert]"))
                    .isNotEmpty();
        }
    }

    @Nested
    class What_the_container_knows {

        @Test
        void reaches_the_handler_by_its_type_or_name() throws Exception {
            assertThat(browser().get("/users/").text()).isEqualTo("ana, three books, staff, /users, nothing else");
        }
    }

    @Nested
    class Dispatches {

        @Test
        void of_another_servlet_show_the_page() throws Exception {
            assertThat(browser().get("/forward").text()).contains("<em>premier</em>");
        }

        @Test
        void of_an_error_show_the_blogs_page_for_it() throws Exception {
            Answer gone = browser().get("/fails/410");
            Answer posted = browser().post("/fails/410", Map.of("email", "zoe@example.org"));

            assertThat(gone.status()).isEqualTo(410);
            assertThat(gone.page().select("h1").text()).isEqualTo("Cette page n’existe pas");
            assertThat(posted.status()).isEqualTo(410);
            assertThat(posted.page().select("h1").text()).isEqualTo("Cette page n’existe pas");
        }

        @Test
        void of_errors_are_not_asked_for_by_the_blogs_own() throws Exception {
            assertThat(browser().get(MOUNT + "/nowhere").page().select("h1").text())
                    .isEqualTo("Cette page n’existe pas");
            assertThat(browser().get("/elsewhere").page().select("h1").text()).isEqualTo("Cette page n’existe pas");
            assertThat(browser().get("/elsewhere").status()).isEqualTo(404);
        }
    }

    @Nested
    class As_a_filter {

        @Test
        void it_answers_what_it_has_a_page_for() throws Exception {
            assertThat(browser().get("/mixed/bonjour").text()).contains("<em>premier</em>");
            assertThat(browser().get("/mixed/feed.xml").header("Content-Type")).startsWith("application/rss+xml");
        }

        @Test
        void it_leaves_the_rest_to_the_host_with_its_body() throws Exception {
            assertThat(browser().get("/mixed/basket").text()).isEqualTo("The host");
            assertThat(browser().post("/mixed/basket/add", Map.of("book", "3")).text())
                    .isEqualTo("The host has book=3");
        }

        @Test
        void it_says_nothing_of_slashes_and_methods_where_it_has_no_page() throws Exception {
            assertThat(browser().get("/mixed/basket/").text()).isEqualTo("The host");
            assertThat(browser().post("/mixed/basket", Map.of("book", "3")).text())
                    .isEqualTo("The host has book=3");
            assertThat(browser()
                            .post("/mixed/basket/comments", Map.of("book", "3"))
                            .text())
                    .isEqualTo("The host has book=3");
            assertThat(browser().get("/mixed/bonjour/").address().getPath()).isEqualTo(MOUNT + "/bonjour");
            assertThat(browser().post("/mixed/bonjour", Map.of("book", "3")).status())
                    .isEqualTo(405);
        }
    }

    @Nested
    class Compression_by_the_container {

        @Test
        void takes_place_and_its_tag_is_known_again() throws Exception {
            Browser client = Browser.withoutRedirects(port());
            Answer zipped = client.get(MOUNT + "/bonjour", "Accept-Encoding", "gzip");
            byte[] plain = new GZIPInputStream(
                            new ByteArrayInputStream(zipped.response().body()))
                    .readAllBytes();

            assertThat(zipped.header("Content-Encoding")).isEqualTo("gzip");
            assertThat(new String(plain, StandardCharsets.UTF_8)).contains("<em>premier</em>");
            String tag = zipped.header("ETag");
            assertThat(client.get(MOUNT + "/bonjour", "Accept-Encoding", "gzip", "If-None-Match", tag)
                            .status())
                    .isEqualTo(304);
            assertThat(client.get(MOUNT + "/bonjour", "If-None-Match", tag).status())
                    .isEqualTo(304);
        }
    }
}
