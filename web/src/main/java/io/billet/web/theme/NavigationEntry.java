package io.billet.web.theme;

import io.billet.core.LanguageTag;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A link that the host puts around the blog's pages.
 *
 * <pre>{@code
 * NavigationEntry.of("Our shop", "/").in(LanguageTag.FRENCH, "La boutique")
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 *
 * @param label  plain text, 1 to 100 characters
 * @param labels in place of it on pages that speak another language
 * @param href   where it leads: a path as browsers see it, such as {@code /orders}, or an address of https, http, mailto or tel
 */
public record NavigationEntry(String label, Map<LanguageTag, String> labels, String href) {

    /**
     * Copies the labels.
     *
     * @throws IllegalArgumentException if a label is blank, too long or holds a control character, or the address is of another
     *                                  kind
     */
    public NavigationEntry {
        SlotText.of("a label", label, 100);
        labels = Map.copyOf(labels);
        labels.values().forEach(each -> SlotText.of("a label", each, 100));
        SlotAddress.ofLink(href);
    }

    /**
     * Returns an entry with one label for all languages.
     *
     * @param label plain text
     * @param href  where it leads
     * @throws IllegalArgumentException as the constructor does
     */
    public static NavigationEntry of(String label, String href) {
        return new NavigationEntry(label, Map.of(), href);
    }

    /**
     * Returns this entry with a label of its own in a language.
     *
     * @param language   of pages, such as {@code fr}: also for those in {@code fr-CA}, unless they have another
     * @param otherLabel plain text
     * @throws IllegalArgumentException as the constructor does
     */
    public NavigationEntry in(LanguageTag language, String otherLabel) {
        Map<LanguageTag, String> more = new LinkedHashMap<>(labels);
        more.put(language, otherLabel);
        return new NavigationEntry(label, more, href);
    }

    /**
     * Returns the label on a page.
     *
     * @param language that the page speaks
     */
    public String labelIn(LanguageTag language) {
        String general = labels.getOrDefault(LanguageTag.of(language.language()), label);
        return labels.getOrDefault(language, general);
    }
}
