package io.billet.engine.spi;

/**
 * What became of a mail that was given to a {@link Mailer}.
 *
 * <p>A reason is for the log and for the owner of the blog: a line such as {@code "550 5.1.1 User unknown"}. It is made one
 * line of at most {@value #MAX_REASON} characters, and what looks like an address in it is masked ({@code ***@example.org}), so
 * that a server's reply may be passed as it is.
 *
 * <p>Immutable and thread-safe.
 */
public sealed interface MailOutcome {

    /** The longest reason, in characters; what is longer is cut. */
    int MAX_REASON = 500;

    /**
     * Why a mail was refused for good, as far as it matters for what is done next. Only {@link #ADDRESS} says something about
     * the recipient: that nothing need be sent there any more. When in doubt it is {@link #OTHER}.
     */
    enum Cause {
        /** There is no such address, or it takes no mail at all: its subscriber is reached no more. */
        ADDRESS,
        /** The mailbox exists and takes nothing now: it is full, or disabled. */
        MAILBOX,
        /** This message is refused: too large, of a form that is not taken, or what it says. */
        CONTENT,
        /** The sender is refused: by a list of blocked networks, a limit, a missing signature or permission. */
        POLICY,
        /** Anything else, and what cannot be told. */
        OTHER;

        /**
         * Returns the cause that a server's reply tells: by its enhanced status code (RFC 3463 and the codes that IANA has
         * registered since) if it has one, else by its three digits (RFC 5321, 4.2.3), and only where these leave it open by
         * the words after them.
         *
         * <pre>{@code
         * Cause.of("550 5.1.1 <zoe@example.org>: user unknown");       // ADDRESS
         * Cause.of("552 5.2.2 Over quota");                            // MAILBOX
         * Cause.of("550 5.7.1 User unknown to our list of senders");   // POLICY: the code comes before the words
         * }</pre>
         *
         * @param reply a reply of SMTP, a status such as {@code "5.1.1"}, or the diagnosis of a bounce
         */
        public static Cause of(String reply) {
            return ReplyText.cause(reply);
        }
    }

    /** A server or service has taken the mail and answers for it now. */
    record Accepted() implements MailOutcome {}

    /**
     * It will never be taken, as with SMTP's replies 5yz (RFC 5321, 4.2.1). It is not sent again.
     *
     * @param cause  what it means for the recipient
     * @param reason why; one line
     */
    record RefusedForGood(Cause cause, String reason) implements MailOutcome {

        /** Creates an outcome. */
        public RefusedForGood {
            reason = ReplyText.line(reason);
        }

        /**
         * Creates an outcome whose cause is the one that the reason tells.
         *
         * @param reason the server's reply, such as {@code "550 5.1.1 User unknown"}; see {@link Cause#of}
         */
        public RefusedForGood(String reason) {
            this(Cause.of(reason), reason);
        }
    }

    /**
     * It was not taken and may be later, as with SMTP's replies 4yz, or when there was no connection. It is sent again after a
     * while.
     *
     * @param reason why; one line
     */
    record RefusedForNow(String reason) implements MailOutcome {

        /** Creates an outcome. */
        public RefusedForNow {
            reason = ReplyText.line(reason);
        }
    }

    /**
     * It may have been taken: the connection was lost before the reply. It is sent again under the same {@code Message-ID}, by
     * which the recipient's server or program knows it as the same mail.
     *
     * @param reason what happened; one line
     */
    record Unknown(String reason) implements MailOutcome {

        /** Creates an outcome. */
        public Unknown {
            reason = ReplyText.line(reason);
        }
    }

    /** Returns that the mail was taken. */
    static MailOutcome accepted() {
        return new Accepted();
    }
}
