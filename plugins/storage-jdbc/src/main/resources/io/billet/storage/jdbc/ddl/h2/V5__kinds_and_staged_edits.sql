-- Billet, schema version 5, for H2 2.3 and later.

INSERT INTO ${prefix}schema_history (version, description) VALUES (5, 'kinds and staged edits');
