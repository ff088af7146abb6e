package io.billet.renderer;

import com.vladsch.flexmark.util.data.DataHolder;
import com.vladsch.flexmark.util.misc.Extension;
import io.billet.core.LanguageTag;
import io.billet.renderer.MarkdownLimitException.Limit;
import io.billet.renderer.internal.blocks.MarkdownParser;
import io.billet.renderer.internal.html.HtmlOutput;
import io.billet.renderer.internal.html.HtmlWriter;
import io.billet.renderer.internal.html.OutputStyle;
import io.billet.renderer.internal.nodes.LimitPassed;
import io.billet.renderer.internal.nodes.Tree;
import io.billet.renderer.internal.plaintext.Excerpt;
import io.billet.renderer.internal.syntax.Syntax;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The way of a text through the renderer: cleaned, read into a tree, walked once. */
final class Pipeline {

    private final Options options;
    private static final Set<String> CJK = Set.of("zh", "ja", "ko");

    private final MarkdownParser parser;
    private final MarkdownParser cjkParser;
    private final HtmlWriter writer;

    Pipeline(Options options, OutputStyle style) {
        this.options = options;
        List<Extension> extensions = options.extensions().value();
        Optional<DataHolder> settings =
                extensions.isEmpty() ? Optional.empty() : Optional.of(MarkdownParser.settings(extensions));
        this.writer = new HtmlWriter(
                style,
                options.typography(),
                options.excerptLength(),
                options.imageSizes().value(),
                settings);
        Syntax syntax = options.syntax();
        this.parser = new MarkdownParser(syntax, options.limits(), extensions);
        this.cjkParser = new MarkdownParser(syntax.forCjk(), options.limits(), extensions);
    }

    RenderedMarkdown render(String markdown, Optional<LanguageTag> language) {
        int most = options.limits().characters();
        if (markdown.length() > most) {
            throw new MarkdownLimitException(Limit.CHARACTERS, most, 1);
        }
        FrontMatter source = FrontMatter.split(CleanText.of(markdown), options.has(MarkdownFeature.FRONT_MATTER));
        try {
            return render(source, language);
        } catch (LimitPassed e) {
            throw new MarkdownLimitException(e.limit(), e.bound(), source.lineAt(e.offset()));
        }
    }

    private RenderedMarkdown render(FrontMatter source, Optional<LanguageTag> language) {
        Tree tree = parse(source.body(), language);
        HtmlOutput output = write(tree, language);
        OptionalInt cut = tree.context().cut();
        // Read and written by itself, the public part can show nothing of what stands behind it (ADR 0015).
        HtmlOutput visible =
                cut.isPresent() ? write(parse(source.body().substring(0, cut.getAsInt()), language), language) : output;
        Rendition whole = output.rendition();
        return new RenderedMarkdown(
                whole,
                cut.isPresent() ? visible.rendition() : whole,
                cut.isPresent(),
                Excerpt.of(visible.beginning(), options.excerptLength()),
                output.words().readingTime(),
                source.yaml(),
                options.policy() == HtmlPolicy.COMMENT ? List.of() : MissedMarks.in(source, cut));
    }

    Tree parse(String text, Optional<LanguageTag> language) {
        boolean cjk = language.isPresent() && CJK.contains(language.get().language());
        return (cjk ? cjkParser : parser).parse(text);
    }

    HtmlOutput write(Tree tree, Optional<LanguageTag> language) {
        return writer.write(tree, language);
    }
}
