package io.billet.engine.internal.mail;

import java.util.Arrays;
import java.util.Optional;

/** What a mail of the outbox is for. What is stored is {@link #stored()}; releases only add to these. */
public enum MailPurpose {
    /** Answers a request for the newsletter: a link to confirm, or to sign in. About a subscriber. */
    SUBSCRIBE("subscribe", Lateness.NEVER_MATTERS),
    /** Confirms that mail is to go to another address. About a subscriber. */
    MOVE("move", Lateness.NEVER_MATTERS),
    /** Tells the former address that mail goes to another. About a subscriber. */
    MOVED("moved", Lateness.WAITS_FOR_THE_OWNER),
    /** Welcomes who has confirmed. About a subscriber. */
    WELCOME("welcome", Lateness.WAITS_FOR_THE_OWNER),
    /** Tells the owner of comments that wait for a moderator. */
    NOTICE_OF_COMMENTS("notice-of-comments", Lateness.WAITS_FOR_THE_OWNER),
    /** Tells the owner of an issue that waits for them, or could not be sent to all. About an issue. */
    NOTICE_OF_ISSUE("notice-of-issue", Lateness.WAITS_FOR_THE_OWNER);

    private enum Lateness {
        NEVER_MATTERS,
        WAITS_FOR_THE_OWNER
    }

    private final String stored;
    private final Lateness lateness;

    MailPurpose(String stored, Lateness lateness) {
        this.stored = stored;
        this.lateness = lateness;
    }

    /** Returns it as it stands in the store. */
    public String stored() {
        return stored;
    }

    /** Returns whether it is left to the owner when nobody was there to send it in time: who asked for a link wants it late, too. */
    boolean waitsForTheOwnerWhenLate() {
        return lateness == Lateness.WAITS_FOR_THE_OWNER;
    }

    /** Returns the purpose that was stored; nothing if a later release has written it. */
    static Optional<MailPurpose> of(String stored) {
        return Arrays.stream(values())
                .filter(purpose -> purpose.stored.equals(stored))
                .findFirst();
    }
}
