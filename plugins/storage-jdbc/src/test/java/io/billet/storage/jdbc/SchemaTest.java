package io.billet.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.billet.core.ArticleId;
import io.billet.core.Audience;
import io.billet.core.DeliveryId;
import io.billet.core.EmailAddress;
import io.billet.core.Issue;
import io.billet.core.IssueId;
import io.billet.core.IssueState;
import io.billet.core.LanguageTag;
import io.billet.core.Slug;
import io.billet.core.SubscriberId;
import io.billet.core.Tag;
import io.billet.storage.api.Recipient;
import io.billet.storage.api.StorageException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaTest {

    private static final String FOLDER = "/io/billet/storage/jdbc/migrations";
    private static final List<String> FILES = List.of("V1__first.sql", "V2__second.sql");
    private static final int NODES = 8;

    /** PostgreSQL's driver prepares a statement in the server at its fifth call. */
    private static final int PREPARED_AFTER = 10;

    @ParameterizedTest
    @EnumSource
    void the_first_start_makes_the_tables_and_the_next_one_leaves_them_alone(TestDatabase database) {
        String prefix = TestDatabase.newPrefix();
        Tag tag = Tag.named(Slug.of("europe"), "Europe");
        JdbcStorage.builder(database.source())
                .tablePrefix(prefix)
                .build()
                .tags()
                .put(tag);
        JdbcStorage again = JdbcStorage.builder(database.source())
                .tablePrefix(prefix)
                .autoMigrate(false)
                .build();
        assertThat(again.tags().find(tag.slug())).contains(tag);
        assertThat(number(database.source(), "SELECT COUNT(*) FROM " + prefix + "schema_history"))
                .isEqualTo(Schema.FILES.size());
    }

    /** PostgreSQL has its plan then, and refuses it once the table has grown; in a transaction its driver cannot help. */
    @ParameterizedTest
    @EnumSource
    void a_statement_that_was_prepared_before_a_column_was_added_is_prepared_again(TestDatabase database)
            throws Exception {
        String prefix = TestDatabase.newPrefix();
        Instant now = Instant.parse("2026-11-24T08:00:00Z");
        Issue issue = new Issue(
                new IssueId(new UUID(0, 1)),
                new ArticleId(new UUID(0, 1)),
                1,
                "Subject",
                List.of(),
                Audience.EVERYONE,
                new IssueState.Preparing(),
                now,
                0);
        try (Connection one = database.source().getConnection()) {
            JdbcStorage storage = JdbcStorage.builder(alwaysGiving(one.unwrap(Connection.class)))
                    .tablePrefix(prefix)
                    .build();
            storage.issues().create(issue, Optional.empty());
            List<Recipient> recipients = IntStream.rangeClosed(0, PREPARED_AFTER)
                    .mapToObj(i -> new Recipient(
                            new DeliveryId(new UUID(0, i)),
                            new SubscriberId(new UUID(0, i)),
                            EmailAddress.of("s" + i + "@example.org"),
                            LanguageTag.FRENCH))
                    .toList();
            storage.issues().enqueue(issue.id(), recipients, now);
            for (int call = 0; call < PREPARED_AFTER; call++) {
                assertThat(storage.issues().claim(issue.id(), "worker", 1, now, Duration.ofMinutes(1)))
                        .hasSize(1);
            }
            try (Connection other = database.source().getConnection();
                    Statement statement = other.createStatement()) {
                statement.execute("ALTER TABLE " + prefix + "delivery ADD COLUMN of_a_later_release INT");
            }
            assertThat(storage.issues().claim(issue.id(), "worker", 1, now, Duration.ofMinutes(1)))
                    .hasSize(1);
        }
    }

    /** Not through the pool, which would give another one. */
    private static DataSource alwaysGiving(Connection one) {
        Connection kept = (Connection) Proxy.newProxyInstance(
                SchemaTest.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> method.getName().equals("close") ? null : invoke(one, method, arguments));
        return (DataSource) Proxy.newProxyInstance(
                SchemaTest.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> kept);
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @ParameterizedTest
    @EnumSource
    void of_several_nodes_that_start_at_once_one_migrates(TestDatabase database) throws Exception {
        DataSource source = database.source();
        for (int round = 0; round < 5; round++) {
            String prefix = TestDatabase.newPrefix();
            atOnce(() -> schema(source, prefix, FILES).migrate());
            assertThat(number(source, "SELECT COUNT(*) FROM " + prefix + "witness"))
                    .as("runs of the second migration")
                    .isEqualTo(1);
            assertThat(number(source, "SELECT MAX(version) FROM " + prefix + "schema_history"))
                    .isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void several_nodes_that_start_at_once_on_an_empty_database_all_work(TestDatabase database) throws Exception {
        String prefix = TestDatabase.newPrefix();
        Tag tag = Tag.named(Slug.of("europe"), "Europe");
        atOnce(() -> JdbcStorage.builder(database.source())
                .tablePrefix(prefix)
                .build()
                .tags()
                .put(tag));
    }

    @ParameterizedTest
    @EnumSource
    void tables_of_an_older_release_are_migrated_with_what_they_hold(TestDatabase database) throws SQLException {
        DataSource source = database.source();
        String prefix = TestDatabase.newPrefix();
        schema(source, prefix, FILES.subList(0, 1)).migrate();
        execute(source, "INSERT INTO " + prefix + "witness (note) VALUES ('of the older release')");
        assertThatThrownBy(() -> schema(source, prefix, FILES).check())
                .isInstanceOf(SchemaVersionException.class)
                .hasMessageContaining("are of version 1")
                .hasMessageContaining("io/billet/storage/jdbc/migrations/V2__second.sql");
        schema(source, prefix, FILES).migrate();
        schema(source, prefix, FILES).check();
        assertThat(number(source, "SELECT COUNT(more) + COUNT(*) FROM " + prefix + "witness"))
                .isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void tables_of_a_newer_release_are_refused_and_left_alone(TestDatabase database) throws SQLException {
        DataSource source = database.source();
        String prefix = TestDatabase.newPrefix();
        JdbcStorage.builder(source).tablePrefix(prefix).build();
        execute(source, "INSERT INTO " + prefix + "schema_history (version, description) VALUES (99, 'later')");
        for (boolean autoMigrate : new boolean[] {true, false}) {
            assertThatThrownBy(() -> JdbcStorage.builder(source)
                            .tablePrefix(prefix)
                            .autoMigrate(autoMigrate)
                            .build())
                    .isInstanceOfSatisfying(SchemaVersionException.class, e -> {
                        assertThat(e.found()).isEqualTo(99);
                        assertThat(e.needed()).isEqualTo(Schema.FILES.size());
                    })
                    .hasMessageContaining(prefix)
                    .hasMessageContaining("newer release");
        }
        assertThat(number(source, "SELECT MAX(version) FROM " + prefix + "schema_history"))
                .isEqualTo(99);
    }

    /** As a node does that restarts while others are exchanged already. */
    @ParameterizedTest
    @EnumSource
    void tables_of_a_newer_release_are_worked_with_that_says_they_fit(TestDatabase database) throws SQLException {
        DataSource source = database.source();
        String prefix = TestDatabase.newPrefix();
        JdbcStorage.builder(source).tablePrefix(prefix).build();
        addVersion(source, prefix, 98, Schema.FILES.size());
        addVersion(source, prefix, 99, Schema.FILES.size() - 1);
        for (boolean autoMigrate : new boolean[] {true, false}) {
            JdbcStorage older = JdbcStorage.builder(source)
                    .tablePrefix(prefix)
                    .autoMigrate(autoMigrate)
                    .build();
            Tag tag = Tag.named(Slug.of("europe"), "Europe " + autoMigrate);
            older.tags().put(tag);
            assertThat(older.tags().find(tag.slug())).contains(tag);
        }
        assertThat(number(source, "SELECT MAX(version) FROM " + prefix + "schema_history"))
                .isEqualTo(99);
    }

    @ParameterizedTest
    @EnumSource
    void one_newer_version_that_does_not_fit_is_enough_to_be_refused(TestDatabase database) throws SQLException {
        DataSource source = database.source();
        String prefix = TestDatabase.newPrefix();
        JdbcStorage.builder(source).tablePrefix(prefix).build();
        addVersion(source, prefix, 98, Schema.FILES.size() + 1);
        addVersion(source, prefix, 99, Schema.FILES.size());

        assertThatThrownBy(() -> JdbcStorage.builder(source).tablePrefix(prefix).build())
                .isInstanceOf(SchemaVersionException.class)
                .hasMessageContaining("newer release");
    }

    private static void addVersion(DataSource source, String prefix, int version, int oldest) throws SQLException {
        execute(
                source,
                "INSERT INTO " + prefix + "schema_history (version, description, oldest) VALUES (" + version
                        + ", 'later', " + oldest + ")");
    }

    @ParameterizedTest
    @EnumSource
    void a_migration_that_died_half_way_is_done_again(TestDatabase database) {
        DataSource source = database.source();
        String prefix = TestDatabase.newPrefix();
        assertThatThrownBy(() -> new Schema(
                                Database.connect(new HostConnections(source), prefix),
                                prefix,
                                "/io/billet/storage/jdbc/broken",
                                List.of("V1__first.sql"))
                        .migrate())
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("V1__first.sql");
        schema(source, prefix, FILES).migrate();
        schema(source, prefix, FILES).check();
    }

    @ParameterizedTest
    @EnumSource
    void without_auto_migration_the_files_are_named_and_may_be_run_by_hand(TestDatabase database) throws Exception {
        DataSource source = database.source();
        String prefix = TestDatabase.newPrefix();
        JdbcStorage.Builder builder =
                JdbcStorage.builder(source).tablePrefix(prefix).autoMigrate(false);
        assertThatThrownBy(builder::build)
                .isInstanceOfSatisfying(
                        SchemaVersionException.class, e -> assertThat(e.found()).isZero())
                .hasMessageContaining(Schema.FILES.get(0))
                .hasMessageContaining(prefix);
        assertThat(tables(source, prefix))
                .as("tables made although autoMigrate is off")
                .isEmpty();
        String folder =
                Database.connect(new HostConnections(source), prefix).dialect().ddlFolder();
        for (String file : Schema.FILES) {
            String script = new String(
                    getClass().getResourceAsStream(folder + "/" + file).readAllBytes(), StandardCharsets.UTF_8);
            for (String statement : script.replaceAll("(?m)^--.*$", "")
                    .replace("${prefix}", prefix)
                    .split(";\\s*\\n")) {
                execute(source, statement);
            }
        }
        Tag tag = Tag.named(Slug.of("europe"), "Europe");
        builder.build().tags().put(tag);
    }

    @ParameterizedTest
    @EnumSource
    void two_blogs_in_one_database_do_not_see_each_other(TestDatabase database) {
        JdbcStorage one = database.fresh().build();
        JdbcStorage other = database.fresh().build();
        Tag tag = Tag.named(Slug.of("europe"), "Europe");
        one.tags().put(tag);
        assertThat(other.tags().find(tag.slug())).isEmpty();
    }

    /** An underscore is a wildcard where a driver is asked for names of tables. */
    @ParameterizedTest
    @EnumSource
    void a_prefix_that_another_one_resembles_is_not_mistaken_for_it(TestDatabase database) {
        String prefix = TestDatabase.newPrefix() + "x_";
        JdbcStorage.builder(database.source())
                .tablePrefix(prefix.replace("x_", "xy"))
                .build();
        assertThatThrownBy(() -> JdbcStorage.builder(database.source())
                        .tablePrefix(prefix)
                        .autoMigrate(false)
                        .build())
                .isInstanceOf(SchemaVersionException.class);
        JdbcStorage.builder(database.source()).tablePrefix(prefix).build();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1a",
                "_a",
                "A",
                "a-b",
                "a b",
                "a\"",
                "a;drop table x",
                "é",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void a_prefix_that_is_not_a_plain_name_is_refused(String prefix) {
        JdbcStorage.Builder builder = JdbcStorage.builder(TestDatabase.H2_MEMORY.source());
        assertThatThrownBy(() -> builder.tablePrefix(prefix))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a table prefix is");
    }

    private static Schema schema(DataSource source, String prefix, List<String> files) {
        return new Schema(Database.connect(new HostConnections(source), prefix), prefix, FOLDER, files);
    }

    private static void atOnce(Runnable work) throws Exception {
        CyclicBarrier start = new CyclicBarrier(NODES);
        ExecutorService nodes = Executors.newFixedThreadPool(NODES);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < NODES; i++) {
                running.add(nodes.submit(() -> {
                    start.await();
                    work.run();
                    return null;
                }));
            }
            for (Future<?> node : running) {
                node.get();
            }
        } finally {
            nodes.shutdownNow();
        }
    }

    private static long number(DataSource source, String query) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    private static void execute(DataSource source, String sql) throws SQLException {
        if (sql.isBlank()) {
            return;
        }
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> tables(DataSource source, String prefix) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Connection connection = source.getConnection();
                ResultSet tables = connection.getMetaData().getTables(null, null, "%", null)) {
            while (tables.next()) {
                String name = tables.getString("TABLE_NAME");
                if (name.regionMatches(true, 0, prefix, 0, prefix.length())) {
                    names.add(name);
                }
            }
        }
        return names;
    }
}
