package io.billet.renderer.internal.blocks;

import com.vladsch.flexmark.parser.InlineParserExtensionFactory;
import com.vladsch.flexmark.parser.Parser;
import com.vladsch.flexmark.parser.delimiter.DelimiterProcessor;
import com.vladsch.flexmark.parser.internal.InlineParserImpl;
import com.vladsch.flexmark.parser.internal.LinkRefProcessorData;
import com.vladsch.flexmark.util.ast.Document;
import com.vladsch.flexmark.util.data.DataHolder;
import com.vladsch.flexmark.util.data.DataSet;
import com.vladsch.flexmark.util.data.MutableDataSet;
import com.vladsch.flexmark.util.misc.Extension;
import io.billet.renderer.MarkdownLimits;
import io.billet.renderer.internal.inlines.InlineParser;
import io.billet.renderer.internal.nodes.BlockNode;
import io.billet.renderer.internal.nodes.ParseContext;
import io.billet.renderer.internal.nodes.Tree;
import io.billet.renderer.internal.syntax.Syntax;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a text into a tree: by Flexmark's parser of blocks, with our parts in it. */
public final class MarkdownParser {

    private static final DataSet SETTINGS = new MutableDataSet()
            .set(Parser.BLOCK_QUOTE_PARSER, false)
            .set(Parser.HEADING_PARSER, false)
            .set(Parser.FENCED_CODE_BLOCK_PARSER, false)
            .set(Parser.HTML_BLOCK_PARSER, false)
            .set(Parser.THEMATIC_BREAK_PARSER, false)
            .set(Parser.LIST_BLOCK_PARSER, false)
            .set(Parser.INDENTED_CODE_BLOCK_PARSER, false)
            .toImmutable();

    private static final LinkRefProcessorData NO_LINK_PROCESSORS =
            InlineParserImpl.calculateLinkRefProcessors(SETTINGS, List.of());

    private final Syntax syntax;
    private final MarkdownLimits limits;
    private final BlockStarts starts;
    /** What parses texts with a host's extensions; null if there are none. */
    private final @Nullable Parser extended;

    /**
     * Creates a parser.
     *
     * @throws IllegalArgumentException if an extension asks for what Billet does not support
     */
    public MarkdownParser(Syntax syntax, MarkdownLimits limits, List<Extension> extensions) {
        this.syntax = syntax;
        this.limits = limits;
        this.starts = new BlockStarts(syntax);
        this.extended = extensions.isEmpty() ? null : extended(extensions);
    }

    /** Returns Flexmark's settings, for all that has to do with this parser. */
    public static MutableDataSet settings(List<Extension> extensions) {
        return new MutableDataSet(SETTINGS).set(Parser.EXTENSIONS, List.copyOf(extensions));
    }

    private Parser extended(List<Extension> extensions) {
        Parser parser = Parser.builder(settings(extensions))
                .customBlockParserFactory(starts)
                .blockPreProcessorFactory(new ParagraphConversion())
                .customInlineParserFactory(this::inlines)
                .build();
        parser.parse("");
        return parser;
    }

    private FlexmarkInlines inlines(
            DataHolder options,
            BitSet special,
            BitSet delimiter,
            Map<Character, DelimiterProcessor> processors,
            LinkRefProcessorData links,
            List<InlineParserExtensionFactory> extensions) {
        return new FlexmarkInlines(syntax, limits, options, special, delimiter, processors, links, extensions);
    }

    /**
     * Parses a text.
     *
     * @throws io.billet.renderer.internal.nodes.LimitPassed if the text passes a limit
     */
    public Tree parse(String text) {
        return isOnePlainLine(text) ? line(text) : document(text);
    }

    /**
     * Returns whether a text can be nothing but one paragraph: most comments. For them the parser of blocks would cost several
     * times what they need.
     */
    private boolean isOnePlainLine(String text) {
        return extended == null && !text.isEmpty() && Character.isLetter(text.charAt(0)) && text.indexOf('\n') < 0;
    }

    private Tree line(String text) {
        ParseContext context = new ParseContext(text, limits);
        BlockNode.Root root = new BlockNode.Root();
        BlockNode.Paragraph paragraph = new BlockNode.Paragraph(0);
        paragraph.setText(text, 0, text.length());
        root.appendChild(paragraph);
        new InlineParser(syntax, context, InlineParser.HostInlines.NONE, syntax.specialCharacters()).parse(paragraph);
        return new Tree(root, context);
    }

    private Tree document(String text) {
        Document document = extended == null ? plain(text) : extended.parse(text);
        return new Tree(document, FlexmarkInlines.CONTEXT.get(document));
    }

    private Document plain(String text) {
        FlexmarkInlines inlines =
                inlines(SETTINGS, new BitSet(), new BitSet(), Map.of(), NO_LINK_PROCESSORS, List.of());
        return new UnindexedDocumentParser(SETTINGS, starts, inlines).parse(text);
    }
}
