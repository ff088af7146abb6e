-- Billet, schema version 5, for MariaDB 10.6 and later.

INSERT INTO ${prefix}schema_history (version, description) VALUES (5, 'kinds and staged edits');
