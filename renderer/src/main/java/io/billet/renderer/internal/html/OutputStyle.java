package io.billet.renderer.internal.html;

import io.billet.renderer.internal.policy.Vocabulary;
import java.net.URI;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** How the writer writes: what a policy and the features come down to. */
public final class OutputStyle {

    /** What becomes of HTML inside Markdown. */
    public enum RawHtml {
        FILTERED,
        SHOWN_AS_TEXT,
        /** Only for the tests against the specification's examples. */
        UNTOUCHED
    }

    /** Something that one output has and another has not. */
    public enum Trait {
        /** URLs are judged, and what is not sure to be a class name is none: all but the specification's own output. */
        CHECKED_URLS,
        /** The author is a stranger: links are marked so, images become links, headings bold paragraphs. */
        STRANGERS_WORDS,
        HEADING_IDS,
        FIGURES,
        /** Code and tables can be scrolled by keyboard. */
        SCROLLING,
        LAZY_IMAGES,
        CHECKBOXES,
        /** Each element brings its own style, for mail programs drop style sheets. */
        INLINE_STYLES,
        /** The plain text is a message's text part, with marks, numbers and a list of links. */
        TEXT_TWIN
    }

    private final RawHtml rawHtml;
    private final Vocabulary vocabulary;
    private final EnumSet<Trait> traits;
    private final String idPrefix;
    private final Optional<URI> baseUrl;

    /**
     * Creates a style.
     *
     * @param vocabulary what may be written
     * @param idPrefix   what all ids begin with
     * @param baseUrl    what relative URLs are resolved against, if against anything
     */
    public OutputStyle(
            RawHtml rawHtml, Vocabulary vocabulary, Set<Trait> traits, String idPrefix, Optional<URI> baseUrl) {
        this.rawHtml = rawHtml;
        this.vocabulary = vocabulary;
        this.traits = EnumSet.noneOf(Trait.class);
        this.traits.addAll(traits);
        this.idPrefix = idPrefix;
        this.baseUrl = baseUrl;
    }

    RawHtml rawHtml() {
        return rawHtml;
    }

    Vocabulary vocabulary() {
        return vocabulary;
    }

    /** Returns whether the output has something. */
    boolean has(Trait trait) {
        return traits.contains(trait);
    }

    String idPrefix() {
        return idPrefix;
    }

    Optional<URI> baseUrl() {
        return baseUrl;
    }
}
