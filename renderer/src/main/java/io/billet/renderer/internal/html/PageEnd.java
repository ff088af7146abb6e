package io.billet.renderer.internal.html;

import io.billet.renderer.internal.html.OutputStyle.Trait;

/** Writes what comes at the end: footnotes, the table of contents in its place, the links of a message. */
final class PageEnd {

    private PageEnd() {}

    /** @param walk one that writes on this page */
    static void write(Page page, Phrases phrases, Walk walk) {
        page.asides++;
        String notes = new FootnoteSection(page, phrases).write(walk);
        if (page.contentsAt >= 0) {
            StringBuilder contents = new StringBuilder();
            ContentsList.write(contents, page.headings, phrases);
            page.html.insert(page.contentsAt, contents);
        }
        if (!notes.isEmpty()) {
            page.newLine();
            page.html.append(notes);
        }
        if (page.style.has(Trait.TEXT_TWIN)) {
            page.plain.listLinks();
        }
    }
}
