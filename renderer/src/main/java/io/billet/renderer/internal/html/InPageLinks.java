package io.billet.renderer.internal.html;

import io.billet.renderer.internal.syntax.CharacterReferences;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
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

    private final Anchors anchors;
    private final List<String> beginnings = new ArrayList<>(2);

    InPageLinks(Anchors anchors, Optional<URI> baseUrl) {
        this.anchors = anchors;
        beginnings.add(HREF + "#");
        baseUrl.ifPresent(base -> {
            StringBuilder escaped = new StringBuilder(HREF);
            Escape.text(escaped, base.toString());
            beginnings.add(escaped.append('#').toString());
        });
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

    /** Returns HTML with its links rewritten; those that lead nowhere stay as they are. */
    String rewritten(String html) {
        String result = html;
        for (String beginning : beginnings) {
            result = rewritten(result, beginning);
        }
        return result;
    }

    private String rewritten(String html, String beginning) {
        int at = html.indexOf(beginning);
        if (at < 0) {
            return html;
        }
        StringBuilder result = new StringBuilder(html.length() + 64);
        int from = 0;
        while (at >= 0) {
            int fragment = at + beginning.length();
            int end = html.indexOf('"', fragment);
            if (end < 0) {
                break;
            }
            Optional<String> id = anchors.find(CharacterReferences.decode(html.substring(fragment, end)));
            if (id.isPresent()) {
                result.append(html, from, fragment);
                Escape.text(result, id.get());
                from = end;
            }
            at = html.indexOf(beginning, end);
        }
        return result.append(html, from, html.length()).toString();
    }
}
