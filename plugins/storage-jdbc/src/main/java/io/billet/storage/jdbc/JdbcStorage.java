package io.billet.storage.jdbc;

import io.billet.storage.api.ArticleStore;
import io.billet.storage.api.AuthorStore;
import io.billet.storage.api.BlogStorage;
import io.billet.storage.api.Capability;
import io.billet.storage.api.CommentStore;
import io.billet.storage.api.IssueStore;
import io.billet.storage.api.OutboxStore;
import io.billet.storage.api.PublicChanges;
import io.billet.storage.api.RevisionStore;
import io.billet.storage.api.SettingStore;
import io.billet.storage.api.StagedEditStore;
import io.billet.storage.api.StorageException;
import io.billet.storage.api.SubscriberStore;
import io.billet.storage.api.TagStore;
import io.billet.storage.api.TokenStore;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a blog in a relational database: H2 (2.3 or later), PostgreSQL (12 or later) or MariaDB (10.6 or later), told apart
 * by their drivers. The tables are made and kept up to date by this class, unless that is switched off.
 *
 * <pre>{@code
 * BlogStorage storage = JdbcStorage.builder(dataSource).tablePrefix("news_").build();
 * BlogStorage embedded = JdbcStorage.h2File(Path.of("data/blog"));   // a file, no server
 * }</pre>
 *
 * <p>The {@code DataSource} stays the host's: {@link #close()} does not close it. It should be a pool. Each call of a store
 * takes one connection and returns it, and runs in a transaction of its own, which commits before the call returns; so give
 * the plain {@code DataSource}, not one that hands out the connection of a surrounding transaction. Connections may be set
 * to any isolation, with or without auto-commit: each write runs at {@code READ COMMITTED}, and is repeated a bounded number
 * of times when the database ends it because of another one. Time zones and collations of the database play no part.
 *
 * <p>It declares {@link Capability#DURABLE} if the database keeps what it has acknowledged: an H2 database must be a file
 * with {@code WRITE_DELAY=0} for that, and the release not later than 2.4.240 (2.5.252 may lose commits when its process is
 * killed), PostgreSQL must not have {@code synchronous_commit} off, MariaDB must have
 * {@code innodb_flush_log_at_trx_commit=1}. If not, it says so in the log, once, at level WARN.
 *
 * <p>Thread-safe, as are its stores.
 */
public final class JdbcStorage implements BlogStorage {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcStorage.class);

    private final Database database;
    private final Set<Capability> capabilities;
    private final ArticleStore articles;
    private final RevisionStore revisions;
    private final StagedEditStore stagedEdits;
    private final TagStore tags;
    private final AuthorStore authors;
    private final SubscriberStore subscribers;
    private final CommentStore comments;
    private final IssueStore issues;
    private final TokenStore tokens;
    private final OutboxStore outbox;
    private final SettingStore settings;

    private JdbcStorage(Database database, Set<Capability> capabilities) {
        this.database = database;
        this.capabilities = Set.copyOf(capabilities);
        this.articles = new JdbcArticleStore(database);
        this.revisions = new JdbcRevisionStore(database);
        this.stagedEdits = new JdbcStagedEditStore(database);
        this.tags = new JdbcTagStore(database);
        this.authors = new JdbcAuthorStore(database);
        this.subscribers = new JdbcSubscriberStore(database);
        this.comments = new JdbcCommentStore(database);
        this.issues = new JdbcIssueStore(database);
        this.tokens = new JdbcTokenStore(database);
        this.outbox = new JdbcOutboxStore(database);
        this.settings = new JdbcSettingStore(database);
    }

    /**
     * Begins a storage in a database of the host's.
     *
     * @param source gives connections to H2, PostgreSQL or MariaDB; stays open when the storage is closed
     * @return a builder with the table prefix {@value Builder#DEFAULT_TABLE_PREFIX}, migrating by itself
     */
    public static Builder builder(DataSource source) {
        return new Builder(new HostConnections(source));
    }

    /**
     * Opens an embedded H2 database in a file, making both if they are not there. What was acknowledged survives the death
     * of the process (H2 runs with {@code WRITE_DELAY=0}; it does not wait for the disk itself, so for what must survive a
     * power cut take PostgreSQL or MariaDB). If a subscriber was erased since it was opened, the file is written anew when the
     * storage is closed, so that nothing of them is left in unused pages; connections of others to it are closed then. One process at a time can have it open. Needs H2 on the class path
     * ({@code com.h2database:h2}).
     *
     * @param file the database's name; H2 adds {@code .mv.db}; without semicolons
     * @return a storage with up to 32 connections of its own, closed with it; calls that find all of them in use are served in
     *         the order of arrival, and fail with a {@link StorageException} after 30 seconds or when their thread is
     *         interrupted
     * @throws StorageException if the file cannot be opened, for instance because another process has it open
     */
    public static JdbcStorage h2File(Path file) {
        requireH2();
        return open(new H2File(file, H2File.UNINTERRUPTED), H2Connections.PAUSE);
    }

    private static void requireH2() {
        try {
            Class.forName("org.h2.Driver", false, JdbcStorage.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new StorageException("H2 is not there: add com.h2database:h2 to the class path", e);
        }
    }

    /**
     * @param pauseOfWriting for how long nobody tries to write after that has failed
     */
    static JdbcStorage open(H2File file, Duration pauseOfWriting) {
        file.prepare();
        return new Builder(new H2Connections(file, pauseOfWriting)).build();
    }

    @Override
    public ArticleStore articles() {
        return articles;
    }

    @Override
    public RevisionStore revisions() {
        return revisions;
    }

    @Override
    public StagedEditStore stagedEdits() {
        return stagedEdits;
    }

    @Override
    public TagStore tags() {
        return tags;
    }

    @Override
    public AuthorStore authors() {
        return authors;
    }

    @Override
    public SubscriberStore subscribers() {
        return subscribers;
    }

    @Override
    public CommentStore comments() {
        return comments;
    }

    @Override
    public IssueStore issues() {
        return issues;
    }

    @Override
    public TokenStore tokens() {
        return tokens;
    }

    @Override
    public OutboxStore outbox() {
        return outbox;
    }

    @Override
    public SettingStore settings() {
        return settings;
    }

    @Override
    public PublicChanges changes() {
        return ChangeMarks.now(database);
    }

    @Override
    public Set<Capability> capabilities() {
        return capabilities;
    }

    /** Ends this storage: calls fail with {@link IllegalStateException} from now on. The host's {@code DataSource} stays. */
    @Override
    public void close() {
        database.close();
    }

    /** Says how a {@link JdbcStorage} is to be opened. Not thread-safe. */
    public static final class Builder {

        /** The prefix of every table's name, unless another is given. */
        public static final String DEFAULT_TABLE_PREFIX = "billet_";

        private static final Pattern TABLE_PREFIX = Pattern.compile("[a-z][a-z0-9_]{0,29}");

        private final Connections connections;
        private String tablePrefix = DEFAULT_TABLE_PREFIX;
        private boolean autoMigrate = true;

        Builder(Connections connections) {
            this.connections = connections;
        }

        /**
         * With prefixes of their own, several blogs live in one database.
         *
         * @param prefix 1 to 30 characters: {@code a-z} first, then {@code a-z}, {@code 0-9} and {@code _}; default
         *               {@value #DEFAULT_TABLE_PREFIX}
         * @return this
         * @throws IllegalArgumentException if the prefix is not of that form
         */
        public Builder tablePrefix(String prefix) {
            if (!TABLE_PREFIX.matcher(prefix).matches()) {
                throw new IllegalArgumentException(
                        "a table prefix is 1 to 30 characters, a-z first, then a-z, 0-9 and _;" + " this one is not: "
                                + prefix);
            }
            tablePrefix = prefix;
            return this;
        }

        /**
         * Whether {@link #build()} makes and migrates the tables. If not, it checks that they are of the right version and
         * says which files to run if they are not.
         *
         * @param migrate default {@code true}
         * @return this
         */
        public Builder autoMigrate(boolean migrate) {
            autoMigrate = migrate;
            return this;
        }

        /**
         * Connects, and brings the tables up to date or checks them.
         *
         * @return the storage
         * @throws SchemaVersionException if the tables are newer than this release, or older and may not be migrated
         * @throws StorageException       if the database cannot be reached, is not one of the three, is read-only, or is set
         *                                up so that calls would fail or answer wrongly; the message says which setting
         */
        public JdbcStorage build() {
            try {
                Database database = Database.connect(connections, tablePrefix);
                Schema schema =
                        new Schema(database, tablePrefix, database.dialect().ddlFolder(), Schema.FILES);
                database.jdbi().useHandle(database.dialect()::refuseIfUnsuitable);
                if (autoMigrate) {
                    schema.migrate();
                } else {
                    schema.check();
                }
                if (!connections.isReadOnlyForNow()) {
                    database.jdbi().useHandle(Requirements::refuseIfReadOnly);
                }
                return new JdbcStorage(database, capabilities(database));
            } catch (JdbiException | SQLException e) {
                connections.close();
                throw new StorageException("The database failed while Billet opened it" + reason(e), e);
            } catch (RuntimeException e) {
                connections.close();
                throw e;
            }
        }

        private String reason(Exception failure) {
            return Database.sqlFailure(failure)
                    .flatMap(connections::reason)
                    .map(reason -> ": " + reason)
                    .orElse("");
        }

        private static Set<Capability> capabilities(Database database) throws SQLException {
            return database.jdbi().withHandle(handle -> {
                Dialect dialect = database.dialect();
                Set<Capability> capabilities = EnumSet.allOf(Capability.class);
                if (!dialect.isSharedByProcesses(handle)) {
                    capabilities.remove(Capability.SHARED);
                }
                if (!dialect.keepsAcknowledgedCommits(handle)) {
                    capabilities.remove(Capability.DURABLE);
                    LOG.warn(
                            "This database may lose what it has acknowledged when its process dies; to change that, {}",
                            dialect.durabilityAdvice());
                }
                return capabilities;
            });
        }
    }
}
