package io.billet.storage.files;

import io.billet.core.Article;
import io.billet.core.LanguageTag;
import java.nio.file.Path;
import java.time.Instant;

/**
 * What stands in an article's file.
 *
 * @param relative the file's path below the root
 * @param file     its header and text to the letter
 * @param seal     whose it is
 * @param article  what it says
 */
record ArticleContent(Path relative, ArticleFile file, Seal seal, Article article) {

    /** @param modified stands for the dates of a file that names none */
    static ArticleContent of(Path relative, byte[] octets, Instant modified, LanguageTag defaultLanguage)
            throws MalformedFileException {
        ArticleFile file = ArticleFile.parse(octets);
        Seal seal = Seal.read(file, slashed(relative));
        Article article = new ArticleFields(file.header(), new ArticlePath(relative, modified))
                .article(file.body(), seal.id(), seal.version(), defaultLanguage);
        return new ArticleContent(relative, file, seal, article);
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
