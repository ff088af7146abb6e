-- Billet, schema version 10, for H2 2.3 and later.
-- Of use to PostgreSQL alone, which writes a row anew, and into each index, at each change of it.
INSERT INTO ${prefix}schema_history (version, description, oldest) VALUES (10, 'the ledger in fewer indexes', 3);
