-- Billet, schema version 6, for MariaDB 10.6 and later.

INSERT INTO ${prefix}schema_history (version, description) VALUES (6, 'threads');
