package io.billet.web.servlet;

import io.billet.web.internal.adapter.MountPath;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.MappingMatch;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** What of a request's path lies below the place where a servlet or filter is mounted. */
final class ServletPath {

    /** RFC 3986, 3.3: what a segment says beside its name; of containers it is the session. */
    private static final Pattern PARAMETERS = Pattern.compile(";[^/]*");

    private ServletPath() {}

    /** Returns what follows the servlet's mapping, as it was sent: empty or beginning with a slash. */
    static String below(HttpServletRequest request) {
        MappingMatch match = request.getHttpServletMapping().getMappingMatch();
        boolean isMapped = match == MappingMatch.PATH || match == MappingMatch.EXACT;
        String mount = isMapped ? request.getServletPath() : "";
        return below(mount, request).orElseGet(() -> encoded(decodedRest(request, isMapped)));
    }

    /**
     * Returns what follows a place, as it was sent; nothing if the request is for another one.
     *
     * @param mount the place within the application, not encoded: {@code /blog}, or empty for its root
     */
    static Optional<String> below(String mount, HttpServletRequest request) {
        String path = PARAMETERS.matcher(request.getRequestURI()).replaceAll("");
        return MountPath.below(decoded(request.getContextPath()) + mount, path);
    }

    /** The container has found it otherwise than by the letter: with slashes too many, or dots. */
    private static String decodedRest(HttpServletRequest request, boolean isMapped) {
        String info = request.getPathInfo() == null ? "" : request.getPathInfo();
        return isMapped ? info : request.getServletPath() + info;
    }

    private static String encoded(String path) {
        return URLEncoder.encode(path, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/");
    }

    private static String decoded(String contextPath) {
        return URLDecoder.decode(contextPath.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
