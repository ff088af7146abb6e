-- Billet, schema version 4, for MariaDB 10.6 and later.

INSERT INTO ${prefix}schema_history (version, description) VALUES (4, 'upgrades and changes');
