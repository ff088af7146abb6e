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
import io.billet.renderer.internal.inlines.InlineParser;
import io.billet.renderer.internal.nodes.BlockNode;
import io.billet.renderer.internal.nodes.ParseContext;
import io.billet.renderer.internal.syntax.Syntax;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * Our {@link InlineParser} in the place of Flexmark's inline parser. To a host's own inline extensions it shows what they
 * expect of that parser.
 */
final class FlexmarkInlines extends InlineParserImpl implements InlineParser.HostInlines {

    /** Where a document keeps the context that it was parsed in. */
    static final DataKey<ParseContext> CONTEXT =
            new DataKey<>("BILLET_CONTEXT", new ParseContext("", MarkdownLimits.article()));

    private final Syntax syntax;
    private final MarkdownLimits limits;
    private InlineParser parser;
    private ParseContext context;
    private final List<BlockNode.Leaf> unparsed = new ArrayList<>();
    /** The text last shown to an extension: for the next character it need not be wrapped again. */
    private String shownText = "";

    private BasedSequence shown = BasedSequence.NULL;

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
        this.syntax = syntax;
        this.limits = limits;
        this.context = new ParseContext("", limits);
        this.parser = new InlineParser(syntax, context, NONE, new boolean[128]);
    }

    @Override
    public void initializeDocument(Document document) {
        super.initializeDocument(document);
        BasedSequence text = document.getChars();
        context = new ParseContext(text.getBase() instanceof String flat ? flat : text.toString(), limits);
        document.set(CONTEXT, context);
        StringBuilder characters = new StringBuilder();
        if (inlineParserExtensions != null) {
            inlineParserExtensions.keySet().forEach(characters::append);
        }
        boolean none = characters.isEmpty();
        boolean[] special = none ? syntax.specialCharacters() : syntax.specialCharacters(characters.toString());
        parser = new InlineParser(syntax, context, none ? NONE : this, special);
    }

    Syntax syntax() {
        return syntax;
    }

    ParseContext context() {
        return context;
    }

    /** Has a block's inlines read when all blocks are known, and with them the definitions that a link may refer to. */
    void parseLater(BlockNode.Leaf leaf) {
        unparsed.add(leaf);
    }

    @Override
    public void finalizeDocument(Document document) {
        for (BlockNode.Leaf leaf : unparsed) {
            if (leaf instanceof BlockNode.Paragraph paragraph && paragraph.isEmpty()) {
                paragraph.unlink();
            } else {
                parser.parse(leaf);
                finishBlock(leaf);
            }
        }
        unparsed.clear();
        super.finalizeDocument(document);
    }

    /** Called by block parsers of a host's extensions. */
    @Override
    public void parse(BasedSequence content, Node node) {
        String flat = content.toString();
        parser.parse(node, flat, 0, flat.length(), Math.max(0, content.getStartOffset()));
        finishBlock(node);
    }

    private void finishBlock(Node leaf) {
        if (inlineParserExtensions == null) {
            return;
        }
        this.block = leaf;
        for (List<InlineParserExtension> extensions : inlineParserExtensions.values()) {
            extensions.forEach(extension -> extension.finalizeBlock(this));
        }
    }

    @Override
    public int read(char c, String text, int at, int end, Node parent) {
        List<InlineParserExtension> extensions = inlineParserExtensions.get(c);
        if (extensions == null) {
            return -1;
        }
        if (!text.equals(shownText)) {
            shownText = text;
            shown = BasedSequence.of(text);
        }
        this.block = parent;
        this.input = shown.subSequence(0, end);
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
