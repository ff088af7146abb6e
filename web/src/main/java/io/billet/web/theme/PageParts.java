package io.billet.web.theme;

/**
 * The parts of a page that a {@link PageLayout} puts together.
 *
 * <p>Immutable and thread-safe.
 *
 * @param frame   what every page has around its content: the blog, addresses, words in the page's language
 * @param kind    which kind of page it is, to be used as a class: {@code list}, {@code archive}, {@code index}, {@code article},
 *                {@code subscribe}, {@code token}, {@code message} or {@code error}
 * @param head    HTML for the {@code head} element, safe as it is: description, canonical address or {@code noindex}, what social
 *                networks read, feeds, style sheets; all but {@code charset}, {@code viewport}, {@code title} and icons
 * @param content HTML for the {@code main} element, safe as it is: everything between the host's header and footer, the blog's
 *                own navigation among it
 */
public record PageParts(PageFrame frame, String kind, String head, String content) {

    /** Returns the title for the {@code title} element; plain text, to be escaped. */
    public String title() {
        return frame.title();
    }

    /** Returns the language of the page for the {@code lang} attribute: a tag of BCP 47. */
    public String language() {
        return frame.language().value();
    }

    /** Returns the direction of the page's language for the {@code dir} attribute: {@code ltr} or {@code rtl}. */
    public String direction() {
        return frame.messages().direction();
    }
}
