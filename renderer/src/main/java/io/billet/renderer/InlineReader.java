package io.billet.renderer;

import com.vladsch.flexmark.util.ast.Node;
import io.billet.renderer.InlineNode.Kind;
import io.billet.renderer.MarkdownLimitException.Limit;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Parses inlines (CommonMark 0.31.2, section 6, and its appendix "A parsing strategy") in place of Flexmark's parser:
 * over a flat string instead of segmented sequences and regular expressions, in linear time and without recursion.
 */
final class InlineReader {

    private static final String PLAIN_SPECIALS = "\n\\`*_[]!<&";
    private static final Node NOWHERE = new InlineNode(Kind.TEXT, "", 0, 0);
    private static final int LONGEST_SCRIPT = 100;
    private static final int MOST_BACKTICKS = 80;

    private final Syntax syntax;
    private final Manuscript manuscript;
    private final HostInlines host;
    private final boolean[] special;
    private final Delimiters delimiters = new Delimiters();

    private String s = "";
    private int pos;
    private int start;
    private int end;
    private int runStart;
    private int offset;
    private Node parent = NOWHERE;
    private @Nullable Bracket lastBracket;
    private int bracketCount;
    private int noLinkBelow;
    private boolean backticksScanned;
    private int[] backticks = {};
    private final UnclosedHtml unclosed = new UnclosedHtml();

    private static final class Bracket {
        final InlineNode node;
        final boolean image;
        final int after;
        final int number;
        final @Nullable Bracket previous;
        final Delimiters.@Nullable Run previousDelimiter;
        boolean bracketAfter;

        Bracket(
                InlineNode node,
                boolean image,
                int after,
                int number,
                @Nullable Bracket previous,
                Delimiters.@Nullable Run previousDelimiter) {
            this.node = node;
            this.image = image;
            this.after = after;
            this.number = number;
            this.previous = previous;
            this.previousDelimiter = previousDelimiter;
        }
    }

    InlineReader(Syntax syntax, Manuscript manuscript, HostInlines host, boolean[] special) {
        this.syntax = syntax;
        this.manuscript = manuscript;
        this.host = host;
        this.special = special;
    }

    /** A host's own inline syntax. */
    interface HostInlines {
        HostInlines NONE = (c, text, at, end, parent) -> -1;

        /** Reads what begins at {@code at} into {@code parent} and returns where it ends, or -1. */
        int read(char c, String text, int at, int end, Node parent);
    }

    /** By character, whether it may begin something; for all others the reader goes on at full speed. */
    static boolean[] specials(Syntax syntax, String more) {
        boolean[] special = new boolean[128];
        for (char c : (PLAIN_SPECIALS + syntax.inlineSpecials() + more).toCharArray()) {
            if (c < special.length) {
                special[c] = true;
            }
        }
        return special;
    }

    void read(BlockNode.Leaf leaf) {
        read(leaf, leaf.source, leaf.from, leaf.to, leaf.offset);
    }

    void read(Node block, String source, int from, int to, int sourceOffset) {
        manuscript.count(to - from, manuscript.limits.paragraphCharacters(), Limit.PARAGRAPH_CHARACTERS, sourceOffset);
        this.parent = block;
        this.s = source;
        this.offset = sourceOffset;
        this.pos = from;
        this.end = to;
        while (pos < end && Characters.isSpace(s.charAt(pos))) {
            pos++;
        }
        while (end > pos && Characters.isSpace(s.charAt(end - 1))) {
            end--;
        }
        this.start = pos;
        this.runStart = pos;
        this.lastBracket = null;
        this.bracketCount = 0;
        this.noLinkBelow = 0;
        this.backticksScanned = false;
        unclosed.reset();
        delimiters.reset();
        readAll();
        delimiters.process(null);
    }

    private void readAll() {
        while (pos < end) {
            char c = s.charAt(pos);
            if (c >= 128 || !special[c] || !readSpecial(c)) {
                pos++;
            }
        }
        flush(end);
    }

    /** Reads what begins at a special character; false if it is only text, and nothing has been consumed. */
    private boolean readSpecial(char c) {
        return switch (c) {
            case '\n' -> newline();
            case '\\' -> backslash();
            case '`' -> code();
            case '*', '_' -> delimiterRun(c);
            case '~' -> tilde();
            case '[' -> openBracket();
            case '!' -> pos + 1 < end && s.charAt(pos + 1) == '[' && openImage();
            case ']' -> closeBracket();
            case '<' -> angle();
            case '&' -> reference();
            case '^' -> script('^', Kind.SUPERSCRIPT);
            case ':' -> colon();
            case 'w', 'W', '@' -> syntax.autolinks() && autolink(c);
            default -> hostExtension(c);
        };
    }

    private void flush(int to) {
        if (to > runStart) {
            add(new InlineNode(Kind.TEXT, s, runStart, to));
        }
        runStart = to;
    }

    private void add(Node node) {
        parent.appendChild(node);
    }

    private void consumed(int to) {
        pos = to;
        runStart = to;
    }

    private boolean newline() {
        int to = pos;
        while (to > runStart && s.charAt(to - 1) == ' ') {
            to--;
        }
        boolean hard = pos - to >= 2;
        int tabs = to;
        while (tabs > runStart && Characters.isBlank(s.charAt(tabs - 1))) {
            tabs--;
        }
        flush(tabs);
        add(new InlineNode(hard ? Kind.HARD_BREAK : Kind.SOFT_BREAK, s, pos, pos + 1));
        skipLineStart(pos + 1);
        return true;
    }

    private void skipLineStart(int from) {
        int next = from;
        while (next < end && Characters.isBlank(s.charAt(next))) {
            next++;
        }
        consumed(next);
    }

    private boolean backslash() {
        if (pos + 1 >= end) {
            return false;
        }
        char next = s.charAt(pos + 1);
        if (next == '\n') {
            flush(pos);
            add(new InlineNode(Kind.HARD_BREAK, s, pos, pos + 2));
            skipLineStart(pos + 2);
            return true;
        }
        if (!Characters.isAsciiPunctuation(next)) {
            return false;
        }
        flush(pos);
        addVerbatim(s, pos + 1, pos + 2);
        consumed(pos + 2);
        return true;
    }

    private void addVerbatim(String source, int from, int to) {
        InlineNode text = new InlineNode(Kind.TEXT, source, from, to);
        text.verbatim = true;
        add(text);
    }

    private boolean code() {
        int open = pos;
        int content = open;
        while (content < end && s.charAt(content) == '`') {
            content++;
        }
        int length = content - open;
        int close = closingBackticks(content, length);
        if (close < 0) {
            pos = content;
            return true;
        }
        flush(open);
        add(new InlineNode(Kind.CODE, s, content, close));
        consumed(close + length);
        return true;
    }

    /**
     * Where the run of {@code length} backticks begins that closes a code span. When none does, the whole rest has been
     * looked through; what stood there is remembered, so that no later opener looks again in vain.
     */
    private int closingBackticks(int from, int length) {
        if (backticks.length == 0) {
            backticks = new int[MOST_BACKTICKS + 1];
        }
        if (length > MOST_BACKTICKS || (backticksScanned && backticks[length] < from)) {
            return -1;
        }
        int i = from;
        while (i < end) {
            if (s.charAt(i) != '`') {
                i++;
                continue;
            }
            int run = i;
            while (i < end && s.charAt(i) == '`') {
                i++;
            }
            int runLength = i - run;
            if (runLength <= MOST_BACKTICKS) {
                if (!backticksScanned || backticks[runLength] < run) {
                    backticks[runLength] = run;
                }
                if (runLength == length) {
                    return run;
                }
            }
        }
        backticksScanned = true;
        return -1;
    }

    private boolean delimiterRun(char c) {
        int to = pos;
        while (to < end && s.charAt(to) == c) {
            to++;
        }
        int before = pos == start ? '\n' : s.codePointBefore(pos);
        int after = to == end ? '\n' : s.codePointAt(to);
        boolean spaceBefore = Characters.isUnicodeSpace(before);
        boolean spaceAfter = Characters.isUnicodeSpace(after);
        boolean punctuationBefore = Characters.isPunctuation(before);
        boolean punctuationAfter = Characters.isPunctuation(after);
        boolean left = !spaceAfter && (!punctuationAfter || spaceBefore || punctuationBefore);
        boolean right = !spaceBefore && (!punctuationBefore || spaceAfter || punctuationAfter);
        flush(pos);
        InlineNode node = new InlineNode(Kind.TEXT, s, pos, to);
        add(node);
        if (c == '_') {
            delimiters.push(node, c, left && (!right || punctuationBefore), right && (!left || punctuationAfter));
        } else {
            delimiters.push(node, c, left, right);
        }
        consumed(to);
        return true;
    }

    private boolean tilde() {
        int to = pos;
        while (to < end && s.charAt(to) == '~') {
            to++;
        }
        int length = to - pos;
        if (length == 1 && syntax.subscript()) {
            return script('~', Kind.SUBSCRIPT);
        }
        if (length > 2 || !syntax.strikethrough()) {
            pos = to;
            return true;
        }
        return delimiterRun('~');
    }

    /** {@code ^...^} or {@code ~...~}: short, without white space. */
    private boolean script(char mark, Kind kind) {
        int most = Math.min(end, pos + LONGEST_SCRIPT);
        for (int i = pos + 1; i < most; i++) {
            char c = s.charAt(i);
            if (c == mark) {
                if (i == pos + 1) {
                    return false;
                }
                flush(pos);
                InlineNode node = new InlineNode(kind, s, pos, i + 1);
                node.appendChild(new InlineNode(Kind.TEXT, s, pos + 1, i));
                add(node);
                consumed(i + 1);
                return true;
            }
            if (Characters.isSpace(c)
                    || c == '`'
                    || c == '<'
                    || c == '['
                    || c == ']'
                    || c == '*'
                    || c == '\\'
                    || c == '&') {
                return false;
            }
        }
        return false;
    }

    private boolean openBracket() {
        if (syntax.footnotes() && pos + 1 < end && s.charAt(pos + 1) == '^' && footnote()) {
            return true;
        }
        if (hostExtension('[')) {
            return true;
        }
        flush(pos);
        pushBracket(false, pos + 1);
        return true;
    }

    private boolean openImage() {
        flush(pos);
        pushBracket(true, pos + 2);
        return true;
    }

    private void pushBracket(boolean image, int after) {
        InlineNode node = new InlineNode(Kind.TEXT, s, pos, after);
        add(node);
        if (lastBracket != null) {
            lastBracket.bracketAfter = true;
        }
        lastBracket = new Bracket(node, image, after, bracketCount++, lastBracket, delimiters.last());
        consumed(after);
    }

    private boolean footnote() {
        int close = LinkSyntax.labelEnd(s, pos, end);
        if (close < 0) {
            return false;
        }
        String label = LinkSyntax.normalize(s, pos + 2, close - 1);
        if (manuscript.footnote(label) == null) {
            return false;
        }
        flush(pos);
        InlineNode node = new InlineNode(Kind.FOOTNOTE, s, pos, close);
        node.target = label;
        add(node);
        consumed(close);
        return true;
    }

    private boolean closeBracket() {
        Bracket opener = lastBracket;
        if (opener == null) {
            return false;
        }
        if (!opener.image && opener.number < noLinkBelow) {
            lastBracket = opener.previous;
            return false;
        }
        InlineNode link = new InlineNode(opener.image ? Kind.IMAGE : Kind.LINK, s, opener.after, pos);
        int after = inlineTarget(link, pos + 1);
        if (after < 0) {
            after = referenceTarget(link, opener, pos + 1);
        }
        if (after < 0) {
            lastBracket = opener.previous;
            return false;
        }
        flush(pos);
        Node child = opener.node.getNext();
        while (child != null) {
            Node next = child.getNext();
            link.appendChild(child);
            child = next;
        }
        delimiters.process(opener.previousDelimiter);
        opener.node.unlink();
        add(link);
        lastBracket = opener.previous;
        if (!opener.image) {
            noLinkBelow = opener.number;
        }
        consumed(after);
        return true;
    }

    /** {@code (destination "title")}. */
    private int inlineTarget(InlineNode link, int open) {
        if (open >= end || s.charAt(open) != '(') {
            return -1;
        }
        int from = LinkSyntax.skipSpace(s, open + 1, end);
        int to = LinkSyntax.destinationEnd(s, from, end);
        if (to < 0) {
            return -1;
        }
        int next = LinkSyntax.skipSpace(s, to, end);
        int titleEnd = next > to ? LinkSyntax.titleEnd(s, next, end) : -1;
        int close = titleEnd < 0 ? next : LinkSyntax.skipSpace(s, titleEnd, end);
        if (close >= end || s.charAt(close) != ')') {
            return -1;
        }
        link.target = LinkSyntax.destination(s, from, to);
        if (titleEnd >= 0) {
            link.title = LinkSyntax.title(s, next, titleEnd);
        }
        return close + 1;
    }

    /** {@code [text][label]}, {@code [label][]} or {@code [label]}. */
    private int referenceTarget(InlineNode link, Bracket opener, int at) {
        if (!manuscript.hasLinks()) {
            return -1;
        }
        int labelEnd = LinkSyntax.labelEnd(s, at, end);
        int after = labelEnd < 0 ? at : labelEnd;
        Manuscript.Definition definition = null;
        if (labelEnd > at + 2) {
            definition = manuscript.link(LinkSyntax.normalize(s, at + 1, labelEnd - 1));
        } else if (!opener.bracketAfter && pos - opener.after < 1000) {
            definition = manuscript.link(LinkSyntax.normalize(s, opener.after, pos));
        }
        if (definition == null) {
            return -1;
        }
        link.target = definition.url();
        link.title = definition.title();
        String title = definition.title();
        manuscript.expand(definition.url().length() + (title == null ? 0 : title.length()), offset);
        return after;
    }

    private boolean angle() {
        int link = Autolinks.pointyEnd(s, pos, end);
        if (link > 0) {
            flush(pos);
            InlineNode node = new InlineNode(Kind.AUTOLINK, s, pos + 1, link - 1);
            String url = s.substring(pos + 1, link - 1);
            node.target = Autolinks.isEmail(url) ? "mailto:" + url : url;
            add(node);
            consumed(link);
            return true;
        }
        int tag = unclosed.tagEnd(s, pos, end);
        if (tag < 0) {
            return false;
        }
        flush(pos);
        add(new InlineNode(Kind.HTML, s, pos, tag));
        consumed(tag);
        return true;
    }

    private boolean reference() {
        int to = CharacterReferences.end(s, pos, end);
        if (to < 0) {
            return false;
        }
        String reference = s.substring(pos, to);
        String character = CharacterReferences.resolve(reference);
        if (character.equals(reference)) {
            return false;
        }
        flush(pos);
        addVerbatim(character, 0, character.length());
        consumed(to);
        return true;
    }

    private boolean colon() {
        if (syntax.autolinks() && autolink(':')) {
            return true;
        }
        if (syntax.emoji()) {
            int close = Emoji.end(s, pos, end);
            String emoji = close < 0 ? null : Emoji.of(s.substring(pos + 1, close - 1));
            if (emoji != null) {
                flush(pos);
                addVerbatim(emoji, 0, emoji.length());
                consumed(close);
                return true;
            }
        }
        return hostExtension(':');
    }

    private boolean autolink(char trigger) {
        Autolinks.Found found = Autolinks.find(s, trigger, pos, runStart, end, lastBracket != null);
        if (found == null || (trigger == '@' && found.from() < runStart && !rewind(found.from()))) {
            return false;
        }
        flush(found.from());
        InlineNode node = new InlineNode(Kind.AUTOLINK, s, found.from(), found.to());
        node.target = found.prefix() + s.substring(found.from(), found.to());
        add(node);
        consumed(found.to());
        return true;
    }

    /** Takes back text and delimiters (an underscore in an address) down to an index; false if other things stand there. */
    private boolean rewind(int to) {
        Node last = parent.getLastChild();
        while (last instanceof InlineNode text
                && text.isText()
                && text.source == s
                && !text.verbatim
                && text.from >= to) {
            delimiters.forget(text);
            last.unlink();
            runStart = text.from;
            last = parent.getLastChild();
        }
        boolean partly = last instanceof InlineNode text
                && text.isText()
                && text.source == s
                && !text.verbatim
                && text.to == runStart
                && text.from < to
                && !delimiters.isRun(text);
        if (runStart > to && partly && last instanceof InlineNode text) {
            text.to = to;
            runStart = to;
        }
        return runStart <= to;
    }

    private boolean hostExtension(char c) {
        if (host == HostInlines.NONE) {
            return false;
        }
        flush(pos);
        int to = host.read(c, s, pos, end, parent);
        if (to < 0) {
            return false;
        }
        consumed(Math.max(pos + 1, to));
        return true;
    }

    /** How far the kinds of raw HTML that end with a mark of their own have been looked for in vain. */
    private static final class UnclosedHtml {
        private static final String[] OPEN = {"<!--", "<?", "<![CDATA[", "<!"};
        private static final String[] CLOSE = {"-->", "?>", "]]>", ">"};
        private final boolean[] missing = new boolean[OPEN.length];

        void reset() {
            Arrays.fill(missing, false);
        }

        int tagEnd(String s, int at, int end) {
            if (at + 2 >= end || (s.charAt(at + 1) != '!' && s.charAt(at + 1) != '?')) {
                return HtmlSyntax.tagEnd(s, at, end);
            }
            if (s.startsWith("<!-->", at) && at + 5 <= end) {
                return at + 5;
            }
            if (s.startsWith("<!--->", at) && at + 6 <= end) {
                return at + 6;
            }
            for (int kind = 0; kind < OPEN.length; kind++) {
                if (s.startsWith(OPEN[kind], at)) {
                    boolean declaration = kind == OPEN.length - 1;
                    if (declaration && !Characters.isAsciiLetter(s.charAt(at + 2))) {
                        return -1;
                    }
                    return close(s, at + OPEN[kind].length(), end, kind);
                }
            }
            return -1;
        }

        private int close(String s, int from, int end, int kind) {
            if (missing[kind]) {
                return -1;
            }
            String mark = CLOSE[kind];
            char first = mark.charAt(0);
            for (int i = from; i + mark.length() <= end; i++) {
                if (s.charAt(i) == first && s.startsWith(mark, i)) {
                    return i + mark.length();
                }
            }
            missing[kind] = true;
            return -1;
        }
    }
}
