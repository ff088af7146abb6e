package io.billet.storage.files;

import io.billet.core.Alias;
import io.billet.core.Article;
import io.billet.core.ArticleId;
import io.billet.core.LanguageTag;
import io.billet.core.PublicationState;
import io.billet.core.Slug;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What stands in an article's file.
 *
 * @param relative   the file's path below the root
 * @param file       its header and text to the letter
 * @param seal       whose it is
 * @param visibility who may read it by its fields
 * @param naming     what it says of its address and identity
 * @param article    what it says, under the slug that it gives itself until it is {@linkplain #as settled}
 */
record ArticleContent(
        Path relative, ArticleFile file, Seal seal, Visibility visibility, Naming naming, Article article) {

    /**
     * How files of a storage are read.
     *
     * @param language     of those that do not say theirs
     * @param zone         where days begin, and times are that name no offset
     * @param now          the time; what has ended by then is archived
     * @param undatedPages whether what names no date is a page, public since its file was changed last, rather than a draft
     */
    record Reading(LanguageTag language, ZoneId zone, Instant now, boolean undatedPages) {}

    /**
     * @param path    where it lies; its time stands for the dates of a file that names none
     * @param above   what keeps all in its folder from their readers
     */
    static ArticleContent of(ArticlePath path, byte[] octets, Reading reading, Optional<Statement> above)
            throws MalformedFileException {
        ArticleFile file = ArticleFile.parse(octets);
        Seal seal = Seal.read(file, slashed(path.relative()));
        Visibility said = VisibilityRule.of(file, reading.zone());
        Visibility visibility = above.map(said::under).orElse(said);
        ArticleFields fields = new ArticleFields(file.header(), path, visibility, reading);
        Naming naming = fields.naming(seal.id());
        Article article = fields.article(file.body(), naming, seal);
        return new ArticleContent(path.relative(), file, seal, visibility, naming, article);
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
        return with(article, article.id(), article.slug(), "", article.aliases());
    }

    /** Returns it under the address and the identity that it has among others. */
    ArticleContent as(AddressBook.Settled settled) {
        return new ArticleContent(relative, file, seal, visibility, naming, as(settled, article));
    }

    static Article as(AddressBook.Settled settled, Article article) {
        return with(article, settled.id(), settled.slug(), article.markdown(), settled.aliases());
    }

    private static Article with(Article article, ArticleId id, Slug slug, String markdown, List<Alias> aliases) {
        return article.toBuilder()
                .id(id)
                .slug(slug)
                .markdown(markdown)
                .aliases(aliases)
                .build();
    }
}
