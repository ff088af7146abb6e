package io.billet.renderer.internal.html;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Ids for headings: the heading's letters and digits in any script, in lower case, with hyphens between; a second
 * heading of the same text gets {@code -2}. The same text gives the same ids, whatever stands elsewhere.
 */
final class HeadingIds {

    private static final int LONGEST = 80;

    private final String prefix;
    private final Set<String> used = new HashSet<>();
    private final Map<String, Integer> counts = new HashMap<>();

    HeadingIds(String prefix) {
        this.prefix = prefix;
    }

    String next(String text) {
        String base = prefix + slug(text);
        String id = base;
        int count = counts.getOrDefault(base, 1);
        while (!used.add(id)) {
            count++;
            id = base + "-" + count;
        }
        counts.put(base, count);
        return id;
    }

    private static String slug(String text) {
        StringBuilder slug = new StringBuilder(Math.min(text.length(), LONGEST));
        boolean gap = false;
        int i = 0;
        while (i < text.length() && slug.length() < LONGEST) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (Character.isLetterOrDigit(c) || isMark(c)) {
                if (gap && !slug.isEmpty()) {
                    slug.append('-');
                }
                gap = false;
                slug.appendCodePoint(Character.toLowerCase(c));
            } else if (c != '\'' && c != '’') {
                gap = true;
            }
        }
        return slug.isEmpty() ? "section" : slug.toString();
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }
}
