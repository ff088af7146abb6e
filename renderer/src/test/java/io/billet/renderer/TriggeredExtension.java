package io.billet.renderer;

import com.vladsch.flexmark.html.HtmlRenderer;
import com.vladsch.flexmark.html.renderer.NodeRenderer;
import com.vladsch.flexmark.html.renderer.NodeRenderingHandler;
import com.vladsch.flexmark.parser.InlineParser;
import com.vladsch.flexmark.parser.InlineParserExtension;
import com.vladsch.flexmark.parser.InlineParserExtensionFactory;
import com.vladsch.flexmark.parser.LightInlineParser;
import com.vladsch.flexmark.parser.Parser;
import com.vladsch.flexmark.util.ast.Node;
import com.vladsch.flexmark.util.data.MutableDataHolder;
import com.vladsch.flexmark.util.sequence.BasedSequence;
import java.util.Set;
import java.util.regex.Pattern;

/** A host's syntax that one character begins: what the pattern finds becomes {@code <kbd id=key>}, or has no renderer. */
final class TriggeredExtension implements Parser.ParserExtension, HtmlRenderer.HtmlRendererExtension {

    static final class Key extends Node {
        Key(BasedSequence chars) {
            super(chars);
        }

        @Override
        public BasedSequence[] getSegments() {
            return EMPTY_SEGMENTS;
        }
    }

    private final String trigger;
    private final Pattern pattern;
    private final boolean rendered;

    TriggeredExtension(String trigger, String pattern, boolean rendered) {
        this.trigger = trigger;
        this.pattern = Pattern.compile(pattern);
        this.rendered = rendered;
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
        parser.customInlineParserExtensionFactory(new Factory());
    }

    @Override
    public void extend(HtmlRenderer.Builder renderer, String type) {
        if (rendered) {
            renderer.nodeRendererFactory(options -> (NodeRenderer) () -> Set.of(new NodeRenderingHandler<>(
                    Key.class,
                    (key, context, html) -> html.attr("id", key.getChars().toString())
                            .withAttr()
                            .tag("kbd")
                            .text(key.getChars())
                            .closeTag("kbd"))));
        }
    }

    private final class Factory implements InlineParserExtensionFactory {
        @Override
        public CharSequence getCharacters() {
            return trigger;
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
                    BasedSequence[] found = parser.matchWithGroups(pattern);
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
}
