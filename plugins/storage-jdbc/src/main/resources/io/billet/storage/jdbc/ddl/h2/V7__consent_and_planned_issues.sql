-- Billet, schema version 7, for H2 2.3 and later.
-- The history of consent: how somebody stood after each change of it. Rows are only added; evidence goes by its age.
-- The foreign key is for a release that does not know this table and erases a subscriber.
-- evidence_at: when the consent was asked for whose address or agent is still known; null once both are forgotten.
CREATE TABLE IF NOT EXISTS ${prefix}consent (
    subscriber           UUID NOT NULL,
    version              BIGINT NOT NULL,
    recorded_at          BIGINT NOT NULL,
    email                VARCHAR(254) NOT NULL,
    language             VARCHAR(35) NOT NULL,
    state                VARCHAR(20) NOT NULL,
    state_at             BIGINT,
    state_reason         VARCHAR(20),
    consent_form         VARCHAR(100000) NOT NULL,
    consent_text_version VARCHAR(100000) NOT NULL,
    consent_asked_at     BIGINT NOT NULL,
    consent_confirmed_at BIGINT,
    consent_address      VARCHAR(100000),
    consent_agent        VARCHAR(100000),
    evidence_at          BIGINT GENERATED ALWAYS AS (
        CASE WHEN consent_address IS NULL AND consent_agent IS NULL THEN NULL ELSE consent_asked_at END),
    PRIMARY KEY (subscriber, version),
    FOREIGN KEY (subscriber) REFERENCES ${prefix}subscriber (id) ON DELETE CASCADE
);
CREATE INDEX IF NOT EXISTS ${prefix}consent_1 ON ${prefix}consent (evidence_at);

-- A column that is computed, so that it is right in the rows of a release that does not know it.
ALTER TABLE ${prefix}subscriber ADD COLUMN IF NOT EXISTS evidence_at BIGINT GENERATED ALWAYS AS (
        CASE WHEN consent_address IS NULL AND consent_agent IS NULL THEN NULL ELSE consent_asked_at END);
CREATE INDEX IF NOT EXISTS ${prefix}subscriber_3 ON ${prefix}subscriber (evidence_at);

-- Who is there already has one row, of how they stand: what came before was not kept.
INSERT INTO ${prefix}consent (subscriber, version, recorded_at, email, language, state, state_at, state_reason,
    consent_form, consent_text_version, consent_asked_at, consent_confirmed_at, consent_address, consent_agent)
SELECT s.id, s.version, s.updated_at, s.email, s.language, s.state, s.state_at, s.state_reason,
    s.consent_form, s.consent_text_version, s.consent_asked_at, s.consent_confirmed_at, s.consent_address, s.consent_agent
FROM ${prefix}subscriber s
WHERE NOT EXISTS (SELECT 1 FROM ${prefix}consent c WHERE c.subscriber = s.id);

-- What an issue says in each language, in the order of the languages. Issues of before this version have no row here.
CREATE TABLE IF NOT EXISTS ${prefix}issue_text (
    issue    UUID NOT NULL,
    place    INTEGER NOT NULL,
    language VARCHAR(35) NOT NULL,
    subject  VARCHAR(100000) NOT NULL,
    markdown VARCHAR(1048576) ARRAY[2] NOT NULL,
    PRIMARY KEY (issue, place)
);
ALTER TABLE ${prefix}issue ADD COLUMN IF NOT EXISTS pause_reason VARCHAR(20);
CREATE INDEX IF NOT EXISTS ${prefix}issue_2 ON ${prefix}issue (state, id);
CREATE INDEX IF NOT EXISTS ${prefix}issue_3 ON ${prefix}issue (article, id);
CREATE INDEX IF NOT EXISTS ${prefix}issue_4 ON ${prefix}issue (article, state, id);

INSERT INTO ${prefix}schema_history (version, description, oldest) VALUES (7, 'consent and planned issues', 3);
