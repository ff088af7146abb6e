package io.billet.engine;

import io.billet.core.BlogException;
import io.billet.core.EmailAddress;

/**
 * The blog does not write to such addresses ({@link Blog.Builder#acceptsAddress}). Nothing has been changed.
 *
 * <p>Immutable and thread-safe.
 */
public final class AddressRefusedException extends BlogException {

    /**
     * Creates an exception.
     *
     * @param address which is not told
     */
    public AddressRefusedException(EmailAddress address) {
        super("addresses at " + address.domain() + " are not accepted by this blog");
    }
}
