package io.billet.web.theme;

/** Checks the words that a host puts into its looks. They are plain text, escaped where they are written. */
final class SlotText {

    private SlotText() {}

    /**
     * Returns a text.
     *
     * @param what names it in an error
     * @param most how many characters it may have
     * @throws IllegalArgumentException if it is blank, longer, or holds a control character
     */
    static String of(String what, String text, int most) {
        if (text.isBlank() || text.length() > most) {
            throw new IllegalArgumentException(what + " has 1 to " + most + " characters, not " + text.length());
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(what + " is one line without control characters");
        }
        return text;
    }
}
