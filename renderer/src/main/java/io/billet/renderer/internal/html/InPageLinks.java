package io.billet.renderer.internal.html;

import io.billet.renderer.internal.syntax.CharacterReferences;
import java.net.URI;
import java.util.Optional;

/**
 * Lets the links of a text that lead into it lead to what their targets have become. This can only be done at the end, for
 * the target may follow the link; only texts that have such links pay for it.
 *
 * <p>In what we write {@code  href="} begins an attribute and nothing else, because a quotation mark in text or in a value is
 * written as a character reference.
 */
final class InPageLinks {

    private static final String HREF = " href=\"";

    /** By how much a text with such links hardly ever grows. */
    static final int MARGIN = 256;

    private final Anchors anchors;
    /** What a URL begins with that names the text itself, as it stands in HTML; or empty. */
    private final String self;

    InPageLinks(Anchors anchors, Optional<URI> baseUrl) {
        this.anchors = anchors;
        StringBuilder escaped = new StringBuilder();
        baseUrl.ifPresent(base -> Escape.text(escaped, base.toString()));
        this.self = escaped.toString();
    }

    /** Returns whether a URL, as it stands in a link, leads into the text itself. */
    static boolean leadsIntoText(String url, Optional<URI> baseUrl) {
        int mark = url.indexOf('#');
        return mark == 0
                ? url.length() > 1
                : mark > 0
                        && baseUrl.isPresent()
                        && url.startsWith(baseUrl.get().toString())
                        && mark == baseUrl.get().toString().length();
    }

    /** Appends a part of HTML with its links rewritten; those that lead nowhere stay as they are. */
    void rewrite(StringBuilder html, int begin, int end, StringBuilder result) {
        int written = begin;
        int at = html.indexOf(HREF, begin);
        while (at >= 0 && at < end) {
            int url = at + HREF.length();
            int quote = html.indexOf("\"", url);
            int fragment = fragmentOfText(html, url);
            if (fragment > 0) {
                Optional<String> id = anchors.find(CharacterReferences.decode(html.substring(fragment, quote)));
                if (id.isPresent()) {
                    result.append(html, written, fragment);
                    Escape.text(result, id.get());
                    written = quote;
                }
            }
            at = html.indexOf(HREF, quote);
        }
        result.append(html, written, end);
    }

    /** Returns where the fragment of a URL begins that leads into the text, or -1. */
    private int fragmentOfText(StringBuilder html, int url) {
        if (html.charAt(url) == '#') {
            return url + 1;
        }
        int mark = url + self.length();
        boolean names = !self.isEmpty()
                && mark < html.length()
                && html.charAt(mark) == '#'
                && CharSequence.compare(html.subSequence(url, mark), self) == 0;
        return names ? mark + 1 : -1;
    }
}
