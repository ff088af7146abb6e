-- Billet, schema version 2, for MariaDB 10.6 and later.
-- What is given back with a token, such as the evidence of the request that it answers.
ALTER TABLE ${prefix}token ADD COLUMN IF NOT EXISTS note VARCHAR(4000);

INSERT INTO ${prefix}schema_history (version, description) VALUES (2, 'notes of tokens');
