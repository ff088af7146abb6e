package io.billet.renderer;

import com.vladsch.flexmark.ast.Heading;
import com.vladsch.flexmark.ext.autolink.AutolinkExtension;
import com.vladsch.flexmark.ext.gfm.strikethrough.StrikethroughExtension;
import com.vladsch.flexmark.ext.tables.TablesExtension;
import com.vladsch.flexmark.html.HtmlRenderer;
import com.vladsch.flexmark.parser.Parser;
import com.vladsch.flexmark.util.ast.Document;
import com.vladsch.flexmark.util.ast.Node;
import com.vladsch.flexmark.util.ast.TextCollectingVisitor;
import com.vladsch.flexmark.util.data.MutableDataSet;
import io.billet.core.LanguageTag;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/** Flexmark as it comes, and the sanitizer over all of it: safe and slow. */
final class FirstPipeline {

    private static final Pattern CUT = Pattern.compile("(?m)^<!-- *members-only *-->[ \\t]*$");
    private static final Pattern FENCE = Pattern.compile("(?ms)^(```+|~~~+).*?(^\\1|\\z)");

    private final Options options;
    private final Parser parser;
    private final HtmlRenderer renderer;
    private final PolicyFactory sanitizer;

    FirstPipeline(Options options) {
        this.options = options;
        boolean stranger = options.policy() == HtmlPolicy.COMMENT;
        MutableDataSet settings = new MutableDataSet()
                .set(
                        Parser.EXTENSIONS,
                        stranger
                                ? List.of(AutolinkExtension.create(), StrikethroughExtension.create())
                                : List.of(
                                        AutolinkExtension.create(),
                                        StrikethroughExtension.create(),
                                        TablesExtension.create()))
                .set(HtmlRenderer.GENERATE_HEADER_ID, !stranger)
                .set(HtmlRenderer.RENDER_HEADER_ID, !stranger)
                .set(HtmlRenderer.HEADER_ID_GENERATOR_NON_ASCII_TO_LOWERCASE, false)
                .set(HtmlRenderer.ESCAPE_HTML, stranger);
        parser = Parser.builder(settings).build();
        renderer = HtmlRenderer.builder(settings).build();
        sanitizer = sanitizer(options.policy().vocabulary(), stranger);
    }

    private static PolicyFactory sanitizer(Vocabulary vocabulary, boolean stranger) {
        HtmlPolicyBuilder builder = new HtmlPolicyBuilder().allowUrlProtocols("http", "https", "mailto");
        for (String element : vocabulary.elementNames()) {
            builder.allowElements(element).allowWithoutAttributes(element);
            for (String attribute : vocabulary.attributeNames(element)) {
                if (!attribute.equals("style") && !attribute.equals("rel")) {
                    builder.allowAttributes(attribute).onElements(element);
                }
            }
        }
        if (stranger) {
            builder.requireRelsOnLinks("nofollow", "ugc", "noopener");
        }
        return builder.toFactory();
    }

    RenderedArticle render(String markdown, Optional<LanguageTag> language) {
        if (markdown.length() > options.limits().characters()) {
            throw new MarkdownLimitException(
                    MarkdownLimitException.Limit.CHARACTERS, options.limits().characters(), 1);
        }
        Optional<Integer> cut = cut(markdown);
        Rendition whole = rendition(cut.isPresent() ? CUT.matcher(markdown).replaceAll("") : markdown);
        Rendition preview = cut.map(at -> rendition(markdown.substring(0, at))).orElse(whole);
        return new RenderedArticle(
                whole,
                preview,
                cut.isPresent(),
                excerpt(preview.plainText()),
                Duration.ofMinutes((whole.wordCount() + 237) / 238),
                Optional.empty());
    }

    private static Optional<Integer> cut(String markdown) {
        Matcher cuts = CUT.matcher(FENCE.matcher(markdown)
                .replaceAll(fence -> "x".repeat(fence.group().length())));
        return cuts.find() ? Optional.of(cuts.start()) : Optional.empty();
    }

    private Rendition rendition(String markdown) {
        Document document = parser.parse(markdown);
        String html = sanitizer.sanitize(renderer.render(document));
        List<TocEntry> headings = new ArrayList<>();
        for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Heading heading) {
                headings.add(new TocEntry(heading.getLevel(), heading.getAnchorRefId(), heading.getAnchorRefText()));
            }
        }
        String text = new TextCollectingVisitor().collectAndGetText(document).strip();
        int words = text.isEmpty() ? 0 : text.split("\\s+").length;
        return new Rendition(html, headings, text, words, List.of(), List.of(), List.of());
    }

    private String excerpt(String text) {
        String line = text.replaceAll("\\s+", " ");
        if (line.length() <= options.excerptLength()) {
            return line;
        }
        int space = line.lastIndexOf(' ', options.excerptLength() - 1);
        return line.substring(0, space > 0 ? space : options.excerptLength() - 1) + "…";
    }
}
