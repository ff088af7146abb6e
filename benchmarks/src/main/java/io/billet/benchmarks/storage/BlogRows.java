package io.billet.benchmarks.storage;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BiConsumer;

/**
 * Fills the tables of a blog in batches, much faster than through the stores. Each article is by
 * {@value #AUTHOR}, every second bears the tag {@value #TAG}, every second comment is about the first article; each article is published a second after the one before.
 */
final class BlogRows {

    static final String TAG = "large";
    static final String AUTHOR = "zoe";
    static final UUID THREAD = id(1);
    static final Instant NEWEST = Instant.parse("2026-11-22T00:00:00Z");

    private static final int BATCH = 2_000;

    private final Connection connection;
    private final String prefix;
    private final int rows;
    private final String product;

    private BlogRows(Connection connection, String prefix, int rows) throws SQLException {
        this.connection = connection;
        this.prefix = prefix;
        this.rows = rows;
        this.product = connection.getMetaData().getDatabaseProductName();
    }

    /**
     * @param prefix of tables that are there and empty
     * @param rows   how many articles, comments and subscribers there are to be
     */
    static void fill(Connection connection, String prefix, int rows) throws SQLException {
        connection.setAutoCommit(false);
        BlogRows blog = new BlogRows(connection, prefix, rows);
        blog.insertArticles();
        blog.insertComments();
        blog.insertSubscribers();
        connection.setAutoCommit(true);
    }

    /**
     * @param prefix of a table that is there and empty
     * @param rows   how many subscribers there are to be, all confirmed
     */
    static void fillSubscribers(Connection connection, String prefix, int rows) throws SQLException {
        connection.setAutoCommit(false);
        new BlogRows(connection, prefix, rows).insertSubscribers();
        connection.setAutoCommit(true);
    }

    private void insertArticles() throws SQLException {
        insert(
                "article (id, slug, title, summary, authors, tags, former_slugs, language, audience, audience_labels,"
                        + " discussion, state, state_at, created_at, updated_at, version, text_version, sort_key)",
                18,
                (row, i) -> row.values(
                        id(i),
                        "article-" + i,
                        "An article of the benchmark, number " + i,
                        "What it says in short. ".repeat(4),
                        AUTHOR,
                        tag(i),
                        "",
                        "en",
                        "EVERYONE",
                        "",
                        "OPEN",
                        "PUBLISHED",
                        micros(i),
                        micros(i),
                        micros(i),
                        1L,
                        1L,
                        sortKey(i)));
        insert(
                "article_revision (article, version, title, markdown, stored_at)",
                5,
                (row, i) -> row.values(
                        id(i),
                        1L,
                        "An article of the benchmark, number " + i,
                        row.text("A text. ".repeat(25)),
                        micros(i)));
        insert("article_slug (slug, article)", 2, (row, i) -> row.values("article-" + i, id(i)));
        insert(
                "article_tag (tag, state, kind, sort_key, article)",
                5,
                (row, i) -> row.values(tag(i), "PUBLISHED", "POST", sortKey(i), id(i)));
        insert(
                "article_author (author, state, kind, sort_key, article)",
                5,
                (row, i) -> row.values(AUTHOR, "PUBLISHED", "POST", sortKey(i), id(i)));
    }

    private void insertComments() throws SQLException {
        insert(
                "comment (id, article, name, email, markdown, state, created_at, version, sort_key, place)",
                10,
                (row, i) -> row.values(
                        id(i),
                        i % 2 == 0 ? THREAD : id(i),
                        "Reader " + i,
                        "reader-" + i % 1000 + "@example.org",
                        "What a reader says. ".repeat(5),
                        "VISIBLE",
                        micros(i),
                        1L,
                        sortKey(i),
                        octets(id(i))));
    }

    private void insertSubscribers() throws SQLException {
        insert(
                "subscriber (id, email, name, language, labels, state, consent_form, consent_text_version,"
                        + " consent_asked_at, consent_confirmed_at, created_at, updated_at, version)",
                13,
                (row, i) -> row.values(
                        id(i),
                        "subscriber-" + i + "@example.org",
                        "Subscriber " + i,
                        "en",
                        "",
                        "CONFIRMED",
                        "footer",
                        "1",
                        micros(i),
                        micros(i),
                        micros(i),
                        micros(i),
                        1L));
    }

    private void insert(String columns, int count, BiConsumer<Row, Integer> values) throws SQLException {
        String sql = "INSERT INTO " + prefix + columns + " VALUES (?" + ", ?".repeat(count - 1) + ")";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Row row = new Row(statement);
            for (int i = 1; i <= rows; i++) {
                values.accept(row, i);
                statement.addBatch();
                if (i % BATCH == 0 || i == rows) {
                    statement.executeBatch();
                    connection.commit();
                }
            }
        }
    }

    private final class Row {

        private final PreparedStatement statement;

        Row(PreparedStatement statement) {
            this.statement = statement;
        }

        void values(Object... values) {
            try {
                for (int i = 0; i < values.length; i++) {
                    statement.setObject(i + 1, product.equals("MariaDB") ? octets(values[i]) : values[i]);
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        /** H2 keeps texts in parts. */
        Object text(String text) {
            return product.equals("H2") ? new String[] {text} : text;
        }
    }

    /** MariaDB keeps ids as octets. */
    private static Object octets(Object value) {
        return value instanceof UUID id
                ? ByteBuffer.allocate(16)
                        .putLong(id.getMostSignificantBits())
                        .putLong(id.getLeastSignificantBits())
                        .array()
                : value;
    }

    private static String tag(int i) {
        return i % 2 == 0 ? TAG : "small-" + i % 1000;
    }

    private static UUID id(int i) {
        return new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0000L | i);
    }

    private static long micros(int i) {
        return (NEWEST.getEpochSecond() - 2_000_000 + i) * 1_000_000;
    }

    /** As the store packs it: the time with its sign bit turned over, then the id. */
    private static byte[] sortKey(int i) {
        UUID id = id(i);
        return ByteBuffer.allocate(24)
                .putLong(micros(i) ^ Long.MIN_VALUE)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}
