package io.billet.renderer;

import com.vladsch.flexmark.parser.block.BlockParser;
import com.vladsch.flexmark.parser.block.BlockParserFactory;
import com.vladsch.flexmark.parser.block.BlockStart;
import com.vladsch.flexmark.parser.block.CustomBlockParserFactory;
import com.vladsch.flexmark.parser.block.MatchedBlockParser;
import com.vladsch.flexmark.parser.block.ParserState;
import com.vladsch.flexmark.parser.core.ParagraphParser;
import com.vladsch.flexmark.util.ast.BlockContent;
import com.vladsch.flexmark.util.data.DataHolder;
import com.vladsch.flexmark.util.sequence.BasedSequence;
import io.billet.renderer.MarkdownLimitException.Limit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sees what kind of block a line begins: all of CommonMark 0.31.2, sections 4 and 5, and our extensions, in one place and
 * by the first character, instead of Flexmark's seven factories that each ask a regular expression.
 */
final class BlockStarts implements CustomBlockParserFactory {

    private static final int CODE_INDENT = 4;

    private final Syntax syntax;

    BlockStarts(Syntax syntax) {
        this.syntax = syntax;
    }

    @Override
    public @Nullable Set<Class<?>> getAfterDependents() {
        return null;
    }

    @Override
    public @Nullable Set<Class<?>> getBeforeDependents() {
        return null;
    }

    @Override
    public boolean affectsGlobalScope() {
        return false;
    }

    @Override
    public BlockParserFactory apply(DataHolder options) {
        return (state, matched) -> new Line(syntax, state, matched).start();
    }

    /** One line at one place where a block may begin. */
    private static final class Line {
        private final Syntax syntax;
        private final ParserState state;
        private final BlockParser matched;
        private final Manuscript manuscript;
        private final String text;
        private final int at;
        private final int end;

        Line(Syntax syntax, ParserState state, MatchedBlockParser matched) {
            this.syntax = syntax;
            this.state = state;
            this.matched = matched.getBlockParser();
            this.manuscript = ((FlexmarkInlines) state.getInlineParser()).manuscript();
            this.text = manuscript.text;
            this.at = state.getLineStart() + state.getNextNonSpaceIndex();
            this.end = state.getLineStart() + state.getLine().length();
        }

        @Nullable BlockStart start() {
            if (state.getIndent() >= CODE_INDENT) {
                return state.getActiveBlockParser().isParagraphParser() ? null : indentedCode();
            }
            char c = text.charAt(at);
            BlockStart start = switch (c) {
                case '>' -> quote();
                case '#' -> atxHeading();
                case '`', '~' -> fence(c);
                case '<' -> syntax.htmlBlocks() ? html() : null;
                case '[' -> bracket();
                case ':' -> syntax.definitionLists() ? definition() : null;
                case '=' -> setextHeading('=', 1);
                case '-', '_', '*', '+' -> ruleOrBullet(c);
                default -> c >= '0' && c <= '9' ? item() : null;
            };
            boolean delimiters = start == null && syntax.tables() && (c == '|' || c == '-' || c == ':');
            return delimiters ? table() : start;
        }

        private boolean inParagraph() {
            return matched.isParagraphParser();
        }

        private int depth() {
            com.vladsch.flexmark.util.ast.Block block = matched.getBlock();
            if (inParagraph()) {
                block = block.getParent();
            }
            int depth = block instanceof BlockNode.Container container ? container.depth + 1 : 1;
            manuscript.count(depth, manuscript.limits.nesting(), Limit.NESTING, at);
            return depth;
        }

        private BlockStart whole(BlockParser parser) {
            return BlockStart.of(parser).atIndex(state.getLine().length());
        }

        private BlockStart indentedCode() {
            return BlockStart.of(new BlockParsers.CodeParser(new BlockNode.Code(at, ""), text, (char) 0, 0, 0))
                    .atColumn(state.getColumn() + CODE_INDENT);
        }

        private BlockStart quote() {
            BlockNode.Quote quote = new BlockNode.Quote(at, depth());
            return BlockStart.of(new BlockParsers.QuoteParser(quote, syntax.alerts()))
                    .atColumn(BlockParsers.QuoteParser.columnAfterMark(state));
        }

        private @Nullable BlockStart atxHeading() {
            int level = runLength('#');
            int from = at + level;
            if (level > 6 || (from < end && !Characters.isBlank(text.charAt(from)))) {
                return null;
            }
            from = skipBlanks(from);
            int to = trimEnd(from, end);
            int closing = to;
            while (closing > from && text.charAt(closing - 1) == '#') {
                closing--;
            }
            if (closing == from || Characters.isBlank(text.charAt(closing - 1))) {
                to = trimEnd(from, closing);
            }
            return whole(new BlockParsers.LineParser(heading(level, text, from, to)));
        }

        private BlockNode.Heading heading(int level, String source, int from, int to) {
            HeadingAttributes attributes =
                    syntax.headingAttributes() ? HeadingAttributes.read(source, from, to) : HeadingAttributes.none(to);
            return new BlockNode.Heading(at, level, source, from, attributes.textEnd(), attributes);
        }

        private @Nullable BlockStart setextHeading(char c, int level) {
            if (!inParagraph()) {
                return null;
            }
            int after = skipBlanks(at + runLength(c));
            if (after < end) {
                return null;
            }
            FlatText lines = FlatText.of(paragraphLines(), text);
            int from = References.define(lines.text(), lines.from(), lines.to(), manuscript, at);
            int to = lines.to();
            while (to > from && Characters.isSpace(lines.text().charAt(to - 1))) {
                to--;
            }
            if (from >= to) {
                return null;
            }
            return whole(new BlockParsers.LineParser(heading(level, lines.text(), from, to)))
                    .replaceActiveBlockParser();
        }

        private List<BasedSequence> paragraphLines() {
            BlockContent content = matched.getBlockContent();
            return content == null ? List.of() : content.getLines();
        }

        private @Nullable BlockStart fence(char c) {
            int length = runLength(c);
            if (length < 3) {
                return null;
            }
            int from = skipBlanks(at + length);
            int to = trimEnd(from, end);
            if (c == '`' && text.substring(from, to).indexOf('`') >= 0) {
                return null;
            }
            BlockNode.Code code = new BlockNode.Code(at, LinkSyntax.unescape(text.substring(from, to)));
            return whole(new BlockParsers.CodeParser(code, text, c, length, state.getIndent()));
        }

        private @Nullable BlockStart html() {
            if (HtmlBlockSyntax.isMembersOnlyLine(text, at, end)) {
                return whole(new BlockParsers.LineParser(new BlockNode.Cut(at)));
            }
            boolean lazy = state.getActiveBlockParser().isParagraphParser();
            Optional<HtmlBlockSyntax> kind = HtmlBlockSyntax.of(text, at, end, inParagraph() || lazy);
            return kind.map(html -> BlockStart.of(
                                    new BlockParsers.HtmlParser(new BlockNode.Html(at), text, html.ending()))
                            .atIndex(state.getIndex()))
                    .orElse(null);
        }

        private @Nullable BlockStart ruleOrBullet(char c) {
            if (c == '-') {
                BlockStart heading = setextHeading('-', 2);
                if (heading != null) {
                    return heading;
                }
            }
            if (c != '+' && isRule(c)) {
                return whole(new BlockParsers.LineParser(new BlockNode.Rule(at)));
            }
            if (c == '*' && syntax.abbreviations() && !inParagraph()) {
                BlockStart abbreviation = abbreviation();
                if (abbreviation != null) {
                    return abbreviation;
                }
            }
            return c == '_' ? null : item();
        }

        private boolean isRule(char c) {
            int count = 0;
            for (int i = at; i < end; i++) {
                char here = text.charAt(i);
                if (here == c) {
                    count++;
                } else if (!Characters.isBlank(here)) {
                    return false;
                }
            }
            return count >= 3;
        }

        private @Nullable BlockStart item() {
            ListMarker marker = ListMarker.read(text, at, end);
            if (marker == null) {
                return null;
            }
            int afterMarker = at + marker.length();
            boolean empty = skipBlanks(afterMarker) == end;
            if (inParagraph() && (empty || (marker.ordered() && marker.start() != 1))) {
                return null;
            }
            int markerColumn = state.getColumn() + state.getIndent();
            int columnAfterMarker = markerColumn + marker.length();
            int contentColumn = columnAfterMarker;
            for (int i = afterMarker; i < end && Characters.isBlank(text.charAt(i)); i++) {
                contentColumn += text.charAt(i) == '\t' ? 4 - contentColumn % 4 : 1;
            }
            if (empty || contentColumn - columnAfterMarker > CODE_INDENT) {
                contentColumn = columnAfterMarker + 1;
            }
            return startItem(marker, contentColumn);
        }

        private BlockStart startItem(ListMarker marker, int contentColumn) {
            boolean continues = matched.getBlock() instanceof BlockNode.ItemList list && marker.continues(list.marker);
            int depth = depth() + (matched.getBlock() instanceof BlockNode.ItemList ? -1 : 0);
            BlockNode.Item item = new BlockNode.Item(at, depth + 1);
            int indent = contentColumn - state.getColumn();
            BlockParsers.ItemParser itemParser = new BlockParsers.ItemParser(item, indent, syntax.taskLists());
            if (continues) {
                return BlockStart.of(itemParser).atColumn(contentColumn);
            }
            BlockNode.ItemList list = new BlockNode.ItemList(at, depth, marker);
            return BlockStart.of(new BlockParsers.ListParser(list), itemParser).atColumn(contentColumn);
        }

        private @Nullable BlockStart bracket() {
            if (syntax.contents() && !inParagraph() && isContents()) {
                return whole(new BlockParsers.LineParser(new BlockNode.Contents(at)));
            }
            if (!syntax.footnotes() || at + 1 >= end || text.charAt(at + 1) != '^') {
                return null;
            }
            int close = LinkSyntax.labelEnd(text, at, end);
            if (close < 0 || close >= end || text.charAt(close) != ':') {
                return null;
            }
            String label = LinkSyntax.normalize(text, at + 2, close - 1);
            if (label.isEmpty() || label.indexOf(' ') >= 0) {
                return null;
            }
            BlockNode.Footnote footnote = new BlockNode.Footnote(at, depth(), label);
            manuscript.defineFootnote(footnote);
            return BlockStart.of(new BlockParsers.IndentedContainerParser(footnote, CODE_INDENT))
                    .atIndex(skipBlanks(close + 1) - state.getLineStart());
        }

        private boolean isContents() {
            int to = trimEnd(at, end);
            return to - at == 5 && text.regionMatches(true, at, "[TOC]", 0, 5);
        }

        private @Nullable BlockStart abbreviation() {
            int close = at + 1 < end ? LinkSyntax.labelEnd(text, at + 1, end) : -1;
            if (close < 0 || close >= end || text.charAt(close) != ':') {
                return null;
            }
            String shortForm = text.substring(at + 2, close - 1).strip();
            if (shortForm.isEmpty()) {
                return null;
            }
            manuscript.defineAbbreviation(
                    shortForm, text.substring(close + 1, end).strip(), at);
            return whole(new BlockParsers.LineParser(new BlockNode.Abbreviation(at)));
        }

        private @Nullable BlockStart definition() {
            int from = skipBlanks(at + 1);
            if (from == at + 1 || from == end) {
                return null;
            }
            boolean another = matched.getBlock() instanceof BlockNode.Definitions;
            if (!another && (!inParagraph() || paragraphLines().isEmpty())) {
                return null;
            }
            int depth = depth();
            int indent = state.getIndent() + 1 + Math.min(from - at - 1, 3);
            BlockNode.Definition definition = new BlockNode.Definition(at, another ? depth : depth + 1);
            BlockParser body = new BlockParsers.IndentedContainerParser(definition, Math.min(indent, CODE_INDENT));
            if (another) {
                return BlockStart.of(body).atIndex(from - state.getLineStart());
            }
            List<BlockNode.Term> terms = new ArrayList<>();
            for (BasedSequence line : paragraphLines()) {
                terms.add(new BlockNode.Term(at, text, line.getStartOffset(), line.getEndOffset()));
            }
            BlockNode.Definitions list = new BlockNode.Definitions(at, depth);
            return BlockStart.of(new BlockParsers.DefinitionsParser(list, terms), body)
                    .atIndex(from - state.getLineStart())
                    .replaceActiveBlockParser();
        }

        private @Nullable BlockStart table() {
            if (!inParagraph() || paragraphLines().isEmpty()) {
                return null;
            }
            List<BasedSequence> lines = paragraphLines();
            BasedSequence header = lines.get(lines.size() - 1);
            int from = header.getStartOffset();
            int to = header.getEndOffset();
            boolean pipes = TableSyntax.hasPipe(text, at, end) || TableSyntax.hasPipe(text, from, to);
            List<String> alignments = pipes ? TableSyntax.alignments(text, at, end) : List.of();
            if (alignments.isEmpty() || TableSyntax.count(text, from, to) != alignments.size()) {
                return null;
            }
            BlockNode.Table table = new BlockNode.Table(from, alignments);
            BlockParser parser = new BlockParsers.TableParser(table, manuscript, text, from, to);
            if (lines.size() == 1) {
                return whole(parser).replaceActiveBlockParser();
            }
            ParagraphParser before = new ParagraphParser();
            BlockContent kept = new BlockContent(matched.getBlockContent(), 0, lines.size() - 1);
            for (int i = 0; i < kept.getLineCount(); i++) {
                before.getBlockContent()
                        .add(kept.getLine(i), kept.getLineIndents().get(i));
            }
            return BlockStart.of(before, parser)
                    .atIndex(state.getLine().length())
                    .replaceActiveBlockParser();
        }

        private int runLength(char c) {
            int i = at;
            while (i < end && text.charAt(i) == c) {
                i++;
            }
            return i - at;
        }

        private int skipBlanks(int from) {
            int i = from;
            while (i < end && Characters.isBlank(text.charAt(i))) {
                i++;
            }
            return i;
        }

        private int trimEnd(int from, int to) {
            int i = to;
            while (i > from && Characters.isBlank(text.charAt(i - 1))) {
                i--;
            }
            return i;
        }
    }
}
