package io.billet.web.theme;

import io.billet.core.ArticleSummary;
import io.billet.engine.ArticleView;
import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What social networks show of an article that is shared: the basic metadata of the
 * <a href="https://ogp.me/">Open Graph protocol</a>.
 *
 * <p>Immutable and thread-safe.
 *
 * @param title       the author's title for search engines, or the article's
 * @param description plain text; empty if there is none
 * @param url         the address that search engines keep: the article's own, or that of its original; absolute
 * @param siteName    the title of the blog
 * @param locale      language and territory, {@code fr_FR}; empty for a language of which we know no territory
 * @param image       the cover; absolute
 * @param publishedAt empty for one that is not published
 */
public record OpenGraph(
        String title,
        String description,
        URI url,
        String siteName,
        Optional<String> locale,
        Optional<URI> image,
        Optional<Instant> publishedAt) {

    /** Where most readers of a language live: its locale needs a territory. */
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

    static OpenGraph of(ArticleView view, PageFrame frame) {
        ArticleSummary article = view.article();
        return new OpenGraph(
                view.metadata().title().orElse(article.title()),
                frame.description(),
                frame.canonical().orElseGet(() -> frame.urls().article(article.slug())),
                frame.site().title(),
                locale(article.language().toLocale()),
                article.cover().map(cover -> frame.site().baseUrl().resolve(cover.source())),
                article.publishedAt());
    }

    /** A language alone is no locale of Open Graph: it goes with the territory that most of its readers live in. */
    private static Optional<String> locale(Locale locale) {
        String territory = locale.getCountry().isEmpty()
                ? TERRITORIES.getOrDefault(locale.getLanguage(), "")
                : locale.getCountry();
        return territory.matches("[A-Z]{2}") ? Optional.of(locale.getLanguage() + "_" + territory) : Optional.empty();
    }
}
