package io.billet.engine.internal.mail;

/**
 * The text part of a mail while it is written: paragraphs with a blank line between, each on one line, which mail programs
 * break as wide as their window is. Not thread-safe.
 */
final class PlainMail {

    private static final String RULE = "________________________________________";

    private final StringBuilder text = new StringBuilder(2_048);

    /** Writes a paragraph, or several. */
    PlainMail paragraph(String words) {
        if (!words.isBlank()) {
            apart();
            text.append(words.strip());
        }
        return this;
    }

    /** Writes a line that belongs to what was written last. */
    PlainMail line(String words) {
        text.append(text.isEmpty() ? "" : "\n").append(words);
        return this;
    }

    /** Writes a line between what is said and why it was sent. */
    PlainMail rule() {
        return paragraph(RULE);
    }

    private void apart() {
        if (!text.isEmpty()) {
            text.append("\n\n");
        }
    }

    @Override
    public String toString() {
        return text + "\n";
    }
}
