-- Billet, schema version 4, for H2 2.3 and later.

INSERT INTO ${prefix}schema_history (version, description) VALUES (4, 'upgrades and changes');
