package io.billet.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.Article;
import io.billet.core.Commenter;
import io.billet.core.DeliveryId;
import io.billet.core.EmailAddress;
import io.billet.core.IdGenerator;
import io.billet.core.Issue;
import io.billet.core.IssueId;
import io.billet.core.LanguageTag;
import io.billet.core.OutboxId;
import io.billet.core.OutboxMail;
import io.billet.core.Reader;
import io.billet.core.Slug;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberId;
import io.billet.storage.api.Recipient;
import io.billet.storage.jdbc.JdbcStorage;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is held about somebody, told and forgotten, in a real database. */
class ErasureTest {

    private static final EmailAddress CANARY = EmailAddress.of("canary-zx81@example.org");
    private static final EmailAddress MOVED = EmailAddress.of("canary-zx82@example.org");
    private static final String NAME = "Canary-zx83";
    private static final Slug TOPIC = Slug.of("canary-topic");
    private static final String NETWORK = "203.0.113.81";
    private static final List<String> TRACES =
            List.of("canary-zx8", "203.0.113.81", "zx84 said", "canary-agent", "canary-topic");

    /**
     * Columns in which nothing personal stands, and why; all others of a table are in the export. A new column must be named here or
     * exported.
     */
    private static final Map<String, String> NOTHING_PERSONAL = new TreeMap<>();

    static {
        NOTHING_PERSONAL.put("ARTICLE", "the blog's own texts");
        NOTHING_PERSONAL.put("ARTICLE_SLUG", "the blog's own texts");
        NOTHING_PERSONAL.put("ARTICLE_ALIAS", "the blog's own texts");
        NOTHING_PERSONAL.put("ARTICLE_TAG", "the blog's own texts");
        NOTHING_PERSONAL.put("ARTICLE_AUTHOR", "the blog's own texts");
        NOTHING_PERSONAL.put("ARTICLE_REVISION", "the blog's own texts");
        NOTHING_PERSONAL.put("SCHEMA_LOCK", "nothing");
        NOTHING_PERSONAL.put("STAGED_EDIT", "the blog's own texts");
        NOTHING_PERSONAL.put("REVISION", "the blog's own texts");
        NOTHING_PERSONAL.put("TAG", "the blog's own texts");
        NOTHING_PERSONAL.put("AUTHOR", "who writes the blog");
        NOTHING_PERSONAL.put("ISSUE", "the blog's own texts, and counts");
        NOTHING_PERSONAL.put("ISSUE_TEXT", "the blog's own texts");
        NOTHING_PERSONAL.put("SETTING", "keys and names of the blog's own");
        NOTHING_PERSONAL.put("CHANGE_MARK", "counts");
        NOTHING_PERSONAL.put("SCHEMA_HISTORY", "the tables' own history");
    }

    /**
     * The columns of tables about people. Not exported are those that only say what others say (keys to sort and to find by,
     * computed ones), what workers and leases of sending are, and hashes of tokens.
     */
    private static final Map<String, String> COLUMNS = new TreeMap<>(Map.of(
            "COMMENT",
                    "article created_at edited_at email host_identity id idempotency_key markdown "
                            + "name parent place sort_key state subscriber url version",
            "CONSENT",
                    "consent_address consent_agent consent_asked_at consent_confirmed_at consent_form "
                            + "consent_text_version email evidence_at language recorded_at state state_at "
                            + "state_reason subscriber version",
            "DELIVERY",
                    "attempts due_at email ended_at fence forgotten id is_open issue language reason "
                            + "state subscriber worker",
            "OUTBOX",
                    "attempts created_at due_at ended_at fence fresh_key id is_open note purpose "
                            + "reason state subject worker",
            "SUBSCRIBER",
                    "consent_address consent_agent consent_asked_at consent_confirmed_at consent_form "
                            + "consent_text_version created_at declined email evidence_at id labels language name state "
                            + "state_at state_reason updated_at version",
            "SUBSCRIBER_LABEL", "label state subscriber",
            "TOKEN", "expires_at hash note purpose subject"));

    private final JdbcDataSource database = new JdbcDataSource();
    private final JdbcStorage storage;
    private final TestBlog test;
    private final Subscribers subscribers;

    ErasureTest() {
        database.setURL("jdbc:h2:mem:erasure-" + System.nanoTime() + ";DB_CLOSE_DELAY=-1");
        storage = JdbcStorage.builder(database).build();
        test = new TestBlog(builder -> builder.storage(storage).topics(TOPIC));
        subscribers = test.blog.subscribers();
    }

    @AfterEach
    void close() {
        test.close();
        storage.close();
    }

    /** Somebody of whom everything is held that can be. */
    private Subscriber planted() throws InterruptedException {
        SubscribeRequest request = new SubscribeRequest(
                CANARY, LanguageTag.FRENCH, "page", "2026-11", Optional.of(NETWORK), Optional.of("canary-agent"));
        subscribers.subscribe(request);
        MemberSession session = subscribers.confirm(test.tokenMailedTo(CANARY));
        test.mailer.await(CANARY, Duration.ofSeconds(10));
        SubscriberId id = session.subscriber().id();
        subscribers.rename(id, NAME);
        subscribers.decline(id, List.of(TOPIC));
        subscribers.openFeed(id);
        subscribers.requestMove(id, MOVED);
        subscribers.move(test.tokenMailedTo(MOVED));
        subscribers.requestMove(id, EmailAddress.of("canary-zx85@example.org"));
        test.tokenMailedTo(EmailAddress.of("canary-zx85@example.org"));
        subscribers.subscribe(SubscribeRequest.of(MOVED, LanguageTag.FRENCH, "page"));
        test.blog.awaitMail();
        Article article = test.published(edit -> edit.title("Bonjour").markdown("Texte."));
        test.blog
                .comments()
                .submit(
                        CommentRequest.on(
                                article.id(), Commenter.named(NAME).withEmail(CANARY), "zx84 said as a guest"),
                        Reader.ANONYMOUS);
        test.blog
                .comments()
                .submit(
                        CommentRequest.on(article.id(), Commenter.named(NAME), "zx84 said as a member"),
                        subscribers.reader(session.session()));
        IdGenerator ids = new IdGenerator(test.clock, new Random(14));
        Issue issue = storage.issues()
                .create(Issue.of(new IssueId(ids.next()), article, test.clock.instant()), Optional.empty());
        storage.issues()
                .enqueue(
                        issue.id(),
                        List.of(new Recipient(new DeliveryId(ids.next()), id, MOVED, LanguageTag.FRENCH)),
                        test.clock.instant());
        storage.outbox()
                .add(OutboxMail.pending(
                        new OutboxId(ids.next()),
                        "sign-in",
                        id.toString(),
                        Optional.of("canary-zx86@example.org"),
                        test.clock.instant()));
        return subscribers.find(id).orElseThrow();
    }

    private interface Cell {
        void see(String table, String column, String value);
    }

    private void everyCell(Cell cell) throws SQLException {
        try (Connection connection = database.getConnection()) {
            for (String table : tables(connection)) {
                try (ResultSet rows =
                        connection.createStatement().executeQuery("SELECT * FROM PUBLIC.\"" + table + "\"")) {
                    while (rows.next()) {
                        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                            Object value = rows.getObject(i);
                            String text = value instanceof byte[] octets
                                    ? new String(octets, StandardCharsets.UTF_8)
                                    : value instanceof java.sql.Clob clob
                                            ? clob.getSubString(1, (int) clob.length())
                                            : String.valueOf(value);
                            cell.see(table, rows.getMetaData().getColumnName(i), text);
                        }
                    }
                }
            }
        }
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        DatabaseMetaData metaData = connection.getMetaData();
        try (ResultSet found = metaData.getTables(null, "PUBLIC", null, new String[] {"BASE TABLE", "TABLE"})) {
            while (found.next()) {
                tables.add(found.getString("TABLE_NAME"));
            }
        }
        assertThat(tables).hasSizeGreaterThan(10);
        return tables;
    }

    private Set<String> cellsWithTraces(SubscriberId id) throws SQLException {
        Set<String> cells = new TreeSet<>();
        everyCell((table, column, value) -> {
            String lower = value.toLowerCase(Locale.ROOT);
            if (TRACES.stream().anyMatch(lower::contains) || lower.contains(id.toString())) {
                cells.add((table + "." + column).toUpperCase(Locale.ROOT).replace("BILLET_", ""));
            }
        });
        return cells;
    }

    @Test
    void leaves_nothing_in_any_table() throws Exception {
        Subscriber canary = planted();
        assertThat(cellsWithTraces(canary.id()))
                .as("what is looked for is there before")
                .contains(
                        "SUBSCRIBER.EMAIL",
                        "SUBSCRIBER.DECLINED",
                        "TOKEN.SUBJECT",
                        "COMMENT.EMAIL",
                        "DELIVERY.EMAIL",
                        "OUTBOX.NOTE");

        subscribers.erase(canary.id());

        assertThat(cellsWithTraces(canary.id())).isEmpty();
        subscribers.erase(canary.id());
    }

    @Test
    void tells_of_every_table_in_which_something_stands_about_somebody() throws Exception {
        Subscriber canary = planted();
        String json = subscribers.export(canary.id()).orElseThrow();

        Set<String> heldIn = new TreeSet<>();
        cellsWithTraces(canary.id()).forEach(cell -> heldIn.add(cell.substring(0, cell.indexOf('.'))));
        assertThat(json)
                .contains(CANARY.value(), MOVED.value(), NAME, NETWORK, "canary-agent")
                .containsPattern("\"declined\": \\[\\s+\"canary-topic\"\\s+]")
                .contains("zx84 said as a guest", "zx84 said as a member", "canary-zx86@example.org")
                .contains("\"SESSION\"", "\"SIGN_IN\"", "\"FEED\"", "\"MOVE\"");
        assertThat(heldIn).containsExactly("COMMENT", "CONSENT", "DELIVERY", "OUTBOX", "SUBSCRIBER", "TOKEN");
    }

    @Test
    void knows_of_every_column_of_a_table_about_people() throws Exception {
        Map<String, String> columns = new TreeMap<>();
        try (Connection connection = database.getConnection()) {
            for (String table : tables(connection)) {
                String name = table.toUpperCase(Locale.ROOT).replace("BILLET_", "");
                if (COLUMNS.containsKey(name)) {
                    Set<String> all = new TreeSet<>();
                    try (ResultSet found = connection.getMetaData().getColumns(null, "PUBLIC", table, null)) {
                        while (found.next()) {
                            all.add(found.getString("COLUMN_NAME").toLowerCase(Locale.ROOT));
                        }
                    }
                    columns.put(name, String.join(" ", all));
                }
            }
        }
        assertThat(columns)
                .as("columns about people: a new one is to be exported, or named here with why it need not be")
                .isEqualTo(COLUMNS);
    }

    @Test
    void knows_of_every_table_whether_it_holds_anything_personal() throws Exception {
        Set<String> exported = COLUMNS.keySet();
        Set<String> unknown = new TreeSet<>();
        try (Connection connection = database.getConnection()) {
            for (String table : tables(connection)) {
                String name = table.toUpperCase(Locale.ROOT).replace("BILLET_", "");
                if (!exported.contains(name) && !NOTHING_PERSONAL.containsKey(name)) {
                    unknown.add(name);
                }
            }
        }
        assertThat(unknown)
                .as("tables that are neither exported nor said to hold nothing personal")
                .isEmpty();
    }

    @Test
    void is_no_obstacle_to_subscribing_anew() throws Exception {
        Subscriber canary = planted();
        subscribers.erase(canary.id());

        test.blog.awaitMail();
        test.mailer.await(CANARY, Duration.ZERO);
        subscribers.subscribe(SubscribeRequest.of(CANARY, LanguageTag.FRENCH, "page"));

        assertThat(subscribers.confirm(test.tokenMailedTo(CANARY)).subscriber().email())
                .isEqualTo(CANARY);
    }
}
