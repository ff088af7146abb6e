package io.billet.engine.internal.comment;

import io.billet.core.Author;
import io.billet.core.Slug;
import io.billet.engine.internal.article.Editions;
import io.billet.storage.api.AuthorStore;
import io.billet.storage.api.Bounds;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The names of the blog's authors, that nobody else is to sign with: of all who are described. Whom articles only name has a slug and no
 * name yet. Read once, and kept as long as no reader would see others.
 */
public final class AuthorNames {

    /** Authors are hundreds; whoever has more than that protects the first of them. */
    private static final int MOST = 5_000;

    private static final String KEY = AuthorNames.class.getName();

    private final AuthorStore authors;
    private final Editions editions;

    public AuthorNames(AuthorStore authors, Editions editions) {
        this.authors = authors;
        this.editions = editions;
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
            some.stream()
                    .filter(AuthorNames::isDescribed)
                    .forEach(author -> shapes.addAll(NameShape.of(author.name())));
            if (some.size() < Bounds.LONGEST_LIST) {
                return shapes;
            }
            after = Optional.of(some.get(some.size() - 1).slug());
        }
        return shapes;
    }

    private static boolean isDescribed(Author author) {
        return !author.equals(Author.named(author.slug(), author.slug().value()));
    }
}
