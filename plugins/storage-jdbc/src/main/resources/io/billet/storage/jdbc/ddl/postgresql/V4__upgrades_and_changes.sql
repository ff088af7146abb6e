-- Billet, schema version 4, for PostgreSQL 12 and later.

INSERT INTO ${prefix}schema_history (version, description) VALUES (4, 'upgrades and changes');
