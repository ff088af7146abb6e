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
        String notes = new FootnoteSection(output, phrases).write(walk);
        StringBuilder contents = new StringBuilder();
        if (output.contentsAt >= 0) {
            ContentsList.write(contents, output.headings, phrases);
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
        String before = output.withInPageLinks(output.html.substring(0, at));
        String after = output.withInPageLinks(output.html.substring(at));
        output.html.setLength(0);
        output.html.append(before).append(contents).append(after);
    }
}
