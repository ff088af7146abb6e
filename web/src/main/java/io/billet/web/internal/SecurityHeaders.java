package io.billet.web.internal;

import io.billet.web.http.WebResponse;
import java.net.URI;

/**
 * What every response says to browsers and caches: nothing but what the pages need is permitted, and nothing is kept that
 * does not say so. A redirect that opens a session says nothing by itself.
 */
final class SecurityHeaders {

    private final String policy;

    SecurityHeaders(URI baseUrl) {
        // Pictures may come from anywhere as long as nobody on the way can change them.
        String pictures = baseUrl.getScheme().equalsIgnoreCase("https") ? "https:" : "https: http:";
        policy = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data: " + pictures
                + "; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    }

    WebResponse on(WebResponse response) {
        WebResponse guarded =
                response.with("Content-Security-Policy", policy).with("X-Content-Type-Options", "nosniff");
        boolean moved = response.status() == 301;
        guarded = moved ? guarded : withDefault(guarded, "Cache-Control", "no-store");
        return withDefault(guarded, "Referrer-Policy", "strict-origin-when-cross-origin");
    }

    private static WebResponse withDefault(WebResponse response, String name, String value) {
        return response.headers().first(name).isPresent() ? response : response.with(name, value);
    }
}
