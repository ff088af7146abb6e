package io.billet.engine.internal.subscription;

import io.billet.core.Consent;
import io.billet.core.InvalidValueException;
import io.billet.core.LanguageTag;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What somebody asked for, and how: it goes with the link that answers their request, and counts once that link is followed.
 * Until then it changes nothing of what is known of an address, as anybody may type it.
 *
 * @param consent  unconfirmed
 * @param language of mail to them
 */
record Evidence(Consent consent, LanguageTag language) {

    private static final String SEPARATOR = "|";
    private static final int PARTS = 6;

    /** Returns it in one line, as a token's note. */
    String note() {
        return Stream.of(
                        language.toString(),
                        consent.askedAt().toString(),
                        consent.form(),
                        consent.textVersion(),
                        consent.address().orElse(""),
                        consent.agent().orElse(""))
                .map(part -> part.replace("%", "%25").replace(SEPARATOR, "%7C"))
                .collect(Collectors.joining(SEPARATOR));
    }

    /** Returns what a note says; nothing if it was not written here. */
    static Optional<Evidence> in(String note) {
        List<String> parts = Stream.of(note.split("\\|", -1))
                .map(part -> part.replace("%7C", SEPARATOR).replace("%25", "%"))
                .toList();
        if (parts.size() != PARTS) {
            return Optional.empty();
        }
        try {
            Consent consent = Consent.asked(parts.get(2), parts.get(3), Instant.parse(parts.get(1)))
                    .from(optional(parts.get(4)), optional(parts.get(5)));
            return Optional.of(new Evidence(consent, LanguageTag.of(parts.get(0))));
        } catch (DateTimeException | InvalidValueException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> optional(String text) {
        return Optional.of(text).filter(some -> !some.isEmpty());
    }
}
