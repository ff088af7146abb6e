package io.billet.renderer.internal.html;

import io.billet.renderer.TocEntry;
import io.billet.renderer.internal.html.OutputStyle.Trait;
import io.billet.renderer.internal.html.Page.Open;
import io.billet.renderer.internal.nodes.BlockNode;

/** Writes headings, with an id made of their text, and notes them for the table of contents. */
final class HeadingWriter {

    private static final Open BOLD_LINE = Open.of("</strong></p>\n");

    private final Page page;
    /** Where the attributes go, once the heading's text is known. */
    private int attributesAt;

    private int textStart;

    HeadingWriter(Page page) {
        this.page = page;
    }

    void enter(BlockNode.Heading heading) {
        page.plain.breakLine(2);
        if (page.style.has(Trait.STRANGERS_WORDS)) {
            page.newLine();
            attributesAt = page.html.length();
            page.html.append("<p><strong>");
            page.push(BOLD_LINE);
        } else {
            page.startBlock("h" + heading.level);
            attributesAt = page.html.length();
            page.html.append('>');
            page.push(Open.of("</h" + heading.level + ">\n"));
        }
        textStart = page.plain.length();
    }

    void leave(BlockNode.Heading heading) {
        page.closeRaw();
        String text = page.plain.substring(textStart).strip();
        String id = "";
        if (page.style.has(Trait.HEADING_IDS)) {
            id = page.ids.next(heading.attributes.id().isEmpty() ? text : heading.attributes.id());
            page.html.insert(attributesAt, " id=\"" + id + "\"");
        }
        if (!page.style.has(Trait.STRANGERS_WORDS)
                && !heading.attributes.cssClass().isEmpty()) {
            page.html.insert(attributesAt, " class=\"" + heading.attributes.cssClass() + "\"");
        }
        if (!page.style.has(Trait.STRANGERS_WORDS)) {
            page.headings.add(new TocEntry(heading.level, id, text));
        }
        page.close();
        page.plain.breakLine(2);
    }
}
