-- Billet, schema version 10, for PostgreSQL 12 and later.
-- A delivery is written three times: pending, claimed, at its end. Each time its row is written anew, and with it an entry in each
-- index, unless no column of any index has changed and there is room in the page. So a claim changes none: what may be claimed
-- stands in an index of its own, what has ended in another, and outcome, the state of what has ended, is null until then. It is
-- computed, so that it is right in the rows of a release that does not know it. Rows of a subscriber are found issue by issue.
-- What may be claimed is in the order of an expression that equals the id: of the order of ids alone the primary key is thought good
-- enough, along which all that was ever sent stands before it.
ALTER TABLE ${prefix}delivery ADD COLUMN IF NOT EXISTS outcome VARCHAR(20) COLLATE "C" GENERATED ALWAYS AS (
        CASE WHEN is_open THEN NULL ELSE state END) STORED;
ALTER TABLE ${prefix}delivery SET (fillfactor = 45);
CREATE INDEX IF NOT EXISTS ${prefix}delivery_5 ON ${prefix}delivery (issue, (CASE WHEN is_open THEN id END)) WHERE is_open;
CREATE INDEX IF NOT EXISTS ${prefix}delivery_6 ON ${prefix}delivery (issue, outcome, id) WHERE NOT is_open;
DROP INDEX IF EXISTS ${prefix}delivery_2;
DROP INDEX IF EXISTS ${prefix}delivery_3;
DROP INDEX IF EXISTS ${prefix}delivery_4;

INSERT INTO ${prefix}schema_history (version, description, oldest) VALUES (10, 'the ledger in fewer indexes', 3);
