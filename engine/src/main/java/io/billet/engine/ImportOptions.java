package io.billet.engine;

import io.billet.core.LanguageTag;
import java.time.Instant;
import java.util.Optional;

/**
 * How a file is to be read.
 *
 * <pre>{@code
 * ImportOptions.from("ghost", LanguageTag.FRENCH).withLabels()
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 *
 * @param source   from where they come; stands in their consent
 * @param language of those of whom the file does not say it
 * @param since    when those subscribed of whom the file does not say it; empty: such rows are invalid
 * @param labels   whether the column {@code labels} is taken; labels open articles here
 */
public record ImportOptions(String source, LanguageTag language, Optional<Instant> since, boolean labels) {

    /**
     * Returns how a file is read that says when everybody subscribed, without labels.
     *
     * @param source   from where they come
     * @param language of those of whom the file does not say it
     */
    public static ImportOptions from(String source, LanguageTag language) {
        return new ImportOptions(source, language, Optional.empty(), false);
    }

    /** Returns these options, taking labels. */
    public ImportOptions withLabels() {
        return new ImportOptions(source, language, since, true);
    }

    /**
     * Returns these options with a time.
     *
     * @param time when those subscribed of whom the file does not say it
     */
    public ImportOptions since(Instant time) {
        return new ImportOptions(source, language, Optional.of(time), labels);
    }
}
