package io.billet.engine;

import io.billet.engine.spi.MailOutcome;
import java.time.Duration;

/**
 * How a blog sends its newsletter. {@link #DEFAULT} does for a mail server of one's own or a service that takes mail by SMTP.
 *
 * <pre>{@code
 * Blog.builder().newsletter(NewsletterOptions.DEFAULT.withConnections(8).withPerSecond(50))
 * }</pre>
 *
 * <p>What is told of a second and of connections holds for one node: two nodes send twice as much.
 *
 * <p>Immutable and thread-safe.
 *
 * @param latest               how late an issue may be and still go out by itself; one minute to 365 days
 * @param retryAfter           how long after a refusal for now a mail is tried again, the first time; twice as long each further
 *                             time up to an hour, a fifth more or less by chance; 100 milliseconds to one hour
 * @param giveUpAfter          how long a mail is tried at the most; one second to 30 days
 * @param lease                how long a node has for a part of the ledger before others take it from it; a third of it is left
 *                             for the mails that are on their way, so it is longer than three times what a server takes for a
 *                             mail; one second to one hour
 * @param lostReply            what is done where nobody knows whether a mail was taken
 * @param connections          how many mails are on their way at a time; 1 to {@value #MOST_CONNECTIONS}
 * @param connectionsPerDomain how many of them to one domain of recipients; 1 or more
 * @param perSecond            how many mails begin in a second; 0: as many as the server takes
 * @param perSecondPerDomain   how many of them to one domain of recipients; 0: as many as the server takes
 */
public record NewsletterOptions(
        Duration latest,
        Duration retryAfter,
        Duration giveUpAfter,
        Duration lease,
        LostReply lostReply,
        int connections,
        int connectionsPerDomain,
        int perSecond,
        int perSecondPerDomain) {

    /** The most mails that are on their way at a time. */
    public static final int MOST_CONNECTIONS = 64;

    /**
     * Late after 6 hours: a night's outage or a restart that failed on a Friday evening is noticed by then, and a morning's
     * letter is still one at noon. Tried for 6 hours, by when a server that answers for mail has either taken it or means it.
     * Leases of 5 minutes, 4 connections, no other bounds; a lost reply is a reason to send again.
     */
    public static final NewsletterOptions DEFAULT = new NewsletterOptions(
            Duration.ofHours(6),
            Duration.ofMinutes(1),
            Duration.ofHours(6),
            Duration.ofMinutes(5),
            LostReply.RESEND,
            4,
            MOST_CONNECTIONS,
            0,
            0);

    /** What is done where the connection was lost before the reply ({@link MailOutcome.Unknown}), or a node while it sent. */
    public enum LostReply {
        /**
         * The mail is sent again, under the same {@code Message-ID}. Nobody is missed; some get it twice, and many mail servers
         * and programs show such a pair once.
         */
        RESEND,
        /**
         * The delivery is left {@linkplain io.billet.core.DeliveryState.Uncertain uncertain}. Nobody gets it twice; the blog's
         * owner may have it sent again.
         */
        HOLD_UNCERTAIN
    }

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public NewsletterOptions {
        requireBetween("latest", latest, Duration.ofMinutes(1), Duration.ofDays(365));
        requireBetween("retryAfter", retryAfter, Duration.ofMillis(100), Duration.ofHours(1));
        requireBetween("giveUpAfter", giveUpAfter, Duration.ofSeconds(1), Duration.ofDays(30));
        requireBetween("lease", lease, Duration.ofSeconds(1), Duration.ofHours(1));
        requireBetween("connections", connections, 1, MOST_CONNECTIONS);
        requireBetween("connectionsPerDomain", connectionsPerDomain, 1, Integer.MAX_VALUE);
        requireBetween("perSecond", perSecond, 0, Integer.MAX_VALUE);
        requireBetween("perSecondPerDomain", perSecondPerDomain, 0, Integer.MAX_VALUE);
    }

    private static void requireBetween(String name, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(name + " is " + least + " to " + most + ", not " + value);
        }
    }

    private static void requireBetween(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " is " + least + " to " + most + ", not " + value);
        }
    }

    /**
     * Returns these options with another {@link #latest}.
     *
     * @param duration one minute to 365 days
     */
    public NewsletterOptions withLatest(Duration duration) {
        return new NewsletterOptions(
                duration,
                retryAfter,
                giveUpAfter,
                lease,
                lostReply,
                connections,
                connectionsPerDomain,
                perSecond,
                perSecondPerDomain);
    }

    /**
     * Returns these options with another {@link #retryAfter} and {@link #giveUpAfter}.
     *
     * @param first  100 milliseconds to one hour
     * @param giveUp one second to 30 days
     */
    public NewsletterOptions withRetries(Duration first, Duration giveUp) {
        return new NewsletterOptions(
                latest,
                first,
                giveUp,
                lease,
                lostReply,
                connections,
                connectionsPerDomain,
                perSecond,
                perSecondPerDomain);
    }

    /**
     * Returns these options with another {@link #lease}.
     *
     * @param duration one second to one hour
     */
    public NewsletterOptions withLease(Duration duration) {
        return new NewsletterOptions(
                latest,
                retryAfter,
                giveUpAfter,
                duration,
                lostReply,
                connections,
                connectionsPerDomain,
                perSecond,
                perSecondPerDomain);
    }

    /**
     * Returns these options with another {@link #lostReply}.
     *
     * @param choice what is done where nobody knows whether a mail was taken
     */
    public NewsletterOptions withLostReply(LostReply choice) {
        return new NewsletterOptions(
                latest,
                retryAfter,
                giveUpAfter,
                lease,
                choice,
                connections,
                connectionsPerDomain,
                perSecond,
                perSecondPerDomain);
    }

    /**
     * Returns these options with other {@link #connections}.
     *
     * @param count 1 to {@value #MOST_CONNECTIONS}
     */
    public NewsletterOptions withConnections(int count) {
        return new NewsletterOptions(
                latest,
                retryAfter,
                giveUpAfter,
                lease,
                lostReply,
                count,
                connectionsPerDomain,
                perSecond,
                perSecondPerDomain);
    }

    /**
     * Returns these options with another {@link #perSecond}.
     *
     * @param count 0 for no bound
     */
    public NewsletterOptions withPerSecond(int count) {
        return new NewsletterOptions(
                latest,
                retryAfter,
                giveUpAfter,
                lease,
                lostReply,
                connections,
                connectionsPerDomain,
                count,
                perSecondPerDomain);
    }

    /**
     * Returns these options with another {@link #connectionsPerDomain} and {@link #perSecondPerDomain}.
     *
     * @param connectionCount 1 or more
     * @param secondCount     0 for no bound
     */
    public NewsletterOptions withPerDomain(int connectionCount, int secondCount) {
        return new NewsletterOptions(
                latest,
                retryAfter,
                giveUpAfter,
                lease,
                lostReply,
                connections,
                connectionCount,
                perSecond,
                secondCount);
    }
}
