package io.billet.core;

import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Makes time-ordered identities: UUID version 7 (RFC 9562, 5.7), 48 bits of Unix time in milliseconds, then 74 bits
 * that are random in the first id of a millisecond and count upwards from there within it (6.2, method 2). Ids of one
 * generator are strictly increasing, even when the clock is set back; those of several nodes do not collide.
 *
 * <pre>{@code
 * IdGenerator ids = new IdGenerator(Clock.systemUTC(), new SecureRandom());
 * ArticleId id = new ArticleId(ids.next());
 * }</pre>
 *
 * <p>Thread-safe, if the given sources are.
 */
public final class IdGenerator {

    private static final long RANDOM_LOW_BITS = (1L << 62) - 1;

    private final InstantSource clock;
    private final RandomGenerator random;
    private long lastMillis = -1;
    private long high;
    private long low;

    /**
     * Creates a generator.
     *
     * @param clock  gives the time
     * @param random gives the random bits; a {@link java.security.SecureRandom} where ids must not be guessed
     */
    public IdGenerator(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** Goes on after the given id, as if this generator had made it. */
    IdGenerator(InstantSource clock, RandomGenerator random, UUID last) {
        this(clock, random);
        lastMillis = last.getMostSignificantBits() >>> 16;
        high = last.getMostSignificantBits() & 0xFFF;
        low = last.getLeastSignificantBits() & RANDOM_LOW_BITS;
    }

    /** Returns the next id, greater than every id returned before. */
    public synchronized UUID next() {
        // Before 1970 there is no version 7; a clock that says so has stopped.
        long millis = Math.max(0, clock.millis());
        if (millis > lastMillis) {
            lastMillis = millis;
            high = random.nextLong() & 0xFFF;
            low = random.nextLong() & (RANDOM_LOW_BITS >>> 1);
        } else {
            countUp();
        }
        return new UUID(lastMillis << 16 | 0x7000L | high, 0x8000_0000_0000_0000L | low);
    }

    /** The step is random too, so that a reader cannot compute the next id from the last. */
    private void countUp() {
        low += 1 + (random.nextLong() & 0xFFFF_FFFFL);
        if (low > RANDOM_LOW_BITS) {
            low &= RANDOM_LOW_BITS;
            high++;
            if (high > 0xFFF) {
                high = 0;
                lastMillis++;
            }
        }
    }

    static UUID parse(String object, String text) {
        if (text.length() == 36) {
            try {
                UUID uuid = UUID.fromString(text);
                // UUID.fromString cuts groups that are too long and takes digits of other scripts.
                if (uuid.toString().equalsIgnoreCase(text)) {
                    return uuid;
                }
            } catch (IllegalArgumentException e) {
                // Told below, in the words of the model.
            }
        }
        throw InvalidValueException.malformed(object, "value", "a UUID of 36 characters", Field.shape(text));
    }

    /** {@link UUID#compareTo} is signed and does not agree with the text's or a database's order. */
    static int compare(UUID a, UUID b) {
        int bySignificant = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
        return bySignificant != 0
                ? bySignificant
                : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
    }
}
