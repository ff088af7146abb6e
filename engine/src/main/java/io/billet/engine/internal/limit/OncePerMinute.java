package io.billet.engine.internal.limit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Says whether something that is seen over and over is to be told now: when it is seen first, and after that once a minute
 * with the number of times. Remembers the last hundred things. Thread-safe.
 */
public final class OncePerMinute {

    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
    private static final int MOST_REMEMBERED = 100;

    private record Seen(long toldAt, long timesSince) {}

    private final LongSupplier nanoTime;
    private final Map<String, Seen> seen = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Seen> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    public OncePerMinute() {
        this(System::nanoTime);
    }

    /** @param nanoTime a clock that only goes forward, as {@link System#nanoTime()} */
    OncePerMinute(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Returns how often it was seen since it was told, now included; 0 if it is not to be told yet. */
    public synchronized long see(String what) {
        long now = nanoTime.getAsLong();
        Seen before = seen.get(what);
        if (before != null && now - before.toldAt() < MINUTE) {
            seen.put(what, new Seen(before.toldAt(), before.timesSince() + 1));
            return 0;
        }
        seen.put(what, new Seen(now, 0));
        return before == null ? 1 : before.timesSince() + 1;
    }
}
