-- Billet, schema version 9, for MariaDB 10.6 and later.
-- Topics whose articles a subscriber does not want by mail, one a line; null for none. It is null for whoever was there
-- before, and for whom a release stores that does not know the column; when such a one changes a row, the column stays.
ALTER TABLE ${prefix}subscriber ADD COLUMN IF NOT EXISTS declined TEXT;

INSERT INTO ${prefix}schema_history (version, description, oldest) VALUES (9, 'declined topics', 3);
