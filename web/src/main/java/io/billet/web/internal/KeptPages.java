package io.billet.web.internal;

import io.billet.engine.spi.BlogEvent;
import io.billet.engine.spi.BlogListener;
import io.billet.web.http.WebRequest;
import io.billet.web.http.WebResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The public pages that were sent last, for when the store fails: a full disk or a database that restarts need not take from
 * readers what is in memory anyway. Only what everybody may see is kept, for a bounded time, and nothing of it is shown once
 * this blog has changed: a page from before an article was withdrawn is worse than none.
 *
 * <p>Thread-safe.
 */
final class KeptPages implements BlogListener {

    private static final long MOST_OCTETS = 8_000_000;
    private static final int OCTETS_OF_AN_ENTRY = 1_000;

    private record Kept(WebResponse response, long at) {
        long octets() {
            return response.bodyLength().orElse(0) + OCTETS_OF_AN_ENTRY;
        }
    }

    private final long lifetime;
    private final LongSupplier nanoTime;
    private final Map<String, Kept> pages = new LinkedHashMap<>(64, 0.75f, true);
    private long octets;
    private long changes;

    KeptPages(Duration lifetime, LongSupplier nanoTime) {
        this.lifetime = lifetime.toNanos();
        this.nanoTime = nanoTime;
    }

    /** Returns a mark to be handed to {@link #keep}: taken before a page is made, so that none is kept from before a change. */
    synchronized long mark() {
        return changes;
    }

    synchronized void keep(WebRequest request, WebResponse response, long mark) {
        boolean isPublic = response.headers()
                .first("Cache-Control")
                .filter(value -> value.startsWith("public"))
                .isPresent();
        if (!isPublic || lifetime == 0 || mark != changes) {
            return;
        }
        String key = key(request);
        if (response.status() == 304) {
            Kept known = pages.get(key);
            if (known != null && etag(known.response()).equals(etag(response))) {
                pages.put(key, new Kept(known.response(), nanoTime.getAsLong()));
            }
        } else if (response.status() == 200 && request.method().equals("GET")) {
            put(key, new Kept(response, nanoTime.getAsLong()));
        }
    }

    private void put(String key, Kept page) {
        Kept before = pages.put(key, page);
        octets += page.octets() - (before == null ? 0 : before.octets());
        var eldest = pages.values().iterator();
        while (octets > MOST_OCTETS && eldest.hasNext()) {
            octets -= eldest.next().octets();
            eldest.remove();
        }
    }

    synchronized Optional<WebResponse> find(WebRequest request) {
        boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
        return reads
                ? Optional.ofNullable(pages.get(key(request)))
                        .filter(page -> nanoTime.getAsLong() - page.at() < lifetime)
                        .map(Kept::response)
                : Optional.empty();
    }

    /** Whatever readers could see of it: articles, and comments that have come or gone. */
    @Override
    public synchronized void on(BlogEvent event) {
        changes++;
        pages.clear();
        octets = 0;
    }

    private static Optional<String> etag(WebResponse response) {
        return response.headers().first("ETag");
    }

    private static String key(WebRequest request) {
        return request.path() + request.query().map(query -> "?" + query).orElse("");
    }
}
