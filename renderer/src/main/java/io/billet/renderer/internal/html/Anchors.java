package io.billet.renderer.internal.html;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The ids of one rendition, and what an author may have called them: {@link FragmentNames} says how.
 *
 * <p>A heading's id is made of its letters and digits in any script, in lower case, with hyphens between; a second heading of
 * the same text gets {@code -2}. An id that the author chose stays what it is. Before all of them stands the prefix, so that
 * none can be one of the page's around them (ADR 0019). The same text gives the same ids, whatever stands elsewhere.
 */
final class Anchors {

    private static final int LONGEST_SLUG = 80;
    private static final int LONGEST_NAME = 200;
    private static final Pattern NOTES_OWN = Pattern.compile("(fn|ref)\\.[0-9.]+");
    private static final Pattern NOT_IN_IDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}_.:-]+");

    /**
     * Something that has an id.
     *
     * @param chosen what the author called it, or empty
     * @param texts  what a heading says; empty if it is none
     */
    record Anchor(String id, String chosen, List<String> texts) {}

    private final String prefix;
    private final UnaryOperator<String> transliteration;
    private final Set<String> used = new HashSet<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private final List<Anchor> anchors = new ArrayList<>(0);
    private final Set<String> chosenNames = new HashSet<>(0);
    private Optional<FragmentNames> names = Optional.empty();

    Anchors(String prefix, UnaryOperator<String> transliteration) {
        this.prefix = prefix;
        this.transliteration = transliteration;
    }

    /**
     * Returns the id of a heading.
     *
     * @param chosen what its author calls it, or empty
     * @param text   what it says
     * @param bare   what it says without the words that stand for images
     */
    String heading(String chosen, String text, String bare) {
        String wanted = chosen.isEmpty() ? slug(text) : idOf(chosen);
        return add(wanted, chosen, text.equals(bare) ? List.of(text) : List.of(text, bare));
    }

    /** Returns the id of what its author calls by a name, or empty if something is called so already. */
    Optional<String> chosen(String name) {
        String wanted = idOf(name);
        boolean takes = !wanted.isEmpty() && chosenNames.add(name);
        return takes ? Optional.of(add(wanted, name, List.of())) : Optional.empty();
    }

    private String add(String wanted, String chosen, List<String> texts) {
        String id = unique(prefix + wanted);
        anchors.add(new Anchor(id, chosen, texts));
        return id;
    }

    private String unique(String base) {
        String id = base;
        int count = counts.getOrDefault(base, 1);
        while (!used.add(id)) {
            count++;
            id = base + "-" + count;
        }
        counts.put(base, count);
        return id;
    }

    /** Returns whether an id is one that {@link #heading} or {@link #chosen} has given, or a footnote's. */
    boolean has(String id) {
        return used.contains(id) || isNotes(id);
    }

    private boolean isNotes(String id) {
        return id.startsWith(prefix)
                && NOTES_OWN.matcher(id.substring(prefix.length())).matches();
    }

    /**
     * Returns the id that a link's fragment means.
     *
     * @param fragment as it stands in the URL, without its mark
     */
    Optional<String> find(String fragment) {
        if (anchors.isEmpty() || isNotes(fragment)) {
            return Optional.empty();
        }
        if (names.isEmpty()) {
            names = Optional.of(new FragmentNames(prefix, anchors, transliteration));
        }
        return names.get().find(fragment);
    }

    /** Returns what an id may be made of, of a name; one that a footnote of ours may have is changed. */
    private static String idOf(String name) {
        String id = NOT_IN_IDS
                .matcher(name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name)
                .replaceAll("-");
        return NOTES_OWN.matcher(id).matches() ? "x-" + id : id;
    }

    static String slug(String text) {
        StringBuilder slug = new StringBuilder(Math.min(text.length(), LONGEST_SLUG));
        boolean gap = false;
        int i = 0;
        while (i < text.length() && slug.length() < LONGEST_SLUG) {
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
