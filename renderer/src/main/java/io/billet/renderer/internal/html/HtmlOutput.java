package io.billet.renderer.internal.html;

import io.billet.renderer.FootnoteEntry;
import io.billet.renderer.ImageReference;
import io.billet.renderer.LinkReference;
import io.billet.renderer.Rendition;
import io.billet.renderer.TocEntry;
import io.billet.renderer.internal.html.OutputStyle.Trait;
import io.billet.renderer.internal.nodes.BlockNode;
import io.billet.renderer.internal.plaintext.PlainText;
import io.billet.renderer.internal.plaintext.Words;
import io.billet.renderer.internal.policy.EmailStyles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A rendition while it is being written. */
public final class HtmlOutput {

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
     * @param name       of the element; empty for what has no tag of its own
     * @param endTag     what is written at its end
     * @param raw        whether it is an author's
     * @param hiddenFrom if what stands in the element is dropped: how the output was before
     */
    record Open(
            String name,
            String endTag,
            boolean raw,
            @Nullable Mark hiddenFrom) {

        /** Returns an element of ours, named by the first end tag. */
        static Open of(String endTag) {
            return new Open(endTag.isEmpty() ? "" : endTag.substring(2, endTag.indexOf('>')), endTag, false, null);
        }

        /** Returns an element of the author's. */
        static Open authors(String name) {
            return new Open(name, "</" + name + ">", true, null);
        }

        /** Returns an element of the author's that is dropped with all that stands in it. */
        static Open dropped(String name, Mark before) {
            return new Open(name, "", true, before);
        }
    }

    /** Lengths to go back to. */
    record Mark(int html, int images, int links, int headings) {}

    private static final Open AUTHORS_TABLE_IN_A_BOX = new Open("table", "</table>\n</div>", true, null);

    final OutputStyle style;

    /** The styles that elements bring, in mail. */
    final EmailStyles inline;

    /** What a box to scroll a table in has after {@code <div}. */
    final String scrollBox;

    StringBuilder html;
    final PlainText plain;
    final List<TocEntry> headings;
    final List<ImageReference> images;
    final List<LinkReference> links;
    final List<Open> open;
    final LiteralElements literal = new LiteralElements();
    private @Nullable Map<String, Note> notes;
    final List<Note> noteOrder = new ArrayList<>(0);
    int noteReferences;
    /** How many of the open elements are an author's. */
    int rawOpen;
    /** Below this the open elements are out of reach: what is being written is put in there by somebody else. */
    int floor;
    /** How often {@link #apart} is at work. */
    private int apart;

    final RawNesting nesting;
    private final UnaryOperator<String> transliteration;
    private @Nullable Anchors anchors;
    /** Whether a link leads into the text itself. */
    boolean hasInPageLinks;

    final List<FootnoteEntry> footnotes = new ArrayList<>(0);
    /** Where the table of contents is to be put in, or -1. */
    int contentsAt = -1;
    /** How many quotations, footnotes and the like stand around: what is said in them is not for the excerpt. */
    int asides;
    /** Lines of code blocks, but blank ones. */
    private int codeLines;

    private @Nullable RawText rawText;
    /** What there is to read, once it is counted. */
    private @Nullable Words words;

    /**
     * Creates an empty output.
     *
     * @param source          how long the Markdown is
     * @param transliteration see {@link HostSettings}
     * @param fromTheRight    whether the text is written from right to left
     */
    HtmlOutput(
            OutputStyle style,
            Phrases phrases,
            int source,
            UnaryOperator<String> transliteration,
            boolean fromTheRight) {
        this.inline = EmailStyles.of(fromTheRight);
        this.transliteration = transliteration;
        this.style = style;
        this.scrollBox = style.has(Trait.SCROLLING)
                ? scrollBox(phrases.table())
                : " style=\"" + EmailStyles.ofTableBox() + "\">\n";
        this.html = new StringBuilder(source * 5 / 4 + 64);
        this.plain = new PlainText(source, style.has(Trait.TEXT_TWIN));
        this.headings = new ArrayList<>();
        this.images = new ArrayList<>();
        this.links = new ArrayList<>();
        this.open = new ArrayList<>();
        this.nesting = new RawNesting(this);
    }

    /** Counts a reference and returns the note that is referred to, with its next number if this is the first time. */
    Note refer(BlockNode.Footnote footnote) {
        if (notes == null) {
            notes = new HashMap<>();
        }
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

    /** Returns the ids given so far. */
    Anchors anchors() {
        if (anchors == null) {
            anchors = new Anchors(style.idPrefix(), transliteration);
        }
        return anchors;
    }

    /** Returns the HTML that is written meanwhile, with all that was opened in it closed; it does not become a part of the output. */
    String apart(Runnable writing) {
        StringBuilder around = html;
        html = new StringBuilder();
        int outside = floor;
        int depth = open.size();
        floor = depth;
        apart++;
        writing.run();
        closeTo(depth);
        apart--;
        floor = outside;
        String written = html.toString();
        html = around;
        return written;
    }

    /** Notes that something has been put in before what is written already. */
    void moved(int from, int by) {
        if (apart == 0 && contentsAt > from) {
            contentsAt += by;
        }
    }

    /** Returns whether a link of the author's is open around: there can be no other in it. */
    boolean insideRawLink() {
        if (rawOpen > 0) {
            for (Open element : open) {
                if (element.raw && element.name.equals("a")) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Returns whether what is being written is put in somewhere else later. */
    boolean isApart() {
        return apart > 0;
    }

    /** Returns HTML of this output with the links that lead into it as they must be, once it is complete. */
    String withInPageLinks(String part) {
        if (!hasInPageLinks) {
            return part;
        }
        StringBuilder html = new StringBuilder(part);
        StringBuilder rewritten = new StringBuilder(part.length() + InPageLinks.MARGIN);
        new InPageLinks(anchors(), style.baseUrl()).rewrite(html, 0, html.length(), rewritten);
        return rewritten.toString();
    }

    /** Notes a link that is being written. */
    void linksTo(String url) {
        if (InPageLinks.leadsIntoText(url, style.baseUrl())) {
            hasInPageLinks = true;
        }
        if (!url.startsWith("#")) {
            links.add(new LinkReference(url, ""));
        }
    }

    /** Begins a tag, with what the style has for it; more attributes may follow. */
    private static String scrollBox(String label) {
        StringBuilder attributes = new StringBuilder(" class=\"scroll\" role=\"group\" tabindex=\"0\"");
        Escape.attribute(attributes, "aria-label", label);
        return attributes.append(">\n").toString();
    }

    void startTag(String name) {
        startTag(html, name);
    }

    /** Begins a tag in HTML that becomes a part of the output later. */
    void startTag(StringBuilder part, String name) {
        part.append('<').append(name);
        if (style.has(Trait.INLINE_STYLES)) {
            String css = inline.of(name);
            if (!css.isEmpty()) {
                part.append(" style=\"").append(css).append('"');
            }
        }
    }

    /** Begins the tag of a list in a list's item. */
    void startNestedList(StringBuilder part, String name) {
        if (style.has(Trait.INLINE_STYLES)) {
            part.append('<').append(name);
            Escape.attribute(part, "style", inline.ofNestedList());
        } else {
            startTag(part, name);
        }
    }

    /** Begins a block's tag, on a new line. */
    void startBlock(String name) {
        beginBlock(name);
        startTag(name);
    }

    /** Makes room for a block, on a new line. */
    void beginBlock(String name) {
        if (rawOpen > 0) {
            nesting.makeRoomFor(name);
        }
        newLine();
    }

    /** Returns whether tables stand in boxes, so that wide ones are scrolled and the page around them is not. */
    boolean hasTableBoxes() {
        return style.has(Trait.SCROLLING) || style.has(Trait.INLINE_STYLES);
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
        literal.opened(element);
        rawOpen += element.raw ? 1 : 0;
    }

    /**
     * Begins an element of the author's whose tag has been written.
     *
     * @param said what of the tag matters to more than the HTML: see {@link RawText#begin}
     */
    void pushAuthors(String name, String said) {
        boolean boxed = name.equals("table") && hasTableBoxes();
        push(boxed ? AUTHORS_TABLE_IN_A_BOX : Open.authors(name));
        if (rawText == null) {
            rawText = new RawText(this);
        }
        rawText.begin(name, said);
    }

    /** Counts the lines of a code block. */
    void countCode(String code) {
        boolean blank = true;
        for (int i = 0; i < code.length(); i++) {
            char c = code.charAt(i);
            if (c == '\n') {
                codeLines += blank ? 0 : 1;
                blank = true;
            } else {
                blank &= Character.isWhitespace(c);
            }
        }
        codeLines += blank ? 0 : 1;
    }

    /** Notes the words of a link that ends, and numbers it in a message's text part. */
    void finishLink(String url, int index, int wordsFrom) {
        if (url.startsWith("#") || index < 0 || index >= links.size()) {
            return;
        }
        String words = plain.substring(wordsFrom);
        links.set(index, new LinkReference(url, words));
        if (style.has(Trait.TEXT_TWIN) && !plain.hidden() && !words.equals(url) && !url.equals("mailto:" + words)) {
            plain.appendMark(" [" + plain.numberOf(url) + "]");
        }
    }

    /** Begins an element that the author's tags imply. */
    void openImplied(String name) {
        startTag(name);
        html.append('>');
        pushAuthors(name, "");
    }

    /** Closes the innermost elements until so many are left. */
    void closeTo(int depth) {
        while (open.size() > depth) {
            close();
        }
    }

    /** Closes the innermost element. */
    void close() {
        Open element = open.remove(open.size() - 1);
        literal.closed(element);
        rawOpen -= element.raw ? 1 : 0;
        Mark hidden = element.hiddenFrom;
        if (hidden == null) {
            if (element.raw && rawText != null) {
                rawText.end(element.name);
            }
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
        literal.endBlock();
        while (!open.isEmpty() && open.get(open.size() - 1).raw) {
            close();
        }
    }

    /** Returns what has been written, and all that was derived on the way. */
    public Rendition rendition() {
        return new Rendition(html.toString(), headings, plain.toString(), words().all(), images, links, footnotes);
    }

    /** Returns how much there is to read. */
    public Words words() {
        if (words == null) {
            words = plain.words(codeLines);
        }
        return words;
    }

    /** Returns the beginning of the running text. */
    public String beginning() {
        return plain.excerpt();
    }
}
