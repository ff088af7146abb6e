package io.billet.engine.internal.article;

import io.billet.storage.api.ArticleQuery;
import io.billet.storage.api.BlogStorage;
import io.billet.storage.api.Capability;
import io.billet.storage.api.DatePosition;
import io.billet.storage.api.PublicChanges;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of the published articles as long as none of them has changed, on whatever node: one cheap read tells. A storage
 * that cannot tell has everything read anew each time.
 *
 * <p>Thread-safe.
 */
public final class Editions {

    /** So that what was written by somebody who raises no mark, such as an older release or a person, shows in the end. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final BlogStorage storage;
    private final InstantSource clock;
    private final ZoneId zone;
    private final boolean tellsOfChanges;
    private volatile @Nullable Kept last;

    /**
     * @param mark  of the articles that the edition tells of
     * @param from  when it was begun
     * @param until when it ends, changed or not: another article becomes public by time alone, or it is old
     */
    private record Kept(Edition edition, long mark, Instant from, Instant until) {
        boolean isRight(PublicChanges changes, Instant now) {
            return mark == changes.editorial() && !now.isBefore(from) && now.isBefore(until);
        }
    }

    /** @param zone in which months are counted */
    public Editions(BlogStorage storage, InstantSource clock, ZoneId zone) {
        this.storage = storage;
        this.clock = clock;
        this.zone = zone;
        tellsOfChanges = storage.capabilities().contains(Capability.CHANGES);
    }

    /** Returns the edition of now; asked for before anything else of a page is read, and once for a page. */
    Edition now() {
        Instant now = clock.instant();
        if (!tellsOfChanges) {
            return edition(now);
        }
        PublicChanges changes = storage.changes();
        Kept kept = last;
        if (kept == null || !kept.isRight(changes, now)) {
            kept = new Kept(edition(now), changes.editorial(), now, end(now));
            last = kept;
        }
        return kept.edition();
    }

    /**
     * Returns what is kept under the mark of now, or reads it.
     *
     * @param key  told from the keys of whoever else keeps something, and always of what {@code read} returns
     * @param read what is to be kept; never null
     */
    public <T> T kept(Object key, Supplier<T> read) {
        return now().kept(key, read);
    }

    private Edition edition(Instant now) {
        return new Edition(storage, zone, now);
    }

    private Instant end(Instant now) {
        Instant oldest = now.plus(LONGEST);
        ArticleQuery toCome =
                ArticleQuery.published(oldest).since(now.plusNanos(1)).oldestFirst();
        return storage.articles().list(toCome, Optional.empty(), 1).stream()
                .map(article -> DatePosition.of(article).at())
                .findFirst()
                .orElse(oldest);
    }
}
