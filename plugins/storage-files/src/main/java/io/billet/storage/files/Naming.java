package io.billet.storage.files;

import io.billet.core.Alias;
import io.billet.core.ArticleId;
import io.billet.core.Slug;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a file says of its article's address and identity; {@link AddressBook} settles what several files claim.
 *
 * @param own           the slug that it gives itself
 * @param isSaid        whether its author wrote that down, in the field {@code slug}
 * @param isTranslation whether its place names another language than the storage's
 * @param others        slugs that it takes in turn if its own is another's
 * @param path          its whole path as a slug; empty if it has no other than its own, or if the storage has written it,
 *                      and with it all that leads to it
 * @param aliases       its addresses elsewhere and before
 * @param lastParts     what those end with, as slugs
 * @param former        what else it was called here, the oldest first
 * @param date          of publication; empty if it names none
 * @param id            the identity that it says it has
 * @param key           what it is known by if it says none: its address without what may change in it
 */
record Naming(
        Slug own,
        boolean isSaid,
        boolean isTranslation,
        List<Slug> others,
        Optional<Slug> path,
        List<Alias> aliases,
        List<Slug> lastParts,
        List<Alias> former,
        Optional<Instant> date,
        Optional<ArticleId> id,
        String key) {}
