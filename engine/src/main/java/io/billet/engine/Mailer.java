package io.billet.engine;

/**
 * Sends a blog's mail; a host fills it with its own mail server or service.
 *
 * <p>The engine calls {@link #send} from a thread of its own, one mail after another, never while a reader waits; so the
 * answer to a subscriber takes the same time whether mail is sent or not. An implementation may take as long as it needs
 * within a minute or so, and throws whatever it likes when it fails: the engine logs it.
 *
 * <p>Implementations must be thread-safe.
 */
@FunctionalInterface
public interface Mailer {

    /**
     * @param mail what to send
     * @throws RuntimeException if it was not handed over
     */
    void send(OutgoingMail mail);

    /**
     * Returns a mailer that writes mails to the log, their links included, so that an application under construction
     * runs without a mail server. Not for production: who reads the log can confirm and sign in for others.
     */
    static Mailer logging() {
        return new LoggingMailer();
    }
}
