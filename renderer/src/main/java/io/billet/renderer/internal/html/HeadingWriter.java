package io.billet.renderer.internal.html;

import io.billet.renderer.TocEntry;
import io.billet.renderer.internal.html.HtmlOutput.Open;
import io.billet.renderer.internal.html.OutputStyle.Trait;
import io.billet.renderer.internal.nodes.BlockNode;
import java.util.List;
import java.util.stream.Stream;

/** Writes headings, with an id made of their text, and notes them for the table of contents. */
final class HeadingWriter {

    private static final Open BOLD_LINE = Open.of("</strong></p>\n");
    /** By level, from 1. */
    private static final List<Open> HEADINGS = Stream.of("h1", "h2", "h3", "h4", "h5", "h6")
            .map(name -> Open.of("</" + name + ">\n"))
            .toList();

    private final HtmlOutput output;
    /** Where the attributes go, once the heading's text is known. */
    private int attributesAt;

    private int textStart;

    HeadingWriter(HtmlOutput output) {
        this.output = output;
    }

    void enter(BlockNode.Heading heading) {
        output.plain.breakLine(2);
        if (output.style.has(Trait.STRANGERS_WORDS)) {
            output.newLine();
            attributesAt = output.html.length();
            output.html.append("<p><strong>");
            output.push(BOLD_LINE);
        } else {
            Open end = HEADINGS.get(heading.level - 1);
            output.startBlock(end.name());
            attributesAt = output.html.length();
            output.html.append('>');
            output.push(end);
        }
        textStart = output.plain.length();
    }

    void leave(BlockNode.Heading heading) {
        output.closeRaw();
        String text = output.plain.text(textStart, true);
        String bare = output.plain.hasAsides(textStart) ? output.plain.text(textStart, false) : text;
        String id = "";
        if (output.style.has(Trait.HEADING_IDS)) {
            id = output.anchors().heading(heading.attributes.id(), text, bare);
            output.html.insert(attributesAt, " id=\"" + id + "\"");
        }
        if (!output.style.has(Trait.STRANGERS_WORDS)
                && !heading.attributes.cssClass().isEmpty()) {
            output.html.insert(attributesAt, " class=\"" + heading.attributes.cssClass() + "\"");
        }
        if (!output.style.has(Trait.STRANGERS_WORDS)) {
            output.headings.add(new TocEntry(heading.level, id, text));
        }
        output.close();
        output.plain.breakLine(2);
    }
}
