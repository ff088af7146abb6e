-- Stands for an older release's tables.
CREATE TABLE IF NOT EXISTS ${prefix}schema_history (
    version      INTEGER     NOT NULL PRIMARY KEY,
    description  VARCHAR(100) NOT NULL,
    installed_at TIMESTAMP   NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE TABLE IF NOT EXISTS ${prefix}witness (note VARCHAR(100) NOT NULL);
INSERT INTO ${prefix}schema_history (version, description) VALUES (1, 'first');
