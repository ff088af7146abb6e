package io.billet.engine.internal.job;

import java.time.Instant;
import java.util.Optional;

/** What a job does in one run: a bounded piece, so that many blogs can share a thread. */
@FunctionalInterface
public interface Work {

    /** Does a piece, and says when the next is wanted. */
    Next run();

    /**
     * When a job wants to run next.
     *
     * @param more        whether there is more to do at once
     * @param noLaterThan a time at which something will be due, if one is known
     */
    record Next(boolean more, Optional<Instant> noLaterThan) {

        /** There is more to do. */
        public static final Next AT_ONCE = new Next(true, Optional.empty());

        /** Nothing is known to be due. */
        public static final Next IDLE = new Next(false, Optional.empty());

        /** Returns nothing to do until a time, unless something turns up. */
        public static Next by(Instant time) {
            return new Next(false, Optional.of(time));
        }
    }
}
