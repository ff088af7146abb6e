package io.billet.renderer.internal.html;

import io.billet.renderer.FootnoteEntry;
import io.billet.renderer.internal.plaintext.PlainText;
import io.billet.renderer.internal.policy.EmailStyles;
import java.util.ArrayList;
import java.util.List;

/** The footnotes at the end: those that the text refers to, and those that these refer to. */
final class FootnoteSection {

    private final HtmlOutput output;
    private final OutputStyle style;
    private final Phrases phrases;

    FootnoteSection(HtmlOutput output, Phrases phrases) {
        this.output = output;
        this.style = output.style;
        this.phrases = phrases;
    }

    static String noteId(OutputStyle style, int number) {
        return style.idPrefix() + "fn." + number;
    }

    static String referenceId(OutputStyle style, int number, int reference) {
        return style.idPrefix() + "ref." + number + (reference == 1 ? "" : "." + reference);
    }

    /**
     * Returns the section, which is empty if there are no notes.
     *
     * @param walk one that writes to the same output
     */
    StringBuilder write(Walk walk) {
        StringBuilder html = new StringBuilder(0);
        List<HtmlOutput.Note> notes = output.noteOrder;
        if (notes.isEmpty()) {
            return html;
        }
        List<String> bodies = new ArrayList<>();
        for (int i = 0; i < notes.size(); i++) {
            output.plain.breakLine(2);
            output.plain.append(PlainText.raised(String.valueOf(notes.get(i).number)) + " ");
            bodies.add(walk.childrenAlone(notes.get(i).footnote));
        }
        // Only now are all ids known that a note may lead to.
        bodies.replaceAll(output::withInPageLinks);
        html.append("<section class=\"footnotes\" role=\"doc-endnotes\"");
        Escape.attribute(html, "aria-label", phrases.footnotes());
        if (style.has(OutputStyle.Trait.INLINE_STYLES)) {
            Escape.attribute(html, "style", EmailStyles.ofNotes());
        }
        html.append(">\n");
        output.startTag(html, "ol");
        html.append(">\n");
        for (int i = 0; i < notes.size(); i++) {
            HtmlOutput.Note note = notes.get(i);
            String id = noteId(style, note.number);
            output.footnotes.add(new FootnoteEntry(note.number, id, bodies.get(i)));
            html.append("<li id=\"").append(id).append("\">\n");
            withWayBack(html, bodies.get(i), note);
            html.append("</li>\n");
        }
        return html.append("</ol>\n</section>\n");
    }

    private void withWayBack(StringBuilder html, String body, HtmlOutput.Note note) {
        StringBuilder back = new StringBuilder();
        for (int reference = 1; reference <= note.references; reference++) {
            back.append(' ');
            output.startTag(back, "a");
            back.append(" href=\"#").append(referenceId(style, note.number, reference));
            back.append("\" class=\"footnote-back\" role=\"doc-backlink\"");
            Escape.attribute(back, "aria-label", phrases.back() + (reference == 1 ? "" : " " + reference));
            back.append(">↩</a>");
        }
        String end = "</p>\n";
        if (body.endsWith(end)) {
            html.append(body, 0, body.length() - end.length()).append(back).append(end);
        } else {
            html.append(body);
            output.startTag(html, "p");
            html.append('>').append(back.substring(1)).append(end);
        }
    }
}
