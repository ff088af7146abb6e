package io.billet.engine.internal.subscription;

import io.billet.engine.internal.job.Work;

/** Clears away links and sessions that have expired and what is kept for a while only, and lets this node know the key of forms. */
public final class TidyUp implements Work {

    private final Tokens tokens;
    private final FormAge formAge;
    private final KeepNoLonger keepNoLonger;

    public TidyUp(Tokens tokens, FormAge formAge, KeepNoLonger keepNoLonger) {
        this.tokens = tokens;
        this.formAge = formAge;
        this.keepNoLonger = keepNoLonger;
    }

    @Override
    public Next run() {
        tokens.removeExpired();
        formAge.remember();
        keepNoLonger.run();
        return Next.IDLE;
    }
}
