package io.billet.renderer.internal.syntax;

/**
 * What stands in braces behind a heading: {@code {#anchor .class}}.
 *
 * @param id        what the author wants the id to be (the renderer puts its prefix before it); or empty
 * @param cssClass  class names separated by spaces, or empty
 * @param textEnd   where the heading's text ends, before the braces
 */
public record HeadingAttributes(String id, String cssClass, int textEnd) {

    private static final int LONGEST = 200;

    /** Returns no attributes, for a heading whose text goes to an index. */
    public static HeadingAttributes none(int textEnd) {
        return new HeadingAttributes("", "", textEnd);
    }

    /** Reads the attributes at the end of a heading; if what stands in braces is anything else, it is text. */
    public static HeadingAttributes read(String text, int from, int to) {
        if (to - from < 4 || text.charAt(to - 1) != '}') {
            return none(to);
        }
        int open = text.lastIndexOf('{', to - 2);
        if (open < from || to - open > LONGEST || (open > from && text.charAt(open - 1) == '\\')) {
            return none(to);
        }
        String id = "";
        StringBuilder classes = new StringBuilder();
        for (String word : text.substring(open + 1, to - 1).strip().split("[ \\t]+")) {
            if (!word.matches("[#.][\\p{L}\\p{N}_-]+")) {
                return none(to);
            }
            if (word.charAt(0) == '#' && id.isEmpty()) {
                id = word.substring(1);
            } else if (word.matches("\\.[A-Za-z0-9_-]+")) {
                classes.append(classes.isEmpty() ? "" : " ").append(word, 1, word.length());
            } else {
                return none(to);
            }
        }
        int end = open;
        while (end > from && (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == '\t')) {
            end--;
        }
        return new HeadingAttributes(id, classes.toString(), end);
    }
}
