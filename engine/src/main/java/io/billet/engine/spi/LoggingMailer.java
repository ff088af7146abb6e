package io.billet.engine.spi;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class LoggingMailer implements Mailer {

    private static final Logger log = LoggerFactory.getLogger(Mailer.class);
    private static final AtomicBoolean warned = new AtomicBoolean();

    LoggingMailer() {
        if (isNoLog() && warned.compareAndSet(false, true)) {
            System.err.println(
                    "Billet: no mailer is set, so mail is written to the log, and there is no log, as SLF4J has no"
                            + " provider: mail and warnings are lost. Add a provider, such as org.slf4j:slf4j-simple, or set"
                            + " Blog.builder().mailer(...)");
        }
    }

    /** What SLF4J gives where no provider is bound writes nothing, and does not bear the name that was asked for. */
    private static boolean isNoLog() {
        return !log.isErrorEnabled() && !log.getName().equals(Mailer.class.getName());
    }

    @Override
    public MailOutcome send(OutgoingMail mail) {
        if (log.isInfoEnabled()) {
            log.info("No mailer is set; this mail was not sent: {}\n{}", mail, mail.text());
        } else {
            log.warn(
                    "No mailer is set; a mail was not sent, and is not shown either, as this logger does not write INFO");
        }
        return MailOutcome.accepted();
    }
}
