package io.billet.renderer.internal.html;

import io.billet.renderer.TocEntry;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The table of contents as nested lists, in place of {@code [TOC]}. */
final class ContentsList {

    private ContentsList() {}

    static void write(StringBuilder html, HtmlOutput output, Phrases phrases) {
        List<TocEntry> headings = output.headings;
        if (headings.isEmpty()) {
            return;
        }
        html.append("<nav class=\"toc\" role=\"doc-toc\"");
        Escape.attribute(html, "aria-label", phrases.contents());
        html.append(">\n");
        Deque<Integer> levels = new ArrayDeque<>();
        for (TocEntry heading : headings) {
            while (levels.size() > 1 && heading.level() < levels.element()) {
                html.append("</li>\n</ul>\n");
                levels.pop();
            }
            if (levels.isEmpty() || heading.level() > levels.element()) {
                if (levels.isEmpty()) {
                    output.startTag(html, "ul");
                } else {
                    html.append('\n');
                    output.startNestedList(html, "ul");
                }
                html.append(">\n");
                levels.push(heading.level());
            } else {
                html.append("</li>\n");
            }
            html.append("<li>");
            output.startTag(html, "a");
            Escape.attribute(html, "href", "#" + heading.id());
            html.append('>');
            Escape.text(html, heading.text());
            html.append("</a>");
        }
        while (!levels.isEmpty()) {
            html.append("</li>\n</ul>\n");
            levels.pop();
        }
        html.append("</nav>\n");
    }
}
