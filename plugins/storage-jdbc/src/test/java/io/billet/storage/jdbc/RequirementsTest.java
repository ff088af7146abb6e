package io.billet.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.billet.core.Article;
import io.billet.core.ArticleId;
import io.billet.core.IssueId;
import io.billet.core.Slug;
import io.billet.storage.api.StorageException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Under which settings of a database everything works, and which are refused when the storage is opened. */
class RequirementsTest {

    private static final String AWKWARD =
            "It's \"quoted\" \\ and `ticked`, -- or # /* not */; ${x} :name ? \\' \\\\ %_ é 日本 🎉";

    @Nested
    class H2 {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE",
                    "DATABASE_TO_UPPER=FALSE;CASE_INSENSITIVE_IDENTIFIERS=TRUE",
                    "CASE_INSENSITIVE_IDENTIFIERS=TRUE",
                    "NON_KEYWORDS=KEY,VALUE,USER,STATE",
                    "OLD_INFORMATION_SCHEMA=TRUE",
                    "LAZY_QUERY_EXECUTION=TRUE",
                    "VARIABLE_BINARY=TRUE",
                    "INIT=CREATE SCHEMA IF NOT EXISTS S\\;SET SCHEMA S"
                })
        void works_with(String settings) {
            exercise(JdbcStorage.builder(memory(settings)).build());
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "MODE=MSSQLServer;DATABASE_TO_UPPER=FALSE|MODE=MSSQLServer",
                    "INIT=SET ALLOW_LITERALS NONE|ALLOW_LITERALS",
                    "LOCK_MODE=0|LOCK_MODE=0"
                })
        void is_refused_with(String settings, String named) {
            JdbcConnectionPool source = memory(settings);
            assertThatThrownBy(() -> JdbcStorage.builder(source).build())
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining(named)
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
        }

        @Test
        void is_refused_where_it_cannot_be_written(@TempDir Path folder) {
            String url = "jdbc:h2:file:" + folder.resolve("blog") + ";WRITE_DELAY=0";
            JdbcConnectionPool writable = JdbcConnectionPool.create(url, "sa", "");
            JdbcStorage.builder(writable).build();
            writable.dispose();
            JdbcConnectionPool readOnly = JdbcConnectionPool.create(url + ";ACCESS_MODE_DATA=r", "sa", "");
            assertThatThrownBy(() -> JdbcStorage.builder(readOnly).build())
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("read-only");
            readOnly.dispose();
        }

        private static JdbcConnectionPool memory(String settings) {
            return JdbcConnectionPool.create(
                    "jdbc:h2:mem:set" + TestDatabase.newPrefix() + ";DB_CLOSE_DELAY=-1;" + settings, "sa", "");
        }
    }

    @Nested
    class Postgresql {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "-c bytea_output=escape",
                    "-c standard_conforming_strings=off",
                    "-c default_transaction_isolation=serializable",
                    "-c transform_null_equals=on",
                    "-c datestyle=SQL,DMY",
                    "-c client_min_messages=error",
                    "-c search_path=elsewhere,public"
                })
        void works_with(String options) throws SQLException {
            execute(TestDatabase.POSTGRESQL, "CREATE SCHEMA IF NOT EXISTS elsewhere");
            try (HikariDataSource source = postgresql(options)) {
                exercise(JdbcStorage.builder(source)
                        .tablePrefix(TestDatabase.newPrefix())
                        .build());
            }
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "-c default_transaction_read_only=on|read-only",
                    "-c search_path=nowhere|search_path",
                    "-c search_path=|search_path"
                })
        void is_refused_with(String options, String named) {
            String prefix = TestDatabase.newPrefix();
            JdbcStorage.builder(TestDatabase.POSTGRESQL.source())
                    .tablePrefix(prefix)
                    .build();
            try (HikariDataSource source = postgresql(options)) {
                assertRefused(source, prefix, named);
            }
        }

        private static HikariDataSource postgresql(String options) {
            HikariDataSource all = (HikariDataSource) TestDatabase.POSTGRESQL.source();
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl(all.getJdbcUrl());
            config.setUsername("postgres");
            config.addDataSourceProperty("options", options);
            config.setMaximumPoolSize(2);
            return new HikariDataSource(config);
        }
    }

    @Nested
    class MariaDb {

        @ParameterizedTest
        @EnumSource(names = {"MARIADB", "MARIADB_INSTALLED"})
        void works_with_every_mode_of_sql_but_one(TestDatabase database) {
            for (String mode : new String[] {
                "ANSI_QUOTES",
                "ANSI",
                "ORACLE",
                "PAD_CHAR_TO_FULL_LENGTH",
                "NO_BACKSLASH_ESCAPES",
                "NO_BACKSLASH_ESCAPES,ANSI_QUOTES,PAD_CHAR_TO_FULL_LENGTH",
                "TRADITIONAL",
                "MSSQL",
                "POSTGRESQL",
                "SIMULTANEOUS_ASSIGNMENT,IGNORE_SPACE,HIGH_NOT_PRECEDENCE,PIPES_AS_CONCAT"
            }) {
                try (HikariDataSource source = mariaDb(database, "sql_mode='" + mode + "',sql_safe_updates=1")) {
                    exercise(JdbcStorage.builder(source)
                            .tablePrefix(TestDatabase.newPrefix())
                            .build());
                }
            }
        }

        @ParameterizedTest
        @EnumSource(names = {"MARIADB", "MARIADB_INSTALLED"})
        void is_refused_where_calls_would_fail_or_answer_wrongly(TestDatabase database) {
            String prefix = TestDatabase.newPrefix();
            JdbcStorage.builder(database.source()).tablePrefix(prefix).build();
            for (String[] setting : new String[][] {
                {"sql_mode='EMPTY_STRING_IS_NULL'", "EMPTY_STRING_IS_NULL"},
                {"sql_mode='ORACLE,EMPTY_STRING_IS_NULL'", "EMPTY_STRING_IS_NULL"},
                {"sql_select_limit=10", "sql_select_limit"},
                {"unique_checks=0", "unique_checks"},
                {"enforce_storage_engine='Aria'", "enforce_storage_engine"},
                {"tx_read_only=1", "read-only"}
            }) {
                try (HikariDataSource source = mariaDb(database, setting[0])) {
                    assertRefused(source, prefix, setting[1]);
                }
            }
        }

        /** The server of the test library knows no users. */
        @ParameterizedTest
        @EnumSource(names = "MARIADB_INSTALLED")
        void is_refused_where_the_user_may_not_write(TestDatabase database) throws SQLException {
            String prefix = TestDatabase.newPrefix();
            JdbcStorage.builder(database.source()).tablePrefix(prefix).build();
            execute(database, "CREATE OR REPLACE USER reader@'%' IDENTIFIED BY ''");
            execute(database, "CREATE OR REPLACE USER reader@localhost IDENTIFIED BY ''");
            for (String host : new String[] {"'%'", "localhost"}) {
                execute(database, "GRANT SELECT ON billet.* TO reader@" + host);
            }
            try (HikariDataSource source = TestDatabase.pool(
                    ((HikariDataSource) database.source()).getJdbcUrl().replaceFirst("\\?.*", ""), "reader")) {
                assertRefused(source, prefix, "the user lacks a right that Billet needs");
            }
        }

        private static HikariDataSource mariaDb(TestDatabase database, String variables) {
            HikariDataSource all = (HikariDataSource) database.source();
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl(all.getJdbcUrl().replaceFirst("\\?.*", ""));
            config.setUsername("root");
            config.addDataSourceProperty("sessionVariables", variables);
            config.setMaximumPoolSize(2);
            return new HikariDataSource(config);
        }
    }

    @Nested
    class AServer {

        @ParameterizedTest
        @EnumSource(names = {"POSTGRESQL", "MARIADB_INSTALLED"})
        void that_cannot_be_reached_is_told_in_the_message(TestDatabase database) {
            String url = ((HikariDataSource) database.source()).getJdbcUrl().replaceFirst("\\?.*", "");
            String user = database.isMariaDb() ? "root" : "postgres";
            assertUnreachable(url, "nobody", "the user name or the password is wrong, or the user may not connect");
            assertUnreachable(
                    url.replaceFirst("/(postgres|billet)$", "/missing"), user, "there is no database of that name");
            assertUnreachable(url.replaceFirst(":[0-9]+/", ":1/"), user, "the database cannot be reached");
        }

        private static void assertUnreachable(String url, String user, String reason) {
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl(url);
            config.setUsername(user);
            config.setPassword("");
            config.setInitializationFailTimeout(-1);
            config.setConnectionTimeout(1_500);
            try (HikariDataSource source = new HikariDataSource(config)) {
                assertThatThrownBy(() -> JdbcStorage.builder(source).build())
                        .isInstanceOf(StorageException.class)
                        .hasMessage("Could not connect to the database: " + reason);
            }
        }
    }

    private static void assertRefused(HikariDataSource source, String prefix, String named) {
        assertThatThrownBy(() -> JdbcStorage.builder(source).tablePrefix(prefix).build())
                .isInstanceOf(StorageException.class)
                .hasMessageContaining(named)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }

    /** Every kind of row is written, changed, listed in every way, claimed and taken. */
    private static void exercise(JdbcStorage storage) {
        IssueId issue = QueryPlanTest.fill(storage, 12);
        QueryPlanTest.lists(storage, issue)
                .forEach((name, list) -> assertThat(list.first(5)).as(name).isNotNull());
        assertThat(storage.articles().due(QueryPlanTest.NOW.plusSeconds(100), 5))
                .isNotEmpty();
        assertThat(storage.issues().claim(issue, "worker", 5, QueryPlanTest.NOW, Duration.ofMinutes(1)))
                .hasSize(5);
        Article article = storage.articles()
                .create(Article.draft(
                        new ArticleId(UUID.randomUUID()),
                        QueryPlanTest.NOW,
                        edit -> edit.title(AWKWARD).slug(Slug.of("awkward")).markdown(AWKWARD)));
        Article published = storage.articles().update(article.publish(QueryPlanTest.NOW));
        assertThat(storage.articles().findBySlug(Slug.of("awkward"))).contains(published);
        storage.articles().delete(published.id(), published.version());
    }

    private static void execute(TestDatabase database, String sql) throws SQLException {
        try (Connection connection = database.source().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
