package io.billet.web;

import java.net.URI;

/** What every response says to browsers: nothing but what the pages need is permitted. */
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
        return guarded.headers().first("Referrer-Policy").isPresent()
                ? guarded
                : guarded.with("Referrer-Policy", "strict-origin-when-cross-origin");
    }
}
