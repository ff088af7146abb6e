package io.billet.engine.internal.subscription;

import io.billet.engine.internal.job.Work;
import io.billet.engine.internal.mail.RemoveEndedMails;

/** Clears away links and sessions that have expired and mails that ended a while ago, and lets this node know the key of forms. */
public final class TidyUp implements Work {

    private final Tokens tokens;
    private final FormAge formAge;
    private final RemoveEndedMails mails;

    public TidyUp(Tokens tokens, FormAge formAge, RemoveEndedMails mails) {
        this.tokens = tokens;
        this.formAge = formAge;
        this.mails = mails;
    }

    @Override
    public Next run() {
        tokens.removeExpired();
        formAge.remember();
        return mails.run();
    }
}
