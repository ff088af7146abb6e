package io.billet.storage.files;

import io.billet.core.Alias;
import io.billet.core.Article;
import io.billet.core.InvalidValueException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Puts an article into the form of a file, and makes sure that it will be read as it is. */
final class ArticleWriter {

    private final ArticleFolder folder;

    ArticleWriter(ArticleFolder folder) {
        this.folder = folder;
    }

    /**
     * @param path    where it is to go
     * @param before  what its file says now; empty for a new one
     * @param article what it is to say
     */
    byte[] octets(Path path, Optional<ArticleContent> before, Article article) {
        byte[] octets = octets(path, before, article, false);
        if (readBack(path, octets).article().equals(article)) {
            return octets;
        }
        // A draft may have been one for a reason that is written over here, such as its audience; a place may say
        // what is a translation of what; and what named no date may have been a page for that.
        octets = octets(path, before, article, true);
        requireReadBack(path, octets, article);
        return octets;
    }

    private byte[] octets(Path path, Optional<ArticleContent> before, Article article, boolean stateAnew) {
        ArticleFile file = before.map(ArticleContent::file).orElse(new ArticleFile("", FrontMatter.empty(), ""));
        List<Alias> givenUp = before.map(ArticleContent::article).map(Article::aliases).orElse(List.of()).stream()
                .filter(alias -> !alias.equals(Alias.of(article.slug()))
                        && !article.aliases().contains(alias))
                .toList();
        FrontMatter header = ArticleHeader.changed(
                file.header(), before.map(this::withoutTimeOfFile), article, givenUp, stateAnew, folder.reading());
        return Seal.put(
                        new ArticleFile(file.before(), header, article.markdown()),
                        ArticleContent.slashed(path),
                        article)
                .octets();
    }

    /** Dates that the file only had from its own time are written down, as the write changes that. */
    private Article withoutTimeOfFile(ArticleContent before) {
        try {
            return folder.content(before.relative(), before.file().octets()).article();
        } catch (MalformedFileException e) {
            throw new IllegalStateException("it has just been read", e);
        }
    }

    /** Nothing is cut or bent: what would be read otherwise than it was written is not written. */
    private void requireReadBack(Path path, byte[] octets, Article article) {
        ArticleContent read = readBack(path, octets);
        if (read.article().equals(article)) {
            return;
        }
        Optional<Statement> by = read.visibility().by();
        if (by.isPresent() && !read.article().state().equals(article.state())) {
            throw InvalidValueException.inconsistent(
                    "Article", "state", "the file's field " + by.get().field() + " keeps it from its readers");
        }
        throw InvalidValueException.inconsistent(
                "Article", "file", "its header and text would not be read back as they are");
    }

    private ArticleContent readBack(Path path, byte[] octets) {
        if (octets.length > ArticleFile.MAX_OCTETS) {
            throw InvalidValueException.inconsistent(
                    "Article", "file", "it would be longer than " + ArticleFile.MAX_OCTETS + " octets");
        }
        try {
            return folder.amongOthers(path, octets);
        } catch (MalformedFileException e) {
            throw InvalidValueException.inconsistent("Article", "file", "it cannot be written: " + e.reason());
        }
    }
}
