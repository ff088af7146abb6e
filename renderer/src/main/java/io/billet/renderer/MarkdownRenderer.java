package io.billet.renderer;

import com.vladsch.flexmark.util.misc.Extension;
import io.billet.core.LanguageTag;
import io.billet.renderer.internal.html.PhraseBook;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Turns Markdown into safe HTML and into everything that is derived from it: a public preview, a table of contents, an
 * excerpt, plain text, word count, images, links, footnotes.
 *
 * <pre>{@code
 * MarkdownRenderer renderer = MarkdownRenderer.article();      // keep it: building costs, rendering does not
 * String html = renderer.render("Hello *world*").html();       // <p>Hello <em>world</em></p>
 * }</pre>
 *
 * <p>Understands CommonMark 0.31.2, GitHub's extensions to it, and what {@link MarkdownFeature} lists. Whoever wrote the
 * Markdown, the HTML keeps to the renderer's {@link HtmlPolicy}; however it was written, the
 * {@link MarkdownLimits} hold: time is linear in the size of the text, and no text overflows the stack.
 *
 * <p>Immutable and thread-safe: one renderer serves any number of threads. The same text gives the same result on every
 * JVM, whatever its default locale, charset or time zone.
 */
public final class MarkdownRenderer {

    private static final MarkdownRenderer ARTICLE = new Builder(HtmlPolicy.ARTICLE).build();
    private static final MarkdownRenderer COMMENT = new Builder(HtmlPolicy.COMMENT).build();

    private final Options options;
    private final Pipeline pipeline;
    private final String fingerprint;

    private MarkdownRenderer(Options options) {
        this.options = options;
        this.pipeline = new Pipeline(options, options.style());
        this.fingerprint = options.fingerprint();
    }

    /** {@return the renderer for what an author writes: all features, {@link HtmlPolicy#ARTICLE}} */
    public static MarkdownRenderer article() {
        return ARTICLE;
    }

    /**
     * {@return the renderer for what a stranger writes: {@link HtmlPolicy#COMMENT}, few features,
     * {@link MarkdownLimits#comment()}}
     */
    public static MarkdownRenderer comment() {
        return COMMENT;
    }

    /**
     * Returns a renderer for the parts of an e-mail: {@link HtmlPolicy#EMAIL}; {@link Rendition#plainText()} is the text
     * part.
     *
     * @param baseUrl the article's own URL, absolute, http or https: relative links and images are resolved against it
     * @return a renderer
     * @throws IllegalArgumentException if the URL is not absolute
     * @throws NullPointerException     if the URL is {@code null}
     */
    public static MarkdownRenderer email(URI baseUrl) {
        return new Builder(HtmlPolicy.ARTICLE)
                .policy(HtmlPolicy.EMAIL)
                .baseUrl(baseUrl)
                .build();
    }

    /**
     * Returns a renderer for RSS, Atom and JSON Feed: {@link HtmlPolicy#FEED}.
     *
     * @param baseUrl the article's own URL, absolute, http or https: relative links and images are resolved against it
     * @return a renderer
     * @throws IllegalArgumentException if the URL is not absolute
     * @throws NullPointerException     if the URL is {@code null}
     */
    public static MarkdownRenderer feed(URI baseUrl) {
        return new Builder(HtmlPolicy.ARTICLE)
                .policy(HtmlPolicy.FEED)
                .baseUrl(baseUrl)
                .build();
    }

    /** {@return a builder that starts from {@link #article()}} */
    public static Builder builder() {
        return ARTICLE.toBuilder();
    }

    /** {@return a builder that starts from this renderer's options} */
    public Builder toBuilder() {
        return new Builder(options);
    }

    /**
     * Renders a text of unknown language: typography is left as it was written.
     *
     * @param markdown the text, possibly empty
     * @return the result, never {@code null}
     * @throws MarkdownLimitException if the text passes one of the {@link MarkdownLimits}
     */
    public RenderedMarkdown render(String markdown) {
        return pipeline.render(given(markdown, "markdown"), Optional.empty());
    }

    /**
     * Renders a text with the typography of its language; see {@link Typography}. A language without rules is rendered
     * as it was written.
     *
     * @param markdown the text, possibly empty
     * @param language the language it is written in
     * @return the result, never {@code null}
     * @throws MarkdownLimitException if the text passes one of the {@link MarkdownLimits}
     */
    public RenderedMarkdown render(String markdown, LanguageTag language) {
        return pipeline.render(given(markdown, "markdown"), Optional.of(given(language, "language")));
    }

    private static <T> T given(T argument, String name) {
        return Objects.requireNonNull(argument, () -> name + " must not be null");
    }

    private static <T> List<T> allGiven(T[] arguments, String name) {
        List<T> all = new ArrayList<>();
        for (T argument : given(arguments, name)) {
            all.add(given(argument, "an element of " + name));
        }
        return all;
    }

    /** {@return the policy that the HTML keeps to} */
    public HtmlPolicy policy() {
        return options.policy();
    }

    /**
     * {@return a short text that is the same for renderers which give the same results, on every JVM, and differs
     * otherwise (also between versions of Billet whose output differs): a part of a cache's key}
     */
    public String fingerprint() {
        return fingerprint;
    }

    /**
     * Builds a {@link MarkdownRenderer}. Every setting has a default; a builder may be used by one thread at a time. A setting
     * that is {@code null} is refused at once by a {@link NullPointerException} that names it.
     */
    public static final class Builder {

        private HtmlPolicy policy;
        private final EnumSet<MarkdownFeature> features;
        private MarkdownLimits limits;
        private Optional<URI> baseUrl;
        private Typography typography;
        private String idPrefix;
        private int excerptLength;
        private Options.Versioned<ImageSizes> imageSizes;
        private Options.Versioned<List<Extension>> extensions;
        private Options.Versioned<UnaryOperator<String>> links;
        private Options.Versioned<UnaryOperator<String>> transliteration;
        private final Map<LanguageTag, Map<String, String>> words;

        private Builder(HtmlPolicy policy) {
            this(Options.of(policy));
        }

        private Builder(Options options) {
            policy = options.policy();
            features = EnumSet.noneOf(MarkdownFeature.class);
            features.addAll(options.features());
            limits = options.limits();
            baseUrl = options.baseUrl();
            typography = options.typography();
            idPrefix = options.idPrefix();
            excerptLength = options.excerptLength();
            imageSizes = options.imageSizes();
            extensions = options.extensions();
            links = options.links();
            transliteration = options.transliteration();
            words = new HashMap<>(options.words());
        }

        /**
         * Sets what may stand in the HTML, and nothing else. Default: {@link HtmlPolicy#ARTICLE}. Features that the policy
         * has no elements for are left out of the result. Features and {@linkplain #limits(MarkdownLimits) limits} stay those
         * that the builder started from: {@code comment().toBuilder().policy(HtmlPolicy.ARTICLE)} reads what a comment may
         * say, up to {@link MarkdownLimits#comment()}, and writes it as an article.
         *
         * @param policy the policy
         * @return this
         */
        public Builder policy(HtmlPolicy policy) {
            this.policy = given(policy, "policy");
            return this;
        }

        /**
         * Switches features on. Default: all of them, for a comment few.
         *
         * @param features the features
         * @return this
         */
        public Builder enable(MarkdownFeature... features) {
            this.features.addAll(allGiven(features, "features"));
            return this;
        }

        /**
         * Switches features off.
         *
         * @param features the features
         * @return this
         */
        public Builder disable(MarkdownFeature... features) {
            allGiven(features, "features").forEach(this.features::remove);
            return this;
        }

        /**
         * Sets the bounds. Default: {@link MarkdownLimits#article()}.
         *
         * @param limits the bounds
         * @return this
         */
        public Builder limits(MarkdownLimits limits) {
            this.limits = given(limits, "limits");
            return this;
        }

        /**
         * Sets the URL against which relative links and images are resolved. Default: none, they stay relative.
         *
         * @param baseUrl absolute, http or https, or a path that begins with {@code /}, by which links become absolute paths;
         *                for {@link HtmlPolicy#EMAIL} and {@link HtmlPolicy#FEED} absolute. A host beyond ASCII is written
         *                in its ASCII form (IDNA)
         * @return this
         * @throws IllegalArgumentException if it is neither
         */
        public Builder baseUrl(URI baseUrl) {
            this.baseUrl = Optional.of(BaseUrl.checked(given(baseUrl, "baseUrl")));
            return this;
        }

        /**
         * Sets what happens to spaces, quotes and dashes when the language is given. Default:
         * {@link Typography#CONVERT}; {@link Typography#NONE} switches it off.
         *
         * @param typography the kind
         * @return this
         */
        public Builder typography(Typography typography) {
            this.typography = given(typography, "typography");
            return this;
        }

        /**
         * Sets what all ids in the HTML begin with (headings, footnotes, those in raw HTML), so that they neither meet the
         * page's own ids nor those of a second article on the page. Links of a text to a place in itself follow: what
         * is written {@code #install} becomes {@code #h-install} if there is such a heading or anchor. Default:
         * {@code h-}.
         *
         * @param idPrefix 1 to 40 characters: an ASCII letter, then letters, digits, {@code _} and {@code -}
         * @return this
         */
        public Builder idPrefix(String idPrefix) {
            this.idPrefix = given(idPrefix, "idPrefix");
            return this;
        }

        /**
         * Sets the longest excerpt. Default: 200.
         *
         * @param characters 10 to 10,000 characters (code points)
         * @return this
         */
        public Builder excerptLength(int characters) {
            this.excerptLength = characters;
            return this;
        }

        /**
         * Gives images their width and height. Default: unknown.
         *
         * @param version a text that changes whenever an answer may change; part of {@link #fingerprint()}
         * @param sizes   knows the sizes
         * @return this
         */
        public Builder imageSizes(String version, ImageSizes sizes) {
            this.imageSizes = new Options.Versioned<>(given(version, "version"), given(sizes, "sizes"));
            return this;
        }

        /**
         * <strong>Escape hatch.</strong> Adds the host's own Flexmark extensions: those that add block parsers, inline
         * parser extensions or node renderers. What they render passes through the HTML sanitizer. This is the only
         * place where a type of Flexmark stands in a signature of Billet; it follows Flexmark's versions, and the
         * guarantee of linear time and constant stack does not cover a foreign extension's own code. A renderer with
         * extensions is slower, because Flexmark then keeps an index of all blocks for them.
         *
         * <p>An inline parser extension may be triggered by any character. For {@code @ w W : & < ! ]} it has its turn where
         * Billet's own syntax finds nothing, for all others before it. A node that nothing renders shows its children. Ids
         * get the prefix, as those of raw HTML do.
         *
         * @param version    a text that changes whenever the extensions' output may change; part of
         *                   {@link #fingerprint()}
         * @param extensions Flexmark extensions; at {@link #build()} one that works in a way not supported is refused:
         *                   delimiter processors, link reference processors, post processors, attribute providers, link
         *                   resolvers, generators of ids, block pre-processors for other blocks than paragraphs and the
         *                   extension's own
         * @return this
         */
        public Builder flexmarkExtensions(String version, Extension... extensions) {
            this.extensions = new Options.Versioned<>(given(version, "version"), allGiven(extensions, "extensions"));
            return this;
        }

        /**
         * Lets the host rewrite the URLs of links and images: a path prefix, a CDN, a router's own names. Default: they stay.
         * What comes back is resolved against {@link #baseUrl(URI)}, and judged by the policy as if the author had written
         * it. Links within the text ({@code #install}), those that an extension of the host's renders and those of footnotes
         * and the table of contents are not asked for.
         *
         * <pre>{@code
         * builder.links("v1", url -> url.startsWith("/") ? "/app" + url : url)
         * }</pre>
         *
         * @param version   a text that changes whenever an answer may change; part of {@link #fingerprint()}
         * @param rewriting returns the URL to use for one that an author wrote, decoded; never {@code null}, thread-safe,
         *                  and at once, because it is called while rendering
         * @return this
         */
        public Builder links(String version, UnaryOperator<String> rewriting) {
            this.links = new Options.Versioned<>(given(version, "version"), given(rewriting, "rewriting"));
            return this;
        }

        /**
         * Lets links within a text find headings by slugs in other letters than the headings' own. Default: only by those in
         * the same letters, with or without accents. Some generators make a slug of Latin letters of any text: {@code ## 安装}
         * is {@code #an-zhuang} to Zola, Django and Pelican. Who brings such a site along names the library that they use, or
         * one with the same tables:
         *
         * <pre>{@code
         * builder.transliteration("junidecode-0.5", Junidecode::unidecode)
         * }</pre>
         *
         * The headings' ids stay what they are.
         *
         * @param version         a text that changes whenever an answer may change; part of {@link #fingerprint()}
         * @param transliteration returns the text of a heading in other letters; never {@code null}, thread-safe, and at
         *                        once. Asked only for texts with a link into the text that leads nowhere otherwise
         * @return this
         */
        public Builder transliteration(String version, UnaryOperator<String> transliteration) {
            this.transliteration =
                    new Options.Versioned<>(given(version, "version"), given(transliteration, "transliteration"));
            return this;
        }

        /**
         * Sets what the renderer itself says in a language. Default: Billet's words, in English where it does not know the
         * language. Read at once, so that later changes of the bundle count for nothing.
         *
         * @param language the language; one without a region counts for all of them
         * @param bundle   the words, those missing stay Billet's: {@code renderer.note}, {@code renderer.tip},
         *                 {@code renderer.important}, {@code renderer.warning}, {@code renderer.caution} above alerts;
         *                 {@code renderer.done}, {@code renderer.toDo} of tasks; {@code renderer.contents} of the table of
         *                 contents; {@code renderer.footnotes}, {@code renderer.back} of footnotes. Plain text
         * @return this
         */
        public Builder words(LanguageTag language, ResourceBundle bundle) {
            Map<String, String> all = new HashMap<>(words.getOrDefault(given(language, "language"), Map.of()));
            all.putAll(PhraseBook.wordsOf(given(bundle, "bundle")));
            words.put(language, Map.copyOf(all));
            return this;
        }

        /**
         * Builds the renderer.
         *
         * @return a renderer
         * @throws IllegalArgumentException if a setting is out of its range
         */
        public MarkdownRenderer build() {
            return new MarkdownRenderer(new Options(
                    policy,
                    Set.copyOf(features),
                    limits,
                    baseUrl,
                    typography,
                    idPrefix,
                    excerptLength,
                    imageSizes,
                    extensions,
                    links,
                    transliteration,
                    Map.copyOf(words)));
        }
    }
}
