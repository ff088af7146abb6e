package io.billet.renderer.internal.html;

import io.billet.renderer.internal.html.OutputStyle.Trait;

/** Writes what comes at the end: footnotes, the table of contents in its place, the links of a message. */
final class OutputEnd {

    private OutputEnd() {}

    /**
     * Writes the end.
     *
     * @param walk one that writes to this output
     */
    static void write(HtmlOutput output, Phrases phrases, Walk walk) {
        output.asides++;
        StringBuilder notes = new FootnoteSection(output, phrases).write(walk);
        StringBuilder contents = new StringBuilder(0);
        if (output.contentsAt >= 0) {
            ContentsList.write(contents, output, phrases);
        }
        insert(output, contents);
        if (!notes.isEmpty()) {
            output.newLine();
            output.html.append(notes);
        }
        if (output.style.has(Trait.TEXT_TWIN)) {
            output.plain.listLinks();
        }
    }

    /** Puts in the table of contents, whose links are right already, and lets the others lead where they should. */
    private static void insert(HtmlOutput output, StringBuilder contents) {
        int at = Math.max(0, output.contentsAt);
        if (!output.hasInPageLinks) {
            if (!contents.isEmpty()) {
                output.html.insert(at, contents);
            }
            return;
        }
        StringBuilder html = output.html;
        InPageLinks links = new InPageLinks(output.anchors(), output.style.baseUrl());
        StringBuilder rewritten = new StringBuilder(html.length() + contents.length() + InPageLinks.MARGIN);
        links.rewrite(html, 0, at, rewritten);
        rewritten.append(contents);
        links.rewrite(html, at, html.length(), rewritten);
        output.html = rewritten;
    }
}
