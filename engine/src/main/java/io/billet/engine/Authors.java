package io.billet.engine;

import io.billet.core.AlreadyExistsException;
import io.billet.core.Author;
import io.billet.core.HostIdentity;
import io.billet.core.NotFoundException;
import io.billet.core.Slug;
import io.billet.engine.internal.name.ListNames;
import io.billet.engine.internal.name.NamedKind;
import io.billet.engine.internal.name.ReplaceName;
import io.billet.storage.api.Bounds;
import java.util.List;
import java.util.Optional;

/**
 * The authors of a blog: those that somebody has described, and those that articles bear.
 *
 * <p>{@link #rename}, {@link #merge} and {@link #forget} change the articles one by one, so they take as long as there are articles; each is
 * changed by its version, so that nobody's edit is lost. Whatever breaks one off (a {@link io.billet.storage.api.StorageException}, the end of
 * the process), call the same again: it does what is left, and changes no article twice. Until then the old words are still there. The address
 * of the old author leads nowhere afterwards, as that of any author which no article bears; a host that wants it to lead on says so to its server.
 *
 * <p>Thread-safe. Any method may throw {@link io.billet.storage.api.StorageException}.
 */
public final class Authors {

    /** Up to how many posts are counted. */
    public static final long MOST_COUNTED = 1_001;

    private final NamedKind<Author> kind;
    private final ListNames<Author> names;
    private final ReplaceName<Author> replaceName;
    private final Optional<HostIdentity> by;

    /** @param by who changes articles through this door; empty if nobody knows */
    Authors(
            NamedKind<Author> kind,
            ListNames<Author> names,
            ReplaceName<Author> replaceName,
            Optional<HostIdentity> by) {
        this.kind = kind;
        this.names = names;
        this.replaceName = replaceName;
        this.by = by;
    }

    /**
     * Returns the same door for one of the host's users: articles that are changed through it say that it was they.
     *
     * @param user who they are in the host application
     */
    public Authors as(HostIdentity user) {
        return new Authors(kind, names, replaceName, Optional.of(user));
    }

    /**
     * Returns authors in the order of their slugs, code point by code point, each with how many posts name them.
     *
     * @param after the slug after which the list begins; empty for its beginning
     * @param limit the most wanted; 1 to {@value Bounds#LONGEST_LIST}. A list that is shorter has come to its end
     */
    public List<AuthorUse> list(Optional<Slug> after, int limit) {
        return names.list(after, limit, MOST_COUNTED, AuthorUse::new);
    }

    /**
     * Returns the same as {@link #list}, for a page that anybody opens: it is kept until something is published or changed that
     * readers see, on whatever node. What is named in drafts only may be missing, or still be there, for a minute.
     *
     * @param after the slug after which the list begins; empty for its beginning
     * @param limit the most wanted; 1 to {@value Bounds#LONGEST_LIST}. A list that is shorter has come to its end
     */
    public List<AuthorUse> index(Optional<Slug> after, int limit) {
        return names.index(after, limit, MOST_COUNTED, AuthorUse::new);
    }

    /**
     * Returns what is said of them; with their slug for a name if articles name them and nobody has described them.
     *
     * @param slug their slug
     */
    public Optional<Author> find(Slug slug) {
        return names.find(slug);
    }

    /**
     * Stores what is to be said of an author, in place of what was said before.
     *
     * @param author the author
     */
    public void describe(Author author) {
        kind.store().put(author);
    }

    /**
     * Gives an author another slug, in all articles, with all that is said of it.
     *
     * @param from the slug of before
     * @param to   another, that no author has
     * @return how many articles this call has changed
     * @throws NotFoundException        if there is no such author
     * @throws AlreadyExistsException   if there is one of the other slug, be it only that articles bear it: {@linkplain #merge merge} them
     * @throws IllegalArgumentException if the two are one
     */
    public int rename(Slug from, Slug to) {
        return replaceName.rename(from, to, by);
    }

    /**
     * Has all articles that bear one bear another instead, once. What is said of the other one stays.
     *
     * @param from which is to go
     * @param into which is to stay
     * @return how many articles this call has changed
     * @throws NotFoundException        if there is none to stay
     * @throws IllegalArgumentException if the two are one
     */
    public int merge(Slug from, Slug into) {
        return replaceName.merge(from, into, by);
    }

    /**
     * Takes an author from all articles, and what is said of it away. If there is none, nothing happens.
     *
     * @param slug which
     * @return how many articles this call has changed
     */
    public int forget(Slug slug) {
        return replaceName.forget(slug, by);
    }
}
