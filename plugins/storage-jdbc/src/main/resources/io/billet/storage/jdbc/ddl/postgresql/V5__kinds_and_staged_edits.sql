-- Billet, schema version 5, for PostgreSQL 12 and later.

INSERT INTO ${prefix}schema_history (version, description) VALUES (5, 'kinds and staged edits');
