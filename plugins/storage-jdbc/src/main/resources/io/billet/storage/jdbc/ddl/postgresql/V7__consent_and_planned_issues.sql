-- Billet, schema version 7, for PostgreSQL 12 and later.

INSERT INTO ${prefix}schema_history (version, description) VALUES (7, 'consent and planned issues');
