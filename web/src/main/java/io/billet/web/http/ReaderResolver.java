package io.billet.web.http;

import io.billet.core.Reader;
import java.util.Optional;

/**
 * Knows the host application's own users, so that they read and comment as who they are.
 *
 * <pre>{@code
 * ReaderResolver users = request -> sessions.userOf(request.headers().all("Cookie"))
 *         .map(user -> new Reader.HostUser(HostIdentity.of(user.key()), List.of(Label.of("staff"))));
 * }</pre>
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
     */
    Optional<Reader> resolve(WebRequest request);

    /** Returns the default: the host knows nobody. */
    static ReaderResolver none() {
        return request -> Optional.empty();
    }
}
