-- Billet, schema version 6, for MariaDB 10.6 and later.
-- Where a comment stands in its thread: the ids of at most seven that it answers, the first of the thread before all, then its
-- own, 16 octets each; NULL until somebody places it (what a release before this writes, or answers deeper than the eighth).
-- subscriber: who was signed in when saying it.

-- Each row is meant: no server should take that for a slip.
SET @billet_safe_updates = @@SESSION.sql_safe_updates;
SET SESSION sql_safe_updates = 0;

ALTER TABLE ${prefix}comment ADD COLUMN IF NOT EXISTS place VARBINARY(128);
ALTER TABLE ${prefix}comment ADD COLUMN IF NOT EXISTS subscriber BINARY(16);

-- As long as the longest there is; an index takes no TEXT as a whole.
ALTER TABLE ${prefix}comment MODIFY COLUMN host_identity VARCHAR(200)
    CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- What answers nothing, or nothing that is there.
UPDATE ${prefix}comment beginning LEFT JOIN ${prefix}comment above ON above.id = beginning.parent
    SET beginning.place = beginning.id
    WHERE beginning.place IS NULL AND above.id IS NULL;

-- Seven times, as a path has at most eight ids: each time those whose parents have their places.
UPDATE ${prefix}comment answer JOIN ${prefix}comment above ON above.id = answer.parent
    SET answer.place = CONCAT(LEFT(above.place, 112), answer.id)
    WHERE answer.place IS NULL AND above.place IS NOT NULL;
UPDATE ${prefix}comment answer JOIN ${prefix}comment above ON above.id = answer.parent
    SET answer.place = CONCAT(LEFT(above.place, 112), answer.id)
    WHERE answer.place IS NULL AND above.place IS NOT NULL;
UPDATE ${prefix}comment answer JOIN ${prefix}comment above ON above.id = answer.parent
    SET answer.place = CONCAT(LEFT(above.place, 112), answer.id)
    WHERE answer.place IS NULL AND above.place IS NOT NULL;
UPDATE ${prefix}comment answer JOIN ${prefix}comment above ON above.id = answer.parent
    SET answer.place = CONCAT(LEFT(above.place, 112), answer.id)
    WHERE answer.place IS NULL AND above.place IS NOT NULL;
UPDATE ${prefix}comment answer JOIN ${prefix}comment above ON above.id = answer.parent
    SET answer.place = CONCAT(LEFT(above.place, 112), answer.id)
    WHERE answer.place IS NULL AND above.place IS NOT NULL;
UPDATE ${prefix}comment answer JOIN ${prefix}comment above ON above.id = answer.parent
    SET answer.place = CONCAT(LEFT(above.place, 112), answer.id)
    WHERE answer.place IS NULL AND above.place IS NOT NULL;
UPDATE ${prefix}comment answer JOIN ${prefix}comment above ON above.id = answer.parent
    SET answer.place = CONCAT(LEFT(above.place, 112), answer.id)
    WHERE answer.place IS NULL AND above.place IS NOT NULL;

CREATE INDEX IF NOT EXISTS ${prefix}comment_7 ON ${prefix}comment (article, state, place);
CREATE INDEX IF NOT EXISTS ${prefix}comment_8 ON ${prefix}comment (parent);
CREATE INDEX IF NOT EXISTS ${prefix}comment_9 ON ${prefix}comment (subscriber, sort_key);
CREATE INDEX IF NOT EXISTS ${prefix}comment_10 ON ${prefix}comment (host_identity, sort_key);

SET SESSION sql_safe_updates = @billet_safe_updates;

INSERT INTO ${prefix}schema_history (version, description, oldest) VALUES (6, 'threads', 3);
