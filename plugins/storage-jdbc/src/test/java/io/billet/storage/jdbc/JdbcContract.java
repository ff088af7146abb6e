package io.billet.storage.jdbc;

import io.billet.storage.api.BlogStorage;
import io.billet.storage.api.Capability;
import io.billet.storage.tck.BlogStorageContract;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;

/**
 * The contract on tables of one prefix for each storage, in a database that all tests share. Tables that a test has done
 * with are emptied and serve the next one, because making them takes longer than most tests.
 */
abstract class JdbcContract extends BlogStorageContract {

    private static final Map<TestDatabase, Deque<String>> EMPTY = new EnumMap<>(TestDatabase.class);
    private static final Set<String> NEVER_EMPTY = Set.of("schema_history", "change_mark");

    /** Those of the scripts, the last one made first, since it may refer to the others. */
    private static final List<String> TABLES = tables();

    private final TestDatabase database;
    private final List<String> used = new ArrayList<>();
    private String prefix = "";

    JdbcContract(TestDatabase database) {
        this.database = database;
    }

    @Override
    protected BlogStorage newStorage() {
        String free =
                EMPTY.computeIfAbsent(database, none -> new ArrayDeque<>()).poll();
        prefix = free == null ? TestDatabase.newPrefix() : free;
        used.add(prefix);
        return openAgain();
    }

    @Override
    protected Set<Capability> capabilities() {
        return EnumSet.allOf(Capability.class);
    }

    @Override
    protected BlogStorage openAgain() {
        return JdbcStorage.builder(database.source()).tablePrefix(prefix).build();
    }

    @AfterEach
    void emptyTables() throws SQLException {
        if (used.isEmpty()) {
            return;
        }
        try (Connection connection = database.source().getConnection();
                Statement statement = connection.createStatement()) {
            for (String each : used) {
                for (String table : TABLES) {
                    statement.execute("DELETE FROM " + each + table);
                }
            }
        }
        EMPTY.get(database).addAll(used);
    }

    private static List<String> tables() {
        Pattern creation = Pattern.compile("CREATE TABLE IF NOT EXISTS \\$\\{prefix}(\\w+)");
        Deque<String> tables = new ArrayDeque<>();
        for (String file : Schema.FILES) {
            creation.matcher(Schema.resource("ddl/h2/" + file))
                    .results()
                    .map(found -> found.group(1))
                    .filter(table -> !NEVER_EMPTY.contains(table))
                    .forEach(tables::addFirst);
        }
        return List.copyOf(tables);
    }
}
