package io.billet.renderer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A rendition while it is being written. At the members-only line it is {@linkplain #cut() copied}: the copy is closed
 * and becomes the preview, the original goes on.
 */
final class Page {

    /** How often a footnote is referred to, and its number. */
    static final class Note {
        final BlockNode.Footnote footnote;
        final int number;
        int references;

        Note(BlockNode.Footnote footnote, int number, int references) {
            this.footnote = footnote;
            this.number = number;
            this.references = references;
        }
    }

    /**
     * An element that is open.
     *
     * @param hiddenFrom if what stands in the element is dropped: how the page was before it
     */
    record Open(String endTag, boolean raw, @Nullable Mark hiddenFrom) {
        static Open of(String endTag) {
            return new Open(endTag, false, null);
        }
    }

    /** Lengths to go back to. */
    record Mark(int html, int images, int links, int headings) {}

    final OutputStyle style;
    StringBuilder html;
    final PlainText plain;
    final List<TocEntry> headings;
    final List<ImageReference> images;
    final List<LinkReference> links;
    final List<Open> open;
    final Map<String, Note> notes;
    final List<Note> noteOrder = new ArrayList<>();
    int noteReferences;
    final HeadingIds ids;
    final List<FootnoteEntry> footnotes = new ArrayList<>();
    /** Where the table of contents is to be put in, or -1. */
    int contentsAt = -1;
    /** How many quotations and footnotes stand around: what is said in them is not for the excerpt. */
    int asides;

    private @Nullable Page preview;
    private final boolean isPreview;
    private boolean over;

    Page(OutputStyle style, int size) {
        this.isPreview = false;
        this.style = style;
        this.html = new StringBuilder(size);
        this.plain = new PlainText(size, style.textTwin());
        this.headings = new ArrayList<>();
        this.images = new ArrayList<>();
        this.links = new ArrayList<>();
        this.open = new ArrayList<>();
        this.notes = new HashMap<>();
        this.ids = new HeadingIds(style.idPrefix());
    }

    private Page(Page original) {
        this.isPreview = true;
        this.style = original.style;
        this.html = new StringBuilder(original.html);
        this.plain = original.plain.copy();
        this.headings = new ArrayList<>(original.headings);
        this.images = new ArrayList<>(original.images);
        this.links = new ArrayList<>(original.links);
        this.open = new ArrayList<>(original.open);
        this.notes = new HashMap<>();
        for (Note note : original.noteOrder) {
            Note own = new Note(note.footnote, note.number, note.references);
            noteOrder.add(own);
            notes.put(note.footnote.label, own);
        }
        this.noteReferences = original.noteReferences;
        this.ids = original.ids.copy();
        this.contentsAt = original.contentsAt;
    }

    /** The note that is referred to, with its next number if this is the first time. */
    Note refer(BlockNode.Footnote footnote) {
        Note note = notes.get(footnote.label);
        if (note == null) {
            note = new Note(footnote, noteOrder.size() + 1, 0);
            notes.put(footnote.label, note);
            noteOrder.add(note);
        }
        note.references++;
        noteReferences++;
        return note;
    }

    /** The page ends here for those who are not members; only the first cut counts. */
    void cut() {
        over = isPreview;
        if (!isPreview && preview == null) {
            Page copy = new Page(this);
            copy.closeAll();
            preview = copy;
        }
    }

    /** Whether what follows in a footnote is for members, and this page is for all. */
    boolean isOver() {
        return over;
    }

    /** What came before the cut, if there was one. */
    Optional<Page> preview() {
        return Optional.ofNullable(preview);
    }

    /** The HTML that is written meanwhile, with all that it opens closed; it does not come to stand on the page. */
    String apart(Runnable writing) {
        StringBuilder outside = html;
        html = new StringBuilder();
        int depth = open.size();
        writing.run();
        while (open.size() > depth) {
            close();
        }
        String apart = html.toString();
        html = outside;
        over = false;
        return apart;
    }

    /** Begins a tag, with what the style has for it; more attributes may follow. */
    void startTag(String name) {
        html.append('<').append(name);
        if (style.inlineStyles()) {
            String css = EmailStyles.of(name);
            if (!css.isEmpty()) {
                html.append(" style=\"").append(css).append('"');
            }
        }
    }

    /** Begins a block's tag, on a new line. */
    void startBlock(String name) {
        newLine();
        startTag(name);
    }

    /** Opens a block without attributes. */
    void openBlock(String name, Open end) {
        startBlock(name);
        html.append('>');
        push(end);
    }

    void newLine() {
        int length = html.length();
        if (length > 0 && html.charAt(length - 1) != '\n') {
            html.append('\n');
        }
    }

    Mark mark() {
        return new Mark(html.length(), images.size(), links.size(), headings.size());
    }

    void push(Open element) {
        open.add(element);
    }

    /** Closes the innermost element. */
    void close() {
        Open element = open.remove(open.size() - 1);
        Mark hidden = element.hiddenFrom;
        if (hidden == null) {
            html.append(element.endTag);
            return;
        }
        html.setLength(hidden.html);
        images.subList(hidden.images, images.size()).clear();
        links.subList(hidden.links, links.size()).clear();
        headings.subList(hidden.headings, headings.size()).clear();
        plain.unhide();
    }

    /** Closes raw elements that were opened inside the innermost element of ours, then that one. */
    void closeOurs() {
        closeRaw();
        close();
    }

    void closeRaw() {
        while (!open.isEmpty() && open.get(open.size() - 1).raw) {
            close();
        }
    }

    void closeAll() {
        while (!open.isEmpty()) {
            close();
        }
    }
}
