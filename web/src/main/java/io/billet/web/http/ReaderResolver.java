package io.billet.web.http;

import io.billet.core.Reader;
import java.util.Optional;

/**
 * Knows the host application's own users, so that they read and comment as who they are.
 *
 * <pre>{@code
 * ReaderResolver users = request -> request.attribute(Principal.class)
 *         .map(user -> new Reader.HostUser(HostIdentity.of(user.getName()), List.of(Label.of("staff"))).named(user.getName()));
 * }</pre>
 *
 * <p>What the host's server knows of a request is there by its type: {@link WebRequest#attribute(Class)}.
 *
 * <p>Whom the host does not know may still be a member by a session of the blog's own. Whom the host knows is the host's
 * user, whatever session of the blog they bear. Called once for each page; must be thread-safe, and must not trust a
 * header that anybody can send.
 */
@FunctionalInterface
public interface ReaderResolver {

    /**
     * Returns who sent a request, if they are known to the host.
     *
     * @param request a request
     * @throws io.billet.core.InvalidValueException if what the host keeps of them breaks a rule, such as an identity of 300 characters: the
     *                                              page is then shown as to nobody in particular, and the log tells
     */
    Optional<Reader> resolve(WebRequest request);

    /** Returns whether there is anybody that the host could know. Default: true. */
    default boolean knowsSomebody() {
        return true;
    }

    /** Returns the default: the host knows nobody. */
    static ReaderResolver none() {
        return new ReaderResolver() {
            @Override
            public Optional<Reader> resolve(WebRequest request) {
                return Optional.empty();
            }

            @Override
            public boolean knowsSomebody() {
                return false;
            }
        };
    }
}
