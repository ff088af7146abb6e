package io.billet.renderer.internal.policy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Sees where a browser would make another tree of well-formed tags than they write (WHATWG HTML, 13.2.6): parts outside of
 * what they are parts of, something else inside of what has parts only, blocks in paragraphs, headings in headings.
 */
final class StructureCheck {

    private static final Map<String, Set<String>> PARENTS = Map.ofEntries(
            Map.entry("li", Set.of("ul", "ol")),
            Map.entry("caption", Set.of("table")),
            Map.entry("colgroup", Set.of("table")),
            Map.entry("thead", Set.of("table")),
            Map.entry("tbody", Set.of("table")),
            Map.entry("tfoot", Set.of("table")),
            Map.entry("col", Set.of("colgroup")),
            Map.entry("tr", Set.of("thead", "tbody", "tfoot")),
            Map.entry("td", Set.of("tr")),
            Map.entry("th", Set.of("tr")),
            Map.entry("summary", Set.of("details")),
            Map.entry("figcaption", Set.of("figure")),
            Map.entry("rt", Set.of("ruby")),
            Map.entry("rp", Set.of("ruby")));
    private static final Map<String, Set<String>> CHILDREN = Map.of(
            "table", Set.of("caption", "colgroup", "thead", "tbody", "tfoot"),
            "colgroup", Set.of("col"),
            "thead", Set.of("tr"),
            "tbody", Set.of("tr"),
            "tfoot", Set.of("tr"),
            "tr", Set.of("td", "th"));
    private static final Set<String> PHRASING = Set.of(
            ("a abbr b bdi bdo br cite code del dfn em i img input ins kbd mark q rp rt ruby s samp small span strong"
                            + " sub sup time u var wbr")
                    .split(" "));
    private static final Set<String> HEADINGS = Set.of("h1", "h2", "h3", "h4", "h5", "h6");
    private static final Set<String> SCOPES = Set.of("table", "td", "th", "caption");

    private final Deque<String> open = new ArrayDeque<>();

    /** Returns what is wrong with an element that begins here. */
    Optional<String> begin(String name) {
        String parent = open.peek();
        Set<String> parents = PARENTS.get(name);
        if (parents != null && (parent == null || !parents.contains(parent))) {
            return Optional.of("<" + name + "> outside of " + String.join(", ", parents));
        }
        if (name.equals("dt") || name.equals("dd")) {
            return isDefinitions() ? Optional.empty() : Optional.of("<" + name + "> outside of dl");
        }
        if (parent != null && CHILDREN.containsKey(parent) && parents == null) {
            return Optional.of("<" + name + "> directly in <" + parent + ">");
        }
        if (!PHRASING.contains(name) && parents == null && isOpen(Set.of("p"))) {
            return Optional.of("<" + name + "> in a paragraph");
        }
        if (HEADINGS.contains(name) && isOpen(HEADINGS)) {
            return Optional.of("<" + name + "> in a heading");
        }
        return Optional.empty();
    }

    /** Returns what is wrong with text here. */
    Optional<String> text(String text) {
        String parent = open.peek();
        boolean blank = text.chars().allMatch(c -> c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r');
        return parent == null || blank || !CHILDREN.containsKey(parent)
                ? Optional.empty()
                : Optional.of("text directly in <" + parent + ">");
    }

    void push(String name) {
        open.push(name);
    }

    /** Ends the innermost element, if it is of that name. */
    boolean end(String name) {
        boolean right = name.equals(open.peek());
        if (right) {
            open.pop();
        }
        return right;
    }

    boolean contains(String name) {
        return open.contains(name);
    }

    /** Returns what is open, the innermost first. */
    Iterable<String> open() {
        return open;
    }

    private boolean isDefinitions() {
        Iterator<String> inner = open.iterator();
        String parent = inner.hasNext() ? inner.next() : "";
        return parent.equals("dl")
                || (parent.equals("div") && inner.hasNext() && inner.next().equals("dl"));
    }

    /** Returns whether one of some elements is open and can be ended from here. */
    private boolean isOpen(Set<String> names) {
        for (String name : open) {
            if (names.contains(name)) {
                return true;
            }
            if (SCOPES.contains(name)) {
                return false;
            }
        }
        return false;
    }
}
