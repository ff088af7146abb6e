package io.billet.renderer.internal.blocks;

import com.vladsch.flexmark.ast.Paragraph;
import com.vladsch.flexmark.html.AttributeProviderFactory;
import com.vladsch.flexmark.html.HtmlRenderer;
import com.vladsch.flexmark.html.LinkResolverFactory;
import com.vladsch.flexmark.html.UriContentResolverFactory;
import com.vladsch.flexmark.html.renderer.HeaderIdGeneratorFactory;
import com.vladsch.flexmark.html.renderer.NodeRendererFactory;
import com.vladsch.flexmark.parser.InlineParserFactory;
import com.vladsch.flexmark.parser.LinkRefProcessorFactory;
import com.vladsch.flexmark.parser.Parser;
import com.vladsch.flexmark.parser.PostProcessorFactory;
import com.vladsch.flexmark.parser.block.BlockPreProcessorFactory;
import com.vladsch.flexmark.parser.delimiter.DelimiterProcessor;
import com.vladsch.flexmark.util.ast.Node;
import com.vladsch.flexmark.util.misc.Extension;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Asks a host's extensions what they would register, before they do. What belongs to the parts of Flexmark that are replaced
 * would be called never, or with nodes that it does not know, and text would be lost: it is refused, with what to do instead.
 */
public final class HostExtensions {

    private static final String CORE = "com.vladsch.flexmark.ast.";

    private final Set<Class<?>> rendered = new HashSet<>();

    /**
     * Looks at extensions.
     *
     * @throws IllegalArgumentException if one asks for what Billet does not support
     */
    public HostExtensions(List<Extension> extensions) {
        for (Extension extension : extensions) {
            String name = extension.getClass().getName();
            if (extension instanceof Parser.ParserExtension parser) {
                parser.extend(new ParserPart(name));
            }
            if (extension instanceof HtmlRenderer.HtmlRendererExtension renderer) {
                RendererPart part = new RendererPart(name);
                renderer.extend(part, "HTML");
                part.factories.forEach(factory -> factory.apply(MarkdownParser.settings(extensions))
                        .getNodeRenderingHandlers()
                        .forEach(handler -> rendered.add(handler.getNodeType())));
            }
        }
    }

    /** Returns whether Flexmark's renderer knows what to write for a node; for others it would write nothing. */
    public boolean canRender(Node node) {
        return rendered.contains(node.getClass()) || node.getClass().getName().startsWith(CORE);
    }

    private static IllegalArgumentException refused(String extension, String part, String instead) {
        return new IllegalArgumentException("the Flexmark extension " + extension + " registers a " + part
                + ", which Billet does not support; " + instead);
    }

    /** Notes what would be registered with a parser. */
    private static final class ParserPart extends Parser.Builder {

        private final String extension;

        ParserPart(String extension) {
            this.extension = extension;
        }

        @Override
        public Parser.Builder customDelimiterProcessor(DelimiterProcessor processor) {
            throw refused(extension, "delimiter processor", "use an inline parser extension instead");
        }

        @Override
        public Parser.Builder linkRefProcessorFactory(LinkRefProcessorFactory factory) {
            throw refused(extension, "link reference processor", "use an inline parser extension instead");
        }

        @Override
        public Parser.Builder postProcessorFactory(PostProcessorFactory factory) {
            throw refused(extension, "post processor", "for the nodes it would find are Billet's own");
        }

        @Override
        public Parser.Builder customInlineParserFactory(InlineParserFactory factory) {
            throw refused(extension, "parser of inlines", "use an inline parser extension instead");
        }

        @Override
        public Parser.Builder blockPreProcessorFactory(BlockPreProcessorFactory factory) {
            for (Class<?> type : factory.getBlockTypes()) {
                if (type.getName().startsWith(CORE) && type != Paragraph.class) {
                    throw refused(
                            extension,
                            "block pre-processor for " + type.getSimpleName(),
                            "for such blocks are Billet's own; paragraphs and the extension's own blocks can be had");
                }
            }
            return this;
        }
    }

    /** Notes what would be registered with a renderer. */
    private static final class RendererPart extends HtmlRenderer.Builder {

        private final String extension;
        private final Set<NodeRendererFactory> factories = new HashSet<>();

        RendererPart(String extension) {
            this.extension = extension;
        }

        @Override
        public HtmlRenderer.Builder nodeRendererFactory(NodeRendererFactory factory) {
            factories.add(factory);
            return this;
        }

        @Override
        public HtmlRenderer.Builder linkResolverFactory(LinkResolverFactory factory) {
            throw refused(extension, "link resolver", "use MarkdownRenderer.Builder.links(version, rewrite) instead");
        }

        @Override
        public HtmlRenderer.Builder contentResolverFactory(UriContentResolverFactory factory) {
            throw refused(extension, "content resolver", "for links and images are written by Billet");
        }

        @Override
        public HtmlRenderer.Builder attributeProviderFactory(AttributeProviderFactory factory) {
            throw refused(
                    extension,
                    "attribute provider",
                    "write the attributes in the node renderer of the extension's own");
        }

        @Override
        public HtmlRenderer.Builder htmlIdGeneratorFactory(HeaderIdGeneratorFactory factory) {
            throw refused(
                    extension, "generator of heading ids", "use MarkdownRenderer.Builder.idPrefix(prefix) instead");
        }
    }
}
