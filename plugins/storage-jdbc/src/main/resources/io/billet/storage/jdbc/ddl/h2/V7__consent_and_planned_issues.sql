-- Billet, schema version 7, for H2 2.3 and later.

INSERT INTO ${prefix}schema_history (version, description) VALUES (7, 'consent and planned issues');
