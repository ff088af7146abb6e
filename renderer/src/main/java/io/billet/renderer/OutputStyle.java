package io.billet.renderer;

import java.net.URI;
import java.util.Optional;

/** How the writer writes: what a policy and the features come down to. */
record OutputStyle(
        RawHtml rawHtml,
        Vocabulary vocabulary,
        boolean checkUrls,
        boolean stranger,
        boolean headingIds,
        boolean figures,
        boolean lazyImages,
        boolean checkboxes,
        boolean inlineStyles,
        boolean textTwin,
        String idPrefix,
        Optional<URI> baseUrl) {

    /** What becomes of HTML inside Markdown. */
    enum RawHtml {
        FILTERED,
        SHOWN_AS_TEXT,
        /** Only for the tests against the specification's examples. */
        UNTOUCHED
    }

    static OutputStyle of(Options options) {
        HtmlPolicy policy = options.policy();
        boolean page = policy == HtmlPolicy.ARTICLE;
        boolean stranger = policy == HtmlPolicy.COMMENT;
        return new OutputStyle(
                stranger ? RawHtml.SHOWN_AS_TEXT : RawHtml.FILTERED,
                policy.vocabulary(),
                true,
                stranger,
                !stranger && options.has(MarkdownFeature.HEADING_IDS),
                !stranger && options.has(MarkdownFeature.FIGURES),
                page,
                page,
                policy == HtmlPolicy.EMAIL,
                policy == HtmlPolicy.EMAIL,
                options.idPrefix(),
                options.baseUrl());
    }

    /** CommonMark's own output, byte for byte: unsafe, and therefore not to be had from outside. */
    static OutputStyle plainCommonMark() {
        return new OutputStyle(
                RawHtml.UNTOUCHED,
                HtmlPolicy.ARTICLE.vocabulary(),
                false,
                false,
                false,
                false,
                false,
                true,
                false,
                false,
                "h-",
                Optional.empty());
    }
}
