package io.billet.engine.internal.subscription;

import io.billet.engine.internal.job.Work;

/** Clears away links and sessions that have expired, and lets this node know the key of forms. */
public final class TidyUp implements Work {

    private final Tokens tokens;
    private final FormAge formAge;

    public TidyUp(Tokens tokens, FormAge formAge) {
        this.tokens = tokens;
        this.formAge = formAge;
    }

    @Override
    public Next run() {
        tokens.removeExpired();
        formAge.remember();
        return Next.IDLE;
    }
}
