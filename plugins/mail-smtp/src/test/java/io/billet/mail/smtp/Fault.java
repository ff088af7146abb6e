package io.billet.mail.smtp;

/** What {@link MisbehavingSmtpServer} does wrong, once, with the mail that it meets. */
public enum Fault {
    /** Nothing. */
    NONE,

    /** The sender is refused for now, {@code 451 4.7.1}. */
    MAIL_4XX,
    /** The sender is refused for good, {@code 550 5.7.1}. */
    MAIL_5XX,
    /** The sender is refused in the words for a dead recipient, {@code 550 5.1.1}. */
    MAIL_DEAD,
    /** The recipient is refused for now, {@code 450 4.2.1}. */
    RCPT_4XX,
    /** There is no such recipient, {@code 550 5.1.1}. */
    RCPT_DEAD,
    /** There is no such recipient, and yet a message is asked for. */
    RCPT_DEAD_YET_354,
    /** The recipient's mailbox is full, {@code 552 5.2.2}. */
    RCPT_FULL,
    /** DATA is refused for now, {@code 451 4.3.0}. */
    DATA_4XX,
    /** The message is refused for now after its end, {@code 451 4.3.0}. */
    END_4XX,
    /** The message is refused for good after its end, {@code 554 5.6.0}. */
    END_CONTENT,
    /** The sender is refused for good after the end of the message, {@code 550 5.7.1}. */
    END_POLICY,

    /** {@code 421} in place of a reply to MAIL, and the end of the connection. */
    MAIL_421,
    /** {@code 421} in place of a reply after the end of the message, and the end of the connection. */
    END_421,

    /** The connection ends in place of a reply to MAIL. */
    DROP_AT_MAIL,
    /** The connection ends in place of a reply to RCPT. */
    DROP_AT_RCPT,
    /** The connection ends in place of a reply to DATA. */
    DROP_AT_DATA,
    /** The connection ends before the message does: it is not taken. */
    DROP_IN_MESSAGE,
    /** The message is taken, and the connection ends in place of the reply: nobody who sent it can know. */
    DROP_AFTER_END,
    /** The message is <em>not</em> taken, and the connection ends in place of the reply: to who sent it as {@link #DROP_AFTER_END}. */
    DROP_AFTER_END_UNTAKEN,

    /** The message is taken, and the reply comes after {@link MisbehavingSmtpServer.Builder#slow}. */
    SLOW_250,
    /** The message is taken, and no reply comes as long as the connection stands. */
    SILENCE_AFTER_END,
    /** No reply to MAIL comes as long as the connection stands. */
    SILENCE_AT_MAIL,

    /** Taken and acknowledged; then {@code 421} unasked, and the end of the connection. */
    CLOSE_421_AFTERWARDS,
    /** Taken and acknowledged; then the end of the connection. */
    CLOSE_AFTERWARDS,

    /** What is no reply, in place of one to RCPT. */
    GARBAGE_AT_RCPT,
    /** The message is taken, and what is no reply comes in place of one. */
    GARBAGE_AFTER_END,
    /** A reply of 10 MB in one line to RCPT. */
    LONG_LINE_AT_RCPT,
    /** A reply of lines without an end to RCPT, as long as the connection stands. */
    ENDLESS_REPLY_AT_RCPT,
    /** A reply of one octet a time to RCPT, none of them late, that has no end. */
    DRIP_AT_RCPT,
    /** A reply of many lines to RCPT, {@code 550 5.1.1} in each, one with the address and a line separator. */
    MANY_LINES_AT_RCPT;

    /** Returns whether a message with this fault is the server's from then on. */
    boolean isTaken() {
        return switch (this) {
            case NONE,
                    DROP_AFTER_END,
                    SLOW_250,
                    SILENCE_AFTER_END,
                    CLOSE_421_AFTERWARDS,
                    CLOSE_AFTERWARDS,
                    GARBAGE_AFTER_END -> true;
            default -> false;
        };
    }

    /** Returns whether the message was taken and the reply that says so is lost: what may rightly be sent again. */
    public boolean losesTheReply() {
        return this == DROP_AFTER_END || this == SILENCE_AFTER_END || this == GARBAGE_AFTER_END;
    }
}
