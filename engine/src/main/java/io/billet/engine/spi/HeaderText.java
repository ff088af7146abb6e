package io.billet.engine.spi;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Texts as they stand in the header of a mail. */
final class HeaderText {

    /** An encoded word has at most 75 characters (RFC 2047, section 2); 12 of them are not text, four stand for three octets. */
    private static final int OCTETS_OF_A_WORD = 45;

    private HeaderText() {}

    /** Line and paragraph separators (U+2028, U+2029) end no line in a mail, but some programs show them as one. */
    static boolean isOneLine(String text) {
        return text.chars().noneMatch(c -> Character.isISOControl(c) || c == '\u2028' || c == '\u2029');
    }

    /** A text of its own, such as a subject (RFC 5322, 2.2.1). */
    static String unstructured(String text) {
        return isPlain(text) ? text : encoded(text);
    }

    /** A name before an address (RFC 5322, 3.2.5). */
    static String phrase(String text) {
        return isPlain(text) ? '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"' : encoded(text);
    }

    private static boolean isPlain(String text) {
        // What looks like an encoded word would be read as one.
        return text.chars().allMatch(c -> c >= ' ' && c < 127) && !text.contains("=?");
    }

    private static String encoded(String text) {
        StringBuilder words = new StringBuilder();
        StringBuilder word = new StringBuilder();
        int octets = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            String character = Character.toString(text.codePointAt(i));
            int length = character.getBytes(StandardCharsets.UTF_8).length;
            if (octets + length > OCTETS_OF_A_WORD) {
                words.append(encodedWord(word)).append(' ');
                word.setLength(0);
                octets = 0;
            }
            word.append(character);
            octets += length;
        }
        return words.append(encodedWord(word)).toString();
    }

    private static String encodedWord(CharSequence text) {
        byte[] octets = text.toString().getBytes(StandardCharsets.UTF_8);
        return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(octets) + "?=";
    }
}
