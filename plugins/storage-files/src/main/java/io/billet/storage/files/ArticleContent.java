package io.billet.storage.files;

import io.billet.core.Article;
import io.billet.core.LanguageTag;
import io.billet.core.PublicationState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * What stands in an article's file.
 *
 * @param relative   the file's path below the root
 * @param file       its header and text to the letter
 * @param seal       whose it is
 * @param visibility who may read it by its fields
 * @param article    what it says
 */
record ArticleContent(Path relative, ArticleFile file, Seal seal, Visibility visibility, Article article) {

    /**
     * @param modified stands for the dates of a file that names none
     * @param now      the time; what has ended by then is archived
     * @param above    what keeps all in its folder from their readers
     */
    static ArticleContent of(
            Path relative,
            byte[] octets,
            Instant modified,
            LanguageTag defaultLanguage,
            Instant now,
            Optional<Statement> above)
            throws MalformedFileException {
        ArticleFile file = ArticleFile.parse(octets);
        Seal seal = Seal.read(file, slashed(relative));
        Visibility said = VisibilityRule.of(file);
        Visibility visibility = above.map(said::under).orElse(said);
        Article article = new ArticleFields(file.header(), new ArticlePath(relative, modified), visibility)
                .article(file.body(), seal.id(), seal.version(), defaultLanguage, now);
        return new ArticleContent(relative, file, seal, visibility, article);
    }

    /** Returns when it will end to be read by anybody; empty if it never does, or has. */
    Optional<Instant> ends() {
        return article.state().kind() == PublicationState.Kind.ARCHIVED ? Optional.empty() : visibility.until();
    }

    static String slashed(Path relative) {
        return relative.toString().replace('\\', '/');
    }

    /** Returns the article without its text, as lists need it. */
    Article outline() {
        return new Article(
                article.id(),
                article.slug(),
                article.title(),
                "",
                article.summary(),
                article.cover(),
                article.authors(),
                article.tags(),
                article.language(),
                article.audience(),
                article.discussion(),
                article.metadata(),
                article.state(),
                article.formerSlugs(),
                article.createdAt(),
                article.updatedAt(),
                article.version());
    }
}
