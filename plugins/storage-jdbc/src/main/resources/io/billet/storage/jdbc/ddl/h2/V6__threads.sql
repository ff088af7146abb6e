-- Billet, schema version 6, for H2 2.3 and later.

INSERT INTO ${prefix}schema_history (version, description) VALUES (6, 'threads');
