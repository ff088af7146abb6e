package io.billet.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.billet.core.IssueId;
import io.billet.storage.api.ArticleQuery;
import io.billet.storage.api.CommentQuery;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How many rows MariaDB looks at for a page, in a blog of more than 100,000 of each kind: the plans for 300 rows, and the way that a
 * release says it will go, tell little about that.
 */
class LargeListsTest {

    private static final int FIRST_ROWS = 200;
    private static final int DOUBLINGS = 9;
    private static final int PAGE = 5;

    /** A page and one row, of two states, each sought in an index, read, joined and merged. */
    private static final long MOST_ROWS = (PAGE + 1) * 2 * 4 + 10;

    @ParameterizedTest
    @EnumSource(names = {"MARIADB", "MARIADB_INSTALLED"})
    void are_read_without_a_look_at_the_rows_that_are_not_shown(TestDatabase database) throws Exception {
        String prefix = TestDatabase.newPrefix();
        IssueId issue = QueryPlanTest.fill(
                JdbcStorage.builder(database.source()).tablePrefix(prefix).build(), FIRST_ROWS);
        Rows rows = new Rows(database.source(), prefix);
        rows.multiply();
        try (HikariDataSource one = TestDatabase.pool(((HikariDataSource) database.source()).getJdbcUrl(), "root")) {
            one.setMaximumPoolSize(1);
            JdbcStorage storage = JdbcStorage.builder(one).tablePrefix(prefix).build();
            Map<String, Long> read = new LinkedHashMap<>();
            for (Map.Entry<String, Listed<?, ?>> list : lists(storage, issue).entrySet()) {
                Listed<?, ?> listed = list.getValue();
                read.put(list.getKey() + ", first page", rowsRead(one, () -> listed.first(PAGE)));
                Optional<byte[]> middle = rows.middleOf(list.getKey());
                if (middle.isPresent()) {
                    read.put(
                            list.getKey() + ", page in the middle",
                            rowsRead(one, () -> listed.afterKey(middle.get(), PAGE)));
                }
            }
            for (ArticleQuery query : QueryPlanTest.articleQueries()) {
                read.put(
                        "count of " + query,
                        rowsRead(one, () -> storage.articles().count(List.of(query), PAGE)));
            }
            for (CommentQuery query : QueryPlanTest.commentQueries()) {
                read.put(
                        "count of " + query,
                        rowsRead(one, () -> storage.comments().count(List.of(query), PAGE)));
            }
            read.put(
                    "due",
                    rowsRead(one, () -> storage.articles().due(QueryPlanTest.NOW.plusSeconds(FIRST_ROWS / 2), PAGE)));
            read.put(
                    "claim",
                    rowsRead(
                            one,
                            () -> storage.issues()
                                    .claim(issue, "worker", PAGE, QueryPlanTest.NOW, Duration.ofMinutes(1))));
            assertThat(read.entrySet().stream()
                            .filter(each -> each.getValue() > MOST_ROWS)
                            .map(each -> each.getKey() + ": " + each.getValue() + " rows")
                            .toList())
                    .isEmpty();
            assertThat(read).allSatisfy((list, number) -> assertThat(number).isPositive());
        }
    }

    private static Map<String, Listed<?, ?>> lists(JdbcStorage storage, IssueId issue) {
        Map<String, Listed<?, ?>> lists = new LinkedHashMap<>(QueryPlanTest.lists(storage, issue));
        Instant middle = QueryPlanTest.NOW.plusSeconds(FIRST_ROWS / 2);
        ArticleQuery past = ArticleQuery.published(middle);
        for (ArticleQuery query :
                List.of(past, past.oldestFirst(), past.tagged(QueryPlanTest.TAG), past.by(QueryPlanTest.TAG))) {
            lists.put(query + " of the past", QueryPlanTest.articles(storage, query));
            ArticleQuery recent = query.since(middle.minusSeconds(FIRST_ROWS / 4));
            lists.put(recent + " of a quarter", QueryPlanTest.articles(storage, recent));
        }
        return lists;
    }

    /** Rows that the server fetched by an index or a position, and entries of an index that it looked at. */
    private static long rowsRead(DataSource source, Supplier<List<?>> call) throws SQLException {
        execute(source, "FLUSH STATUS");
        assertThat(call.get()).isNotNull();
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet counters =
                        statement.executeQuery("SHOW SESSION STATUS WHERE Variable_name LIKE 'Handler\\_read\\_%'"
                                + " OR Variable_name = 'Handler_icp_attempts'")) {
            long sum = 0;
            while (counters.next()) {
                sum += counters.getLong(2);
            }
            return sum;
        }
    }

    private static void execute(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The rows of a small blog, copied until there are many. */
    private record Rows(DataSource source, String prefix) {

        void multiply() throws SQLException {
            for (int i = 0; i < DOUBLINGS; i++) {
                twice("article", Map.of("id", copyOf("id", i), "sort_key", sortKey("id", i)));
                twice("article_revision", Map.of("article", copyOf("article", i)));
                twice("article_tag", Map.of("article", copyOf("article", i), "sort_key", sortKey("article", i)));
                twice("article_author", Map.of("article", copyOf("article", i), "sort_key", sortKey("article", i)));
                twice("comment", Map.of("id", copyOf("id", i), "sort_key", sortKey("id", i)));
                twice(
                        "subscriber",
                        Map.of("id", copyOf("id", i), "email", "CONCAT(HEX(" + copyOf("id", i) + "), '@example.org')"));
                twice("delivery", Map.of("id", copyOf("id", i), "subscriber", copyOf("subscriber", i)));
            }
            execute(
                    source,
                    "INSERT IGNORE INTO " + prefix + "subscriber_label (label, state, subscriber)"
                            + " SELECT 'premium', state, id FROM " + prefix + "subscriber");
            execute(
                    source,
                    List.of(
                                    "article",
                                    "article_revision",
                                    "article_tag",
                                    "article_author",
                                    "comment",
                                    "subscriber",
                                    "subscriber_label",
                                    "delivery")
                            .stream()
                            .map(table -> prefix + table)
                            .collect(Collectors.joining(", ", "ANALYZE TABLE ", "")));
        }

        private static String copyOf(String id, int round) {
            return "UNHEX(MD5(CONCAT(" + id + ", '" + round + "')))";
        }

        /** Of the same time. */
        private static String sortKey(String id, int round) {
            return "CONCAT(LEFT(sort_key, 8), " + copyOf(id, round) + ")";
        }

        private void twice(String table, Map<String, String> changed) throws SQLException {
            List<String> columns = new ArrayList<>();
            try (Connection connection = source.getConnection();
                    ResultSet found =
                            connection.getMetaData().getColumns(connection.getCatalog(), null, prefix + table, null)) {
                while (found.next()) {
                    if (!found.getString("IS_GENERATEDCOLUMN").equals("YES")) {
                        columns.add(found.getString("COLUMN_NAME"));
                    }
                }
            }
            execute(
                    source,
                    "INSERT INTO " + prefix + table + " (" + String.join(", ", columns) + ") SELECT "
                            + columns.stream()
                                    .map(column -> changed.getOrDefault(column, column))
                                    .collect(Collectors.joining(", "))
                            + " FROM " + prefix + table);
        }

        /** The place of a row in the middle of a list, where there are so many. */
        Optional<byte[]> middleOf(String list) throws SQLException {
            if (list.startsWith("ArticleQuery")) {
                return Optional.of(middle("article", "sort_key"));
            }
            if (list.startsWith("CommentQuery")) {
                return Optional.of(middle("comment", "sort_key"));
            }
            if (list.startsWith("SubscriberQuery")) {
                return Optional.of(middle("subscriber", "id"));
            }
            return list.equals("deliveries") ? Optional.of(middle("delivery", "id")) : Optional.empty();
        }

        private byte[] middle(String table, String place) throws SQLException {
            try (Connection connection = source.getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT " + place + " FROM " + prefix + table + " ORDER BY "
                            + place + " LIMIT 1 OFFSET " + (FIRST_ROWS / 2 << DOUBLINGS))) {
                assertThat(row.next()).isTrue();
                return row.getBytes(1);
            }
        }
    }
}
