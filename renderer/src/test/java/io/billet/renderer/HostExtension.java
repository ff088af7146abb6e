package io.billet.renderer;

import com.vladsch.flexmark.ast.Paragraph;
import com.vladsch.flexmark.html.HtmlRenderer;
import com.vladsch.flexmark.html.renderer.NodeRenderer;
import com.vladsch.flexmark.html.renderer.NodeRenderingHandler;
import com.vladsch.flexmark.parser.InlineParser;
import com.vladsch.flexmark.parser.InlineParserExtension;
import com.vladsch.flexmark.parser.InlineParserExtensionFactory;
import com.vladsch.flexmark.parser.LightInlineParser;
import com.vladsch.flexmark.parser.Parser;
import com.vladsch.flexmark.parser.block.ParagraphPreProcessor;
import com.vladsch.flexmark.parser.block.ParagraphPreProcessorFactory;
import com.vladsch.flexmark.parser.block.ParserState;
import com.vladsch.flexmark.util.ast.Node;
import com.vladsch.flexmark.util.data.MutableDataHolder;
import com.vladsch.flexmark.util.sequence.BasedSequence;
import java.util.Set;
import java.util.regex.Pattern;

/** A host's own syntax: {@code %word%} becomes {@code <kbd>word</kbd>}, and a paragraph loses a first line {@code ;...}. */
final class HostExtension implements Parser.ParserExtension, HtmlRenderer.HtmlRendererExtension {

    private static final Pattern KEY = Pattern.compile("%(\\w+)%");

    static final class Key extends Node {
        Key(BasedSequence chars) {
            super(chars);
        }

        @Override
        public BasedSequence[] getSegments() {
            return EMPTY_SEGMENTS;
        }
    }

    @Override
    public void parserOptions(MutableDataHolder options) {
        // Nothing to set.
    }

    @Override
    public void rendererOptions(MutableDataHolder options) {
        // Nothing to set.
    }

    @Override
    public void extend(Parser.Builder parser) {
        parser.customInlineParserExtensionFactory(new Keys());
        parser.paragraphPreProcessorFactory(new Asides());
    }

    @Override
    public void extend(HtmlRenderer.Builder renderer, String type) {
        renderer.nodeRendererFactory(options -> (NodeRenderer) () -> Set.of(new NodeRenderingHandler<>(
                Key.class,
                (key, context, html) -> html.tag("kbd").text(key.getChars()).closeTag("kbd"))));
    }

    private static final class Keys implements InlineParserExtensionFactory {
        @Override
        public CharSequence getCharacters() {
            return "%";
        }

        @Override
        public InlineParserExtension apply(LightInlineParser light) {
            return new InlineParserExtension() {
                @Override
                public void finalizeDocument(InlineParser parser) {
                    // Nothing is left over.
                }

                @Override
                public void finalizeBlock(InlineParser parser) {
                    // Nothing is left over.
                }

                @Override
                public boolean parse(LightInlineParser parser) {
                    BasedSequence[] found = parser.matchWithGroups(KEY);
                    if (found == null) {
                        return false;
                    }
                    parser.appendNode(new Key(found[1]));
                    return true;
                }
            };
        }

        @Override
        public Set<Class<?>> getAfterDependents() {
            return null;
        }

        @Override
        public Set<Class<?>> getBeforeDependents() {
            return null;
        }

        @Override
        public boolean affectsGlobalScope() {
            return false;
        }
    }

    private static final class Asides implements ParagraphPreProcessorFactory {
        @Override
        public ParagraphPreProcessor apply(ParserState state) {
            return (Paragraph paragraph, ParserState any) ->
                    paragraph.getChars().startsWith(";")
                            ? paragraph.getLineChars(0).length()
                            : 0;
        }

        @Override
        public Set<Class<?>> getAfterDependents() {
            return null;
        }

        @Override
        public Set<Class<?>> getBeforeDependents() {
            return null;
        }

        @Override
        public boolean affectsGlobalScope() {
            return false;
        }
    }
}
