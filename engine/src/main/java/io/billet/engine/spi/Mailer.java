package io.billet.engine.spi;

/**
 * Sends a blog's mail; a host fills it with its own mail server or service.
 *
 * <pre>{@code
 * Mailer mailer = mail -> {
 *     try {
 *         smtp.send(mail.headers(), mail.text());
 *         return MailOutcome.accepted();
 *     } catch (SmtpReply reply) {
 *         return reply.code() >= 500
 *                 ? new MailOutcome.RefusedForGood(reply.getMessage()) // finds the cause in "550 5.1.1 user unknown"
 *                 : new MailOutcome.RefusedForNow(reply.getMessage());
 *     }
 * };
 * }</pre>
 *
 * <p>The engine calls {@link #send} from its background work, one mail after another, never while a reader waits; so the
 * answer to a subscriber takes the same time whether mail is sent or not. An implementation may take as long as it needs
 * within a minute or so; after five another node takes it for dead. What is refused for now is sent again under the same {@code
 * Message-ID}, 15 seconds later first and then after twice as long each time, up to half an hour; after a day it is given up.
 *
 * <p>Implementations must be thread-safe.
 */
@FunctionalInterface
public interface Mailer {

    /**
     * Hands a mail over to a server or service. What is thrown counts as {@link MailOutcome.RefusedForNow} and is logged.
     *
     * @param mail what to send
     * @return what became of it
     */
    MailOutcome send(OutgoingMail mail);

    /**
     * Returns a mailer that writes mails to the log, their links included, so that an application under construction
     * runs without a mail server. Not for production: who reads the log can confirm and sign in for others. They are
     * written by SLF4J, at the level INFO, under the name of this interface; without a provider of SLF4J they are lost, and
     * one line on standard error says so.
     */
    static Mailer logging() {
        return new LoggingMailer();
    }
}
