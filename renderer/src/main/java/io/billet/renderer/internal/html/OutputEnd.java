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
        if (output.contentsAt >= 0) {
            StringBuilder contents = new StringBuilder();
            ContentsList.write(contents, output.headings, phrases);
            output.html.insert(output.contentsAt, contents);
        }
        if (!notes.isEmpty()) {
            output.newLine();
            output.html.append(notes);
        }
        if (output.style.has(Trait.TEXT_TWIN)) {
            output.plain.listLinks();
        }
    }
}
