package io.billet.engine.internal.mail;

import io.billet.engine.internal.job.Work;
import io.billet.storage.api.OutboxStore;
import java.time.Duration;
import java.time.InstantSource;

/** Clears away mails of the outbox that were sent, withheld or given up a while ago. */
public final class RemoveEndedMails implements Work {

    /** Long enough for the owner to answer who asks where the mail is. */
    public static final Duration KEPT = Duration.ofDays(14);

    private static final int PART = 500;

    private final OutboxStore store;
    private final InstantSource clock;

    public RemoveEndedMails(OutboxStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public Next run() {
        return store.removeEnded(clock.instant().minus(KEPT), PART) == PART ? Next.AT_ONCE : Next.IDLE;
    }
}
