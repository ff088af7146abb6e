package io.billet.engine.internal.newsletter;

import io.billet.engine.NewsletterOptions;
import java.util.HashMap;
import java.util.Map;

/** How fast mails begin and how many are on their way, in all and to one domain; for one node. Thread-safe. */
final class Pace {

    static final long UNTIL_ONE_ENDS = Long.MAX_VALUE;

    private static final long SECOND = 1_000_000_000L;
    private static final int MOST_DOMAINS = 1_000;

    private final long interval;
    private final long intervalPerDomain;
    private final int connectionsPerDomain;
    private final boolean watchesDomains;
    private final Map<String, Lane> lanes = new HashMap<>();
    private long nextAt = Long.MIN_VALUE;

    /** What goes to one domain. */
    private static final class Lane {
        private long nextAt = Long.MIN_VALUE;
        private int onTheWay;
    }

    Pace(NewsletterOptions options) {
        interval = intervalOf(options.perSecond());
        intervalPerDomain = intervalOf(options.perSecondPerDomain());
        connectionsPerDomain = options.connectionsPerDomain();
        watchesDomains = intervalPerDomain > 0 || connectionsPerDomain < options.connections();
    }

    private static long intervalOf(int perSecond) {
        return perSecond == 0 ? 0 : SECOND / perSecond;
    }

    /**
     * Begins a mail, if one may begin.
     *
     * @param now by {@link System#nanoTime()}
     * @return 0 if it has begun; else in how many nanoseconds to ask again, {@link #UNTIL_ONE_ENDS} if that is not a matter of time
     */
    synchronized long begin(String domain, long now) {
        long wait = waitFor(nextAt, now);
        if (wait > 0) {
            return wait;
        }
        if (watchesDomains) {
            Lane lane = lanes.computeIfAbsent(domain, any -> new Lane());
            if (lane.onTheWay >= connectionsPerDomain) {
                return UNTIL_ONE_ENDS;
            }
            long waitForLane = waitFor(lane.nextAt, now);
            if (waitForLane > 0) {
                return waitForLane;
            }
            lane.onTheWay++;
            lane.nextAt = now + intervalPerDomain;
        }
        nextAt = now + interval;
        return 0;
    }

    private static long waitFor(long time, long now) {
        // What System.nanoTime() tells is compared by its difference.
        return time == Long.MIN_VALUE ? 0 : Math.max(0, time - now);
    }

    synchronized void end(String domain, long now) {
        Lane lane = lanes.get(domain);
        if (lane != null) {
            lane.onTheWay--;
        }
        if (lanes.size() > MOST_DOMAINS) {
            lanes.values().removeIf(each -> each.onTheWay == 0 && waitFor(each.nextAt, now) == 0);
        }
    }

    /** Returns whether what may begin depends on where to it goes. */
    boolean watchesDomains() {
        return watchesDomains;
    }
}
