package io.billet.engine.internal.comment;

import io.billet.core.Author;
import io.billet.core.Slug;
import io.billet.engine.internal.article.Editions;
import io.billet.storage.api.ArticleQuery;
import io.billet.storage.api.ArticleStore;
import io.billet.storage.api.AuthorStore;
import io.billet.storage.api.Bounds;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The names of the blog's authors, that nobody else is to sign with: of those who are described, and of those whom a post names that
 * readers can see. Read once, and kept as long as no reader would see others.
 */
public final class AuthorNames {

    /** Authors are hundreds; whoever has more than that protects the first of them. */
    private static final int MOST = 5_000;

    private static final String KEY = AuthorNames.class.getName();

    private final ArticleStore articles;
    private final AuthorStore authors;
    private final Editions editions;
    private final InstantSource clock;

    public AuthorNames(ArticleStore articles, AuthorStore authors, Editions editions, InstantSource clock) {
        this.articles = articles;
        this.authors = authors;
        this.editions = editions;
        this.clock = clock;
    }

    boolean have(String name) {
        Set<String> taken = editions.kept(KEY, this::read);
        return !Collections.disjoint(taken, NameShape.of(name));
    }

    private Set<String> read() {
        Set<String> shapes = new HashSet<>();
        Optional<Slug> after = Optional.empty();
        for (int read = 0; read < MOST; read += Bounds.LONGEST_LIST) {
            List<Author> some = authors.list(after, Bounds.LONGEST_LIST);
            published(some).forEach(author -> shapes.addAll(NameShape.of(author.name())));
            if (some.size() < Bounds.LONGEST_LIST) {
                return shapes;
            }
            after = Optional.of(some.get(some.size() - 1).slug());
        }
        return shapes;
    }

    /** Whom only drafts name is not told to strangers who try names. */
    private List<Author> published(List<Author> all) {
        List<Author> published = new ArrayList<>();
        List<Author> undescribed = new ArrayList<>();
        for (Author author : all) {
            boolean isDescribed =
                    !author.equals(Author.named(author.slug(), author.slug().value()));
            (isDescribed ? published : undescribed).add(author);
        }
        ArticleQuery articlesOfAll = ArticleQuery.published(clock.instant());
        for (int from = 0; from < undescribed.size(); from += Bounds.MOST_COUNTS) {
            List<Author> some = undescribed.subList(from, Math.min(undescribed.size(), from + Bounds.MOST_COUNTS));
            List<Long> counts = articles.count(
                    some.stream().map(author -> articlesOfAll.by(author.slug())).toList(), 1);
            IntStream.range(0, some.size()).filter(i -> counts.get(i) > 0).forEach(i -> published.add(some.get(i)));
        }
        return published;
    }
}
