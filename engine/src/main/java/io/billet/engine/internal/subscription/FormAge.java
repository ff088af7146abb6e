package io.billet.engine.internal.subscription;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Tells how long somebody had a form before they sent it, by a signed time in the form. A look at a form asks the store for
 * nothing: stamps are made of the key that this node remembers. The first form that comes makes the key, and the job that
 * tidies up reads it on all nodes.
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

    /** Returns what a form that is shown now is to send back; nothing while this node knows of no key. */
    public Optional<String> stamp() {
        if (least.isZero()) {
            return Optional.empty();
        }
        byte[] time = octets(clock.millis());
        return keys.signedIfRemembered(message(time)).map(signature -> {
            byte[] stamp = ByteBuffer.allocate(OCTETS).put(time).put(signature).array();
            return Base64.getUrlEncoder().withoutPadding().encodeToString(stamp);
        });
    }

    /** Reads the key, so that stamps are made of it. */
    void remember() {
        if (!least.isZero()) {
            keys.remember();
        }
    }

    /**
     * Returns whether a form came sooner than a person sends one, or with a stamp that was not made here. Where no time at all
     * has passed the clock stands still, as in a test, and tells nothing.
     */
    boolean isTooYoung(Optional<String> stamp) {
        if (least.isZero()) {
            return false;
        }
        if (stamp.isEmpty()) {
            keys.makeFirst();
            return false;
        }
        Instant now = Instant.ofEpochMilli(clock.millis());
        return shownAt(stamp.get())
                .map(shown -> Duration.between(shown, now))
                .map(age -> !age.isZero() && age.compareTo(least) < 0)
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
