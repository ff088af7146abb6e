package io.billet.renderer;

import com.vladsch.flexmark.util.misc.Extension;
import io.billet.core.LanguageTag;
import io.billet.renderer.internal.html.HostSettings;
import io.billet.renderer.internal.html.OutputStyle;
import io.billet.renderer.internal.html.OutputStyle.RawHtml;
import io.billet.renderer.internal.html.OutputStyle.Trait;
import io.billet.renderer.internal.html.PhraseBook;
import io.billet.renderer.internal.policy.UrlRule;
import io.billet.renderer.internal.syntax.Syntax;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** What a renderer was built with; validated once, here. */
record Options(
        HtmlPolicy policy,
        Set<MarkdownFeature> features,
        MarkdownLimits limits,
        Optional<URI> baseUrl,
        Typography typography,
        String idPrefix,
        int excerptLength,
        Versioned<ImageSizes> imageSizes,
        Versioned<List<Extension>> extensions,
        Versioned<UnaryOperator<String>> links,
        Versioned<UnaryOperator<String>> transliteration,
        Map<LanguageTag, Map<String, String>> words) {

    /** Counts up with every change of Billet that changes what is written for the same options. */
    private static final int OUTPUT_VERSION = 5;

    private static final int FINGERPRINT_BYTES = 12;

    /** The element without which a feature cannot be shown. */
    private static final Map<MarkdownFeature, String> NEEDED = Map.of(
            MarkdownFeature.STRIKETHROUGH, "del",
            MarkdownFeature.FOOTNOTES, "section",
            MarkdownFeature.SUPERSCRIPT, "sup",
            MarkdownFeature.SUBSCRIPT, "sub",
            MarkdownFeature.TABLES, "table",
            MarkdownFeature.DEFINITION_LISTS, "dl",
            MarkdownFeature.ALERTS, "div",
            MarkdownFeature.ABBREVIATIONS, "abbr",
            MarkdownFeature.TABLE_OF_CONTENTS, "nav");

    /** Something of the host's that Billet cannot look into, with the host's own word for its state. */
    record Versioned<T>(String version, T value) {}

    Options {
        baseUrl = baseUrl.map(BaseUrl::checked);
        boolean absolute = baseUrl.isPresent() && !BaseUrl.isPath(baseUrl.get());
        if (policy.vocabulary().urls() == UrlRule.ABSOLUTE && !absolute) {
            throw new IllegalArgumentException(policy
                    + " needs a baseUrl that is an absolute http or https URL, because its links must be absolute");
        }
        if (!idPrefix.matches("[A-Za-z][A-Za-z0-9_-]{0,39}")) {
            throw new IllegalArgumentException(
                    "idPrefix must be an ASCII letter and then at most 39 letters, digits, _ or -, got "
                            + idPrefix.length() + " characters");
        }
        if (excerptLength < 10 || excerptLength > 10_000) {
            throw new IllegalArgumentException("excerptLength must be 10 to 10000, got " + excerptLength);
        }
    }

    /** Creates options without links to rewrite and words to say otherwise. */
    Options(
            HtmlPolicy policy,
            Set<MarkdownFeature> features,
            MarkdownLimits limits,
            Optional<URI> baseUrl,
            Typography typography,
            String idPrefix,
            int excerptLength,
            Versioned<ImageSizes> imageSizes,
            Versioned<List<Extension>> extensions) {
        this(
                policy,
                features,
                limits,
                baseUrl,
                typography,
                idPrefix,
                excerptLength,
                imageSizes,
                extensions,
                new Versioned<>("", UnaryOperator.identity()),
                new Versioned<>("", UnaryOperator.identity()),
                Map.of());
    }

    /** Returns a preset. An address that must be there is filled in by the preset's own method. */
    static Options of(HtmlPolicy policy) {
        boolean stranger = policy == HtmlPolicy.COMMENT;
        return new Options(
                stranger ? policy : HtmlPolicy.ARTICLE,
                stranger
                        ? EnumSet.of(
                                MarkdownFeature.AUTOLINKS,
                                MarkdownFeature.STRIKETHROUGH,
                                MarkdownFeature.CJK_PUNCTUATION,
                                MarkdownFeature.EMOJI_SHORTCODES)
                        : EnumSet.complementOf(EnumSet.of(MarkdownFeature.SCROLLING)),
                stranger ? MarkdownLimits.comment() : MarkdownLimits.article(),
                Optional.empty(),
                Typography.CONVERT,
                "h-",
                200,
                new Versioned<>("", url -> Optional.empty()),
                new Versioned<>("", List.of()));
    }

    boolean has(MarkdownFeature feature) {
        return features.contains(feature);
    }

    /** Reads only what the policy has words for: what is not read stays text. */
    Syntax syntax() {
        EnumSet<MarkdownFeature> read = EnumSet.noneOf(MarkdownFeature.class);
        read.addAll(features);
        NEEDED.forEach((feature, element) -> {
            if (!policy.vocabulary().hasElement(element)) {
                read.remove(feature);
            }
        });
        if (!read.contains(MarkdownFeature.HEADING_IDS)) {
            read.remove(MarkdownFeature.TABLE_OF_CONTENTS);
        }
        return new Syntax(read, policy != HtmlPolicy.COMMENT);
    }

    OutputStyle style() {
        boolean stranger = policy == HtmlPolicy.COMMENT;
        EnumSet<Trait> traits = EnumSet.of(Trait.CHECKED_URLS);
        switch (policy) {
            case ARTICLE -> traits.addAll(EnumSet.of(Trait.LAZY_IMAGES, Trait.CHECKBOXES));
            case COMMENT -> traits.add(Trait.STRANGERS_WORDS);
            case EMAIL -> traits.addAll(EnumSet.of(Trait.INLINE_STYLES, Trait.TEXT_TWIN));
            case FEED -> {}
        }
        if (!stranger && has(MarkdownFeature.HEADING_IDS)) {
            traits.add(Trait.HEADING_IDS);
        }
        if (!stranger && has(MarkdownFeature.FIGURES)) {
            traits.add(Trait.FIGURES);
        }
        if (has(MarkdownFeature.SCROLLING) && (stranger || policy == HtmlPolicy.ARTICLE)) {
            traits.add(Trait.SCROLLING);
        }
        RawHtml rawHtml = stranger ? RawHtml.SHOWN_AS_TEXT : RawHtml.FILTERED;
        return new OutputStyle(rawHtml, policy.vocabulary(), traits, idPrefix, baseUrl);
    }

    HostSettings hostSettings() {
        return new HostSettings(imageSizes.value(), links.value(), transliteration.value(), new PhraseBook(words));
    }

    private String sortedWords() {
        TreeMap<String, String> sorted = new TreeMap<>();
        words.forEach((language, said) -> said.forEach((key, word) -> sorted.put(language.value() + '.' + key, word)));
        return sorted.isEmpty() ? "" : sorted.toString();
    }

    String fingerprint() {
        String all = String.join(
                "\n",
                String.valueOf(OUTPUT_VERSION),
                policy.name(),
                new TreeSet<>(features).toString(),
                limits.toString(),
                baseUrl.map(URI::toString).orElse(""),
                typography.name(),
                idPrefix,
                String.valueOf(excerptLength),
                imageSizes.version(),
                extensions.version(),
                String.valueOf(extensions.value().size()),
                links.version(),
                transliteration.version(),
                sortedWords());
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, FINGERPRINT_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
