package io.billet.renderer;

import com.vladsch.flexmark.ast.Paragraph;
import com.vladsch.flexmark.parser.Parser;
import com.vladsch.flexmark.util.ast.Document;
import com.vladsch.flexmark.util.ast.Node;
import com.vladsch.flexmark.util.data.MutableDataSet;
import com.vladsch.flexmark.util.misc.Extension;
import io.billet.core.LanguageTag;
import io.billet.renderer.MarkdownLimitException.Limit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The way of a text through the renderer: cleaned, parsed by Flexmark with our parts, walked once. */
final class Pipeline {

    private static final int WORDS_A_MINUTE = 238;

    private final Options options;
    private final OutputStyle style;
    private final Syntax syntax;
    private final Parser parser;
    private final ForeignNodes foreign;

    Pipeline(Options options, OutputStyle style) {
        this.options = options;
        this.style = style;
        this.syntax = Syntax.of(options);
        MutableDataSet settings = new MutableDataSet()
                .set(Parser.BLOCK_QUOTE_PARSER, false)
                .set(Parser.HEADING_PARSER, false)
                .set(Parser.FENCED_CODE_BLOCK_PARSER, false)
                .set(Parser.HTML_BLOCK_PARSER, false)
                .set(Parser.THEMATIC_BREAK_PARSER, false)
                .set(Parser.LIST_BLOCK_PARSER, false)
                .set(Parser.INDENTED_CODE_BLOCK_PARSER, false);
        List<Extension> extensions = options.extensions().value();
        this.foreign = extensions.isEmpty()
                ? ForeignNodes.NONE
                : new FlexmarkExtensions(settings, extensions, style.vocabulary());
        this.parser = Parser.builder(new MutableDataSet(settings).set(Parser.EXTENSIONS, List.copyOf(extensions)))
                .customBlockParserFactory(new BlockStarts(syntax))
                .paragraphPreProcessorFactory(new References())
                .customInlineParserFactory(
                        (parserOptions, special, delimiter, processors, links, inlines) -> new FlexmarkInlines(
                                syntax,
                                options.limits(),
                                parserOptions,
                                special,
                                delimiter,
                                processors,
                                links,
                                inlines))
                .build();
        parser.parse("");
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
        Walk.Pages pages = write(parse(source.body()), language);
        Rendition whole = rendition(pages.whole());
        Page visible = pages.preview().orElse(pages.whole());
        return new RenderedArticle(
                whole,
                pages.preview().map(Pipeline::rendition).orElse(whole),
                pages.preview().isPresent(),
                Excerpt.of(visible.plain.excerpt(), options.excerptLength()),
                Duration.ofMinutes((whole.wordCount() + WORDS_A_MINUTE - 1) / WORDS_A_MINUTE),
                source.yaml());
    }

    /** A text after parsing and before writing. */
    record Parsed(Node root, Manuscript manuscript) {}

    Parsed parse(String text) {
        return isOnePlainLine(text) ? line(text) : document(text);
    }

    Walk.Pages write(Parsed parsed, Optional<LanguageTag> language) {
        Writing writing = new Writing(
                parsed.manuscript(),
                Phrases.of(language),
                options.excerptLength(),
                new TextFlow(typographer(language)),
                options.imageSizes().value(),
                foreign);
        Page page = new Page(style, parsed.manuscript().text.length() * 5 / 4 + 64);
        return new Walk(writing, page).over(parsed.root());
    }

    private Parsed document(String text) {
        Document document = parser.parse(text);
        return new Parsed(document, Manuscript.KEY.get(document));
    }

    /**
     * Whether a text can be nothing but one paragraph: most comments. For them the parser of blocks would cost several
     * times what they need.
     */
    private boolean isOnePlainLine(String text) {
        return foreign == ForeignNodes.NONE
                && !text.isEmpty()
                && Character.isLetter(text.charAt(0))
                && text.indexOf('\n') < 0;
    }

    private Parsed line(String text) {
        Manuscript manuscript = new Manuscript(text, options.limits());
        BlockNode.Root root = new BlockNode.Root();
        Paragraph paragraph = new Paragraph();
        root.appendChild(paragraph);
        new InlineReader(syntax, manuscript, InlineReader.HostInlines.NONE, syntax.specialCharacters())
                .read(paragraph, text, 0, text.length(), 0);
        return new Parsed(root, manuscript);
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
