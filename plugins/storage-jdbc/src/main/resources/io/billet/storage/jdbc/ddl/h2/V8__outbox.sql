-- Billet, schema version 8, for H2 2.3 and later.
-- Mails that belong to no issue. fresh_key: purpose and subject of one that nobody has claimed yet, which there is once;
-- null from the first claim on. due_at: from when on a row may be claimed; null at an end.
CREATE TABLE IF NOT EXISTS ${prefix}outbox (
    id         UUID NOT NULL PRIMARY KEY,
    purpose    VARCHAR(50) NOT NULL,
    subject    VARCHAR(200) NOT NULL,
    note       VARCHAR(100000),
    created_at BIGINT NOT NULL,
    fresh_key  VARCHAR(260),
    state      VARCHAR(20) NOT NULL,
    is_open    BOOLEAN NOT NULL,
    due_at     BIGINT,
    ended_at   BIGINT,
    worker     VARCHAR(100000),
    reason     VARCHAR(100000),
    attempts   INTEGER NOT NULL,
    fence      BIGINT NOT NULL
);
CREATE UNIQUE INDEX IF NOT EXISTS ${prefix}outbox_1 ON ${prefix}outbox (fresh_key);
CREATE INDEX IF NOT EXISTS ${prefix}outbox_2 ON ${prefix}outbox (is_open, due_at, id);
CREATE INDEX IF NOT EXISTS ${prefix}outbox_3 ON ${prefix}outbox (state, id);
CREATE INDEX IF NOT EXISTS ${prefix}outbox_4 ON ${prefix}outbox (subject);
CREATE INDEX IF NOT EXISTS ${prefix}outbox_5 ON ${prefix}outbox (ended_at);

INSERT INTO ${prefix}schema_history (version, description, oldest) VALUES (8, 'the outbox', 3);
