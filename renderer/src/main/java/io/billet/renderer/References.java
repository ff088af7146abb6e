package io.billet.renderer;

import com.vladsch.flexmark.ast.Paragraph;
import com.vladsch.flexmark.parser.block.ParagraphPreProcessor;
import com.vladsch.flexmark.parser.block.ParagraphPreProcessorFactory;
import com.vladsch.flexmark.parser.block.ParserState;
import com.vladsch.flexmark.util.sequence.BasedSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes link reference definitions off the beginning of paragraphs (CommonMark 0.31.2, 4.7), all of a paragraph's in one
 * go, where Flexmark copies the rest of the paragraph for each.
 */
final class References implements ParagraphPreProcessorFactory {

    /** Reads definitions until something else stands there, and returns where that is. */
    static int define(String text, int from, int to, Manuscript manuscript, int offset) {
        int at = from;
        while (at < to) {
            int next = LinkSyntax.defineReference(text, at, to, manuscript, offset);
            if (next == at) {
                break;
            }
            at = next;
        }
        return at;
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
    public ParagraphPreProcessor apply(ParserState state) {
        return References::takeFrom;
    }

    private static int takeFrom(Paragraph paragraph, ParserState state) {
        List<BasedSequence> lines = paragraph.getContentLines();
        Manuscript manuscript = ((FlexmarkInlines) state.getInlineParser()).manuscript();
        if (lines.isEmpty() || !beginsWithBracket(lines.get(0), manuscript.text)) {
            return 0;
        }
        FlatText flat = FlatText.of(lines, manuscript.text);
        int rest = define(flat.text(), flat.from(), flat.to(), manuscript, paragraph.getStartOffset()) - flat.from();
        if (rest == 0) {
            return 0;
        }
        int line = 0;
        for (int length = 0; line < lines.size() && length < rest; line++) {
            length += lines.get(line).getEndOffset() - lines.get(line).getStartOffset();
        }
        if (line >= lines.size()) {
            paragraph.unlink();
            state.blockRemoved(paragraph);
        } else {
            paragraph.setContent(new ArrayList<>(lines.subList(line, lines.size())));
        }
        return 0;
    }

    private static boolean beginsWithBracket(BasedSequence line, String text) {
        int start = line.getStartOffset();
        return start < line.getEndOffset() && text.charAt(start) == '[';
    }
}
