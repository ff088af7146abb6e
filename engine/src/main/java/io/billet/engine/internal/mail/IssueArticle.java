package io.billet.engine.internal.mail;

import io.billet.core.ArticleSummary;
import io.billet.core.Author;
import io.billet.engine.BlogUrls;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What of an article stands around the text of an issue, all of it public. Immutable and thread-safe.
 *
 * @param page        where it is read in the browser
 * @param summary     what it says in short, by its author
 * @param authors     their names
 * @param publishedAt since when it is public
 */
public record IssueArticle(URI page, Optional<String> summary, List<String> authors, Optional<Instant> publishedAt) {

    /** Copies the list. */
    public IssueArticle {
        authors = List.copyOf(authors);
    }

    /**
     * Returns what stands around an article's text.
     *
     * @param authors the article's, as far as they have names
     */
    public static IssueArticle of(ArticleSummary article, List<Author> authors, BlogUrls urls) {
        return new IssueArticle(
                urls.article(article.slug()),
                article.summary(),
                authors.stream().map(Author::name).toList(),
                article.publishedAt());
    }
}
