package io.billet.engine.internal.subscription;

import io.billet.engine.internal.job.Work;
import io.billet.engine.internal.mail.RemoveEndedMails;

/**
 * Clears away links and sessions that have expired, what is kept for a while only and mails that ended a while ago, and lets
 * this node know the key of forms.
 */
public final class TidyUp implements Work {

    private final Tokens tokens;
    private final FormAge formAge;
    private final KeepNoLonger keepNoLonger;
    private final RemoveEndedMails mails;

    public TidyUp(Tokens tokens, FormAge formAge, KeepNoLonger keepNoLonger, RemoveEndedMails mails) {
        this.tokens = tokens;
        this.formAge = formAge;
        this.keepNoLonger = keepNoLonger;
        this.mails = mails;
    }

    @Override
    public Next run() {
        tokens.removeExpired();
        formAge.remember();
        keepNoLonger.run();
        return mails.run();
    }
}
