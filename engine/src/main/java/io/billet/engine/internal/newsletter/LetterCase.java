package io.billet.engine.internal.newsletter;

import io.billet.core.ArticleAccess;
import io.billet.core.ArticleSummary;
import io.billet.core.Issue;
import io.billet.core.IssueText;
import io.billet.core.LanguageTag;
import io.billet.core.Reader;
import io.billet.core.Subscriber;
import io.billet.engine.internal.newsletter.Letters.Letter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * The letters of one issue, each written once: in the languages of those who get it, as much as they may read now. Thread-safe.
 */
final class LetterCase {

    private static final int MOST_KEPT = 100;

    private final Issue issue;
    private final Map<LanguageTag, ArticleSummary> articles;
    private final Function<Subscriber, Reader> readers;
    private final Letters letters;
    private final Map<Key, Letter> written = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Letter> eldest) {
            return size() > MOST_KEPT;
        }
    };

    private record Key(LanguageTag text, LanguageTag frame, ArticleAccess access) {}

    /**
     * @param articles the issue's and its public translations; of a text without one nobody gets anything
     * @param readers  as whom a subscriber reads
     */
    LetterCase(
            Issue issue,
            Map<LanguageTag, ArticleSummary> articles,
            Function<Subscriber, Reader> readers,
            Letters letters) {
        this.issue = issue;
        this.articles = articles;
        this.readers = readers;
        this.letters = letters;
    }

    /** Returns what they get; nothing if nothing of it may be read. */
    Optional<Letter> of(Subscriber subscriber, Instant now) {
        IssueText text = textFor(subscriber.language());
        ArticleSummary article = Objects.requireNonNull(articles.get(text.language()));
        ArticleAccess access = ArticleAccess.of(article, readers.apply(subscriber), now);
        return access == ArticleAccess.NONE
                ? Optional.empty()
                : Optional.of(written(text, article, subscriber.language(), access));
    }

    private synchronized Letter written(
            IssueText text, ArticleSummary article, LanguageTag frame, ArticleAccess access) {
        return written.computeIfAbsent(
                new Key(text.language(), frame, access), any -> letters.letter(issue, text, article, frame, access));
    }

    /** To the letter, else by the language alone ({@code fr} for {@code fr-CH}), else the first. */
    private IssueText textFor(LanguageTag language) {
        return issue.texts().stream()
                .filter(this::isPublic)
                .filter(text -> text.language().equals(language))
                .findFirst()
                .or(() -> issue.texts().stream()
                        .filter(this::isPublic)
                        .filter(text -> text.language().language().equals(language.language()))
                        .findFirst())
                .orElseGet(() -> issue.texts().get(0));
    }

    private boolean isPublic(IssueText text) {
        return articles.containsKey(text.language());
    }
}
