package io.billet.engine;

import java.time.InstantSource;

/**
 * Says whether somebody may do something once more. A host with several nodes may put one of its own here that they
 * share.
 *
 * <p>Implementations must be thread-safe and quick.
 */
@FunctionalInterface
public interface RateLimiter {

    /** What is limited. */
    enum Action {
        /** Asking for the newsletter, by e-mail address and by network address: each makes the blog send a mail. */
        SUBSCRIBE,
        /** Writing a comment, by network address. */
        COMMENT
    }

    /**
     * @param action what is to be done
     * @param key    by whom: an e-mail or network address
     * @return whether it may be done now; if so, it counts
     */
    boolean tryAcquire(Action action, String key);

    /** Returns a limiter that lets everything pass. */
    static RateLimiter unlimited() {
        return (action, key) -> true;
    }

    /**
     * Returns the default: per address, 5 requests for the newsletter an hour and 10 comments in ten minutes, remembered
     * for the last 10,000 addresses of this process.
     *
     * @param clock gives the time
     */
    static RateLimiter inMemory(InstantSource clock) {
        return new InMemoryRateLimiter(clock);
    }
}
