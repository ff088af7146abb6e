package io.billet.storage.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** The databases that the tests run on, each started when the first test asks for it and stopped with the JVM. */
enum TestDatabase {
    H2_MEMORY {
        @Override
        DataSource start() {
            return JdbcConnectionPool.create("jdbc:h2:mem:billet;DB_CLOSE_DELAY=-1", "sa", "");
        }
    },

    H2_FILE {
        @Override
        DataSource start() throws Exception {
            Path file = Files.createTempDirectory("billet-h2").resolve("blog");
            return JdbcConnectionPool.create("jdbc:h2:file:" + file.toAbsolutePath() + ";WRITE_DELAY=0", "sa", "");
        }
    },

    POSTGRESQL {
        @Override
        DataSource start() throws Exception {
            return pool(RealServers.postgresql().getJdbcUrl("postgres", "postgres"), "postgres");
        }
    },

    /** May be missing: there is no binary of it for every platform. */
    MARIADB {
        @Override
        DataSource start() throws Exception {
            return pool(RealServers.mariaDb(), "root");
        }
    },

    /** The release that is installed on the machine, if there is one: Debian 12 has 10.11, whose plans differ. */
    MARIADB_INSTALLED {
        @Override
        DataSource start() throws Exception {
            return pool(InstalledMariaDb.start(), "root");
        }
    };

    private static final AtomicInteger COUNTER = new AtomicInteger();

    private @Nullable DataSource source;
    private @Nullable String missing;

    abstract DataSource start() throws Exception;

    /** Begins a storage in tables of its own, which are not there yet. */
    JdbcStorage.Builder fresh() {
        return JdbcStorage.builder(source()).tablePrefix(newPrefix());
    }

    static String newPrefix() {
        return "t" + COUNTER.incrementAndGet() + "_";
    }

    synchronized DataSource source() {
        isThere();
        Assumptions.assumeTrue(source != null, missing);
        return source;
    }

    boolean isMariaDb() {
        return this == MARIADB || this == MARIADB_INSTALLED;
    }

    /** Starts it, if that is possible. */
    synchronized boolean isThere() {
        if (source == null && missing == null) {
            try {
                source = start();
            } catch (RealServers.MissingBinaryException e) {
                missing = e.getMessage();
                System.err.println("*** SKIPPED: " + this + " was not tested: " + missing);
            } catch (Exception e) {
                throw new IllegalStateException(this + " did not start", e);
            }
        }
        return source != null;
    }

    static HikariDataSource pool(String url, String user) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword("");
        config.setMaximumPoolSize(16);
        config.setMinimumIdle(0);
        return new HikariDataSource(config);
    }
}
