package io.billet.engine.internal.subscription;

import io.billet.core.SubscriberId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * Links that stand in every mail: signed and not stored. One holds the id of a key, a subscriber, and an HMAC-SHA-256 (RFC 2104)
 * over that id, the purpose and the subscriber, so that no link permits what another one was made for, and there is one spelling
 * of each. They are good until their key is retired; see docs/adr/0106.
 */
public final class SignedLinks {

    /** What a link permits. */
    public enum Purpose {
        /** Ends the subscription. */
        UNSUBSCRIBE,
        /** Shows and changes what a subscriber wants to be mailed. */
        PREFERENCES
    }

    private static final String DOMAIN = "billet link\n";
    private static final int SUBSCRIBER_OCTETS = 16;
    private static final int OCTETS = SUBSCRIBER_OCTETS + SigningKeys.ID_OCTETS + SigningKeys.SIGNATURE_OCTETS;

    /** The octets are a multiple of three: in base 64 there are no bits left over that could be spelled otherwise. */
    private static final int CHARACTERS = OCTETS / 3 * 4;

    private final SigningKeys keys;

    /** @param keys used for nothing else */
    public SignedLinks(SigningKeys keys) {
        this.keys = keys;
    }

    /** Returns the same token for as long as the newest key is the same. */
    public String token(Purpose purpose, SubscriberId subscriber) {
        byte[] idAndSignature = keys.signed(message(purpose, subscriber));
        byte[] token = ByteBuffer.allocate(OCTETS)
                .put(octets(subscriber))
                .put(idAndSignature)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** Returns for whom a token permits that; they may be gone meanwhile. */
    public Optional<SubscriberId> subscriber(Purpose purpose, String token) {
        if (token.length() != CHARACTERS) {
            return Optional.empty();
        }
        byte[] octets;
        try {
            octets = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (octets.length != OCTETS) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(octets);
        SubscriberId subscriber = new SubscriberId(new UUID(buffer.getLong(), buffer.getLong()));
        byte[] idAndSignature = new byte[buffer.remaining()];
        buffer.get(idAndSignature);
        return keys.verifies(message(purpose, subscriber), idAndSignature) ? Optional.of(subscriber) : Optional.empty();
    }

    /** Signs new links with a new key from now on. Those that were mailed stay good. */
    public void rotateKeys() {
        keys.rotate();
    }

    /** Makes all links void that were signed with another key than the newest. */
    public void retireOldKeys() {
        keys.retireOld();
    }

    private static byte[] message(Purpose purpose, SubscriberId subscriber) {
        byte[] text = (DOMAIN + purpose.name() + "\n").getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(text.length + SUBSCRIBER_OCTETS)
                .put(text)
                .put(octets(subscriber))
                .array();
    }

    private static byte[] octets(SubscriberId subscriber) {
        UUID id = subscriber.value();
        return ByteBuffer.allocate(SUBSCRIBER_OCTETS)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}
