package io.billet.engine;

import io.billet.core.EmailAddress;
import io.billet.core.Label;
import io.billet.core.LanguageTag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Somebody who subscribed elsewhere, and confirmed it there.
 *
 * <p>Immutable and thread-safe.
 *
 * @param email    where mail shall go
 * @param name     how to address them, if known
 * @param language of mail to them
 * @param labels   marks that they are to bear; labels open articles
 * @param since    when they subscribed there; kept as evidence, no later than now
 * @param source   from where they come, such as {@code "ghost"}: kept as the version of the text that they agreed to; 1 to
 *                 {@link io.billet.core.Consent#MAX_LINE} characters
 */
public record ImportedSubscriber(
        EmailAddress email,
        Optional<String> name,
        LanguageTag language,
        List<Label> labels,
        Instant since,
        String source) {

    /** Copies the list. */
    public ImportedSubscriber {
        labels = List.copyOf(labels);
    }
}
