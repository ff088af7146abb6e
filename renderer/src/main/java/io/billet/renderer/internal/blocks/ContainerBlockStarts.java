package io.billet.renderer.internal.blocks;

import com.vladsch.flexmark.parser.block.BlockParser;
import com.vladsch.flexmark.parser.block.BlockStart;
import com.vladsch.flexmark.util.sequence.BasedSequence;
import io.billet.renderer.internal.nodes.BlockNode;
import io.billet.renderer.internal.syntax.Characters;
import io.billet.renderer.internal.syntax.LinkSyntax;
import io.billet.renderer.internal.syntax.ListMarker;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads how container blocks begin: CommonMark 0.31.2, section 5, footnotes and definition lists. Each method looks at one
 * line and returns null if its block does not begin there.
 */
final class ContainerBlockStarts {

    private ContainerBlockStarts() {}

    static BlockStart quote(Line line) {
        BlockNode.Quote quote = new BlockNode.Quote(line.at, line.depth());
        return BlockStart.of(new BlockQuoteParser(quote)).atColumn(BlockQuoteParser.columnAfterMark(line.state));
    }

    static @Nullable BlockStart item(Line line) {
        ListMarker marker = ListMarker.read(line.text, line.at, line.end);
        if (marker == null) {
            return null;
        }
        int afterMarker = line.at + marker.length();
        boolean empty = line.skipBlanks(afterMarker) == line.end;
        if (line.inParagraph() && (empty || (marker.ordered() && marker.start() != 1))) {
            return null;
        }
        int markerColumn = line.state.getColumn() + line.state.getIndent();
        int columnAfterMarker = markerColumn + marker.length();
        int contentColumn = columnAfterMarker;
        for (int i = afterMarker; i < line.end && Characters.isBlank(line.text.charAt(i)); i++) {
            contentColumn += line.text.charAt(i) == '\t' ? 4 - contentColumn % 4 : 1;
        }
        if (empty || contentColumn - columnAfterMarker > IndentedCodeParser.INDENT) {
            contentColumn = columnAfterMarker + 1;
        }
        return startItem(line, marker, contentColumn);
    }

    private static BlockStart startItem(Line line, ListMarker marker, int contentColumn) {
        boolean continues = line.matched.getBlock() instanceof BlockNode.ItemList list && marker.continues(list.marker);
        int depth = line.depth() + (line.matched.getBlock() instanceof BlockNode.ItemList ? -1 : 0);
        BlockNode.Item item = new BlockNode.Item(line.at, depth + 1);
        int indent = contentColumn - line.state.getColumn();
        ListItemParser itemParser = new ListItemParser(item, indent);
        if (continues) {
            return BlockStart.of(itemParser).atColumn(contentColumn);
        }
        BlockNode.ItemList list = new BlockNode.ItemList(line.at, depth, marker);
        return BlockStart.of(new ListParser(list), itemParser).atColumn(contentColumn);
    }

    static @Nullable BlockStart footnote(Line line) {
        if (line.at + 1 >= line.end || line.text.charAt(line.at + 1) != '^') {
            return null;
        }
        int close = LinkSyntax.labelEnd(line.text, line.at, line.end);
        if (close < 0 || close >= line.end || line.text.charAt(close) != ':') {
            return null;
        }
        String label = LinkSyntax.normalize(line.text, line.at + 2, close - 1);
        if (label.isEmpty() || label.indexOf(' ') >= 0) {
            return null;
        }
        BlockNode.Footnote footnote = new BlockNode.Footnote(line.at, line.depth(), label);
        line.context.defineFootnote(footnote);
        return BlockStart.of(new IndentedContainerParser(footnote, IndentedCodeParser.INDENT))
                .atIndex(line.skipBlanks(close + 1) - line.state.getLineStart());
    }

    static @Nullable BlockStart definition(Line line) {
        int from = line.skipBlanks(line.at + 1);
        if (from == line.at + 1 || from == line.end) {
            return null;
        }
        boolean another = line.matched.getBlock() instanceof BlockNode.Definitions;
        if (!another && !line.inParagraph()) {
            return definitionAfterBlankLine(line, from);
        }
        int depth = line.depth();
        BlockParser body = definitionBody(line, from, new BlockNode.Definition(line.at, another ? depth : depth + 1));
        if (another) {
            return BlockStart.of(body).atIndex(from - line.state.getLineStart());
        }
        List<BlockNode.Term> terms = new ArrayList<>();
        for (BasedSequence term : line.paragraphLines()) {
            terms.add(new BlockNode.Term(line.at, line.text, term.getStartOffset(), term.getEndOffset()));
        }
        BlockNode.Definitions list = new BlockNode.Definitions(line.at, depth);
        return BlockStart.of(new DefinitionListParser(list, terms), body)
                .atIndex(from - line.state.getLineStart())
                .replaceActiveBlockParser();
    }

    private static BlockParser definitionBody(Line line, int from, BlockNode.Definition definition) {
        int indent = line.state.getIndent() + 1 + Math.min(from - line.at - 1, 3);
        return new IndentedContainerParser(definition, Math.min(indent, IndentedCodeParser.INDENT));
    }

    /** A blank line may stand between a term and its definition, whose text is then a paragraph (PHP Markdown Extra). */
    private static @Nullable BlockStart definitionAfterBlankLine(Line line, int from) {
        List<BlockNode.Term> terms = FormerParagraph.takeTerms(line);
        if (terms.isEmpty()) {
            return null;
        }
        int depth = line.depth();
        BlockNode.Definition definition = new BlockNode.Definition(line.at, depth + 1);
        definition.tight = false;
        BlockNode.Definitions list = new BlockNode.Definitions(line.at, depth);
        return BlockStart.of(new DefinitionListParser(list, terms), definitionBody(line, from, definition))
                .atIndex(from - line.state.getLineStart());
    }
}
