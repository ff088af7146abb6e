package io.billet.engine.internal.subscription;

import io.billet.engine.internal.job.Work;

/** Clears away links and sessions that have expired. */
public final class RemoveExpiredTokens implements Work {

    private final Tokens tokens;

    public RemoveExpiredTokens(Tokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public Next run() {
        tokens.removeExpired();
        return Next.IDLE;
    }
}
