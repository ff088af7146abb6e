package io.billet.web.theme;

import io.billet.core.Image;
import io.billet.renderer.TocEntry;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the template of an article works out beforehand.
 *
 * @param title    for social networks
 * @param url      the article's own address
 * @param locale   in the form that Open Graph has: {@code fr_FR}
 * @param image    absolute
 * @param contents the headings worth listing
 */
record ArticleHead(String title, String url, String locale, Optional<String> image, List<TocEntry> contents) {

    private static final int WORDS_OF_A_LONG_ARTICLE = 600;
    private static final int HEADINGS_OF_A_LONG_ARTICLE = 3;

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
                frame.urls().article(article.slug()).toString(),
                locale(article.language().toLocale()),
                article.cover().map(cover -> absolute(cover, frame)),
                isLong && headings.size() >= HEADINGS_OF_A_LONG_ARTICLE ? headings : List.of());
    }

    boolean hasContents() {
        return !contents.isEmpty();
    }

    private static String locale(Locale locale) {
        return locale.getCountry().isEmpty() ? locale.getLanguage() : locale.getLanguage() + "_" + locale.getCountry();
    }

    private static String absolute(Image image, PageFrame frame) {
        return frame.site().baseUrl().resolve(image.source()).toString();
    }
}
