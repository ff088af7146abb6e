package io.billet.renderer.internal.plaintext;

import io.billet.renderer.internal.syntax.Characters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The text without markup, as it grows. For e-mail it is the message's text part: quotations and list items are marked,
 * continued lines indented.
 */
public final class PlainText {

    private static final String PLAIN_DIGITS = "0123456789+-";
    private static final String RAISED_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻";

    /** Punctuation that those writings use, too. */
    private static final String SHARED_PUNCTUATION = "“”‘’…—";

    private final StringBuilder text;
    private final StringBuilder excerpt;
    private final List<Integer> silentRanges;
    private final List<String> prefixes;
    private final Map<String, Integer> numberedLinks;
    private final boolean twin;
    private int pendingBreaks;
    /** How many of the prefixes the blank lines to come still stand behind. */
    private int sharedPrefixes;

    private int hidden;
    private int silent;

    /** Creates an empty text. */
    public PlainText(int size, boolean twin) {
        this.text = new StringBuilder(size);
        this.excerpt = new StringBuilder();
        this.silentRanges = new ArrayList<>();
        this.prefixes = new ArrayList<>();
        this.numberedLinks = new LinkedHashMap<>();
        this.twin = twin;
    }

    /** Asks for line breaks before the next text: 1 for a new line, 2 for a blank line between. */
    public void breakLine(int breaks) {
        sharedPrefixes = pendingBreaks == 0 ? prefixes.size() : sharedPrefixes;
        pendingBreaks = Math.max(pendingBreaks, breaks);
    }

    /**
     * Returns whether a line break is no space, for it stands between two characters of a writing that has none between words
     * (CSS Text 3, 4.1.3).
     *
     * @param before what the break follows
     * @param after  what follows the break
     * @param from   where in {@code after}
     */
    public static boolean joinsLines(CharSequence before, CharSequence after, int from) {
        if (before.isEmpty() || from >= after.length()) {
            return false;
        }
        int left = Character.codePointBefore(before, before.length());
        int right = Character.codePointAt(after, from);
        boolean unspaced = Characters.isWrittenWithoutSpaces(left);
        return unspaced == Characters.isWrittenWithoutSpaces(right)
                ? unspaced
                : SHARED_PUNCTUATION.indexOf(unspaced ? right : left) >= 0;
    }

    /** Adds the space that a line break inside a paragraph is, if it is one before the text that follows. */
    public void softBreak(CharSequence after, int from) {
        if (pendingBreaks > 0 || !joinsLines(text, after, from)) {
            append(" ");
        }
    }

    /** Adds a part of a text. */
    public void append(CharSequence more, int from, int to) {
        if (from == to || hidden > 0) {
            return;
        }
        startLine();
        text.append(more, from, to);
    }

    /** Adds text. */
    public void append(CharSequence more) {
        append(more, 0, more.length());
    }

    /** Adds lines, and breaks between them. */
    public void appendLines(String lines) {
        int from = 0;
        while (from < lines.length()) {
            int end = lines.indexOf('\n', from);
            end = end < 0 ? lines.length() : end;
            append(lines, from, end);
            if (end < lines.length() && hidden == 0) {
                sharedPrefixes = prefixes.size();
                pendingBreaks++;
            }
            from = end + 1;
        }
    }

    private void startLine() {
        if (pendingBreaks == 0) {
            if (text.isEmpty() && twin) {
                prefixes.forEach(text::append);
                continuePrefixes();
            }
            return;
        }
        if (!text.isEmpty()) {
            for (int i = 0; i < pendingBreaks; i++) {
                text.append('\n');
                if (i < pendingBreaks - 1) {
                    trimmedPrefix();
                }
            }
        }
        pendingBreaks = 0;
        prefixes.forEach(text::append);
        continuePrefixes();
    }

    /** On the blank line inside a quotation stands its mark, without the space behind it. */
    private void trimmedPrefix() {
        int start = text.length();
        for (String prefix : prefixes.subList(0, Math.min(sharedPrefixes, prefixes.size()))) {
            text.append(prefix.endsWith("> ") ? prefix : " ".repeat(prefix.length()));
        }
        int end = text.length();
        while (end > start && text.charAt(end - 1) == ' ') {
            end--;
        }
        text.setLength(end);
    }

    /** What begins the first line of an item is blank on the others. */
    private void continuePrefixes() {
        for (int i = 0; i < prefixes.size(); i++) {
            String prefix = prefixes.get(i);
            if (!prefix.endsWith("> ")) {
                prefixes.set(i, " ".repeat(prefix.length()));
            }
        }
    }

    /** Marks the lines to come, in a message's text part only. */
    public void pushPrefix(String prefix) {
        if (twin) {
            prefixes.add(prefix);
        }
    }

    /** Ends the lines that are marked by the last prefix. */
    public void popPrefix() {
        if (twin) {
            prefixes.remove(prefixes.size() - 1);
            sharedPrefixes = Math.min(sharedPrefixes, prefixes.size());
        }
    }

    /** What is said until {@link #unhide()} is dropped. */
    public void hide() {
        hidden++;
    }

    /** Ends what {@link #hide()} began. */
    public void unhide() {
        hidden--;
    }

    /** What is said until {@link #loud()} does not count as words: code. */
    public void silent() {
        if (silent++ == 0) {
            silentRanges.add(text.length());
        }
    }

    /** Ends what {@link #silent()} began. */
    public void loud() {
        if (--silent == 0) {
            silentRanges.add(text.length());
        }
    }

    /** Returns the number of a link in the list at the end, from 1; the same for the same URL. */
    public int numberOf(String url) {
        return numberedLinks.computeIfAbsent(url, any -> numberedLinks.size() + 1);
    }

    /** Adds the list of the links that have a number. */
    public void listLinks() {
        breakLine(2);
        numberedLinks.forEach((url, number) -> {
            append("[" + number + "] " + url);
            breakLine(1);
        });
    }

    /** Raises what has been said since a place, if it is a number: without that, 2 to the tenth would read 210. */
    public void raise(int from) {
        int start = from;
        while (start < text.length() && text.charAt(start) == '\n') {
            start++;
        }
        for (int i = start; i < text.length(); i++) {
            if (PLAIN_DIGITS.indexOf(text.charAt(i)) < 0) {
                return;
            }
        }
        if (start < text.length()) {
            text.replace(start, text.length(), raised(text.substring(start)));
        }
    }

    /** Returns a number in superscript characters, as it stands in plain text, where brackets number the links. */
    public static String raised(String number) {
        StringBuilder raised = new StringBuilder(number.length());
        for (int i = 0; i < number.length(); i++) {
            raised.append(RAISED_DIGITS.charAt(PLAIN_DIGITS.indexOf(number.charAt(i))));
        }
        return raised.toString();
    }

    /** Returns a character. */
    public char charAt(int index) {
        return text.charAt(index);
    }

    /** Returns the length so far. */
    public int length() {
        return text.length();
    }

    /** Returns what has been said since a place, without the line breaks it begins with. */
    public String substring(int from) {
        int start = from;
        while (start < text.length() && text.charAt(start) == '\n') {
            start++;
        }
        return text.substring(Math.min(start, text.length()));
    }

    /** Exchanges a space that has been written. */
    public void replaceSpace(int at, char space) {
        text.setCharAt(at, space);
    }

    /** Returns whether what is said is dropped. */
    public boolean hidden() {
        return hidden > 0;
    }

    /** Adds a paragraph's text to the excerpt, if it is still short. */
    public void excerpt(int from, int enough) {
        if (excerpt.length() <= enough && from < text.length()) {
            if (!excerpt.isEmpty()) {
                excerpt.append(' ');
            }
            excerpt.append(text, from, Math.min(text.length(), from + 2 * enough + 2));
        }
    }

    /** Returns the paragraphs added by {@link #excerpt(int, int)}. */
    public String excerpt() {
        return excerpt.toString();
    }

    /** Returns the number of words, without what was said silently. */
    public int words() {
        return Words.count(text, silentRanges);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
