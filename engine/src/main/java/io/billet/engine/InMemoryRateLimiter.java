package io.billet.engine;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** Token buckets, the least recently used of which are forgotten. */
final class InMemoryRateLimiter implements RateLimiter {

    private static final int MOST_BUCKETS = 10_000;

    private record Key(Action action, String key) {}

    private record Bucket(double tokens, long atMillis) {}

    private record Allowance(int burst, Duration period) {}

    private static final Map<Action, Allowance> ALLOWANCES = Map.of(
            Action.SUBSCRIBE, new Allowance(5, Duration.ofHours(1)),
            Action.COMMENT, new Allowance(10, Duration.ofMinutes(10)));

    private final InstantSource clock;
    private final Map<Key, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Bucket> eldest) {
            return size() > MOST_BUCKETS;
        }
    };

    InMemoryRateLimiter(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized boolean tryAcquire(Action action, String key) {
        Allowance allowance = ALLOWANCES.get(action);
        if (allowance == null) {
            throw new IllegalArgumentException("no allowance for " + action);
        }
        long now = clock.millis();
        Key bucketKey = new Key(action, key);
        Bucket bucket = buckets.getOrDefault(bucketKey, new Bucket(allowance.burst(), now));
        double refilled = bucket.tokens()
                + (double) Math.max(0, now - bucket.atMillis())
                        * allowance.burst()
                        / allowance.period().toMillis();
        double tokens = Math.min(allowance.burst(), refilled);
        boolean granted = tokens >= 1;
        buckets.put(bucketKey, new Bucket(granted ? tokens - 1 : tokens, now));
        return granted;
    }
}
