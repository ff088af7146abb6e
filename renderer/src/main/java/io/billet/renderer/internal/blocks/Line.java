package io.billet.renderer.internal.blocks;

import com.vladsch.flexmark.parser.block.BlockParser;
import com.vladsch.flexmark.parser.block.BlockStart;
import com.vladsch.flexmark.parser.block.MatchedBlockParser;
import com.vladsch.flexmark.parser.block.ParserState;
import com.vladsch.flexmark.util.ast.Block;
import com.vladsch.flexmark.util.sequence.BasedSequence;
import io.billet.renderer.MarkdownFeature;
import io.billet.renderer.MarkdownLimitException.Limit;
import io.billet.renderer.internal.nodes.BlockNode;
import io.billet.renderer.internal.nodes.ParseContext;
import io.billet.renderer.internal.syntax.Characters;
import io.billet.renderer.internal.syntax.Syntax;
import java.util.List;

/** One line, from the place in it where a block may begin: what {@link BlockStarts} and its two halves look at. */
final class Line {

    /** Of a paragraph of Flexmark's, which cannot remember what it has been found to be. */
    private static final int MOST_LINES_READ_AGAIN = 200;

    final Syntax syntax;
    final ParserState state;
    final BlockParser matched;
    final ParseContext context;
    final String text;
    final int at;
    final int end;

    Line(Syntax syntax, ParserState state, MatchedBlockParser matched) {
        this.syntax = syntax;
        this.state = state;
        this.matched = matched.getBlockParser();
        this.context = ((FlexmarkInlines) state.getInlineParser()).context();
        this.text = context.text;
        this.at = state.getLineStart() + state.getNextNonSpaceIndex();
        this.end = state.getLineStart() + state.getLine().length();
    }

    FlexmarkInlines inlines() {
        return (FlexmarkInlines) state.getInlineParser();
    }

    boolean inParagraph() {
        return matched.isParagraphParser();
    }

    /** Returns whether this line goes on with a text, rather than following definitions of links that show nothing. */
    boolean inProse() {
        if (!inParagraph()) {
            return false;
        }
        if (matched instanceof ParagraphParser ours) {
            return !ours.isOnlyDefinitions(this);
        }
        List<BasedSequence> lines = paragraphLines();
        return lines.size() > MOST_LINES_READ_AGAIN || !areDefinitions(lines);
    }

    boolean areDefinitions(List<BasedSequence> lines) {
        FlatText flat = FlatText.of(lines, text);
        int end = LinkDefinitions.read(
                flat.text(),
                flat.from(),
                flat.to(),
                syntax.has(MarkdownFeature.FOOTNOTES),
                (label, url, title, at) -> {});
        return end >= flat.to();
    }

    /** Returns how deep a container that begins here would be; one too deep is refused. */
    int depth() {
        Block block = matched.getBlock();
        if (inParagraph()) {
            block = block.getParent();
        }
        int depth = block instanceof BlockNode.Container container ? container.depth + 1 : 1;
        context.count(depth, context.limits.nesting(), Limit.NESTING, at);
        return depth;
    }

    /** Returns the start of a block that takes the whole line. */
    BlockStart whole(BlockParser parser) {
        return BlockStart.of(parser).atIndex(state.getLine().length());
    }

    /** Returns the lines so far of the paragraph that this line stands in. */
    List<BasedSequence> paragraphLines() {
        return matched instanceof ParagraphParser ours
                ? ours.lines()
                : matched.getBlockContent().getLines();
    }

    int runLength(char c) {
        int i = at;
        while (i < end && text.charAt(i) == c) {
            i++;
        }
        return i - at;
    }

    int skipBlanks(int from) {
        int i = from;
        while (i < end && Characters.isBlank(text.charAt(i))) {
            i++;
        }
        return i;
    }

    int trimEnd(int from, int to) {
        int i = to;
        while (i > from && Characters.isBlank(text.charAt(i - 1))) {
            i--;
        }
        return i;
    }
}
