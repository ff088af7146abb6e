package io.billet.engine.internal.mail;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What in a letter depends on who gets it. While a letter is written a noncharacter (Unicode 23.7), which no text of a letter
 * keeps, stands in its place.
 */
enum Slot {
    /** Where they leave. */
    UNSUBSCRIBE,
    /** Where they change their subscription. */
    PREFERENCES,
    /** Who they are: name and address. */
    RECIPIENT;

    private static final char FIRST_MARK = '\uFDD0';
    private static final List<Slot> ALL = List.of(values());
    private static final String MARKS =
            Arrays.stream(values()).map(Slot::mark).map(String::valueOf).collect(Collectors.joining());

    char mark() {
        return (char) (FIRST_MARK + ordinal());
    }

    static boolean isMark(char c) {
        return c >= FIRST_MARK && c < FIRST_MARK + MARKS.length();
    }

    static Slot of(char mark) {
        return ALL.get(mark - FIRST_MARK);
    }

    static String withoutMarks(String text) {
        return text.chars().noneMatch(c -> isMark((char) c)) ? text : text.replaceAll("[" + MARKS + "]", "\uFFFD");
    }
}
