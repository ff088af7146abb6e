package io.billet.storage.files;

import io.billet.core.Article;
import io.billet.core.Author;
import io.billet.core.PublicationState;
import io.billet.core.Tag;
import io.billet.storage.api.PublicChanges;
import java.util.Collection;
import java.util.List;

/**
 * The editorial mark, counted where it is asked for: a folder has nobody else who counts, and is compared with what it was when
 * the mark was asked for last. There are no discussions in it.
 */
final class FilesChanges {

    private record Seen(List<Article> published, List<Tag> tags, List<Author> authors) {}

    private final FilesArticleStore articles;
    private final NamedFolder<Tag> tags;
    private final NamedFolder<Author> authors;
    private Collection<Article> outlines = List.of();
    private Seen last = new Seen(List.of(), List.of(), List.of());
    private long editorial;

    FilesChanges(FilesArticleStore articles, NamedFolder<Tag> tags, NamedFolder<Author> authors) {
        this.articles = articles;
        this.tags = tags;
        this.authors = authors;
    }

    synchronized PublicChanges now() {
        Seen now = new Seen(published(), tags.all(), authors.all());
        if (!now.equals(last)) {
            last = now;
            editorial++;
        }
        return new PublicChanges(editorial, 0);
    }

    /** Without their texts, which their versions stand for. Where nothing has changed in the folder, it is the same list as before. */
    private List<Article> published() {
        Collection<Article> now = articles.outlines();
        if (now == outlines) {
            return last.published();
        }
        outlines = now;
        return now.stream()
                .filter(article -> article.state().kind() == PublicationState.Kind.PUBLISHED)
                .toList();
    }
}
