package io.billet.web.internal;

import io.billet.web.http.ContentSecurityPolicy;
import io.billet.web.http.Parameters;
import io.billet.web.http.WebRequest;
import io.billet.web.http.WebResponse;
import java.net.URI;
import java.util.Optional;

/**
 * What every response says to browsers and caches: nothing but what the pages need is permitted, and nothing is kept that
 * does not say so. A redirect that opens a session says nothing by itself.
 */
final class SecurityHeaders {

    private final Optional<String> policy;
    private final Optional<String> policyOfSecrets;

    SecurityHeaders(ContentSecurityPolicy policy, URI baseUrl) {
        this.policy = policy.header(baseUrl);
        policyOfSecrets = policy.withoutScripts().header(baseUrl);
    }

    WebResponse on(WebRequest request, WebResponse response) {
        // A link from a mail: no script of anybody's is to read its address, whatever page it shows. See docs/adr/0084.
        boolean isSecret = Parameters.ofQuery(request).find("token").isPresent();
        Optional<String> sent = isSecret ? policyOfSecrets : policy;
        WebResponse guarded = response.with("X-Content-Type-Options", "nosniff");
        guarded = sent.isPresent() ? guarded.with("Content-Security-Policy", sent.get()) : guarded;
        boolean moved = response.status() == 301;
        guarded = moved ? guarded : withDefault(guarded, "Cache-Control", "no-store");
        return withDefault(guarded, "Referrer-Policy", "strict-origin-when-cross-origin");
    }

    private static WebResponse withDefault(WebResponse response, String name, String value) {
        return response.headers().first(name).isPresent() ? response : response.with(name, value);
    }
}
