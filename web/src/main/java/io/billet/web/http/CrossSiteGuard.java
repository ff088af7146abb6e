package io.billet.web.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * Refuses forms that another site sends in a reader's name. A browser says where a form comes from, and no page can make
 * it lie: by {@code Sec-Fetch-Site} (W3C Fetch Metadata), older ones by {@code Origin} (RFC 6454), the oldest by
 * {@code Referer}. Who says nothing is no browser, and bears nobody's cookies. Nothing has to be put into the pages, so that
 * they may be cached; see docs/adr/0040.
 *
 * <pre>{@code
 * if (guard.refuses(request)) {
 *     throw HttpProblem.of(403);
 * }
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class CrossSiteGuard {

    private final String origin;

    /**
     * Creates a guard.
     *
     * @param baseUrl an address of the site whose own forms may pass
     */
    public CrossSiteGuard(URI baseUrl) {
        this.origin = origin(baseUrl);
    }

    /**
     * Returns whether another site has sent a form.
     *
     * @param request a request that changes something
     * @return whether it is to be refused, with 403
     */
    public boolean refuses(WebRequest request) {
        WebHeaders headers = request.headers();
        Optional<String> site = headers.first("Sec-Fetch-Site");
        if (site.isPresent()) {
            return !site.get().equals("same-origin") && !site.get().equals("none");
        }
        Optional<String> from = headers.first("Origin").or(() -> headers.first("Referer"));
        return from.isPresent() && !origin(from.get()).equals(Optional.of(origin));
    }

    private static Optional<String> origin(String address) {
        try {
            URI uri = new URI(address);
            return uri.getScheme() == null || uri.getHost() == null ? Optional.empty() : Optional.of(origin(uri));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static String origin(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        int usual = scheme.equals("https") ? 443 : 80;
        int port = uri.getPort() < 0 ? usual : uri.getPort();
        return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + ":" + port;
    }
}
