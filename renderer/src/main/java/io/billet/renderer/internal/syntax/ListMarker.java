package io.billet.renderer.internal.syntax;

/**
 * What begins a list item (CommonMark 0.31.2, 5.2).
 *
 * @param symbol {@code -}, {@code +}, {@code *} for a bullet; {@code .} or {@code )} after a number
 * @param start  the number; 0 for a bullet
 * @param length of the marker in characters
 */
public record ListMarker(char symbol, int start, int length) {

    private static final int MOST_DIGITS = 9;

    /** Returns whether a number stands in it. */
    public boolean ordered() {
        return symbol == '.' || symbol == ')';
    }

    /** Returns whether an item with this marker belongs to a list with another. */
    public boolean continues(ListMarker list) {
        return symbol == list.symbol;
    }

    /** Returns the marker at {@code at}, or {@code null} if none is there. A space, tab or the line's end must follow it. */
    public static @org.jspecify.annotations.Nullable ListMarker read(String text, int at, int end) {
        char c = text.charAt(at);
        if (c == '-' || c == '+' || c == '*') {
            return endsAt(text, at + 1, end) ? new ListMarker(c, 0, 1) : null;
        }
        int i = at;
        int number = 0;
        while (i < end && i - at < MOST_DIGITS && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
            number = number * 10 + text.charAt(i) - '0';
            i++;
        }
        if (i == at || i >= end) {
            return null;
        }
        char symbol = text.charAt(i);
        boolean marker = (symbol == '.' || symbol == ')') && endsAt(text, i + 1, end);
        return marker ? new ListMarker(symbol, number, i + 1 - at) : null;
    }

    private static boolean endsAt(String text, int i, int end) {
        return i >= end || text.charAt(i) == ' ' || text.charAt(i) == '\t';
    }
}
