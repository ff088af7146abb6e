-- Billet, schema version 6, for PostgreSQL 12 and later.

INSERT INTO ${prefix}schema_history (version, description) VALUES (6, 'threads');
