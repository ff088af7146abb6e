package io.billet.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.billet.core.Consent;
import io.billet.core.EmailAddress;
import io.billet.core.LanguageTag;
import io.billet.core.Slug;
import io.billet.core.StaleVersionException;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberId;
import io.billet.core.Tag;
import io.billet.storage.api.Capability;
import io.billet.storage.api.StorageException;
import io.billet.storage.api.SubscriberQuery;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.engine.Mode.ModeEnum;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What hosts do with their databases and pools, and what becomes of it. */
class HostDatabaseTest {

    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00.123456Z");
    private static final Tag TAG = Tag.named(Slug.of("europe"), "Europe");

    @Nested
    class Connections {

        /** With auto-commit off, Jdbi takes every transaction for somebody else's and commits none. */
        @ParameterizedTest
        @EnumSource
        void that_do_not_commit_by_themselves_lose_nothing(TestDatabase database) {
            String prefix = TestDatabase.newPrefix();
            JdbcStorage.builder(database.source()).tablePrefix(prefix).build();
            try (HikariDataSource source = wrapped(database, config -> config.setAutoCommit(false))) {
                JdbcStorage storage =
                        JdbcStorage.builder(source).tablePrefix(prefix).build();
                storage.tags().put(TAG);
                storage.subscribers().create(subscriber("zoe@example.org"));
            }
            JdbcStorage again =
                    JdbcStorage.builder(database.source()).tablePrefix(prefix).build();
            assertThat(again.tags().find(TAG.slug())).contains(TAG);
            assertThat(again.subscribers().findByEmail(EmailAddress.of("zoe@example.org")))
                    .isPresent();
        }

        @ParameterizedTest
        @EnumSource
        void of_the_strictest_isolation_give_the_same_answers(TestDatabase database) {
            try (HikariDataSource source =
                    wrapped(database, config -> config.setTransactionIsolation("TRANSACTION_SERIALIZABLE"))) {
                JdbcStorage storage = JdbcStorage.builder(source)
                        .tablePrefix(TestDatabase.newPrefix())
                        .build();
                Subscriber stored = storage.subscribers().create(subscriber("zoe@example.org"));
                storage.subscribers().update(stored.confirm(NOW));
                assertThatThrownBy(() -> storage.subscribers().update(stored))
                        .isInstanceOf(StaleVersionException.class);
            }
        }

        /** Only making tables in H2 takes two connections, see the guide. */
        @ParameterizedTest
        @EnumSource
        void may_be_as_few_as_one(TestDatabase database) {
            String prefix = TestDatabase.newPrefix();
            JdbcStorage.builder(database.source()).tablePrefix(prefix).build();
            try (HikariDataSource source = wrapped(database, config -> {
                config.setMaximumPoolSize(1);
                config.setConnectionTimeout(2_000);
            })) {
                JdbcStorage storage =
                        JdbcStorage.builder(source).tablePrefix(prefix).build();
                storage.tags().put(TAG);
                assertThat(storage.subscribers().create(subscriber("a@example.org")))
                        .isNotNull();
            }
        }

        @ParameterizedTest
        @EnumSource
        void stay_open_when_the_storage_is_closed(TestDatabase database) throws Exception {
            JdbcStorage storage = database.fresh().build();
            storage.close();
            storage.close();
            assertThatThrownBy(() -> storage.tags().put(TAG)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> storage.tags().find(TAG.slug())).isInstanceOf(IllegalStateException.class);
            try (Connection connection = database.source().getConnection()) {
                assertThat(connection.isValid(1)).isTrue();
            }
        }

        @ParameterizedTest
        @EnumSource
        void that_fail_are_reported_without_personal_data(TestDatabase database) {
            HikariDataSource source = wrapped(database, config -> {
                config.setMaximumPoolSize(2);
                config.setConnectionTimeout(500);
            });
            String prefix = TestDatabase.newPrefix();
            JdbcStorage.builder(database.source()).tablePrefix(prefix).build();
            JdbcStorage storage =
                    JdbcStorage.builder(source).tablePrefix(prefix).build();
            source.close();
            assertThatThrownBy(() -> storage.subscribers().create(subscriber("zoe@example.org")))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("failed to store a subscriber")
                    .satisfies(e -> assertThat(stackTrace(e)).doesNotContain("zoe@"));
        }

        @Test
        void that_break_before_they_are_used_go_back_to_the_pool() {
            HikariDataSource pool = wrapped(TestDatabase.H2_MEMORY, config -> {
                config.setMaximumPoolSize(1);
                config.setConnectionTimeout(1_000);
            });
            AtomicBoolean broken = new AtomicBoolean();
            DataSource source = breaking(pool, broken);
            JdbcStorage storage = JdbcStorage.builder(source)
                    .tablePrefix(migratedPrefix(TestDatabase.H2_MEMORY))
                    .build();
            broken.set(true);
            assertThatThrownBy(() -> storage.tags().put(TAG)).isInstanceOf(StorageException.class);
            assertThatThrownBy(() -> storage.tags().find(TAG.slug())).isInstanceOf(StorageException.class);
            broken.set(false);
            storage.tags().put(TAG);
            assertThat(storage.tags().find(TAG.slug())).contains(TAG);
            pool.close();
        }

        /** The columns are gone, so that the statement itself fails, with its parameters in hand. */
        @ParameterizedTest
        @EnumSource
        void failing_statements_do_not_print_their_parameters(TestDatabase database) throws Exception {
            String prefix = TestDatabase.newPrefix();
            JdbcStorage storage =
                    JdbcStorage.builder(database.source()).tablePrefix(prefix).build();
            try (Connection connection = database.source().getConnection()) {
                connection.createStatement().execute("DROP TABLE " + prefix + "consent");
                connection.createStatement().execute("DROP TABLE " + prefix + "subscriber");
            }
            assertThatThrownBy(() -> storage.subscribers().create(subscriber("zoe@example.org")))
                    .isInstanceOf(StorageException.class)
                    .satisfies(e -> assertThat(stackTrace(e)).doesNotContain("zoe@"));
        }
    }

    @Nested
    class Times {

        @ParameterizedTest
        @EnumSource
        void are_the_same_whatever_zone_the_jvm_is_in(TestDatabase database) {
            TimeZone before = TimeZone.getDefault();
            String prefix = TestDatabase.newPrefix();
            try {
                TimeZone.setDefault(TimeZone.getTimeZone("America/St_Johns"));
                Subscriber stored = JdbcStorage.builder(database.source())
                        .tablePrefix(prefix)
                        .build()
                        .subscribers()
                        // Twice this hour that day in St. John's.
                        .create(subscriber("a@example.org", Instant.parse("2026-11-01T04:15:00.000001Z")));
                TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Chatham"));
                assertThat(JdbcStorage.builder(database.source())
                                .tablePrefix(prefix)
                                .build()
                                .subscribers()
                                .find(stored.id()))
                        .contains(stored);
            } finally {
                TimeZone.setDefault(before);
            }
        }

        @ParameterizedTest
        @EnumSource
        void of_the_first_and_the_last_year_are_kept(TestDatabase database) {
            JdbcStorage storage = database.fresh().build();
            for (String time :
                    new String[] {"0001-01-01T00:00:00Z", "1969-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999999Z"
                    }) {
                Subscriber stored = storage.subscribers()
                        .create(subscriber("year-" + time.substring(0, 4) + "@example.org", Instant.parse(time)));
                assertThat(storage.subscribers().find(stored.id())).contains(stored);
            }
        }
    }

    @Nested
    class H2 {

        @Test
        void is_not_called_durable_where_it_may_lose_acknowledged_commits(@TempDir Path folder) {
            JdbcConnectionPool delayed = JdbcConnectionPool.create("jdbc:h2:file:" + folder.resolve("a"), "sa", "");
            assertThat(JdbcStorage.builder(delayed).build().capabilities())
                    .doesNotContain(Capability.DURABLE, Capability.SHARED);
            delayed.dispose();
            try (JdbcStorage storage = JdbcStorage.h2File(folder.resolve("b"))) {
                assertThat(storage.capabilities()).contains(Capability.DURABLE).doesNotContain(Capability.SHARED);
            }
            assertThat(JdbcStorage.builder(TestDatabase.H2_MEMORY.source())
                            .tablePrefix(TestDatabase.newPrefix())
                            .build()
                            .capabilities())
                    .doesNotContain(Capability.DURABLE, Capability.SHARED);
        }

        @Test
        void is_called_durable_only_in_releases_that_are() {
            assertThat(Stream.of("2.3.232", "2.4.240", "2.4.240 (2025-09-22)", "1.4.200")
                            .filter(Dialect::isDurableRelease))
                    .hasSize(4);
            assertThat(Stream.of("2.5.252", "2.4.241", "3.0.0", "2.10.1", "", "2.4", "x.y.z")
                            .filter(Dialect::isDurableRelease))
                    .isEmpty();
            assertThat(Dialect.isDurableRelease(null)).isFalse();
        }

        /** Each mode of this release, so that a new one of H2's is looked at. */
        @ParameterizedTest
        @EnumSource(
                names = {"STRICT", "Derby", "MSSQLServer", "Oracle"},
                mode = EnumSource.Mode.EXCLUDE)
        void may_be_in_a_mode_that_understands_the_same(ModeEnum mode) {
            assertWorks("MODE=" + mode);
        }

        @ParameterizedTest
        @EnumSource(names = {"STRICT", "Derby", "MSSQLServer", "Oracle"})
        void is_refused_in_any_other_mode_before_a_table_is_made(ModeEnum mode) throws SQLException {
            DataSource source = h2("jdbc:h2:mem:mode" + TestDatabase.newPrefix() + ";DB_CLOSE_DELAY=-1;MODE=" + mode);
            for (boolean migrate : new boolean[] {true, false}) {
                assertThatThrownBy(() ->
                                JdbcStorage.builder(source).autoMigrate(migrate).build())
                        .isInstanceOf(StorageException.class)
                        .hasMessageContaining("MODE=" + mode + ",")
                        .hasMessageContaining("PostgreSQL");
            }
            try (Connection connection = source.getConnection();
                    ResultSet tables = connection.getMetaData().getTables(null, "PUBLIC", null, null)) {
                assertThat(tables.next()).isFalse();
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "MODE=postgresql",
                    "MODE=MariaDB;DATABASE_TO_LOWER=TRUE",
                    "MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH",
                    "DATABASE_TO_UPPER=FALSE"
                })
        void may_be_set_up_to_resemble_another_database(String settings) {
            assertWorks(settings);
        }

        private static void assertWorks(String mode) {
            JdbcStorage storage = JdbcStorage.builder(
                            h2("jdbc:h2:mem:mode" + TestDatabase.newPrefix() + ";DB_CLOSE_DELAY=-1;" + mode))
                    .build();
            storage.tags().put(TAG);
            assertThat(storage.tags().find(TAG.slug())).contains(TAG);
            Subscriber stored = storage.subscribers().create(subscriber("a@example.org"));
            storage.subscribers().update(stored.confirm(NOW));
            assertThat(storage.subscribers().list(SubscriberQuery.all(), Optional.empty(), 10))
                    .extracting(Subscriber::consent)
                    .containsExactly(stored.consent().confirmed(NOW));
        }

        @ParameterizedTest
        @ValueSource(strings = {"IGNORECASE=TRUE", "INIT=SET COLLATION ENGLISH STRENGTH PRIMARY"})
        void is_refused_where_it_does_not_compare_to_the_letter(String setting) {
            DataSource source = h2("jdbc:h2:mem:coll" + TestDatabase.newPrefix() + ";DB_CLOSE_DELAY=-1;" + setting);
            assertThatThrownBy(() -> JdbcStorage.builder(source).build())
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("IGNORECASE");
        }

        @Test
        void file_is_opened_again_with_what_it_held(@TempDir Path folder) {
            try (JdbcStorage storage = JdbcStorage.h2File(folder.resolve("new folder/blog é"))) {
                storage.tags().put(TAG);
            }
            try (JdbcStorage storage = JdbcStorage.h2File(folder.resolve("new folder/blog é"))) {
                assertThat(storage.tags().find(TAG.slug())).contains(TAG);
            }
        }

        @Test
        void name_with_a_semicolon_is_refused(@TempDir Path folder) {
            assertThatThrownBy(() -> JdbcStorage.h2File(folder.resolve("a;b")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("semicolon");
        }

        private static DataSource h2(String url) {
            return JdbcConnectionPool.create(url, "sa", "");
        }
    }

    private static String migratedPrefix(TestDatabase database) {
        String prefix = TestDatabase.newPrefix();
        JdbcStorage.builder(database.source()).tablePrefix(prefix).build();
        return prefix;
    }

    /** Connections of the pool that fail, while the switch is on, when they are first asked something. */
    private static DataSource breaking(DataSource pool, AtomicBoolean broken) {
        return proxy(DataSource.class, pool, (method, result) -> {
            if (!(result instanceof Connection connection)) {
                return result;
            }
            return proxy(Connection.class, connection, (called, answer) -> {
                if (broken.get() && called.getName().equals("getAutoCommit")) {
                    throw new SQLException("the connection is broken", "08006");
                }
                return answer;
            });
        });
    }

    private interface Answer {
        Object to(Method method, Object result) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, T target, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                HostDatabaseTest.class.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> answer.to(method, method.invoke(target, arguments))));
    }

    private interface Change {
        void to(HikariConfig config);
    }

    private static HikariDataSource wrapped(TestDatabase database, Change change) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(database.source());
        config.setMaximumPoolSize(4);
        change.to(config);
        return new HikariDataSource(config);
    }

    private static String stackTrace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static Subscriber subscriber(String email) {
        return subscriber(email, NOW);
    }

    private static Subscriber subscriber(String email, Instant at) {
        return Subscriber.request(
                new SubscriberId(UUID.randomUUID()),
                EmailAddress.of(email),
                LanguageTag.FRENCH,
                Consent.asked("footer", "1", at),
                at);
    }
}
