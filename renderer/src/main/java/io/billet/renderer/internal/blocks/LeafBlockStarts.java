package io.billet.renderer.internal.blocks;

import com.vladsch.flexmark.parser.block.BlockParser;
import com.vladsch.flexmark.parser.block.BlockStart;
import com.vladsch.flexmark.util.sequence.BasedSequence;
import io.billet.renderer.MarkdownFeature;
import io.billet.renderer.internal.nodes.BlockNode;
import io.billet.renderer.internal.nodes.ParseContext;
import io.billet.renderer.internal.syntax.Characters;
import io.billet.renderer.internal.syntax.HeadingAttributes;
import io.billet.renderer.internal.syntax.LinkSyntax;
import io.billet.renderer.internal.syntax.MembersOnlyMark;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads how leaf blocks begin: CommonMark 0.31.2, section 4, tables, and the lines of ours that stand alone. Each method
 * looks at one line and returns null if its block does not begin there.
 */
final class LeafBlockStarts {

    private LeafBlockStarts() {}

    static BlockStart indentedCode(Line line) {
        return BlockStart.of(new IndentedCodeParser(new BlockNode.Code(line.at, ""), line.text))
                .atColumn(line.state.getColumn() + IndentedCodeParser.INDENT);
    }

    static @Nullable BlockStart atxHeading(Line line) {
        int level = line.runLength('#');
        int from = line.at + level;
        if (level > 6 || (from < line.end && !Characters.isBlank(line.text.charAt(from)))) {
            return null;
        }
        from = line.skipBlanks(from);
        int to = line.trimEnd(from, line.end);
        int closing = to;
        while (closing > from && line.text.charAt(closing - 1) == '#') {
            closing--;
        }
        if (closing == from || Characters.isBlank(line.text.charAt(closing - 1))) {
            to = line.trimEnd(from, closing);
        }
        return line.whole(new LineParser(heading(line, line.at, level, line.text, from, to)));
    }

    private static BlockNode.Heading heading(Line line, int offset, int level, String source, int from, int to) {
        HeadingAttributes attributes = line.syntax.has(MarkdownFeature.HEADING_ATTRIBUTES)
                ? HeadingAttributes.read(source, from, to)
                : HeadingAttributes.none(to);
        return new BlockNode.Heading(offset, level, source, from, attributes.textEnd(), attributes);
    }

    static @Nullable BlockStart setextHeading(Line line, char c, int level) {
        if (!line.inParagraph()) {
            return null;
        }
        int after = line.skipBlanks(line.at + line.runLength(c));
        if (after < line.end) {
            return null;
        }
        List<BasedSequence> paragraph = line.paragraphLines();
        int offset = paragraph.get(0).getStartOffset();
        FlatText lines = FlatText.of(paragraph, line.text);
        int from = LinkDefinitions.define(lines.text(), lines.from(), lines.to(), line.inlines(), offset);
        int to = lines.to();
        while (to > from && Characters.isSpace(lines.text().charAt(to - 1))) {
            to--;
        }
        if (from >= to) {
            return null;
        }
        return line.whole(new LineParser(heading(line, offset, level, lines.text(), from, to)))
                .replaceActiveBlockParser();
    }

    static @Nullable BlockStart fence(Line line, char c) {
        int length = line.runLength(c);
        if (length < 3) {
            return null;
        }
        int from = line.skipBlanks(line.at + length);
        int to = line.trimEnd(from, line.end);
        if (c == '`' && line.text.substring(from, to).indexOf('`') >= 0) {
            return null;
        }
        BlockNode.Code code = new BlockNode.Code(line.at, LinkSyntax.unescape(line.text.substring(from, to)));
        return line.whole(new FencedCodeParser(code, line.text, c, length, line.state.getIndent()));
    }

    static @Nullable BlockStart html(Line line) {
        if (MembersOnlyMark.isLine(line.text, line.at, line.end)) {
            line.context.mark(line.text, line.at, line.at);
            return line.whole(new LineParser(new BlockNode.Cut(line.at)));
        }
        boolean lazy = line.state.getActiveBlockParser().isParagraphParser();
        Optional<HtmlBlockSyntax> kind = HtmlBlockSyntax.of(line.text, line.at, line.end, line.inParagraph() || lazy);
        return kind.map(html ->
                        BlockStart.of(new HtmlBlockParser(new BlockNode.Html(line.at), line.context, html.ending())))
                .orElse(null);
    }

    static @Nullable BlockStart thematicBreak(Line line, char c) {
        return isRule(line, c) ? line.whole(new LineParser(new BlockNode.Rule(line.at))) : null;
    }

    private static boolean isRule(Line line, char c) {
        int count = 0;
        for (int i = line.at; i < line.end; i++) {
            char here = line.text.charAt(i);
            if (here == c) {
                count++;
            } else if (!Characters.isBlank(here)) {
                return false;
            }
        }
        return count >= 3;
    }

    static @Nullable BlockStart table(Line line) {
        if (!line.inParagraph()) {
            return null;
        }
        List<BasedSequence> lines = line.paragraphLines();
        BasedSequence header = lines.get(lines.size() - 1);
        int from = header.getStartOffset();
        int to = header.getEndOffset();
        boolean marked = TableSyntax.isMarked(line.text, line.at, line.end) || TableSyntax.hasPipe(line.text, from, to);
        List<String> alignments = marked ? TableSyntax.alignments(line.text, line.at, line.end) : List.of();
        if (alignments.isEmpty() || TableSyntax.count(line.text, from, to) != alignments.size()) {
            return null;
        }
        BlockNode.Table table = new BlockNode.Table(from, alignments);
        BlockParser parser = new TableParser(table, line.context, line.text, from, to);
        if (lines.size() == 1) {
            return line.whole(parser).replaceActiveBlockParser();
        }
        ParagraphParser before = ParagraphParser.of(lines.subList(0, lines.size() - 1));
        return BlockStart.of(before, parser)
                .atIndex(line.state.getLine().length())
                .replaceActiveBlockParser();
    }

    static @Nullable BlockStart contents(Line line) {
        return isContents(line) && !line.inProse() ? line.whole(new LineParser(new BlockNode.Contents(line.at))) : null;
    }

    private static boolean isContents(Line line) {
        int to = line.trimEnd(line.at, line.end);
        return to - line.at == 5 && line.text.regionMatches(true, line.at, "[TOC]", 0, 5);
    }

    static @Nullable BlockStart abbreviation(Line line) {
        int close = line.at + 1 < line.end ? LinkSyntax.labelEnd(line.text, line.at + 1, line.end) : -1;
        if (close < 0 || close >= line.end || line.text.charAt(close) != ':' || line.inProse()) {
            return null;
        }
        String shortForm = LinkSyntax.unescape(line.text.substring(line.at + 2, close - 1))
                .strip()
                .replaceAll("\\s+", " ");
        String longForm =
                LinkSyntax.unescape(line.text.substring(close + 1, line.end)).strip();
        if (longForm.isEmpty() || !canBeMarked(shortForm)) {
            return null;
        }
        line.context.defineAbbreviation(shortForm, longForm, line.at);
        return line.whole(new LineParser(new BlockNode.Abbreviation(line.at)));
    }

    /** Returns whether a short form can be found in text; one that never could is no definition, but shown. */
    private static boolean canBeMarked(String shortForm) {
        boolean plain = shortForm.chars().noneMatch(c -> "`<[]".indexOf(c) >= 0);
        return !shortForm.isEmpty() && shortForm.length() <= ParseContext.LONGEST_ABBREVIATION && plain;
    }
}
