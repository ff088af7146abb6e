package io.billet.engine.internal.subscription;

import io.billet.core.AlreadyExistsException;
import io.billet.core.EmailAddress;
import io.billet.storage.api.StoredToken;
import io.billet.storage.api.TokenHash;
import io.billet.storage.api.TokenStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Remembers of erased addresses as much as is needed to know them again, should somebody import them: an HMAC under a key of its
 * own that is never replaced. Who has no access to the settings cannot find out whether an address was erased; who has,
 * cannot read an address from it, but can try one. See docs/adr/0108.
 */
public final class ErasedAddresses {

    private static final String PURPOSE = "ERASED";
    private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");
    private static final byte[] DOMAIN = "billet erased\n".getBytes(StandardCharsets.US_ASCII);

    private final TokenStore store;
    private final SigningKeys keys;

    /** @param keys used for nothing else, and never rotated */
    public ErasedAddresses(TokenStore store, SigningKeys keys) {
        this.store = store;
        this.keys = keys;
    }

    void add(EmailAddress address) {
        try {
            store.put(new StoredToken(hash(address), PURPOSE, PURPOSE, NEVER));
        } catch (AlreadyExistsException e) {
            // Erased before, or a call that was cut off is repeated.
        }
    }

    boolean contains(EmailAddress address) {
        return store.find(hash(address), PURPOSE, Instant.EPOCH).isPresent();
    }

    /** Forgets that it was erased, once its owner has subscribed anew. */
    void remove(EmailAddress address) {
        store.consume(hash(address), PURPOSE, Instant.EPOCH);
    }

    private TokenHash hash(EmailAddress address) {
        byte[] value = address.value().getBytes(StandardCharsets.UTF_8);
        byte[] message = Arrays.copyOf(DOMAIN, DOMAIN.length + value.length);
        System.arraycopy(value, 0, message, DOMAIN.length, value.length);
        byte[] signed = keys.signed(message);
        return new TokenHash(HexFormat.of().formatHex(signed, SigningKeys.ID_OCTETS, signed.length));
    }
}
