package io.billet.web.internal;

import io.billet.core.InvalidValueException;
import io.billet.core.Slug;
import io.billet.web.http.WebRequest;
import io.billet.web.http.WebResponse;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * The blog's two cookies: the session of a member, and the article to go back to once a subscription is confirmed. Under
 * https their names begin with {@code __Host-}, so that no other host can set them (RFC 6265bis, 4.1.3.2).
 */
final class BlogCookies {

    private static final Duration SESSION = Duration.ofDays(180);
    private static final int LONGEST_SESSION = 100;

    private final boolean secure;
    private final String session;
    private final String wayBack;

    BlogCookies(URI baseUrl) {
        secure = baseUrl.getScheme().equalsIgnoreCase("https");
        session = secure ? "__Host-billet" : "billet";
        wayBack = session + "-back";
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
