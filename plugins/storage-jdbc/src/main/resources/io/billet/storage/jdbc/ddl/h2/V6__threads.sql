-- Billet, schema version 6, for H2 2.3 and later.
-- Where a comment stands in its thread: the ids of at most seven that it answers, the first of the thread before all, then its
-- own, 16 octets each; NULL until somebody places it (what a release before this writes, or answers deeper than the eighth).
-- subscriber: who was signed in when saying it.
-- H2 copies a table that gains a column: both at once, after what an attempt that was broken off may have left.
DROP INDEX IF EXISTS ${prefix}comment_7;
DROP INDEX IF EXISTS ${prefix}comment_9;
ALTER TABLE ${prefix}comment DROP COLUMN IF EXISTS place, subscriber;
ALTER TABLE ${prefix}comment ADD COLUMN (
    place      BINARY VARYING(128),
    subscriber UUID
);

-- What answers nothing, or nothing that is there.
UPDATE ${prefix}comment beginning SET place = CAST(id AS BINARY VARYING(16))
    WHERE place IS NULL
    AND NOT EXISTS (SELECT 1 FROM ${prefix}comment above WHERE above.id = beginning.parent);

-- Seven times, as a path has at most eight ids: each time those whose parents have their places.
UPDATE ${prefix}comment answer SET place = (
    SELECT SUBSTRING(above.place FROM 1 FOR 112) || CAST(answer.id AS BINARY VARYING(16))
    FROM ${prefix}comment above WHERE above.id = answer.parent)
    WHERE place IS NULL
    AND EXISTS (SELECT 1 FROM ${prefix}comment above WHERE above.id = answer.parent AND above.place IS NOT NULL);
UPDATE ${prefix}comment answer SET place = (
    SELECT SUBSTRING(above.place FROM 1 FOR 112) || CAST(answer.id AS BINARY VARYING(16))
    FROM ${prefix}comment above WHERE above.id = answer.parent)
    WHERE place IS NULL
    AND EXISTS (SELECT 1 FROM ${prefix}comment above WHERE above.id = answer.parent AND above.place IS NOT NULL);
UPDATE ${prefix}comment answer SET place = (
    SELECT SUBSTRING(above.place FROM 1 FOR 112) || CAST(answer.id AS BINARY VARYING(16))
    FROM ${prefix}comment above WHERE above.id = answer.parent)
    WHERE place IS NULL
    AND EXISTS (SELECT 1 FROM ${prefix}comment above WHERE above.id = answer.parent AND above.place IS NOT NULL);
UPDATE ${prefix}comment answer SET place = (
    SELECT SUBSTRING(above.place FROM 1 FOR 112) || CAST(answer.id AS BINARY VARYING(16))
    FROM ${prefix}comment above WHERE above.id = answer.parent)
    WHERE place IS NULL
    AND EXISTS (SELECT 1 FROM ${prefix}comment above WHERE above.id = answer.parent AND above.place IS NOT NULL);
UPDATE ${prefix}comment answer SET place = (
    SELECT SUBSTRING(above.place FROM 1 FOR 112) || CAST(answer.id AS BINARY VARYING(16))
    FROM ${prefix}comment above WHERE above.id = answer.parent)
    WHERE place IS NULL
    AND EXISTS (SELECT 1 FROM ${prefix}comment above WHERE above.id = answer.parent AND above.place IS NOT NULL);
UPDATE ${prefix}comment answer SET place = (
    SELECT SUBSTRING(above.place FROM 1 FOR 112) || CAST(answer.id AS BINARY VARYING(16))
    FROM ${prefix}comment above WHERE above.id = answer.parent)
    WHERE place IS NULL
    AND EXISTS (SELECT 1 FROM ${prefix}comment above WHERE above.id = answer.parent AND above.place IS NOT NULL);
UPDATE ${prefix}comment answer SET place = (
    SELECT SUBSTRING(above.place FROM 1 FOR 112) || CAST(answer.id AS BINARY VARYING(16))
    FROM ${prefix}comment above WHERE above.id = answer.parent)
    WHERE place IS NULL
    AND EXISTS (SELECT 1 FROM ${prefix}comment above WHERE above.id = answer.parent AND above.place IS NOT NULL);

CREATE INDEX IF NOT EXISTS ${prefix}comment_7 ON ${prefix}comment (article, state, place);
CREATE INDEX IF NOT EXISTS ${prefix}comment_8 ON ${prefix}comment (parent);
CREATE INDEX IF NOT EXISTS ${prefix}comment_9 ON ${prefix}comment (subscriber, sort_key);
CREATE INDEX IF NOT EXISTS ${prefix}comment_10 ON ${prefix}comment (host_identity, sort_key);

INSERT INTO ${prefix}schema_history (version, description, oldest) VALUES (6, 'threads', 3);
