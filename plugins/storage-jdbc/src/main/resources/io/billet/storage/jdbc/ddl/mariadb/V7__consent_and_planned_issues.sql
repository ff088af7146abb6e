-- Billet, schema version 7, for MariaDB 10.6 and later.

INSERT INTO ${prefix}schema_history (version, description) VALUES (7, 'consent and planned issues');
