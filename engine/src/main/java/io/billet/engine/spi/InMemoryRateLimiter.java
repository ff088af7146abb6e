package io.billet.engine.spi;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Counts by the generic cell rate algorithm (ITU-T I.371, annex A): of each key one number is kept, the time at which its
 * next request would come if requests came at the permitted rate. The numbers stand in tables of fixed size, found by a
 * hash with a secret, so that nobody can make the blog forget a key, or find one that is counted with another's.
 */
final class InMemoryRateLimiter implements RateLimiter {

    /** Grants a number at once and after that one in each interval. */
    private record Allowance(int burst, Duration interval) {
        static Allowance of(int burst, int count, Duration period) {
            return new Allowance(burst, period.dividedBy(count));
        }
    }

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    private static final Map<Action, Map<Scope, Allowance>> ALLOWANCES = Map.of(
            Action.SUBSCRIBE,
            Map.of(
                    Scope.RECIPIENT, Allowance.of(3, 2, HOUR),
                    Scope.STRANGER, Allowance.of(2, 1, HOUR),
                    Scope.RECIPIENT_FROM_NETWORK, Allowance.of(2, 1, HOUR),
                    Scope.HOST, Allowance.of(20, 20, HOUR),
                    Scope.NETWORK, Allowance.of(60, 60, HOUR),
                    Scope.PROVIDER, Allowance.of(300, 300, HOUR),
                    Scope.BLOG, Allowance.of(500, 1_000, HOUR)),
            Action.COMMENT,
            Map.of(
                    Scope.HOST, Allowance.of(10, 10, TEN_MINUTES),
                    Scope.NETWORK, Allowance.of(40, 40, TEN_MINUTES),
                    Scope.PROVIDER, Allowance.of(200, 200, TEN_MINUTES),
                    Scope.BLOG, Allowance.of(1_000, 1_000, TEN_MINUTES)));

    private final InstantSource clock;
    private final byte[] secret = new byte[16];
    private final Map<Action, Map<Scope, Cells>> cells = new EnumMap<>(Action.class);

    InMemoryRateLimiter(InstantSource clock) {
        this.clock = clock;
        new SecureRandom().nextBytes(secret);
        ALLOWANCES.forEach((action, byScope) -> {
            Map<Scope, Cells> ofAction = new EnumMap<>(Scope.class);
            byScope.forEach((scope, allowance) -> ofAction.put(scope, new Cells(allowance)));
            cells.put(action, ofAction);
        });
    }

    @Override
    public boolean tryAcquire(Action action, List<Key> keys) {
        List<Cells> asked = new ArrayList<>();
        List<long[]> places = new ArrayList<>();
        for (Key key : keys) {
            Cells ofScope = cells.getOrDefault(action, Map.of()).get(key.scope());
            if (ofScope == null) {
                throw new IllegalArgumentException(action + " is not limited by " + key.scope());
            }
            asked.add(ofScope);
            places.add(hash(key.value()));
        }
        long now = clock.millis();
        synchronized (this) {
            for (int i = 0; i < asked.size(); i++) {
                if (!asked.get(i).hasRoom(places.get(i), now)) {
                    return false;
                }
            }
            for (int i = 0; i < asked.size(); i++) {
                asked.get(i).take(places.get(i), now);
            }
        }
        return true;
    }

    private long[] hash(String value) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(secret);
            ByteBuffer hash = ByteBuffer.wrap(digest.digest(value.getBytes(StandardCharsets.UTF_8)));
            return new long[] {hash.getLong(), hash.getLong()};
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * The numbers of one kind of key. A key stands in two places, and the lesser of both counts, as in a count-min sketch:
     * it is refused early only where other keys have used up both.
     */
    private static final class Cells {

        private static final int PLACES = 8_192;

        private final long interval;
        private final long tolerance;
        private final long[][] nextAt = new long[2][PLACES];

        Cells(Allowance allowance) {
            interval = allowance.interval().toMillis();
            tolerance = (allowance.burst() - 1) * interval;
            for (long[] row : nextAt) {
                Arrays.fill(row, Long.MIN_VALUE);
            }
        }

        boolean hasRoom(long[] places, long now) {
            return expected(places, now) - now <= tolerance;
        }

        void take(long[] places, long now) {
            long next = expected(places, now) + interval;
            for (int row = 0; row < nextAt.length; row++) {
                int place = place(places[row]);
                nextAt[row][place] = Math.max(nextAt[row][place], next);
            }
        }

        private long expected(long[] places, long now) {
            long least = Long.MAX_VALUE;
            for (int row = 0; row < nextAt.length; row++) {
                int place = place(places[row]);
                // Where the clock was set back, no later than after a whole burst.
                nextAt[row][place] = Math.min(nextAt[row][place], now + tolerance + interval);
                least = Math.min(least, nextAt[row][place]);
            }
            return Math.max(least, now);
        }

        private static int place(long hash) {
            return (int) Math.floorMod(hash, (long) PLACES);
        }
    }
}
