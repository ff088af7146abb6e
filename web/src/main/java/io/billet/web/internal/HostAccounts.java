package io.billet.web.internal;

import io.billet.core.Label;
import io.billet.web.http.HostLink;
import io.billet.web.http.Membership;
import java.util.Map;
import java.util.Optional;

/**
 * Accounts at the host, as far as pages tell of them.
 *
 * <p>Immutable and thread-safe.
 *
 * @param signIn     where its users sign in
 * @param signOut    where they sign out
 * @param membership by what readers become members; empty: by the newsletter, and by accounts if the host knows somebody
 * @param labels     what labels are called for readers
 * @param cookieName what the blog's cookies are called; empty: after its path
 */
public record HostAccounts(
        Optional<HostLink> signIn,
        Optional<HostLink> signOut,
        Optional<Membership> membership,
        Map<Label, String> labels,
        Optional<String> cookieName) {

    /** Copies the map. */
    public HostAccounts {
        labels = Map.copyOf(labels);
    }
}
