-- Billet, schema version 1, for PostgreSQL 12 and later.
-- Replace ${prefix} by the table prefix of your blog; Flyway (placeholders) and Liquibase (changelog parameters) do so.
-- Times are microseconds since 1970-01-01T00:00:00Z. Lists of slugs, labels and links stand one a line, in order.
-- sort_key is a row's place in the lists: what the list is ordered by, then the id, in bytes.

CREATE TABLE IF NOT EXISTS ${prefix}schema_history (
    version      INTEGER     NOT NULL PRIMARY KEY,
    description  VARCHAR(100) NOT NULL,
    installed_at TIMESTAMP   NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE IF NOT EXISTS ${prefix}article (
    id                 UUID         NOT NULL PRIMARY KEY,
    slug               VARCHAR(200) COLLATE "C" NOT NULL,
    title              TEXT         NOT NULL,
    summary            TEXT,
    cover_source       TEXT,
    cover_description  TEXT,
    authors            TEXT         NOT NULL,
    tags               TEXT         NOT NULL,
    former_slugs       TEXT         NOT NULL,
    language           VARCHAR(35)  COLLATE "C" NOT NULL,
    audience           VARCHAR(20)  NOT NULL,
    audience_labels    TEXT         NOT NULL,
    discussion         VARCHAR(20)  NOT NULL,
    canonical_url      TEXT,
    search_title       TEXT,
    search_description TEXT,
    state              VARCHAR(20)  COLLATE "C" NOT NULL,
    state_at           BIGINT,
    created_at         BIGINT       NOT NULL,
    updated_at         BIGINT       NOT NULL,
    version            BIGINT       NOT NULL,
    text_version       BIGINT       NOT NULL,
    sort_key           BYTEA        NOT NULL
);
CREATE INDEX IF NOT EXISTS ${prefix}article_1 ON ${prefix}article (sort_key);
CREATE INDEX IF NOT EXISTS ${prefix}article_2 ON ${prefix}article (state, sort_key);
CREATE INDEX IF NOT EXISTS ${prefix}article_3 ON ${prefix}article (language, sort_key);
CREATE INDEX IF NOT EXISTS ${prefix}article_4 ON ${prefix}article (state, language, sort_key);

-- What an article said; the row that its text_version names is what it says now.
CREATE TABLE IF NOT EXISTS ${prefix}article_revision (
    article    UUID   NOT NULL,
    version    BIGINT NOT NULL,
    title      TEXT   NOT NULL,
    summary    TEXT,
    markdown   TEXT   NOT NULL,
    stored_at  BIGINT NOT NULL,
    PRIMARY KEY (article, version)
);

-- Every slug that an article has or had: the primary key keeps them apart.
CREATE TABLE IF NOT EXISTS ${prefix}article_slug (
    slug    VARCHAR(200) COLLATE "C" NOT NULL PRIMARY KEY,
    article UUID         NOT NULL
);
CREATE INDEX IF NOT EXISTS ${prefix}article_slug_1 ON ${prefix}article_slug (article);

-- Which articles name a tag or an author, in the order of lists. Made of the article's row; nothing is read from here only.
CREATE TABLE IF NOT EXISTS ${prefix}article_tag (
    tag      VARCHAR(200) COLLATE "C" NOT NULL,
    state    VARCHAR(20)  COLLATE "C" NOT NULL,
    sort_key BYTEA        NOT NULL,
    article  UUID         NOT NULL,
    PRIMARY KEY (article, tag)
);
CREATE INDEX IF NOT EXISTS ${prefix}article_tag_1 ON ${prefix}article_tag (tag, sort_key);
CREATE INDEX IF NOT EXISTS ${prefix}article_tag_2 ON ${prefix}article_tag (tag, state, sort_key);

CREATE TABLE IF NOT EXISTS ${prefix}article_author (
    author   VARCHAR(200) COLLATE "C" NOT NULL,
    state    VARCHAR(20)  COLLATE "C" NOT NULL,
    sort_key BYTEA        NOT NULL,
    article  UUID         NOT NULL,
    PRIMARY KEY (article, author)
);
CREATE INDEX IF NOT EXISTS ${prefix}article_author_1 ON ${prefix}article_author (author, sort_key);
CREATE INDEX IF NOT EXISTS ${prefix}article_author_2 ON ${prefix}article_author (author, state, sort_key);

CREATE TABLE IF NOT EXISTS ${prefix}tag (
    slug              VARCHAR(200) COLLATE "C" NOT NULL PRIMARY KEY,
    name              TEXT         NOT NULL,
    description       TEXT,
    image_source      TEXT,
    image_description TEXT,
    sort_key          BYTEA        NOT NULL
);
CREATE UNIQUE INDEX IF NOT EXISTS ${prefix}tag_1 ON ${prefix}tag (sort_key);

CREATE TABLE IF NOT EXISTS ${prefix}author (
    slug              VARCHAR(200) COLLATE "C" NOT NULL PRIMARY KEY,
    name              TEXT         NOT NULL,
    description       TEXT,
    links             TEXT         NOT NULL,
    image_source      TEXT,
    image_description TEXT,
    sort_key          BYTEA        NOT NULL
);
CREATE UNIQUE INDEX IF NOT EXISTS ${prefix}author_1 ON ${prefix}author (sort_key);

CREATE TABLE IF NOT EXISTS ${prefix}subscriber (
    id                   UUID         NOT NULL PRIMARY KEY,
    email                VARCHAR(254) COLLATE "C" NOT NULL,
    name                 TEXT,
    language             VARCHAR(35)  NOT NULL,
    labels               TEXT         NOT NULL,
    state                VARCHAR(20)  COLLATE "C" NOT NULL,
    state_at             BIGINT,
    state_reason         VARCHAR(20),
    consent_form         TEXT         NOT NULL,
    consent_text_version TEXT         NOT NULL,
    consent_asked_at     BIGINT       NOT NULL,
    consent_confirmed_at BIGINT,
    consent_address      TEXT,
    consent_agent        TEXT,
    created_at           BIGINT       NOT NULL,
    updated_at           BIGINT       NOT NULL,
    version              BIGINT       NOT NULL
);
CREATE UNIQUE INDEX IF NOT EXISTS ${prefix}subscriber_1 ON ${prefix}subscriber (email);
CREATE INDEX IF NOT EXISTS ${prefix}subscriber_2 ON ${prefix}subscriber (state, id);

CREATE TABLE IF NOT EXISTS ${prefix}subscriber_label (
    label      VARCHAR(64) COLLATE "C" NOT NULL,
    state      VARCHAR(20) COLLATE "C" NOT NULL,
    subscriber UUID        NOT NULL,
    PRIMARY KEY (subscriber, label)
);
CREATE INDEX IF NOT EXISTS ${prefix}subscriber_label_1 ON ${prefix}subscriber_label (label, subscriber);
CREATE INDEX IF NOT EXISTS ${prefix}subscriber_label_2 ON ${prefix}subscriber_label (label, state, subscriber);

CREATE TABLE IF NOT EXISTS ${prefix}comment (
    id              UUID         NOT NULL PRIMARY KEY,
    article         UUID         NOT NULL,
    parent          UUID,
    name            TEXT,
    email           VARCHAR(254) COLLATE "C",
    url             TEXT,
    host_identity   TEXT,
    markdown        TEXT         NOT NULL,
    state           VARCHAR(20)  COLLATE "C" NOT NULL,
    created_at      BIGINT       NOT NULL,
    edited_at       BIGINT,
    version         BIGINT       NOT NULL,
    idempotency_key VARCHAR(100) COLLATE "C",
    sort_key        BYTEA        NOT NULL
);
CREATE UNIQUE INDEX IF NOT EXISTS ${prefix}comment_1 ON ${prefix}comment (idempotency_key);
CREATE INDEX IF NOT EXISTS ${prefix}comment_2 ON ${prefix}comment (sort_key);
CREATE INDEX IF NOT EXISTS ${prefix}comment_3 ON ${prefix}comment (state, sort_key);
CREATE INDEX IF NOT EXISTS ${prefix}comment_4 ON ${prefix}comment (article, sort_key);
CREATE INDEX IF NOT EXISTS ${prefix}comment_5 ON ${prefix}comment (article, state, sort_key);
CREATE INDEX IF NOT EXISTS ${prefix}comment_6 ON ${prefix}comment (email, sort_key);

CREATE TABLE IF NOT EXISTS ${prefix}issue (
    id              UUID         NOT NULL PRIMARY KEY,
    article         UUID         NOT NULL,
    article_version BIGINT       NOT NULL,
    subject         TEXT         NOT NULL,
    audience        VARCHAR(20)  NOT NULL,
    audience_labels TEXT         NOT NULL,
    state           VARCHAR(20)  NOT NULL,
    state_at        BIGINT,
    recipients      BIGINT,
    pending         BIGINT,
    claimed         BIGINT,
    sent            BIGINT,
    uncertain       BIGINT,
    failed          BIGINT,
    created_at      BIGINT       NOT NULL,
    version         BIGINT       NOT NULL,
    idempotency_key VARCHAR(100) COLLATE "C"
);
CREATE UNIQUE INDEX IF NOT EXISTS ${prefix}issue_1 ON ${prefix}issue (idempotency_key);

-- due_at: from when on a row may be claimed (pending: notBefore; claimed: the end of the lease); null at an end.
-- forgotten: the subscriber was erased while a worker was at it.
CREATE TABLE IF NOT EXISTS ${prefix}delivery (
    id         UUID         NOT NULL PRIMARY KEY,
    issue      UUID         NOT NULL,
    subscriber UUID         NOT NULL,
    email      VARCHAR(254) NOT NULL,
    language   VARCHAR(35)  NOT NULL,
    state      VARCHAR(20)  COLLATE "C" NOT NULL,
    is_open    BOOLEAN      NOT NULL,
    due_at     BIGINT,
    ended_at   BIGINT,
    worker     TEXT,
    reason     TEXT,
    attempts   INTEGER      NOT NULL,
    fence      BIGINT       NOT NULL,
    forgotten  BOOLEAN      NOT NULL
);
CREATE UNIQUE INDEX IF NOT EXISTS ${prefix}delivery_1 ON ${prefix}delivery (issue, subscriber);
CREATE INDEX IF NOT EXISTS ${prefix}delivery_2 ON ${prefix}delivery (issue, is_open, id);
CREATE INDEX IF NOT EXISTS ${prefix}delivery_3 ON ${prefix}delivery (issue, state, id);
CREATE INDEX IF NOT EXISTS ${prefix}delivery_4 ON ${prefix}delivery (subscriber);

CREATE TABLE IF NOT EXISTS ${prefix}token (
    hash       CHAR(64)     COLLATE "C" NOT NULL PRIMARY KEY,
    purpose    VARCHAR(50)  COLLATE "C" NOT NULL,
    subject    VARCHAR(200) COLLATE "C" NOT NULL,
    expires_at BIGINT       NOT NULL
);
CREATE INDEX IF NOT EXISTS ${prefix}token_1 ON ${prefix}token (purpose, subject);
CREATE INDEX IF NOT EXISTS ${prefix}token_2 ON ${prefix}token (expires_at);

INSERT INTO ${prefix}schema_history (version, description) VALUES (1, 'initial');
