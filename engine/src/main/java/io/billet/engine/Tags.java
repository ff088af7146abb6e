package io.billet.engine;

import io.billet.core.AlreadyExistsException;
import io.billet.core.HostIdentity;
import io.billet.core.NotFoundException;
import io.billet.core.Slug;
import io.billet.core.Tag;
import io.billet.engine.internal.name.ListNames;
import io.billet.engine.internal.name.NamedKind;
import io.billet.engine.internal.name.ReplaceName;
import io.billet.storage.api.Bounds;
import java.util.List;
import java.util.Optional;

/**
 * The tags of a blog: those that somebody has described, and those that articles bear.
 *
 * <p>{@link #rename}, {@link #merge} and {@link #forget} change the articles one by one, so they take as long as there are articles; each is
 * changed by its version, so that nobody's edit is lost. Whatever breaks one off (a {@link io.billet.storage.api.StorageException}, the end of
 * the process), call the same again: it does what is left, and changes no article twice. Until then the old words are still there. The address
 * of the old tag leads nowhere afterwards, as that of any tag which no article bears; a host that wants it to lead on says so to its server.
 *
 * <p>Where the tags are topics of the newsletter, what subscribers {@linkplain Subscribers#decline declined} stays declined: whoever declined
 * the old one declines the new one as well, for which all subscribers are walked through. A topic can therefore only be replaced by a tag
 * that {@link Blog.Builder#topics} names too, and forgotten once it is no topic: without one its articles go to everybody.
 *
 * <p>Thread-safe. Any method may throw {@link io.billet.storage.api.StorageException}.
 */
public final class Tags {

    /** Up to how many posts are counted. */
    public static final long MOST_COUNTED = 1_001;

    private final NamedKind<Tag> kind;
    private final ListNames<Tag> names;
    private final ReplaceName<Tag> replaceName;
    private final Optional<HostIdentity> by;

    /** @param by who changes articles through this door; empty if nobody knows */
    Tags(NamedKind<Tag> kind, ListNames<Tag> names, ReplaceName<Tag> replaceName, Optional<HostIdentity> by) {
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
    public Tags as(HostIdentity user) {
        return new Tags(kind, names, replaceName, Optional.of(user));
    }

    /**
     * Returns tags in the order of their slugs, code point by code point, each with how many posts bear it.
     *
     * @param after the slug after which the list begins; empty for its beginning
     * @param limit the most wanted; 1 to {@value Bounds#LONGEST_LIST}. A list that is shorter has come to its end
     */
    public List<TagUse> list(Optional<Slug> after, int limit) {
        return names.list(after, limit, MOST_COUNTED, TagUse::new);
    }

    /**
     * Returns the same as {@link #list}, for a page that anybody opens: it is kept until something is published or changed that
     * readers see, on whatever node. What is named in drafts only may be missing, or still be there, for a minute.
     *
     * @param after the slug after which the list begins; empty for its beginning
     * @param limit the most wanted; 1 to {@value Bounds#LONGEST_LIST}. A list that is shorter has come to its end
     */
    public List<TagUse> index(Optional<Slug> after, int limit) {
        return names.index(after, limit, MOST_COUNTED, TagUse::new);
    }

    /**
     * Returns what is said of it; with its slug for a name if articles bear it and nobody has described it.
     *
     * @param slug its slug
     */
    public Optional<Tag> find(Slug slug) {
        return names.find(slug);
    }

    /**
     * Stores what is to be said of a tag, in place of what was said before.
     *
     * @param tag the tag
     */
    public void describe(Tag tag) {
        kind.store().put(tag);
    }

    /**
     * Gives a tag another slug, in all articles, with all that is said of it.
     *
     * @param from the slug of before
     * @param to   another, that no tag has
     * @return how many articles this call has changed
     * @throws NotFoundException        if there is no such tag
     * @throws AlreadyExistsException   if there is one of the other slug, be it only that articles bear it: {@linkplain #merge merge} them
     * @throws IllegalArgumentException if the two are one, or the old one is a topic of the newsletter and the other one is not
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
     * @throws IllegalArgumentException if the two are one, or the one to go is a topic of the newsletter and the other one is not
     */
    public int merge(Slug from, Slug into) {
        return replaceName.merge(from, into, by);
    }

    /**
     * Takes a tag from all articles, and what is said of it away. If there is none, nothing happens.
     *
     * @param slug which
     * @return how many articles this call has changed
     * @throws IllegalArgumentException if it is a topic of the newsletter
     */
    public int forget(Slug slug) {
        return replaceName.forget(slug, by);
    }
}
