package io.billet.engine.spi;

import io.billet.core.HostIdentity;
import java.util.Map;
import java.util.Optional;

/**
 * Knows which users of the host write or moderate the blog, so that readers can tell their comments from those of others. Whoever is
 * not known here has no badge, whatever they call themselves.
 *
 * <pre>{@code
 * Blog.builder().staff(Staff.of(Map.of(HostIdentity.of("user-7"), Staff.Standing.AUTHOR)))
 * Blog.builder().staff(who -> users.find(who.value()).filter(User::isEditor).map(user -> Staff.Standing.MODERATOR))
 * }</pre>
 *
 * <p>Asked each time a comment is shown, so that who has left has no badge any more: once for each user of the host on a page. It should
 * answer from memory. If it fails, the comment has no badge.
 *
 * <p>Implementations must be thread-safe.
 */
@FunctionalInterface
public interface Staff {

    /** What somebody is to the blog. */
    enum Standing {
        /** Writes articles. They alone may sign with an author's name where the host gives them none. */
        AUTHOR,
        /** Keeps order among comments. */
        MODERATOR
    }

    /**
     * Returns what a user of the host is to the blog.
     *
     * @param who the user, as the host's {@code ReaderResolver} named them when they commented
     * @return empty if they are a reader as others are
     */
    Optional<Standing> standing(HostIdentity who);

    /** Returns the default: nobody is known. */
    static Staff none() {
        return who -> Optional.empty();
    }

    /**
     * Returns a list that never changes.
     *
     * @param known who is what; compared to the letter
     */
    static Staff of(Map<HostIdentity, Standing> known) {
        Map<HostIdentity, Standing> all = Map.copyOf(known);
        return who -> Optional.ofNullable(all.get(who));
    }
}
