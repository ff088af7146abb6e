package io.billet.renderer;

/**
 * What happens to spaces, quotes and dashes in running text. Code (in raw HTML, too), URLs and attributes are never
 * touched, and nothing happens at all unless the language is known: see
 * {@link MarkdownRenderer#render(String, io.billet.core.LanguageTag)}.
 */
public enum Typography {
    /** Text stays as it was written. */
    NONE,
    /**
     * The default: what stands there takes its right form. Straight quotes become those of the language, {@code ...} an
     * ellipsis, {@code --} a dash, an existing space before {@code ;} in French the narrow no-break space. No space is
     * added where there was none.
     */
    CONVERT,
    /** As {@link #CONVERT}, and spaces that the language demands are added where they are missing. */
    INSERT
}
