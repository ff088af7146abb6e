package io.billet.renderer.internal.syntax;

import io.billet.renderer.MarkdownFeature;
import java.util.EnumSet;
import java.util.Set;

/** Which syntax a renderer reads: its features, and whether HTML in the text is read as HTML. */
public final class Syntax {

    private static final int ASCII = 128;
    private static final String PLAIN_SPECIALS = "\n\\`*_[]!<&";

    private final EnumSet<MarkdownFeature> features;
    private final boolean html;
    private final boolean cjk;
    private final boolean[] specialCharacters;

    /**
     * Creates a syntax of texts whose language does not matter.
     *
     * @param html whether HTML in the text is HTML; if not, it will be shown as text
     */
    public Syntax(Set<MarkdownFeature> features, boolean html) {
        this(features, html, false);
    }

    private Syntax(Set<MarkdownFeature> features, boolean html, boolean cjk) {
        this.features = EnumSet.noneOf(MarkdownFeature.class);
        this.features.addAll(features);
        this.html = html;
        this.cjk = cjk;
        this.specialCharacters = specialCharacters("");
    }

    /** Returns whether a feature is read. */
    public boolean has(MarkdownFeature feature) {
        return features.contains(feature);
    }

    /** Returns whether HTML in the text is HTML. */
    public boolean hasHtml() {
        return html;
    }

    /** Returns whether marks that stand beside Chinese, Japanese or Korean writing are judged by its rules. */
    public boolean isCjk() {
        return cjk;
    }

    /** Returns this syntax for a text in Chinese, Japanese or Korean; the same if the feature is off. */
    public Syntax forCjk() {
        return has(MarkdownFeature.CJK_PUNCTUATION) ? new Syntax(features, html, true) : this;
    }

    /**
     * Returns, by character, whether it may begin an inline; over all others the parser goes at full speed. Not to be changed.
     */
    public boolean[] specialCharacters() {
        return specialCharacters;
    }

    /**
     * Returns the special characters with those of a host's.
     *
     * @param more what the host's extensions may begin with
     */
    public boolean[] specialCharacters(String more) {
        String all = PLAIN_SPECIALS + featureSpecials() + more;
        int highest = more.chars().max().orElse(0);
        boolean[] special = new boolean[Math.max(ASCII, highest + 1)];
        for (char c : all.toCharArray()) {
            special[c] = true;
        }
        return special;
    }

    private String featureSpecials() {
        return (has(MarkdownFeature.AUTOLINKS) ? ":wW@" : "")
                + (has(MarkdownFeature.STRIKETHROUGH) || has(MarkdownFeature.SUBSCRIPT) ? "~" : "")
                + (has(MarkdownFeature.SUPERSCRIPT) ? "^" : "")
                + (has(MarkdownFeature.EMOJI_SHORTCODES) ? ":" : "");
    }
}
