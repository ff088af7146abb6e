package io.billet.engine;

/** What has become of a row of an import. */
public enum ImportOutcome {
    /** A confirmed subscriber from now on. */
    IMPORTED,
    /** Was one already; nothing is changed. */
    KNOWN,
    /** Has left here, and stays so. */
    LEFT,
    /** Gets no mail here, whatever is asked, and stays so. */
    SUPPRESSED,
    /** Was erased here, and stays so; they may subscribe anew. */
    ERASED,
    /** Wants no mail where they come from: unsubscribed, blocked or deleted there. */
    NOT_WANTED,
    /** The blog does not write to such addresses. */
    REFUSED,
    /** The row cannot be read. */
    INVALID
}
