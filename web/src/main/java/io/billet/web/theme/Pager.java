package io.billet.web.theme;

import java.net.URI;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The way from one page of a list to the others.
 *
 * <p>Immutable and thread-safe.
 *
 * @param number which page it is, counted from the oldest; empty for the newest
 * @param newest the list's first page; empty on that page itself
 * @param newer  the page with what came after; empty on the list's first page
 * @param older  the page with what came before; empty on the last
 */
public record Pager(OptionalInt number, Optional<URI> newest, Optional<URI> newer, Optional<URI> older) {

    /** Returns whether there is any other page. */
    public boolean leadsOn() {
        return newest.isPresent() || older.isPresent();
    }
}
