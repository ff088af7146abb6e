-- Billet, schema version 4, for PostgreSQL 12 and later.
-- Which releases may go on with the tables: those that know version "oldest", or a later one. Null: only those that know
-- the version of the row itself.
-- What readers could see, counted: see io.billet.storage.api.PublicChanges. Named values of the blog: SettingStore.
ALTER TABLE ${prefix}schema_history ADD COLUMN IF NOT EXISTS oldest INTEGER;

CREATE TABLE IF NOT EXISTS ${prefix}change_mark (
    name VARCHAR(20) NOT NULL PRIMARY KEY,
    mark BIGINT      NOT NULL
) WITH (fillfactor = 50);
INSERT INTO ${prefix}change_mark (name, mark) VALUES ('EDITORIAL', 0), ('DISCUSSION', 0) ON CONFLICT DO NOTHING;

CREATE TABLE IF NOT EXISTS ${prefix}setting (
    name          VARCHAR(100) NOT NULL PRIMARY KEY,
    setting_value TEXT         NOT NULL
);

INSERT INTO ${prefix}schema_history (version, description, oldest) VALUES (4, 'upgrades and changes', 3);
