package io.billet.engine.internal.name;

import io.billet.core.AlreadyExistsException;
import io.billet.core.Article;
import io.billet.core.ArticleId;
import io.billet.core.ArticleSummary;
import io.billet.core.HostIdentity;
import io.billet.core.NotFoundException;
import io.billet.core.PublicationState;
import io.billet.core.Slug;
import io.billet.core.StaleVersionException;
import io.billet.engine.internal.Listeners;
import io.billet.engine.spi.BlogEvent;
import io.billet.storage.api.ArticleQuery;
import io.billet.storage.api.ArticleStore;
import io.billet.storage.api.DatePosition;
import io.billet.storage.api.StorageException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Has all articles bear another name, or none, in place of one: article by article, each by its version, so that no edit of somebody else is
 * lost. How far it has come is written nowhere but in the articles: what bears the old name is still to be done. Broken off anywhere, it is
 * called again. The words about the old name go last.
 */
public final class ReplaceName<T> {

    private static final int STEP = 100;

    /** So often an article may be changed by others between a look and the write. */
    private static final int MOST_TRIES = 100;

    private final ArticleStore articles;
    private final NamedKind<T> kind;
    private final ListNames<T> names;
    private final NameFollower follower;
    private final InstantSource clock;
    private final Listeners listeners;

    public ReplaceName(
            ArticleStore articles,
            NamedKind<T> kind,
            ListNames<T> names,
            NameFollower follower,
            InstantSource clock,
            Listeners listeners) {
        this.articles = articles;
        this.kind = kind;
        this.names = names;
        this.follower = follower;
        this.clock = clock;
        this.listeners = listeners;
    }

    public int rename(Slug from, Slug to, Optional<HostIdentity> by) {
        refuseSame(from, to);
        Optional<T> before = names.find(from);
        Optional<T> there = names.find(to);
        if (before.isEmpty()) {
            if (there.isPresent()) {
                // It has been done, and only the answer was lost.
                follower.after(from, Optional.of(to));
                return 0;
            }
            throw new NotFoundException(kind.object(), from.value());
        }
        T renamed = kind.under().apply(before.get(), to);
        if (there.isPresent() && !there.get().equals(renamed)) {
            throw new AlreadyExistsException(kind.object(), "slug", to.value());
        }
        follower.before(from, Optional.of(to));
        if (there.isEmpty()) {
            kind.store().put(renamed);
        }
        return replace(from, Optional.of(to), by);
    }

    public int merge(Slug from, Slug into, Optional<HostIdentity> by) {
        refuseSame(from, into);
        if (names.find(into).isEmpty()) {
            throw new NotFoundException(kind.object(), into.value());
        }
        follower.before(from, Optional.of(into));
        return replace(from, Optional.of(into), by);
    }

    private void refuseSame(Slug from, Slug to) {
        if (from.equals(to)) {
            throw new IllegalArgumentException("the two slugs are one");
        }
    }

    public int forget(Slug slug, Optional<HostIdentity> by) {
        follower.before(slug, Optional.empty());
        return replace(slug, Optional.empty(), by);
    }

    private int replace(Slug from, Optional<Slug> to, Optional<HostIdentity> by) {
        int changed = 0;
        for (int now = -1; now != 0; changed += now) {
            now = walk(from, to, by);
        }
        follower.after(from, to);
        kind.store().delete(from);
        return changed;
    }

    /** Whoever has given an article the old name behind the walk is met by the next one. */
    private int walk(Slug from, Optional<Slug> to, Optional<HostIdentity> by) {
        ArticleQuery bearers = kind.borne().apply(ArticleQuery.all(), from);
        int changed = 0;
        Optional<DatePosition> after = Optional.empty();
        List<ArticleSummary> some;
        do {
            some = articles.list(bearers, after, STEP);
            for (ArticleSummary each : some) {
                changed += replaceIn(each.id(), from, to, by) ? 1 : 0;
                after = Optional.of(DatePosition.of(each));
            }
        } while (some.size() == STEP);
        return changed;
    }

    private boolean replaceIn(ArticleId id, Slug from, Optional<Slug> to, Optional<HostIdentity> by) {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Optional<Article> article =
                    articles.find(id).filter(found -> kind.of().apply(found).contains(from));
            if (article.isEmpty()) {
                return false;
            }
            try {
                Article stored = articles.update(replaced(article.get(), from, to, by));
                if (stored.state().kind() == PublicationState.Kind.PUBLISHED) {
                    listeners.tell(new BlogEvent.ArticleRevised(stored, Set.of()));
                }
                return true;
            } catch (StaleVersionException e) {
                // Its author was faster: once more, with what they have written.
            } catch (NotFoundException e) {
                return false;
            }
        }
        throw new StorageException("Article " + id + " is changed by others all the time");
    }

    /** In its place; once only, if the article bears the other one already. */
    private Article replaced(Article article, Slug from, Optional<Slug> to, Optional<HostIdentity> by) {
        List<Slug> names = kind.of().apply(article).stream()
                .flatMap(name -> name.equals(from) ? to.stream() : Stream.of(name))
                .distinct()
                .toList();
        return article.edit(clock.instant(), edit -> kind.into().accept(edit, names))
                .changedBy(by);
    }
}
