package io.billet.engine;

import java.util.Optional;

/**
 * What has become of one row of a file.
 *
 * <p>Immutable and thread-safe.
 *
 * @param line    on which it begins; the header is line 1
 * @param outcome what has become of it
 * @param problem what cannot be read, in English and without what it says there; of {@link ImportOutcome#INVALID} alone
 */
public record ImportedRow(long line, ImportOutcome outcome, Optional<String> problem) {}
