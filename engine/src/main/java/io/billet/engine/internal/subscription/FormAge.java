package io.billet.engine.internal.subscription;

import io.billet.storage.api.StorageException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Tells how long somebody had a form before they sent it, by a signed time in the form. It is made only where there is a key,
 * as a look at a form stores nothing; the first form that comes makes the key.
 */
public final class FormAge {

    private static final byte[] DOMAIN = "billet form\n".getBytes(StandardCharsets.US_ASCII);
    private static final int OCTETS = Long.BYTES + SigningKeys.ID_OCTETS + SigningKeys.SIGNATURE_OCTETS;

    private final SigningKeys keys;
    private final InstantSource clock;
    private final Duration least;

    /**
     * @param keys  used for nothing else
     * @param least time that a person takes; zero believes everybody
     */
    public FormAge(SigningKeys keys, InstantSource clock, Duration least) {
        this.keys = keys;
        this.clock = clock;
        this.least = least;
    }

    /** Returns what a form that is shown now is to send back; nothing while there is no key, or the store fails. */
    public Optional<String> stamp() {
        if (least.isZero()) {
            return Optional.empty();
        }
        byte[] time = octets(clock.millis());
        try {
            return keys.signedIfThereIsAKey(message(time))
                    .map(signature -> Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(ByteBuffer.allocate(OCTETS)
                                    .put(time)
                                    .put(signature)
                                    .array()));
        } catch (StorageException e) {
            return Optional.empty();
        }
    }

    /** Returns whether a form came sooner than a person sends one, or with a stamp that was not made here. */
    boolean isTooYoung(Optional<String> stamp) {
        if (least.isZero()) {
            return false;
        }
        if (stamp.isEmpty()) {
            keys.makeFirst();
            return false;
        }
        return shownAt(stamp.get())
                .map(shown -> Duration.between(shown, clock.instant()).compareTo(least) < 0)
                .orElse(true);
    }

    private Optional<Instant> shownAt(String stamp) {
        byte[] octets;
        try {
            octets = Base64.getUrlDecoder().decode(stamp);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (octets.length != OCTETS) {
            return Optional.empty();
        }
        byte[] time = Arrays.copyOf(octets, Long.BYTES);
        return keys.verifies(message(time), Arrays.copyOfRange(octets, Long.BYTES, OCTETS))
                ? Optional.of(Instant.ofEpochMilli(ByteBuffer.wrap(time).getLong()))
                : Optional.empty();
    }

    private static byte[] octets(long millis) {
        return ByteBuffer.allocate(Long.BYTES).putLong(millis).array();
    }

    private static byte[] message(byte[] time) {
        return ByteBuffer.allocate(DOMAIN.length + time.length)
                .put(DOMAIN)
                .put(time)
                .array();
    }
}
