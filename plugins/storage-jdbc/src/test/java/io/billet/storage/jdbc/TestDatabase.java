package io.billet.storage.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/** The databases that the tests run on. Each call gives one that is empty. */
enum TestDatabase {
    H2_MEMORY {
        @Override
        DataSource empty() {
            return pool("jdbc:h2:mem:billet" + COUNTER.incrementAndGet() + ";DB_CLOSE_DELAY=-1");
        }
    },

    H2_FILE {
        @Override
        DataSource empty() {
            try {
                return pool("jdbc:h2:file:"
                        + Files.createTempDirectory("billet-h2")
                                .toAbsolutePath()
                                .resolve("blog") + ";WRITE_DELAY=0");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    };

    private static final AtomicInteger COUNTER = new AtomicInteger();

    abstract DataSource empty();

    private static DataSource pool(String url) {
        return JdbcConnectionPool.create(url, "sa", "");
    }
}
