-- Billet, schema version 3, for PostgreSQL 12 and later.
-- What an article is to its blog, its host and its translations; when it first came to its readers; who changed it last.
-- Attributes stand one a line in their order: a name, a tab and a value, in which a line break is \n and a backslash \\.
ALTER TABLE ${prefix}article ADD COLUMN IF NOT EXISTS kind VARCHAR(20) COLLATE "C" DEFAULT 'POST' NOT NULL;
ALTER TABLE ${prefix}article ADD COLUMN IF NOT EXISTS featured BOOLEAN DEFAULT FALSE NOT NULL;
ALTER TABLE ${prefix}article ADD COLUMN IF NOT EXISTS translation_key VARCHAR(200) COLLATE "C";
ALTER TABLE ${prefix}article ADD COLUMN IF NOT EXISTS attributes TEXT;
ALTER TABLE ${prefix}article ADD COLUMN IF NOT EXISTS first_published_at BIGINT;
ALTER TABLE ${prefix}article ADD COLUMN IF NOT EXISTS updated_by VARCHAR(200) COLLATE "C";

-- Of what was taken back before this version nobody knows when it was first published.
UPDATE ${prefix}article SET first_published_at = state_at WHERE state = 'PUBLISHED' AND first_published_at IS NULL;

-- From this version on former_slugs and article_slug hold every alias: slugs of before, and paths of elsewhere.
ALTER TABLE ${prefix}article_slug ALTER COLUMN slug TYPE VARCHAR(300) COLLATE "C";

INSERT INTO ${prefix}schema_history (version, description) VALUES (3, 'more of articles');
