package io.billet.web.internal;

import io.billet.core.InvalidValueException;
import io.billet.core.Slug;
import io.billet.web.http.WebRequest;
import io.billet.web.http.WebResponse;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The blog's two cookies: the session of a member, and the article to go back to once a subscription is confirmed. Under
 * https their names begin with {@code __Host-}, so that no other host can set them (RFC 6265bis, 4.1.3.2); as that takes {@code Path=/},
 * blogs of one host name are told apart by the path in the name. See docs/adr/0090.
 */
final class BlogCookies {

    private static final Duration SESSION = Duration.ofDays(180);
    private static final int LONGEST_SESSION = 100;
    private static final int LONGEST_PATH = 60;

    private final boolean secure;
    private final String session;
    private final String wayBack;

    /** @param name of the session's cookie; empty: after the blog's path */
    BlogCookies(URI baseUrl, Optional<String> name) {
        secure = baseUrl.getScheme().equalsIgnoreCase("https");
        session = (secure ? "__Host-" : "") + name.orElseGet(() -> "billet" + afterPath(baseUrl));
        // No path becomes a name that ends so.
        wayBack = session + ".back";
    }

    /** Two paths never become one name. */
    private static String afterPath(URI baseUrl) {
        String path = URI.create(baseUrl.toASCIIString()).getRawPath();
        StringBuilder name = new StringBuilder();
        for (char c : path.toCharArray()) {
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            name.append(
                    plain
                            ? String.valueOf(c)
                            : c == '/' ? "-" : "_" + HexFormat.of().toHexDigits((byte) c));
        }
        return name.length() <= LONGEST_PATH ? name.toString() : "-" + digest(path);
    }

    private static String digest(String path) {
        try {
            byte[] octets = MessageDigest.getInstance("SHA-256").digest(path.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(octets);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    Optional<String> session(WebRequest request) {
        return value(request, session).filter(value -> value.length() <= LONGEST_SESSION);
    }

    Optional<Slug> wayBack(WebRequest request) {
        try {
            return value(request, wayBack)
                    .map(value -> URLDecoder.decode(value, StandardCharsets.UTF_8))
                    .map(Slug::of);
        } catch (InvalidValueException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    WebResponse open(WebResponse response, String value) {
        return response.with("Set-Cookie", cookie(session, value, "; Max-Age=" + SESSION.toSeconds()));
    }

    WebResponse close(WebResponse response) {
        return response.with("Set-Cookie", cookie(session, "", "; Max-Age=0"));
    }

    WebResponse rememberWayBack(WebResponse response, Slug article) {
        String value = URLEncoder.encode(article.value(), StandardCharsets.UTF_8);
        return response.with("Set-Cookie", cookie(wayBack, value, ""));
    }

    WebResponse forgetWayBack(WebResponse response) {
        return response.with("Set-Cookie", cookie(wayBack, "", "; Max-Age=0"));
    }

    private String cookie(String name, String value, String age) {
        return name + "=" + value + "; Path=/; HttpOnly; SameSite=Lax" + (secure ? "; Secure" : "") + age;
    }

    private static Optional<String> value(WebRequest request, String name) {
        for (String header : request.headers().all("Cookie")) {
            for (String pair : header.split(";")) {
                String cookie = pair.strip();
                if (cookie.startsWith(name + "=")) {
                    return Optional.of(unquoted(cookie.substring(name.length() + 1)))
                            .filter(value -> !value.isEmpty());
                }
            }
        }
        return Optional.empty();
    }

    /** Some clients, Java's own among them, quote a value as RFC 6265, 4.1.1 allows. */
    private static String unquoted(String value) {
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
