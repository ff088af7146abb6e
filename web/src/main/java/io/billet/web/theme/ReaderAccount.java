package io.billet.web.theme;

import io.billet.core.Image;
import io.billet.core.Reader;
import io.billet.web.http.Membership;
import java.util.Optional;

/**
 * What a page says of accounts at the host.
 *
 * <p>Immutable and thread-safe.
 *
 * @param user       the user of the host who reads
 * @param signIn     the address at which others sign in, as a link takes it; empty if the host has none, or they are known
 * @param signOut    the address at which the user signs out; empty if the host has none, or nobody is signed in there
 * @param membership by what readers become members
 * @param isOffered  whether the host has users at all, so that those who are none are told from them
 */
public record ReaderAccount(
        Optional<Reader.HostUser> user,
        Optional<String> signIn,
        Optional<String> signOut,
        Membership membership,
        boolean isOffered) {

    /** Nobody in particular, at a host that has no users. */
    public static final ReaderAccount NONE =
            new ReaderAccount(Optional.empty(), Optional.empty(), Optional.empty(), Membership.NEWSLETTER, false);

    /** Returns by which name the user is known. */
    public Optional<String> name() {
        return user.flatMap(Reader.HostUser::name);
    }

    /** Returns where the user's picture is. Where the pages' policy does not permit it, browsers show nothing in its place. */
    public Optional<String> picture() {
        return user.flatMap(Reader.HostUser::picture).map(Image::source);
    }
}
