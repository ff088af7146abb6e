package io.billet.engine.internal.mail;

import io.billet.engine.FailureLog;
import io.billet.engine.spi.MailOutcome;
import io.billet.engine.spi.Mailer;
import io.billet.engine.spi.OutgoingMail;
import org.slf4j.LoggerFactory;

/**
 * The host's mailer, out of which nothing is thrown: whatever goes wrong in it is logged without anybody's address, and costs a
 * mail its turn. Libraries for mail put addresses into the messages of what they throw, and what stands in a log is not erased
 * with a person.
 *
 * <p>What it throws need not be declared: in other languages of the JVM no exception is checked.
 */
public final class HostMailer implements Mailer {

    private final Mailer mailer;
    private final FailureLog failures = new FailureLog(LoggerFactory.getLogger(HostMailer.class));

    public HostMailer(Mailer mailer) {
        this.mailer = mailer;
    }

    @Override
    public MailOutcome send(OutgoingMail mail) {
        try {
            MailOutcome outcome = mailer.send(mail);
            return outcome == null ? new MailOutcome.RefusedForNow("the mailer told nothing") : outcome;
        } catch (Throwable e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            failures.error("The mailer, with " + mail.messageId() + ",", new MaskedFailure(e));
            String kind = e.getClass().getSimpleName();
            return new MailOutcome.RefusedForNow(e.getMessage() == null ? kind : kind + ": " + e.getMessage());
        }
    }
}
