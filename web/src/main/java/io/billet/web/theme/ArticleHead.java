package io.billet.web.theme;

import io.billet.core.Audience;
import io.billet.core.Image;
import io.billet.renderer.TocEntry;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the template of an article works out beforehand.
 *
 * @param title    for social networks
 * @param url      the address that search engines keep: the article's own, or that of its original
 * @param locale   in the form that Open Graph has, with a territory: {@code fr_FR}
 * @param image    absolute
 * @param contents the headings worth listing
 * @param isForACircle whether it takes more than a subscription to read it
 */
record ArticleHead(
        String title,
        String url,
        Optional<String> locale,
        Optional<String> image,
        List<TocEntry> contents,
        boolean isForACircle) {

    private static final int WORDS_OF_A_LONG_ARTICLE = 600;
    private static final int HEADINGS_OF_A_LONG_ARTICLE = 3;

    private static final Map<String, String> TERRITORIES = Map.ofEntries(
            Map.entry("ar", "AR"),
            Map.entry("bg", "BG"),
            Map.entry("cs", "CZ"),
            Map.entry("da", "DK"),
            Map.entry("de", "DE"),
            Map.entry("el", "GR"),
            Map.entry("en", "US"),
            Map.entry("es", "ES"),
            Map.entry("fa", "IR"),
            Map.entry("fi", "FI"),
            Map.entry("fr", "FR"),
            Map.entry("he", "IL"),
            Map.entry("hi", "IN"),
            Map.entry("hu", "HU"),
            Map.entry("id", "ID"),
            Map.entry("it", "IT"),
            Map.entry("ja", "JP"),
            Map.entry("ko", "KR"),
            Map.entry("nb", "NO"),
            Map.entry("nl", "NL"),
            Map.entry("pl", "PL"),
            Map.entry("pt", "PT"),
            Map.entry("ro", "RO"),
            Map.entry("ru", "RU"),
            Map.entry("sv", "SE"),
            Map.entry("th", "TH"),
            Map.entry("tr", "TR"),
            Map.entry("uk", "UA"),
            Map.entry("vi", "VN"),
            Map.entry("zh", "CN"));

    static ArticleHead of(BlogPage.ArticlePage page) {
        var view = page.article();
        var article = view.article();
        PageFrame frame = page.frame();
        List<TocEntry> headings = view.text().tableOfContents().stream()
                .filter(entry -> entry.level() <= 3 && !entry.id().isEmpty())
                .toList();
        boolean isLong = view.text().wordCount() >= WORDS_OF_A_LONG_ARTICLE;
        return new ArticleHead(
                view.metadata().title().orElse(article.title()),
                frame.canonical()
                        .orElseGet(() -> frame.urls().article(article.slug()))
                        .toString(),
                locale(article.language().toLocale()),
                article.cover().map(cover -> absolute(cover, frame)),
                isLong && headings.size() >= HEADINGS_OF_A_LONG_ARTICLE ? headings : List.of(),
                article.audience() instanceof Audience.Labelled);
    }

    boolean hasContents() {
        return !contents.isEmpty();
    }

    /** A language alone is no locale of Open Graph: it goes with the territory that most of its readers live in. */
    private static Optional<String> locale(Locale locale) {
        String territory = locale.getCountry().isEmpty()
                ? TERRITORIES.getOrDefault(locale.getLanguage(), "")
                : locale.getCountry();
        return territory.matches("[A-Z]{2}") ? Optional.of(locale.getLanguage() + "_" + territory) : Optional.empty();
    }

    private static String absolute(Image image, PageFrame frame) {
        return frame.site().baseUrl().resolve(image.source()).toString();
    }
}
