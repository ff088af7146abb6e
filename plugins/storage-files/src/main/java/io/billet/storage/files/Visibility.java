package io.billet.storage.files;

import io.billet.core.Audience;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who may read an article, as {@link VisibilityRule} makes it out of the words of its front matter.
 *
 * @param standing the strictest of what its fields say
 * @param by       the first field that says so; empty if it is {@link Standing#OPEN}
 * @param audience the narrowest of what its fields say
 * @param from     the latest of the times before which nobody reads it; empty if no field names one
 * @param until    the earliest of the times after which nobody reads it
 * @param doubts   what was not understood; for that, nobody reads it
 */
record Visibility(
        Standing standing,
        Optional<Statement> by,
        Audience audience,
        Optional<Instant> from,
        Optional<Instant> until,
        List<Doubt> doubts) {

    /** Where an article stands; what comes later shows less. */
    enum Standing {
        /** Published, from its date on. */
        OPEN,
        /** To be published, at its date. */
        SCHEDULED,
        DRAFT,
        ARCHIVED
    }

    /**
     * A field whose value is not understood.
     *
     * @param line   where it stands in the file, from 1
     * @param reason what is wrong, without the value, which may be a password
     */
    record Doubt(int line, String reason) {}

    /** Returns the same, but that nobody reads it. */
    Visibility withheld(Doubt doubt) {
        Standing withheld = standing.compareTo(Standing.DRAFT) < 0 ? Standing.DRAFT : standing;
        return new Visibility(
                withheld,
                by,
                audience,
                from,
                until,
                Stream.concat(doubts.stream(), Stream.of(doubt)).toList());
    }

    /** Returns the same, but shut by what stands in another file. */
    Visibility under(Statement shutting) {
        return standing.compareTo(Standing.DRAFT) < 0
                ? new Visibility(Standing.DRAFT, Optional.of(shutting), audience, from, until, doubts)
                : this;
    }

    /** Whether the time after which nobody reads it has come. */
    boolean hasEnded(Instant now) {
        return until.filter(end -> !end.isAfter(now)).isPresent();
    }
}
