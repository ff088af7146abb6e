package io.billet.renderer.internal.html;

import com.vladsch.flexmark.ast.Text;
import com.vladsch.flexmark.html.HtmlRenderer;
import com.vladsch.flexmark.html.renderer.NodeRenderer;
import com.vladsch.flexmark.html.renderer.NodeRendererFactory;
import com.vladsch.flexmark.html.renderer.NodeRenderingHandler;
import com.vladsch.flexmark.parser.Parser;
import com.vladsch.flexmark.util.ast.Block;
import com.vladsch.flexmark.util.ast.Document;
import com.vladsch.flexmark.util.ast.Node;
import com.vladsch.flexmark.util.data.DataHolder;
import com.vladsch.flexmark.util.data.NullableDataKey;
import io.billet.renderer.internal.blocks.HostExtensions;
import io.billet.renderer.internal.nodes.BlockNode;
import io.billet.renderer.internal.nodes.InlineNode;
import io.billet.renderer.internal.policy.Vocabulary;
import io.billet.renderer.internal.syntax.CharacterReferences;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * A host's own extensions: their nodes are rendered by Flexmark's HtmlRenderer, the nodes of ours inside them by our
 * walk, and the whole passes the OWASP sanitizer under the policy's vocabulary.
 */
final class FlexmarkExtensions implements ForeignNodes {

    private static final NullableDataKey<Walk> WALK = new NullableDataKey<>("BILLET_WALK");

    private static final Pattern ID = Pattern.compile(" id=\"([^\"]*)\"");
    private static final Pattern TAG = Pattern.compile("<[^>]*>");

    private final HostExtensions extensions;
    private final HtmlRenderer renderer;
    private final PolicyFactory sanitizer;

    /**
     * Creates the writer of extensions' nodes.
     *
     * @param settings Flexmark's, with the extensions among them
     */
    FlexmarkExtensions(DataHolder settings, Vocabulary vocabulary) {
        this.extensions = new HostExtensions(List.copyOf(Parser.EXTENSIONS.get(settings)));
        this.renderer =
                HtmlRenderer.builder(settings).nodeRendererFactory(ours()).build();
        this.sanitizer = sanitizer(vocabulary);
    }

    @Override
    public boolean write(Node node, Walk walk, HtmlOutput output) {
        if (node instanceof Text text) {
            Escape.text(output.html, text.getChars());
            output.plain.append(text.getChars());
            return true;
        }
        if (!extensions.canRender(node)) {
            return writeChildren(node, output);
        }
        Document document = node.getDocument();
        document.set(WALK, walk);
        try {
            if (node instanceof Block) {
                if (output.rawOpen > 0) {
                    output.nesting.makeRoomFor("div");
                }
                output.newLine();
                append(node, output);
                output.plain.breakLine(2);
            } else {
                append(node, output);
            }
        } finally {
            document.remove(WALK);
        }
        return true;
    }

    /** What nobody can render shows what stands in it, or its own words, rather than nothing. */
    private static boolean writeChildren(Node node, HtmlOutput output) {
        if (node.hasChildren()) {
            return false;
        }
        if (node instanceof Block && output.rawOpen > 0) {
            output.nesting.makeRoomForText();
        }
        Escape.text(output.html, node.getChars());
        output.plain.append(node.getChars());
        if (node instanceof Block) {
            output.newLine();
            output.plain.breakLine(2);
        }
        return true;
    }

    private void append(Node node, HtmlOutput output) {
        int before = output.plain.length();
        String html = withOurPrefix(sanitizer.sanitize(renderer.render(node)), output.anchors());
        output.hasInPageLinks |= html.contains(" href=\"#");
        output.html.append(node instanceof Block ? html : html.stripTrailing());
        boolean wroteOurs = output.plain.length() > before;
        if (!wroteOurs) {
            output.plain.appendLines(text(html));
        }
    }

    /** Returns HTML that the sanitizer has written with the prefix before ids that are not ours, as raw HTML has it. */
    private static String withOurPrefix(String html, Anchors anchors) {
        return ID.matcher(html).replaceAll(found -> {
            String id = CharacterReferences.decode(found.group(1));
            String ours = anchors.has(id) ? id : anchors.chosen(id).orElse("");
            return Matcher.quoteReplacement(ours.isEmpty() ? "" : " id=\"" + ours + "\"");
        });
    }

    /** Returns what stands in HTML that the sanitizer has written: in it {@code <} and {@code >} are a tag's. */
    private static String text(String html) {
        return CharacterReferences.decode(TAG.matcher(html).replaceAll("")).strip();
    }

    private static NodeRendererFactory ours() {
        return options -> (NodeRenderer) () -> {
            Set<NodeRenderingHandler<?>> handlers = new HashSet<>();
            List<Class<? extends Node>> types = new ArrayList<>(List.of(InlineNode.class));
            for (Class<?> type : BlockNode.class.getDeclaredClasses()) {
                if (BlockNode.class.isAssignableFrom(type)) {
                    types.add(type.asSubclass(Node.class));
                }
            }
            types.forEach(type -> handlers.add(handler(type)));
            return handlers;
        };
    }

    private static <N extends Node> NodeRenderingHandler<N> handler(Class<N> type) {
        return new NodeRenderingHandler<>(type, (node, context, html) -> {
            Walk walk = WALK.get(node.getDocument());
            html.rawPre(walk == null ? "" : walk.alone(node));
        });
    }

    private static PolicyFactory sanitizer(Vocabulary vocabulary) {
        HtmlPolicyBuilder policy = new HtmlPolicyBuilder().allowUrlProtocols("http", "https", "mailto", "tel");
        for (String element : vocabulary.elementNames()) {
            policy.allowElements(element).allowWithoutAttributes(element);
            for (String attribute : vocabulary.attributeNames(element)) {
                policy.allowAttributes(attribute)
                        .matching((name, key, value) -> vocabulary.allows(name, key, value) ? value : null)
                        .onElements(element);
            }
        }
        return policy.toFactory();
    }
}
