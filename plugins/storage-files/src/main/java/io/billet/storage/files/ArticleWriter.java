package io.billet.storage.files;

import io.billet.core.Article;
import io.billet.core.InvalidValueException;
import java.nio.file.Path;
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
        ArticleFile file = before.map(ArticleContent::file).orElse(new ArticleFile("", FrontMatter.empty(), ""));
        FrontMatter header = ArticleHeader.changed(file.header(), before.map(this::withoutTimeOfFile), article);
        byte[] octets = Seal.put(
                        new ArticleFile(file.before(), header, article.markdown()),
                        ArticleContent.slashed(path),
                        article.id(),
                        article.version())
                .octets();
        requireReadBack(path, octets, article);
        return octets;
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
        try {
            if (octets.length <= ArticleFile.MAX_OCTETS
                    && folder.content(path, octets).article().equals(article)) {
                return;
            }
        } catch (MalformedFileException e) {
            throw InvalidValueException.inconsistent("Article", "file", "it cannot be written: " + e.reason());
        }
        throw InvalidValueException.inconsistent(
                "Article", "file", "its header and text would not be read back as they are");
    }
}
