-- Billet, schema version 5, for H2 2.3 and later.
-- Lists of one kind of articles, and lists by last change. change_key is a row's place in the latter: updated_at, then the id. The
-- database makes it, so that a release that knows nothing of it writes it, too.
ALTER TABLE ${prefix}article ADD COLUMN IF NOT EXISTS change_key BINARY(24) GENERATED ALWAYS AS
    (BITXOR(CAST(updated_at AS BINARY(8)), X'8000000000000000') || CAST(id AS BINARY(16)));
CREATE INDEX IF NOT EXISTS ${prefix}article_5 ON ${prefix}article (kind, sort_key);
CREATE INDEX IF NOT EXISTS ${prefix}article_6 ON ${prefix}article (kind, state, sort_key);
CREATE INDEX IF NOT EXISTS ${prefix}article_7 ON ${prefix}article (kind, language, sort_key);
CREATE INDEX IF NOT EXISTS ${prefix}article_8 ON ${prefix}article (kind, state, language, sort_key);
CREATE INDEX IF NOT EXISTS ${prefix}article_9 ON ${prefix}article (change_key);
CREATE INDEX IF NOT EXISTS ${prefix}article_10 ON ${prefix}article (state, change_key);
CREATE INDEX IF NOT EXISTS ${prefix}article_11 ON ${prefix}article (kind, change_key);
CREATE INDEX IF NOT EXISTS ${prefix}article_12 ON ${prefix}article (kind, state, change_key);

-- The kind of the article in the rows that list it: null where a release has written them that does not say it. The database
-- carries a change of it along, whoever makes it. name_key orders names by their code points, as H2 does not; all columns of a table
-- at once, after what an attempt that was broken off may have left: H2 copies the table.
ALTER TABLE ${prefix}article ADD CONSTRAINT IF NOT EXISTS ${prefix}article_13 UNIQUE (id, kind);
ALTER TABLE ${prefix}article_tag DROP CONSTRAINT IF EXISTS ${prefix}article_tag_kind;
DROP INDEX IF EXISTS ${prefix}article_tag_3;
DROP INDEX IF EXISTS ${prefix}article_tag_4;
DROP INDEX IF EXISTS ${prefix}article_tag_5;
ALTER TABLE ${prefix}article_tag DROP COLUMN IF EXISTS kind, name_key;
ALTER TABLE ${prefix}article_tag ADD COLUMN (
    kind     VARCHAR(20),
    name_key VARBINARY(600) GENERATED ALWAYS AS (STRINGTOUTF8(tag))
);
ALTER TABLE ${prefix}article_tag ADD CONSTRAINT IF NOT EXISTS ${prefix}article_tag_kind FOREIGN KEY (article, kind)
    REFERENCES ${prefix}article (id, kind) ON DELETE CASCADE ON UPDATE CASCADE;
UPDATE ${prefix}article_tag SET kind = (SELECT a.kind FROM ${prefix}article a WHERE a.id = ${prefix}article_tag.article)
    WHERE kind IS NULL;
CREATE INDEX IF NOT EXISTS ${prefix}article_tag_3 ON ${prefix}article_tag (kind, tag, sort_key);
CREATE INDEX IF NOT EXISTS ${prefix}article_tag_4 ON ${prefix}article_tag (kind, tag, state, sort_key);
CREATE INDEX IF NOT EXISTS ${prefix}article_tag_5 ON ${prefix}article_tag (name_key);
ALTER TABLE ${prefix}article_author DROP CONSTRAINT IF EXISTS ${prefix}article_author_kind;
DROP INDEX IF EXISTS ${prefix}article_author_3;
DROP INDEX IF EXISTS ${prefix}article_author_4;
DROP INDEX IF EXISTS ${prefix}article_author_5;
ALTER TABLE ${prefix}article_author DROP COLUMN IF EXISTS kind, name_key;
ALTER TABLE ${prefix}article_author ADD COLUMN (
    kind     VARCHAR(20),
    name_key VARBINARY(600) GENERATED ALWAYS AS (STRINGTOUTF8(author))
);
ALTER TABLE ${prefix}article_author ADD CONSTRAINT IF NOT EXISTS ${prefix}article_author_kind FOREIGN KEY (article, kind)
    REFERENCES ${prefix}article (id, kind) ON DELETE CASCADE ON UPDATE CASCADE;
UPDATE ${prefix}article_author SET kind = (SELECT a.kind FROM ${prefix}article a WHERE a.id = ${prefix}article_author.article)
    WHERE kind IS NULL;
CREATE INDEX IF NOT EXISTS ${prefix}article_author_3 ON ${prefix}article_author (kind, author, sort_key);
CREATE INDEX IF NOT EXISTS ${prefix}article_author_4 ON ${prefix}article_author (kind, author, state, sort_key);
CREATE INDEX IF NOT EXISTS ${prefix}article_author_5 ON ${prefix}article_author (name_key);

-- Who made a revision: null where nobody knows, or a release has written it that does not say it.
ALTER TABLE ${prefix}article_revision ADD COLUMN IF NOT EXISTS stored_by VARCHAR(200);

-- What published articles are going to say: the columns of an article, of which version is the one that the edit is based on.
CREATE TABLE IF NOT EXISTS ${prefix}staged_edit (
    id                 UUID NOT NULL PRIMARY KEY,
    kind               VARCHAR(20) NOT NULL,
    slug               VARCHAR(200) NOT NULL,
    title              VARCHAR(100000) NOT NULL,
    summary            VARCHAR(100000),
    cover_source       VARCHAR(100000),
    cover_description  VARCHAR(100000),
    authors            VARCHAR(100000) NOT NULL,
    tags               VARCHAR(100000) NOT NULL,
    former_slugs       VARCHAR(100000) NOT NULL,
    language           VARCHAR(35) NOT NULL,
    translation_key    VARCHAR(200),
    audience           VARCHAR(20) NOT NULL,
    audience_labels    VARCHAR(100000) NOT NULL,
    discussion         VARCHAR(20) NOT NULL,
    featured           BOOLEAN NOT NULL,
    canonical_url      VARCHAR(100000),
    search_title       VARCHAR(100000),
    search_description VARCHAR(100000),
    attributes         VARCHAR(100000),
    state              VARCHAR(20) NOT NULL,
    state_at           BIGINT,
    first_published_at BIGINT,
    created_at         BIGINT NOT NULL,
    updated_at         BIGINT NOT NULL,
    updated_by         VARCHAR(200),
    version            BIGINT NOT NULL,
    markdown           VARCHAR(1048576) ARRAY[2] NOT NULL,
    saved_at           BIGINT NOT NULL,
    saved_by           VARCHAR(200),
    edit_version       BIGINT NOT NULL
);

INSERT INTO ${prefix}schema_history (version, description, oldest) VALUES (5, 'kinds and staged edits', 3);
