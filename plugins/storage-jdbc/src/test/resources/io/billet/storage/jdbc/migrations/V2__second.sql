-- Not fit to be run twice: each run leaves a row.
INSERT INTO ${prefix}witness (note) VALUES ('second');
ALTER TABLE ${prefix}witness ADD COLUMN IF NOT EXISTS more INTEGER;
INSERT INTO ${prefix}schema_history (version, description) VALUES (2, 'second');
