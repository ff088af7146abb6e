package io.billet.storage.files;

import io.billet.core.Article;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A file as it was read, without its text, whatever others say.
 *
 * @param relative its path below the root
 * @param seen     how it was met
 * @param settled  whether a change since would be seen; if not, it is read again at the next look
 * @param sealed   whether the storage wrote it as it is, under this name
 * @param written  whether the storage has ever written it
 * @param place    the language that its place names
 * @param until    when it ends to be read by anybody; empty if it never does, or has
 * @param outline  what it says, without its text, under the slug that it gives itself
 * @param naming   what it says of its address and identity
 * @param doubts   why it is withheld from its readers, if it is
 */
record ReadFile(
        Path relative,
        Disk.Seen seen,
        boolean settled,
        boolean sealed,
        boolean written,
        Optional<PlaceLanguages.Place> place,
        Optional<Instant> until,
        Article outline,
        Naming naming,
        List<BrokenFile> doubts) {

    static ReadFile of(ArticleContent content, Disk.Seen seen, boolean settled, Optional<PlaceLanguages.Place> place) {
        Path relative = content.relative();
        return new ReadFile(
                relative,
                seen,
                settled,
                content.seal().unbroken(),
                content.seal().id().isPresent(),
                place,
                content.ends(),
                content.outline(),
                content.naming(),
                content.visibility().doubts().stream()
                        .map(doubt -> new BrokenFile(relative, doubt.line(), doubt.reason()))
                        .toList());
    }

    boolean saysTheSameAs(ReadFile other) {
        return sealed == other.sealed
                && outline.equals(other.outline)
                && naming.equals(other.naming)
                && doubts.equals(other.doubts);
    }

    boolean isStillSo(Disk.Seen now, Instant time) {
        return settled
                && seen.equals(now)
                && until.filter(end -> !end.isAfter(time)).isEmpty();
    }

    ReadFile unsettled() {
        return new ReadFile(relative, seen, false, sealed, written, place, until, outline, naming, doubts);
    }
}
