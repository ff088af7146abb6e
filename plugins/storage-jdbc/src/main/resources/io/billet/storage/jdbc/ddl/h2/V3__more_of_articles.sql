-- Billet, schema version 3, for H2 2.3 and later.
-- What an article is to its blog, its host and its translations; when it first came to its readers; who changed it last.
-- Attributes stand one a line in their order: a name, a tab and a value, in which a line break is \n and a backslash \\.
-- H2 copies a table that gains a column: all at once, after what an attempt that was broken off may have left.
ALTER TABLE ${prefix}article DROP COLUMN IF EXISTS
    kind, featured, translation_key, attributes, first_published_at, updated_by;
ALTER TABLE ${prefix}article ADD COLUMN (
    kind               VARCHAR(20)    DEFAULT 'POST' NOT NULL,
    featured           BOOLEAN        DEFAULT FALSE  NOT NULL,
    translation_key    VARCHAR(200),
    attributes         VARCHAR(100000),
    first_published_at BIGINT,
    updated_by         VARCHAR(200)
);

-- Of what was taken back before this version nobody knows when it was first published.
UPDATE ${prefix}article SET first_published_at = state_at WHERE state = 'PUBLISHED' AND first_published_at IS NULL;

-- From this version on former_slugs and article_slug hold every alias: slugs of before, and paths of elsewhere.
ALTER TABLE ${prefix}article_slug ALTER COLUMN slug SET DATA TYPE VARCHAR(300);

INSERT INTO ${prefix}schema_history (version, description) VALUES (3, 'more of articles');
