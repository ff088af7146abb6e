package io.billet.renderer.internal.inlines;

import com.vladsch.flexmark.util.ast.Node;
import io.billet.renderer.MarkdownFeature;
import io.billet.renderer.MarkdownLimitException.Limit;
import io.billet.renderer.internal.nodes.BlockNode;
import io.billet.renderer.internal.nodes.InlineNode;
import io.billet.renderer.internal.nodes.InlineNode.Kind;
import io.billet.renderer.internal.nodes.ParseContext;
import io.billet.renderer.internal.syntax.CharacterReferences;
import io.billet.renderer.internal.syntax.Characters;
import io.billet.renderer.internal.syntax.MembersOnlyMark;
import io.billet.renderer.internal.syntax.Syntax;

/**
 * Parses inlines (CommonMark 0.31.2, section 6, and its appendix "A parsing strategy") in place of Flexmark's parser:
 * over a flat string instead of segmented sequences and regular expressions, in linear time and without recursion. It goes
 * from one special character to the next; what each begins is read here if it is short, and in a class of its own if not.
 */
public final class InlineParser {

    private final Syntax syntax;
    private final ParseContext context;
    private final HostInlines host;
    private final boolean[] special;
    private final InlineCursor cursor = new InlineCursor();
    private final Delimiters delimiters = new Delimiters();
    private final Brackets brackets;
    private final CodeSpans code = new CodeSpans();
    private final InlineHtml html = new InlineHtml();

    /** Creates the parser of one text's inlines. */
    public InlineParser(Syntax syntax, ParseContext context, HostInlines host, boolean[] special) {
        this.syntax = syntax;
        this.context = context;
        this.host = host;
        this.special = special;
        this.brackets = new Brackets(cursor, delimiters, context);
    }

    /** A host's own inline syntax. */
    public interface HostInlines {
        HostInlines NONE = (c, text, at, end, parent) -> -1;

        /** Reads what begins at {@code at} into {@code parent} and returns where it ends, or -1. */
        int read(char c, String text, int at, int end, Node parent);
    }

    /** Parses the text of a block into its children. */
    public void parse(BlockNode.Leaf leaf) {
        parse(leaf, leaf.source, leaf.from, leaf.to, leaf.offset);
    }

    /** Parses a range of a text into the children of a block. */
    public void parse(Node block, String source, int from, int to, int sourceOffset) {
        context.count(to - from, context.limits.paragraphCharacters(), Limit.PARAGRAPH_CHARACTERS, sourceOffset);
        cursor.begin(block, source, from, to, sourceOffset);
        brackets.reset();
        code.reset();
        html.reset();
        delimiters.reset();
        while (cursor.toSpecial(special)) {
            if (!parseSpecial(cursor.text.charAt(cursor.pos))) {
                cursor.pos++;
            }
        }
        cursor.flush(cursor.end);
        delimiters.process(null);
    }

    /**
     * Reads what begins at a special character; false if it is only text, and nothing has been consumed. A host's extension
     * has its turn where ours has declined, and before ours where ours would hardly ever decline.
     */
    private boolean parseSpecial(char c) {
        return switch (c) {
            case '\n' -> hostExtension(c) || newline();
            case '\\' -> hostExtension(c) || backslash();
            case '`' -> hostExtension(c) || code.read(cursor);
            case '*', '_' -> hostExtension(c) || delimiterRun(c);
            case '~' -> hostExtension(c) || tilde();
            case '^' -> hostExtension(c) || superscript();
            case '[' -> bracket();
            case '!' -> image() || hostExtension(c);
            case ']' -> brackets.close() || hostExtension(c);
            case '<' -> AutolinkParser.pointy(cursor) || html() || hostExtension(c);
            case '&' -> reference() || hostExtension(c);
            case ':' -> autolink(c) || emoji() || hostExtension(c);
            case 'w', 'W', '@' -> autolink(c) || hostExtension(c);
            default -> hostExtension(c);
        };
    }

    private boolean superscript() {
        return syntax.has(MarkdownFeature.SUPERSCRIPT) && Scripts.read(cursor, '^', Kind.SUPERSCRIPT);
    }

    private boolean image() {
        return cursor.peek(1) == '[' && !noteFollows() && brackets.openImage();
    }

    private boolean newline() {
        int to = cursor.pos;
        while (to > cursor.runStart && cursor.text.charAt(to - 1) == ' ') {
            to--;
        }
        boolean hard = cursor.pos - to >= 2;
        while (to > cursor.runStart && Characters.isBlank(cursor.text.charAt(to - 1))) {
            to--;
        }
        cursor.flush(to);
        cursor.runStart = cursor.pos;
        lineBreak(hard ? Kind.HARD_BREAK : Kind.SOFT_BREAK, cursor.pos + 1);
        return true;
    }

    private void lineBreak(Kind kind, int nextLine) {
        int next = nextLine;
        while (next < cursor.end && Characters.isBlank(cursor.text.charAt(next))) {
            next++;
        }
        cursor.add(new InlineNode(kind, cursor.text, cursor.pos, nextLine), next);
    }

    private boolean backslash() {
        if (cursor.pos + 1 >= cursor.end) {
            return false;
        }
        char next = cursor.text.charAt(cursor.pos + 1);
        if (next == '\n') {
            lineBreak(Kind.HARD_BREAK, cursor.pos + 2);
            return true;
        }
        if (!Characters.isAsciiPunctuation(next)) {
            return false;
        }
        cursor.addVerbatim(cursor.text, cursor.pos + 1, cursor.pos + 2, cursor.pos + 2);
        return true;
    }

    private boolean delimiterRun(char c) {
        String s = cursor.text;
        int from = cursor.pos;
        int to = cursor.runEnd(c, from);
        int before = from == cursor.start ? '\n' : s.codePointBefore(from);
        int after = to == cursor.end ? '\n' : s.codePointAt(to);
        boolean spaceBefore = Characters.isUnicodeSpace(before);
        boolean spaceAfter = Characters.isUnicodeSpace(after);
        boolean punctuationBefore = Characters.isPunctuation(before);
        boolean punctuationAfter = Characters.isPunctuation(after);
        boolean left = !spaceAfter && (!parts(after) || spaceBefore || partsOrIsCjk(before));
        boolean right = !spaceBefore && (!parts(before) || spaceAfter || partsOrIsCjk(after));
        InlineNode node = new InlineNode(Kind.TEXT, s, from, to);
        cursor.add(node, to);
        if (c == '_') {
            delimiters.push(node, c, left && (!right || punctuationBefore), right && (!left || punctuationAfter));
        } else {
            delimiters.push(node, c, left, right);
        }
        return true;
    }

    /**
     * Returns whether a character keeps a run from ending before it or beginning behind it. All punctuation does (CommonMark
     * 0.31.2, 6.2), but in a text without spaces between words an author cannot put one beside it: there full-width
     * punctuation is like a letter, and a run beside it or beside letters of that writing is free to both sides.
     */
    private boolean parts(int c) {
        return Characters.isPunctuation(c) && !(syntax.isCjk() && Characters.isCjk(c));
    }

    private boolean partsOrIsCjk(int c) {
        return Characters.isPunctuation(c) || (syntax.isCjk() && Characters.isCjk(c));
    }

    private boolean tilde() {
        int to = cursor.runEnd('~', cursor.pos);
        int length = to - cursor.pos;
        if (length == 1 && syntax.has(MarkdownFeature.SUBSCRIPT)) {
            return Scripts.read(cursor, '~', Kind.SUBSCRIPT);
        }
        if (length > 2 || !syntax.has(MarkdownFeature.STRIKETHROUGH)) {
            cursor.pos = to;
            return true;
        }
        return delimiterRun('~');
    }

    /** Returns whether {@code ![^label]} is an exclamation mark and a footnote reference rather than an image. */
    private boolean noteFollows() {
        return syntax.has(MarkdownFeature.FOOTNOTES) && cursor.peek(2) == '^' && brackets.isFootnote(cursor.pos + 1);
    }

    private boolean bracket() {
        boolean note = syntax.has(MarkdownFeature.FOOTNOTES) && cursor.peek(1) == '^' && brackets.footnote();
        return note || hostExtension('[') || brackets.openLink();
    }

    private boolean html() {
        int from = cursor.pos;
        if (!html.read(cursor)) {
            return false;
        }
        if (syntax.hasHtml() && MembersOnlyMark.isComment(cursor.text, from, cursor.pos)) {
            context.mark(cursor.text, from, cursor.blockOffset);
        }
        return true;
    }

    private boolean reference() {
        int to = CharacterReferences.end(cursor.text, cursor.pos, cursor.end);
        if (to < 0) {
            return false;
        }
        String reference = cursor.text.substring(cursor.pos, to);
        String character = CharacterReferences.resolve(reference);
        if (character.equals(reference)) {
            return false;
        }
        cursor.addVerbatim(character, 0, character.length(), to).verbatim = !isTypesetQuote(character);
        return true;
    }

    /** A typeset quote is what it is, written as a reference or not: the spaces beside it are the language's. */
    private static boolean isTypesetQuote(String character) {
        return character.length() == 1 && "«»“”„‘’‚‹›".contains(character);
    }

    private boolean autolink(char trigger) {
        return syntax.has(MarkdownFeature.AUTOLINKS)
                && AutolinkParser.bare(cursor, trigger, brackets.isOpen(), syntax.isCjk(), delimiters);
    }

    private boolean emoji() {
        int close = syntax.has(MarkdownFeature.EMOJI_SHORTCODES) ? Emoji.end(cursor.text, cursor.pos, cursor.end) : -1;
        String emoji = close < 0 ? null : Emoji.of(cursor.text.substring(cursor.pos + 1, close - 1));
        if (emoji == null) {
            return false;
        }
        String name = cursor.text.substring(cursor.pos, close);
        cursor.addVerbatim(emoji, 0, emoji.length(), close).target = name;
        return true;
    }

    private boolean hostExtension(char c) {
        if (host == HostInlines.NONE) {
            return false;
        }
        int begun = cursor.runStart;
        cursor.flush(cursor.pos);
        int to = host.read(c, cursor.text, cursor.pos, cursor.end, cursor.parent);
        if (to < 0) {
            cursor.takeBack(begun);
            return false;
        }
        cursor.moveTo(Math.max(cursor.pos + 1, to));
        return true;
    }
}
