package io.billet.engine.internal.newsletter;

import io.billet.core.Article;
import io.billet.core.ArticleAccess;
import io.billet.core.ArticleSummary;
import io.billet.core.Issue;
import io.billet.core.IssueText;
import io.billet.core.LanguageTag;
import io.billet.core.Reader;
import io.billet.core.TranslationKey;
import io.billet.storage.api.ArticleQuery;
import io.billet.storage.api.ArticleStore;
import io.billet.storage.api.DatePosition;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the public translations of an article, and takes their texts. */
final class Translations {

    /**
     * No index leads from a key to its articles, so the published ones are looked through, the latest first: translations
     * appear with the article or soon before it.
     */
    private static final int LOOKED_AT = 10_000;

    private static final int STEP = 1_000;

    private final ArticleStore articles;
    private final InstantSource clock;

    Translations(ArticleStore articles, InstantSource clock) {
        this.articles = articles;
        this.clock = clock;
    }

    /** Returns the article and its public translations by language; of two in one language the one published first. */
    Map<LanguageTag, ArticleSummary> of(ArticleSummary article) {
        Map<LanguageTag, ArticleSummary> found = new LinkedHashMap<>();
        found.put(article.language(), article);
        article.translationKey()
                .ifPresent(key -> earliestFirst(key).forEach(each -> found.putIfAbsent(each.language(), each)));
        return found;
    }

    private List<ArticleSummary> earliestFirst(TranslationKey key) {
        Instant now = clock.instant();
        ArticleQuery published = ArticleQuery.published(now);
        List<ArticleSummary> found = new ArrayList<>();
        Optional<DatePosition> after = Optional.empty();
        for (int looked = 0; looked < LOOKED_AT; looked += STEP) {
            List<ArticleSummary> part = articles.list(published, after, STEP);
            part.stream()
                    .filter(each -> each.translationKey().filter(key::equals).isPresent())
                    .filter(each -> ArticleAccess.of(each, Reader.ANONYMOUS, now) != ArticleAccess.NONE)
                    .forEach(each -> found.add(0, each));
            if (part.size() < STEP) {
                break;
            }
            after = Optional.of(DatePosition.of(part.get(part.size() - 1)));
        }
        return found;
    }

    /** Returns what is sent: the article's text first, which is for all who read none of the languages. */
    List<IssueText> texts(Article article) {
        List<IssueText> texts = new ArrayList<>();
        texts.add(IssueText.of(article));
        for (ArticleSummary translation : of(ArticleSummary.of(article)).values()) {
            if (!translation.id().equals(article.id()) && texts.size() < Issue.MAX_TEXTS) {
                articles.find(translation.id())
                        .filter(read -> read.language().equals(translation.language()))
                        .ifPresent(read -> texts.add(IssueText.of(read)));
            }
        }
        return texts;
    }
}
