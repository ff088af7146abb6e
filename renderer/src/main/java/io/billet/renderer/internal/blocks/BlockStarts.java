package io.billet.renderer.internal.blocks;

import com.vladsch.flexmark.parser.block.BlockParserFactory;
import com.vladsch.flexmark.parser.block.BlockStart;
import com.vladsch.flexmark.parser.block.CustomBlockParserFactory;
import com.vladsch.flexmark.util.data.DataHolder;
import io.billet.renderer.MarkdownFeature;
import io.billet.renderer.internal.syntax.Syntax;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sees what kind of block a line begins: all of CommonMark 0.31.2, sections 4 and 5, and our extensions, in one place and
 * by the first character, instead of Flexmark's seven factories that each ask a regular expression.
 */
final class BlockStarts implements CustomBlockParserFactory {

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
        return (state, matched) -> start(new Line(syntax, state, matched));
    }

    private static @Nullable BlockStart start(Line line) {
        if (line.state.getIndent() >= IndentedCodeParser.INDENT) {
            return line.state.getActiveBlockParser().isParagraphParser() ? null : LeafBlockStarts.indentedCode(line);
        }
        Syntax syntax = line.syntax;
        char c = line.text.charAt(line.at);
        BlockStart start = switch (c) {
            case '>' -> ContainerBlockStarts.quote(line);
            case '#' -> LeafBlockStarts.atxHeading(line);
            case '`', '~' -> LeafBlockStarts.fence(line, c);
            case '<' -> syntax.hasHtml() ? LeafBlockStarts.html(line) : null;
            case '[' -> bracket(line);
            case ':' -> syntax.has(MarkdownFeature.DEFINITION_LISTS) ? ContainerBlockStarts.definition(line) : null;
            case '=' -> LeafBlockStarts.setextHeading(line, '=', 1);
            case '-', '_', '*', '+' -> ruleOrBullet(line, c);
            default -> c >= '0' && c <= '9' ? ContainerBlockStarts.item(line) : null;
        };
        boolean delimiters = start == null && syntax.has(MarkdownFeature.TABLES) && (c == '|' || c == '-' || c == ':');
        return delimiters ? LeafBlockStarts.table(line) : start;
    }

    private static @Nullable BlockStart bracket(Line line) {
        BlockStart start = line.syntax.has(MarkdownFeature.TABLE_OF_CONTENTS) ? LeafBlockStarts.contents(line) : null;
        return start == null && line.syntax.has(MarkdownFeature.FOOTNOTES)
                ? ContainerBlockStarts.footnote(line)
                : start;
    }

    /** Sees a rule, an underline or an item. The order is the specification's: an underline before a thematic break, a thematic break before an item. */
    private static @Nullable BlockStart ruleOrBullet(Line line, char c) {
        BlockStart start = c == '-' ? LeafBlockStarts.setextHeading(line, '-', 2) : null;
        if (start == null && c != '+') {
            start = LeafBlockStarts.thematicBreak(line, c);
        }
        if (start == null && c == '*' && line.syntax.has(MarkdownFeature.ABBREVIATIONS)) {
            start = LeafBlockStarts.abbreviation(line);
        }
        return start == null && c != '_' ? ContainerBlockStarts.item(line) : start;
    }
}
