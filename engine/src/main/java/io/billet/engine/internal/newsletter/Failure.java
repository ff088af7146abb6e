package io.billet.engine.internal.newsletter;

import io.billet.engine.IssueProgress.FailureKind;
import java.util.Locale;
import java.util.regex.Pattern;

/** Why a delivery has failed, as the ledger keeps it: a word and what was said. */
record Failure(FailureKind kind, String said) {

    private static final int LONGEST = 500;
    private static final Pattern NO_TEXT = Pattern.compile("[\\p{Cntrl}\\p{Cs}\\u2028\\u2029]+");

    String written() {
        String line = kind.name().toLowerCase(Locale.ROOT).replace('_', '-') + ": "
                + NO_TEXT.matcher(said).replaceAll(" ").strip();
        if (line.length() <= LONGEST) {
            return line.strip();
        }
        int end = Character.isHighSurrogate(line.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return line.substring(0, end).strip();
    }

    static FailureKind kindOf(String reason) {
        String word = reason.substring(0, Math.max(0, reason.indexOf(':')))
                .replace('-', '_')
                .toUpperCase(Locale.ROOT);
        for (FailureKind kind : FailureKind.values()) {
            if (kind.name().equals(word)) {
                return kind;
            }
        }
        return FailureKind.OTHER;
    }
}
