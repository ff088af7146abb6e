package io.billet.storage.api;

/**
 * What a store may be unable to do. A store declares what it can ({@link BlogStorage#capabilities()}); calls that need
 * something else fail with {@link UnsupportedCapabilityException}, and the contract kit skips their rules.
 */
public enum Capability {
    /** Keeps articles, tags and authors. */
    ARTICLES,
    /** Keeps {@linkplain io.billet.core.Revision revisions} of articles. */
    REVISIONS,
    /** Keeps {@linkplain io.billet.core.StagedEdit staged edits} of published articles. */
    STAGED_EDITS,
    /** Keeps subscribers. */
    SUBSCRIBERS,
    /** Keeps comments. */
    COMMENTS,
    /** Keeps newsletter issues and their ledger. */
    ISSUES,
    /** Keeps single-use tokens. */
    TOKENS,
    /** Keeps {@linkplain io.billet.core.OutboxMail mails} that belong to no issue until they are sent. */
    OUTBOX,
    /** Keeps settings. */
    SETTINGS,
    /** Tells by {@linkplain PublicChanges marks} whether readers could see anything else than before. */
    CHANGES,
    /** What was stored survives {@link BlogStorage#close()}, and the sudden death of the process. */
    DURABLE,
    /** Several processes may use it at once, and its rules hold among them. */
    SHARED
}
