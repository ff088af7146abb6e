package io.billet.web.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Finds who answers which path.
 *
 * <pre>{@code
 * Router router = Router.at("/blog")
 *         .get("/notes/{id}", (request, values) -> note(values.get("id")))
 *         .post("/notes", (request, values) -> take(request))
 *         .build();
 * WebResponse response = router.route(request);
 * }</pre>
 *
 * <p>A pattern has literal segments and, in braces, named ones that match anything but a slash. Of several patterns that match,
 * the one counts that has a literal where the others have a name, looked at from the left; that is asked of the routes of the
 * request's method, so {@code POST /{slug}/comments} and {@code GET /tag/{slug}} do not hide each other. What follows by
 * itself: {@code HEAD} is answered by the route of {@code GET}; a path that no pattern matches is 404; one that has no route
 * for the method is 405 with {@code Allow} (RFC 9110, 15.5.6); and the path with a slash too many, or the mount without its
 * slash, leads on with 301 to the address there is, with its query.
 *
 * <p>Immutable and thread-safe.
 */
public final class Router {

    /** Answers what a route matches. */
    @FunctionalInterface
    public interface Action {

        /**
         * Answers a request.
         *
         * @param request the request
         * @param values  what stands in the places of the pattern's names
         * @return the answer
         */
        WebResponse answer(WebRequest request, Values values);
    }

    /**
     * What stands in a path in the places of a pattern's names, decoded.
     *
     * <p>Immutable and thread-safe.
     */
    public static final class Values {

        private final Map<String, String> byName;

        private Values(Map<String, String> byName) {
            this.byName = byName;
        }

        /**
         * Returns what stands in a place.
         *
         * @param name the pattern's name for it
         * @return the segment, percent-decoded
         * @throws IllegalArgumentException if the pattern has no such name
         */
        public String get(String name) {
            String value = byName.get(name);
            if (value == null) {
                throw new IllegalArgumentException("the pattern has no {" + name + "}, but " + byName.keySet());
            }
            return value;
        }
    }

    private record Route(String method, List<String> pattern, Action action) {

        boolean matches(List<String> segments) {
            if (pattern.size() != segments.size()) {
                return false;
            }
            for (int i = 0; i < pattern.size(); i++) {
                boolean empty = segments.get(i).isEmpty() && !pattern.get(i).isEmpty();
                if (empty || !isName(pattern.get(i)) && !pattern.get(i).equals(segments.get(i))) {
                    return false;
                }
            }
            return true;
        }

        boolean isMoreLiteralThan(Route other) {
            for (int i = 0; i < pattern.size(); i++) {
                if (isName(pattern.get(i)) != isName(other.pattern.get(i))) {
                    return isName(other.pattern.get(i));
                }
            }
            return false;
        }

        Values values(List<String> segments) {
            Map<String, String> byName = new HashMap<>();
            for (int i = 0; i < pattern.size(); i++) {
                String name = pattern.get(i);
                if (isName(name)) {
                    byName.put(name.substring(1, name.length() - 1), segments.get(i));
                }
            }
            return new Values(byName);
        }

        static boolean isName(String segment) {
            return segment.startsWith("{") && segment.endsWith("}");
        }
    }

    private final String mount;
    private final List<Route> routes;

    private Router(Builder builder) {
        mount = builder.mount;
        routes = List.copyOf(builder.routes);
    }

    /**
     * Returns a builder.
     *
     * @param mount the path under which readers see the place where the handler is mounted, percent-encoded and without a
     *              slash at its end, such as {@code /blog}; empty for the root of a host. Redirects begin with it
     * @return a builder without routes
     */
    public static Builder at(String mount) {
        return new Builder(mount);
    }

    /**
     * Finds the route of a request and lets it answer.
     *
     * @param request the request
     * @return the route's answer, or a redirect to the address there is
     * @throws HttpProblem 404 if there is no such path, 405 if there is no such method, 400 if the path is malformed
     */
    public WebResponse route(WebRequest request) {
        String path = request.path();
        if (path.isEmpty()) {
            return movedTo(mount + "/", request);
        }
        boolean slashTooMany = path.length() > 1 && path.endsWith("/");
        List<String> segments = segments(slashTooMany ? path.substring(0, path.length() - 1) : path);
        List<Route> matching =
                routes.stream().filter(route -> route.matches(segments)).toList();
        if (matching.isEmpty()) {
            throw HttpProblem.of(404);
        }
        if (slashTooMany) {
            return movedTo(mount + encoded(segments), request);
        }
        String method = request.reads() ? "GET" : request.method();
        Route route = matching.stream()
                .filter(candidate -> candidate.method().equals(method))
                .reduce((one, other) -> other.isMoreLiteralThan(one) ? other : one)
                .orElseThrow(() -> HttpProblem.wrongMethod(allowed(matching)));
        return route.action().answer(request, route.values(segments));
    }

    private static String allowed(List<Route> matching) {
        TreeSet<String> methods = new TreeSet<>();
        for (Route route : matching) {
            methods.add(route.method());
            if (route.method().equals("GET")) {
                methods.add("HEAD");
            }
        }
        return String.join(", ", methods);
    }

    private static List<String> segments(String path) {
        return Stream.of(path.substring(1).split("/", -1))
                .map(segment -> PercentCoding.decode(segment).orElseThrow(() -> HttpProblem.of(400)))
                .toList();
    }

    private static String encoded(List<String> segments) {
        StringBuilder path = new StringBuilder();
        for (String segment : segments) {
            path.append('/')
                    .append(URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20"));
        }
        return path.toString();
    }

    private static WebResponse movedTo(String path, WebRequest request) {
        // What is no query does not become a header field.
        Optional<String> query = request.query().filter(text -> text.matches("[A-Za-z0-9._~!$&'()*+,;=:@/?%-]+"));
        return WebResponse.of(301)
                .with("Location", path + query.map(text -> "?" + text).orElse(""))
                .with("Content-Length", "0");
    }

    /** Builds a {@link Router}. Not thread-safe. */
    public static final class Builder {

        private final String mount;
        private final List<Route> routes = new ArrayList<>();

        private Builder(String mount) {
            this.mount = mount;
        }

        /**
         * Adds a route for {@code GET} and {@code HEAD}.
         *
         * @param pattern such as {@code /tag/{slug}}
         * @param action  answers
         * @return this
         * @throws IllegalArgumentException if the pattern does not begin with a slash, or is there already
         */
        public Builder get(String pattern, Action action) {
            return route("GET", pattern, action);
        }

        /**
         * Adds a route for {@code POST}.
         *
         * @param pattern such as {@code /{slug}/comments}
         * @param action  answers
         * @return this
         * @throws IllegalArgumentException if the pattern does not begin with a slash, or is there already
         */
        public Builder post(String pattern, Action action) {
            return route("POST", pattern, action);
        }

        /**
         * Adds a route.
         *
         * @param method  of HTTP, in upper case
         * @param pattern such as {@code /notes/{id}}
         * @param action  answers
         * @return this
         * @throws IllegalArgumentException if the pattern does not begin with a slash, or is there already
         */
        public Builder route(String method, String pattern, Action action) {
            if (!pattern.startsWith("/")) {
                throw new IllegalArgumentException("a pattern begins with a slash, not " + pattern);
            }
            List<String> segments = List.of(pattern.substring(1).split("/", -1));
            boolean known = routes.stream()
                    .anyMatch(route -> route.method().equals(method) && sameShape(route.pattern(), segments));
            if (known) {
                throw new IllegalArgumentException(method + " " + pattern + " is routed already");
            }
            routes.add(new Route(method, segments, action));
            return this;
        }

        private static boolean sameShape(List<String> one, List<String> other) {
            return one.stream()
                    .map(segment -> Route.isName(segment) ? "{}" : segment)
                    .toList()
                    .equals(other.stream()
                            .map(segment -> Route.isName(segment) ? "{}" : segment)
                            .toList());
        }

        /** Returns the router. */
        public Router build() {
            return new Router(this);
        }
    }
}
