-- Billet, schema version 5, for MariaDB 10.6 and later.
-- Lists of one kind of articles, and lists by last change. change_key is a row's place in the latter: updated_at, then the id. The
-- database makes it, so that a release that knows nothing of it writes it, too.

-- Each row is meant: no server should take that for a slip.
SET @billet_safe_updates = @@SESSION.sql_safe_updates;
SET SESSION sql_safe_updates = 0;

ALTER TABLE ${prefix}article ADD COLUMN IF NOT EXISTS change_key BINARY(24) GENERATED ALWAYS AS
    (UNHEX(CONCAT(LPAD(HEX(updated_at ^ 9223372036854775808), 16, '0'), HEX(id)))) STORED;
CREATE INDEX IF NOT EXISTS ${prefix}article_5 ON ${prefix}article (kind, sort_key);
CREATE INDEX IF NOT EXISTS ${prefix}article_6 ON ${prefix}article (kind, state, sort_key);
CREATE INDEX IF NOT EXISTS ${prefix}article_7 ON ${prefix}article (kind, language, sort_key);
CREATE INDEX IF NOT EXISTS ${prefix}article_8 ON ${prefix}article (kind, state, language, sort_key);
CREATE INDEX IF NOT EXISTS ${prefix}article_9 ON ${prefix}article (change_key);
CREATE INDEX IF NOT EXISTS ${prefix}article_10 ON ${prefix}article (state, change_key);
CREATE INDEX IF NOT EXISTS ${prefix}article_11 ON ${prefix}article (kind, change_key);
CREATE INDEX IF NOT EXISTS ${prefix}article_12 ON ${prefix}article (kind, state, change_key);

-- The kind of the article in the rows that list it: null where a release has written them that does not say it. The database
-- carries a change of it along, whoever makes it.
CREATE UNIQUE INDEX IF NOT EXISTS ${prefix}article_13 ON ${prefix}article (id, kind);
ALTER TABLE ${prefix}article_tag ADD COLUMN IF NOT EXISTS kind VARCHAR(20);
CREATE INDEX IF NOT EXISTS ${prefix}article_tag_5 ON ${prefix}article_tag (article, kind);
ALTER TABLE ${prefix}article_tag ADD CONSTRAINT ${prefix}article_tag_kind FOREIGN KEY IF NOT EXISTS (article, kind)
    REFERENCES ${prefix}article (id, kind) ON DELETE CASCADE ON UPDATE CASCADE;
UPDATE ${prefix}article_tag SET kind = (SELECT a.kind FROM ${prefix}article a WHERE a.id = ${prefix}article_tag.article)
    WHERE kind IS NULL;
CREATE INDEX IF NOT EXISTS ${prefix}article_tag_3 ON ${prefix}article_tag (kind, tag, sort_key);
CREATE INDEX IF NOT EXISTS ${prefix}article_tag_4 ON ${prefix}article_tag (kind, tag, state, sort_key);
ALTER TABLE ${prefix}article_author ADD COLUMN IF NOT EXISTS kind VARCHAR(20);
CREATE INDEX IF NOT EXISTS ${prefix}article_author_5 ON ${prefix}article_author (article, kind);
ALTER TABLE ${prefix}article_author ADD CONSTRAINT ${prefix}article_author_kind FOREIGN KEY IF NOT EXISTS (article, kind)
    REFERENCES ${prefix}article (id, kind) ON DELETE CASCADE ON UPDATE CASCADE;
UPDATE ${prefix}article_author SET kind = (SELECT a.kind FROM ${prefix}article a WHERE a.id = ${prefix}article_author.article)
    WHERE kind IS NULL;
CREATE INDEX IF NOT EXISTS ${prefix}article_author_3 ON ${prefix}article_author (kind, author, sort_key);
CREATE INDEX IF NOT EXISTS ${prefix}article_author_4 ON ${prefix}article_author (kind, author, state, sort_key);

-- Who made a revision: null where nobody knows, or a release has written it that does not say it.
ALTER TABLE ${prefix}article_revision ADD COLUMN IF NOT EXISTS stored_by VARCHAR(200);

-- What published articles are going to say: the columns of an article, of which version is the one that the edit is based on.
CREATE TABLE IF NOT EXISTS ${prefix}staged_edit (
    id                 BINARY(16) NOT NULL PRIMARY KEY,
    kind               VARCHAR(20) NOT NULL,
    slug               VARCHAR(200) NOT NULL,
    title              TEXT NOT NULL,
    summary            TEXT,
    cover_source       TEXT,
    cover_description  TEXT,
    authors            TEXT NOT NULL,
    tags               TEXT NOT NULL,
    former_slugs       TEXT NOT NULL,
    language           VARCHAR(35) NOT NULL,
    translation_key    VARCHAR(200),
    audience           VARCHAR(20) NOT NULL,
    audience_labels    TEXT NOT NULL,
    discussion         VARCHAR(20) NOT NULL,
    featured           BOOLEAN NOT NULL,
    canonical_url      TEXT,
    search_title       TEXT,
    search_description TEXT,
    attributes         TEXT,
    state              VARCHAR(20) NOT NULL,
    state_at           BIGINT,
    first_published_at BIGINT,
    created_at         BIGINT NOT NULL,
    updated_at         BIGINT NOT NULL,
    updated_by         VARCHAR(200),
    version            BIGINT NOT NULL,
    markdown           MEDIUMTEXT NOT NULL,
    saved_at           BIGINT NOT NULL,
    saved_by           VARCHAR(200),
    edit_version       BIGINT NOT NULL
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

SET SESSION sql_safe_updates = @billet_safe_updates;

INSERT INTO ${prefix}schema_history (version, description, oldest) VALUES (5, 'kinds and staged edits', 3);
