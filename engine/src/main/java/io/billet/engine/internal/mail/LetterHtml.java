package io.billet.engine.internal.mail;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An article's HTML as it stands in a letter. Places in it have no names there, for some mail programs take them away and others
 * have names of their own: what leads to one leads to the article's page, and a note's way back, which has nowhere to go, is
 * left out. What is longer than mail programs show ends between two blocks.
 *
 * <p>It reads what the renderer has written, which is well-formed: tags in lower case, attributes in double quotes, {@code <},
 * {@code >} and {@code "} in texts and values always as character references.
 */
final class LetterHtml {

    private static final Pattern WAY_BACK = Pattern.compile(" ?<a [^>]*class=\"footnote-back\"[^>]*>[^<]*</a>");
    private static final Pattern NAME = Pattern.compile(" id=\"[^\"]*\"");
    private static final Pattern INTO_ITSELF = Pattern.compile(" href=\"#");
    private static final Pattern TAG = Pattern.compile("<(/?)([a-z][a-z0-9]*)[^>]*?(/?)>");
    private static final Pattern HEADING_ENDS = Pattern.compile("</(h[1-6])>\\z");

    /** What may be left after one of its parts. */
    private static final Set<String> DIVISIBLE =
            Set.of("div", "section", "blockquote", "ul", "ol", "li", "dl", "dd", "table", "tbody");

    /** What may end a part. */
    private static final Set<String> BLOCKS = Set.of(
            ("p h1 h2 h3 h4 h5 h6 pre blockquote ul ol li dl dd table thead tbody tr figure div section hr address nav")
                    .split(" "));

    private LetterHtml() {}

    /**
     * Returns it with its places on the page.
     *
     * @param page the article's address
     */
    static String of(String html, String page) {
        String forward = WAY_BACK.matcher(html).replaceAll("");
        String nameless = NAME.matcher(forward).replaceAll("");
        String there = " href=\"" + Markup.escaped(page) + "#";
        return INTO_ITSELF.matcher(nameless).replaceAll(Matcher.quoteReplacement(there));
    }

    /**
     * Returns the beginning of what is too long, all that is open in it closed.
     *
     * @param octets how much there is room for, in UTF-8
     * @return empty if it is not too long
     */
    static Optional<String> cut(String html, int octets) {
        if (html.length() <= octets / 3) {
            return Optional.empty();
        }
        Deque<String> open = new ArrayDeque<>();
        Matcher tag = TAG.matcher(html);
        String ends = "";
        int cut = 0;
        int from = 0;
        int size = 0;
        while (tag.find()) {
            size += octets(html, from, tag.end());
            from = tag.end();
            if (size + endTags(open).length() > octets) {
                return Optional.of(withoutLastHeading(html.substring(0, cut)) + ends);
            }
            String name = tag.group(2);
            boolean isEnd = !tag.group(1).isEmpty();
            if (isEnd) {
                open.pop();
            } else if (tag.group(3).isEmpty()) {
                open.push(name);
            }
            boolean isVoid = !isEnd && !tag.group(3).isEmpty();
            if ((isEnd || isVoid) && BLOCKS.contains(name) && DIVISIBLE.containsAll(open)) {
                cut = tag.end();
                ends = endTags(open);
            }
        }
        return Optional.empty();
    }

    /** What a heading announces is on the page: so is the heading. */
    private static String withoutLastHeading(String html) {
        String rest = html.stripTrailing();
        Matcher heading = HEADING_ENDS.matcher(rest);
        while (heading.find()) {
            rest = rest.substring(0, rest.lastIndexOf("<" + heading.group(1))).stripTrailing();
            heading = HEADING_ENDS.matcher(rest);
        }
        return rest;
    }

    private static String endTags(Deque<String> open) {
        StringBuilder ends = new StringBuilder();
        open.forEach(name -> ends.append("</").append(name).append('>'));
        return ends.toString();
    }

    /** Returns the length in UTF-8. */
    static int octets(CharSequence text, int from, int to) {
        int octets = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            // Half of a pair is two of four octets.
            octets += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return octets;
    }
}
