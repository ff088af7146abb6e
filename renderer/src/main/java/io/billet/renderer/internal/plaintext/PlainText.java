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

    /**
     * What is in the text besides the author's running words.
     *
     * @param image whether it stands for an image; if not, it is a mark that we have made
     */
    private record Aside(int from, int to, boolean image) {}

    private final StringBuilder text;
    private final StringBuilder excerpt;
    private final List<Integer> silentRanges;
    private final List<String> prefixes;
    /** By URL its number; only in a message's text part. */
    private final Map<String, Integer> numberedLinks;

    private final boolean twin;
    /** What has been said of late that is not running text. */
    private final List<Aside> asides = new ArrayList<>(0);

    private int pendingBreaks;
    private boolean staying;
    /** How many of the prefixes the blank lines to come still stand behind. */
    private int sharedPrefixes;

    /** A space to be written if more is said on the line, or 0. */
    private char pendingSpace;

    private int hidden;
    private int silent;

    /**
     * Creates an empty text.
     *
     * @param source how long the Markdown is; its text without markup is hardly ever longer
     * @param twin   whether it is a message's text part, which is
     */
    public PlainText(int source, boolean twin) {
        this.text = new StringBuilder(twin ? source * 5 / 4 + 64 : source);
        this.excerpt = new StringBuilder();
        this.silentRanges = new ArrayList<>(0);
        this.prefixes = new ArrayList<>(0);
        this.numberedLinks = twin ? new LinkedHashMap<>() : Map.of();
        this.twin = twin;
    }

    /** Asks for line breaks before the next text: 1 for a new line, 2 for a blank line between. */
    public void breakLine(int breaks) {
        if (staying) {
            return;
        }
        pendingSpace = 0;
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
        staying = false;
        text.append(more, from, to);
    }

    /** Asks for a space before more on this line. */
    public void space() {
        if (pendingBreaks == 0
                && hidden == 0
                && !text.isEmpty()
                && !Character.isWhitespace(text.charAt(text.length() - 1))) {
            pendingSpace = ' ';
        }
    }

    /** Goes on with the line that was to end: a cell stands beside the one before it. */
    public void joinLine() {
        pendingBreaks = 0;
        pendingSpace = 0;
    }

    /** What is said next stays on its line, whatever breaks are asked for before it: it is the beginning of a cell. */
    public void stayOnLine() {
        staying = true;
    }

    /** What ends is a cell: below it is no blank line. */
    public void narrowBreak() {
        staying = false;
        pendingBreaks = Math.min(1, pendingBreaks);
    }

    /** Adds a mark of ours, such as a link's number. */
    public void appendMark(String mark) {
        int from = text.length();
        append(mark);
        noteAside(from, false);
    }

    /** Adds words that stand for an image. */
    public void appendAlternative(String words) {
        int from = text.length();
        append(words);
        noteAside(from, true);
    }

    /** What has been said since a place stands for an image. */
    public void standsForImage(int from) {
        noteAside(from, true);
    }

    /** Returns the index of the first aside that begins at a place or after it. */
    private int firstAside(int from) {
        int low = 0;
        int high = asides.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (asides.get(middle).from < from) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private void noteAside(int from, boolean image) {
        // A line's prefix is one already, if the line began with this.
        int begun = firstAside(from);
        int start = begun < asides.size() ? asides.get(asides.size() - 1).to : from;
        if (text.length() > start) {
            asides.add(new Aside(start, text.length(), image));
        }
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
                writePrefixes();
            }
            if (pendingSpace != 0) {
                text.append(pendingSpace);
                pendingSpace = 0;
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
        writePrefixes();
    }

    private void writePrefixes() {
        if (prefixes.isEmpty()) {
            return;
        }
        int from = text.length();
        for (String prefix : prefixes) {
            text.append(prefix);
        }
        noteAside(from, false);
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

    /** Exchanges the space that has been written last, if nothing has been after it. */
    public void replaceLastSpace(char space) {
        int last = text.length() - 1;
        if (pendingSpace != 0) {
            pendingSpace = space;
        } else if (last >= 0 && text.charAt(last) == ' ') {
            text.setCharAt(last, space);
        }
    }

    /**
     * Returns what has been said since a place, without our marks and the white space around it.
     *
     * @param images whether the words that stand for images are wanted
     */
    public String text(int from, boolean images) {
        return (hasAsides(from) ? without(from, images) : text.substring(Math.min(from, text.length()))).strip();
    }

    /** Returns whether anything but running words has been said since a place. */
    public boolean hasAsides(int from) {
        return firstAside(from) < asides.size();
    }

    private String without(int from, boolean images) {
        int at = Math.min(from, text.length());
        StringBuilder words = new StringBuilder(text.length() - at);
        for (Aside aside : asides.subList(firstAside(at), asides.size())) {
            if (aside.from >= at && !(aside.image && images)) {
                words.append(text, at, aside.from);
                at = aside.to;
            }
        }
        return words.append(text, at, text.length()).toString();
    }

    /** Returns whether what is said is dropped. */
    public boolean hidden() {
        return hidden > 0;
    }

    /** Adds a paragraph's text to the excerpt, if it is still short. */
    public void excerpt(int from, int enough) {
        if (!excerpt.isEmpty() && excerpt.length() <= enough) {
            excerpt.append(' ');
        }
        excerptOn(from, enough);
    }

    /** Adds more of a paragraph's text to the excerpt, if it is still short. */
    public void excerptOn(int from, int enough) {
        if (excerpt.length() <= enough && from < text.length()) {
            boolean plain = asides.isEmpty();
            CharSequence words = plain ? text : without(from, false);
            int start = plain ? from : 0;
            excerpt.append(words, start, Math.min(words.length(), start + 2 * enough + 2));
        }
        asides.clear();
    }

    /** Returns the paragraphs added by {@link #excerpt(int, int)}. */
    public String excerpt() {
        return excerpt.toString();
    }

    /** Returns how much there is to read, without what was said silently. */
    public Words words(int codeLines) {
        return Words.count(text, silentRanges, codeLines);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
