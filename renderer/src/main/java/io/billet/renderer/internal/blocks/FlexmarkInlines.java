package io.billet.renderer.internal.blocks;

import com.vladsch.flexmark.parser.InlineParserExtension;
import com.vladsch.flexmark.parser.InlineParserExtensionFactory;
import com.vladsch.flexmark.parser.delimiter.DelimiterProcessor;
import com.vladsch.flexmark.parser.internal.InlineParserImpl;
import com.vladsch.flexmark.parser.internal.LinkRefProcessorData;
import com.vladsch.flexmark.util.ast.Document;
import com.vladsch.flexmark.util.ast.Node;
import com.vladsch.flexmark.util.data.DataHolder;
import com.vladsch.flexmark.util.data.DataKey;
import com.vladsch.flexmark.util.sequence.BasedSequence;
import io.billet.renderer.MarkdownLimits;
import io.billet.renderer.internal.inlines.InlineReader;
import io.billet.renderer.internal.nodes.BlockNode;
import io.billet.renderer.internal.nodes.Manuscript;
import io.billet.renderer.internal.syntax.Syntax;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * Our {@link InlineReader} in the place of Flexmark's inline parser. To a host's own inline extensions it shows what they
 * expect of that parser.
 */
final class FlexmarkInlines extends InlineParserImpl implements InlineReader.HostInlines {

    /** Where a document keeps the manuscript it was read from. */
    static final DataKey<Manuscript> MANUSCRIPT =
            new DataKey<>("BILLET_MANUSCRIPT", new Manuscript("", MarkdownLimits.article()));

    private final Syntax syntax;
    private final MarkdownLimits limits;
    private InlineReader reader;
    private Manuscript manuscript;
    private final List<BlockNode.Leaf> unread = new ArrayList<>();

    FlexmarkInlines(
            Syntax syntax,
            MarkdownLimits limits,
            DataHolder options,
            BitSet specialCharacters,
            BitSet delimiterCharacters,
            Map<Character, DelimiterProcessor> delimiterProcessors,
            LinkRefProcessorData linkReferences,
            List<InlineParserExtensionFactory> extensions) {
        super(options, specialCharacters, delimiterCharacters, delimiterProcessors, linkReferences, extensions);
        refuseUnsupported(delimiterProcessors, linkReferences);
        this.syntax = syntax;
        this.limits = limits;
        this.manuscript = new Manuscript("", limits);
        this.reader = new InlineReader(syntax, manuscript, NONE, new boolean[128]);
    }

    private static void refuseUnsupported(
            Map<Character, DelimiterProcessor> delimiterProcessors, LinkRefProcessorData linkReferences) {
        boolean foreignDelimiter = delimiterProcessors.size() > 2;
        if (foreignDelimiter || !linkReferences.processors.isEmpty()) {
            throw new IllegalArgumentException("a Flexmark extension registers a "
                    + (foreignDelimiter ? "delimiter processor" : "link reference processor")
                    + ", which Billet does not support; use an inline parser extension instead");
        }
    }

    @Override
    public void initializeDocument(Document document) {
        super.initializeDocument(document);
        BasedSequence text = document.getChars();
        manuscript = new Manuscript(text.getBase() instanceof String flat ? flat : text.toString(), limits);
        document.set(MANUSCRIPT, manuscript);
        StringBuilder characters = new StringBuilder();
        if (inlineParserExtensions != null) {
            inlineParserExtensions.keySet().forEach(characters::append);
        }
        boolean none = characters.isEmpty();
        boolean[] special = none ? syntax.specialCharacters() : syntax.specialCharacters(characters.toString());
        reader = new InlineReader(syntax, manuscript, none ? NONE : this, special);
    }

    Syntax syntax() {
        return syntax;
    }

    Manuscript manuscript() {
        return manuscript;
    }

    /** Has a block's inlines read when all blocks are known, and with them the definitions that a link may refer to. */
    void readLater(BlockNode.Leaf leaf) {
        unread.add(leaf);
    }

    @Override
    public void finalizeDocument(Document document) {
        for (BlockNode.Leaf leaf : unread) {
            if (leaf instanceof BlockNode.Paragraph paragraph && paragraph.isEmpty()) {
                paragraph.unlink();
            } else {
                reader.read(leaf);
            }
        }
        unread.clear();
        super.finalizeDocument(document);
    }

    /** Called by block parsers of a host's extensions. */
    @Override
    public void parse(BasedSequence content, Node node) {
        String flat = content.toString();
        reader.read(node, flat, 0, flat.length(), Math.max(0, content.getStartOffset()));
    }

    @Override
    public int read(char c, String text, int at, int end, Node parent) {
        List<InlineParserExtension> extensions = inlineParserExtensions.get(c);
        if (extensions == null) {
            return -1;
        }
        this.block = parent;
        this.input = BasedSequence.of(text.substring(0, end));
        for (InlineParserExtension extension : extensions) {
            this.index = at;
            if (extension.parse(this)) {
                flushTextNode();
                return index;
            }
        }
        return -1;
    }
}
