package io.billet.renderer;

import com.vladsch.flexmark.util.misc.Extension;
import io.billet.core.LanguageTag;
import io.billet.renderer.MarkdownLimitException.Limit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The way of a text through the renderer: cleaned, read into a tree, walked once. */
final class Pipeline {

    private static final int WORDS_A_MINUTE = 238;

    private final Options options;
    private final OutputStyle style;
    private final MarkdownReader reader;
    private final ForeignNodes foreign;

    Pipeline(Options options, OutputStyle style) {
        this.options = options;
        this.style = style;
        List<Extension> extensions = options.extensions().value();
        this.foreign =
                extensions.isEmpty() ? ForeignNodes.NONE : new FlexmarkExtensions(extensions, style.vocabulary());
        this.reader = new MarkdownReader(Syntax.of(options), options.limits(), extensions);
    }

    RenderedArticle render(String markdown, Optional<LanguageTag> language) {
        int most = options.limits().characters();
        if (markdown.length() > most) {
            throw new MarkdownLimitException(Limit.CHARACTERS, most, 1);
        }
        FrontMatter source = FrontMatter.split(CleanText.of(markdown), options.has(MarkdownFeature.FRONT_MATTER));
        try {
            return render(source, language);
        } catch (MarkdownLimitException e) {
            throw e.below(source.lines());
        }
    }

    private RenderedArticle render(FrontMatter source, Optional<LanguageTag> language) {
        MarkdownReader.Tree tree = read(source.body());
        Page page = write(tree, language);
        OptionalInt cut = tree.manuscript().cut();
        // Read and written by itself, the public part can show nothing of what stands behind it (ADR 0015).
        Page visible = cut.isPresent() ? write(read(source.body().substring(0, cut.getAsInt())), language) : page;
        Rendition whole = rendition(page);
        return new RenderedArticle(
                whole,
                cut.isPresent() ? rendition(visible) : whole,
                cut.isPresent(),
                Excerpt.of(visible.plain.excerpt(), options.excerptLength()),
                Duration.ofMinutes((whole.wordCount() + WORDS_A_MINUTE - 1) / WORDS_A_MINUTE),
                source.yaml(),
                options.policy() == HtmlPolicy.COMMENT ? List.of() : MissedMarks.in(source, cut));
    }

    MarkdownReader.Tree read(String text) {
        return reader.read(text);
    }

    Page write(MarkdownReader.Tree tree, Optional<LanguageTag> language) {
        Writing writing = new Writing(
                tree.manuscript(),
                Phrases.of(language),
                options.excerptLength(),
                new TextFlow(typographer(language)),
                options.imageSizes().value(),
                foreign);
        Page page = new Page(style, tree.manuscript().text.length() * 5 / 4 + 64);
        new Walk(writing, page).over(tree.root());
        return page;
    }

    private @Nullable Typographer typographer(Optional<LanguageTag> language) {
        if (options.typography() == Typography.NONE) {
            return null;
        }
        boolean insert = options.typography() == Typography.INSERT;
        return language.flatMap(TypographyRules::of)
                .map(rules -> new LocaleTypographer(rules, insert))
                .orElse(null);
    }

    private static Rendition rendition(Page page) {
        return new Rendition(
                page.html.toString(),
                page.headings,
                page.plain.toString(),
                page.plain.words(),
                page.images,
                page.links,
                page.footnotes);
    }
}
