package io.billet.storage.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.Article;
import io.billet.core.ArticleId;
import io.billet.core.ArticleKind;
import io.billet.core.ArticleSummary;
import io.billet.core.Audience;
import io.billet.core.Comment;
import io.billet.core.CommentId;
import io.billet.core.CommentState;
import io.billet.core.Commenter;
import io.billet.core.Consent;
import io.billet.core.ConsentRecord;
import io.billet.core.Delivery;
import io.billet.core.DeliveryId;
import io.billet.core.DeliveryState;
import io.billet.core.EmailAddress;
import io.billet.core.HostIdentity;
import io.billet.core.Issue;
import io.billet.core.IssueId;
import io.billet.core.IssueState;
import io.billet.core.IssueSummary;
import io.billet.core.Label;
import io.billet.core.LanguageTag;
import io.billet.core.OutboxId;
import io.billet.core.OutboxMail;
import io.billet.core.PublicationState;
import io.billet.core.Slug;
import io.billet.core.StagedEdit;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberId;
import io.billet.core.SubscriberState;
import io.billet.core.Tag;
import io.billet.storage.api.ArticleQuery;
import io.billet.storage.api.CommentQuery;
import io.billet.storage.api.CommenterKey;
import io.billet.storage.api.DatePosition;
import io.billet.storage.api.DeliveryOutcome;
import io.billet.storage.api.IssueQuery;
import io.billet.storage.api.OutboxReport;
import io.billet.storage.api.PlacedComment;
import io.billet.storage.api.Recipient;
import io.billet.storage.api.SubscriberQuery;
import io.billet.storage.api.ThreadQuery;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every list walks along an index in the order of the list: nothing is sorted, and no table is read as a whole. */
class QueryPlanTest {

    static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final int ROWS = 300;
    static final Slug TAG = Slug.of("t-1");
    private static final EmailAddress EMAIL = EmailAddress.of("c1@example.org");
    private static final CommenterKey MEMBER = new CommenterKey.Member(new SubscriberId(new UUID(0, 1)));
    private static final CommenterKey HOST_USER = new CommenterKey.HostUser(HostIdentity.of("user-1"));
    private static final ArticleId THREAD = new ArticleId(new UUID(0, 7));
    private static final SubscriberId CHANGEABLE = new SubscriberId(new UUID(7, 7));

    @ParameterizedTest
    @EnumSource
    void every_page_is_read_along_an_index(TestDatabase database) throws Exception {
        ExplainedQueries explained = new ExplainedQueries(database.source());
        String prefix = TestDatabase.newPrefix();
        JdbcStorage storage =
                JdbcStorage.builder(explained.source()).tablePrefix(prefix).build();
        IssueId issue = fill(storage);
        gatherStatistics(database, prefix);
        for (Map.Entry<String, Listed<?, ?>> list : lists(storage, issue).entrySet()) {
            explained.takePlans();
            assertThat(list.getValue().second(5)).as(list.getKey()).isNotNull();
            List<String> plans = explained.takePlans();
            // A list of names leaps along what articles bear.
            boolean leaps = list.getKey().equals("tags") || list.getKey().equals("authors");
            assertThat(plans).hasSize(leaps ? 6 : 2);
            for (String each : plans) {
                assertThat(each)
                        .as(database + ": " + list.getKey())
                        .satisfies(plan -> assertWalksAlongIndex(database, plan));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void every_count_with_a_bound_walks_along_an_index(TestDatabase database) throws Exception {
        ExplainedQueries explained = new ExplainedQueries(database.source());
        String prefix = TestDatabase.newPrefix();
        JdbcStorage storage =
                JdbcStorage.builder(explained.source()).tablePrefix(prefix).build();
        fill(storage);
        gatherStatistics(database, prefix);
        explained.takePlans();
        for (ArticleQuery query : articleQueries()) {
            assertThat(storage.articles().count(List.of(query), 5)).hasSize(1);
            // PostgreSQL may sort the few rows of a span, which it finds by the index.
            boolean maySort = database == TestDatabase.POSTGRESQL
                    && query.since().isPresent()
                    && query.before().isPresent();
            assertCountsAlongIndex(query, explained.takePlans(), prefix + "article", maySort);
        }
        for (CommentQuery query : commentQueries()) {
            assertThat(storage.comments().count(List.of(query), 5)).hasSize(1);
            assertCountsAlongIndex(query, explained.takePlans(), prefix + "comment_", false);
        }
    }

    private static void assertCountsAlongIndex(Object query, List<String> plans, String index, boolean maySort) {
        assertThat(plans).as("%s", query).hasSize(1);
        String plan = plans.get(0).toLowerCase(Locale.ROOT);
        // The second line of the text is the plan; the first one names the table in any case.
        String read = plan.substring(plan.indexOf('\n'));
        assertThat(read)
                .as("%s", query)
                .containsPattern(index + "[a-z_]*[0-9]+")
                .doesNotContain("filesort", "seq scan", "tablescan");
        if (!maySort) {
            assertThat(read).as("%s", query).doesNotContain("sort  ", "bitmap");
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_is_due_is_found_by_an_index(TestDatabase database) throws Exception {
        ExplainedQueries explained = new ExplainedQueries(database.source());
        String prefix = TestDatabase.newPrefix();
        JdbcStorage storage =
                JdbcStorage.builder(explained.source()).tablePrefix(prefix).build();
        IssueId issue = fill(storage);
        gatherStatistics(database, prefix);
        explained.takePlans();
        storage.articles().due(NOW.plusSeconds(ROWS / 2), 5);
        assertThat(storage.issues().claim(issue, "worker", 5, NOW, Duration.ofMinutes(1)))
                .hasSize(5);
        assertThat(storage.outbox().claim("worker", 5, NOW, Duration.ofMinutes(1)))
                .hasSize(5);
        assertThat(storage.outbox().removeEnded(NOW.minusSeconds(1), 5)).isZero();
        List<String> plans = explained.takePlans();
        assertThat(plans).hasSize(4).allSatisfy(plan -> assertWalksAlongIndex(database, plan));
        assertThat(plans.get(1).toLowerCase(Locale.ROOT))
                .contains(prefix + (database == TestDatabase.POSTGRESQL ? "delivery_5" : "delivery_2"));
        assertThat(plans.get(2).toLowerCase(Locale.ROOT)).contains(prefix + "outbox_2");
        assertThat(plans.get(3).toLowerCase(Locale.ROOT)).contains(prefix + "outbox_5");
    }

    @ParameterizedTest
    @EnumSource
    void who_is_in_a_ledger_already_is_found_by_an_index(TestDatabase database) throws Exception {
        ExplainedQueries explained = new ExplainedQueries(database.source());
        String prefix = TestDatabase.newPrefix();
        JdbcStorage storage =
                JdbcStorage.builder(explained.source()).tablePrefix(prefix).build();
        IssueId issue = fill(storage);
        gatherStatistics(database, prefix);
        List<Recipient> some = IntStream.range(0, 3)
                .mapToObj(i -> new Recipient(
                        new DeliveryId(UUID.randomUUID()),
                        new SubscriberId(UUID.randomUUID()),
                        EmailAddress.of("n" + i + "@example.org"),
                        LanguageTag.FRENCH))
                .toList();
        explained.takePlans();
        storage.issues().enqueue(issue, some, NOW);

        List<String> plans = explained.takePlans();
        String plan = plans.get(plans.size() - 1).toLowerCase(Locale.ROOT);
        // PostgreSQL goes by the size of a table, and this one is small.
        if (database != TestDatabase.POSTGRESQL) {
            assertThat(plan).containsPattern(prefix + "delivery_[14]");
        }
        if (database.name().startsWith("H2")) {
            assertThat(plan).as("by the values").containsPattern("delivery_4: subscriber in");
        }
    }

    @ParameterizedTest
    @EnumSource
    void evidence_that_is_old_is_found_by_an_index(TestDatabase database) throws Exception {
        ExplainedQueries explained = new ExplainedQueries(database.source());
        String prefix = TestDatabase.newPrefix();
        JdbcStorage storage =
                JdbcStorage.builder(explained.source()).tablePrefix(prefix).build();
        fill(storage);
        gatherStatistics(database, prefix);
        explained.takePlans();
        assertThat(storage.subscribers().forgetEvidence(NOW.plusSeconds(3), 5)).isZero();

        List<String> plans = explained.takePlans();
        assertThat(plans).hasSize(2).allSatisfy(plan -> assertWalksAlongIndex(database, plan));
        assertThat(plans.get(0).toLowerCase(Locale.ROOT)).contains(prefix + "subscriber_3");
        assertThat(plans.get(1).toLowerCase(Locale.ROOT)).contains(prefix + "consent_1");
    }

    /**
     * A database that knows only how many rows there are of each kind expects to meet them here and there. Comments and
     * deliveries come in their own time: those of all others stand before the first that is asked for.
     */
    @ParameterizedTest
    @EnumSource
    void rows_that_all_came_late_are_not_looked_for_among_those_of_others(TestDatabase database) throws Exception {
        ExplainedQueries explained = new ExplainedQueries(database.source());
        String prefix = TestDatabase.newPrefix();
        JdbcStorage storage =
                JdbcStorage.builder(explained.source()).tablePrefix(prefix).build();
        for (int i = 0; i < 2 * ROWS; i++) {
            ArticleId article = i < ROWS ? new ArticleId(new UUID(1, i % 20)) : THREAD;
            storage.comments().create(comment(article, NOW.plusSeconds(i)).approve(), Optional.empty());
        }
        enqueue(storage, 0);
        IssueId late = enqueue(storage, ROWS);
        gatherStatistics(database, prefix);
        explained.takePlans();

        storage.comments().list(CommentQuery.all().about(THREAD), Optional.empty(), 5);
        storage.comments().list(CommentQuery.all().about(THREAD).in(CommentState.VISIBLE), Optional.empty(), 5);
        storage.comments().thread(ThreadQuery.about(THREAD).in(CommentState.VISIBLE), Optional.empty(), 5);
        storage.issues().deliveries(late, DeliveryState.Kind.PENDING, Optional.empty(), 5);
        storage.issues().claim(late, "worker", 5, NOW, Duration.ofMinutes(1));

        List<String> plans = explained.takePlans();
        boolean hasOpenApart = database == TestDatabase.POSTGRESQL;
        List<String> indexes = List.of(
                "comment_4",
                "comment_5",
                "comment_7",
                hasOpenApart ? "delivery_5" : "delivery_3",
                hasOpenApart ? "delivery_5" : "delivery_2");
        assertThat(plans).hasSameSizeAs(indexes);
        for (int i = 0; i < indexes.size(); i++) {
            assertThat(plans.get(i).toLowerCase(Locale.ROOT))
                    .contains(prefix + indexes.get(i))
                    .doesNotContain("filter: (article", "filter: (issue", "filter: ((article", "filter: ((issue");
        }
    }

    /** So many that even PostgreSQL does not rather read the whole table. */
    private static List<Label> labels(int row) {
        List<Label> labels = new ArrayList<>(List.of(Label.of("reader"), Label.of("early"), Label.of("translator")));
        if (row % 3 == 0) {
            labels.add(Label.of("premium"));
        }
        return labels;
    }

    private static IssueId enqueue(JdbcStorage storage, int first) {
        IssueId issue = storage.issues().create(issue(), Optional.empty()).id();
        List<Recipient> recipients = new ArrayList<>();
        for (int i = first; i < first + ROWS; i++) {
            recipients.add(new Recipient(
                    new DeliveryId(new UUID(0, i)),
                    new SubscriberId(new UUID(0, i % ROWS)),
                    EmailAddress.of("s" + i % ROWS + "@example.org"),
                    LanguageTag.FRENCH));
        }
        storage.issues().enqueue(issue, recipients, NOW);
        return issue;
    }

    private static Issue issue() {
        return new Issue(
                new IssueId(UUID.randomUUID()),
                THREAD,
                1,
                "Subject",
                List.of(),
                Audience.EVERYONE,
                new IssueState.Preparing(),
                NOW,
                0);
    }

    private static Comment comment(ArticleId article, Instant at) {
        return Comment.submit(
                new CommentId(UUID.randomUUID()),
                article,
                Optional.empty(),
                Commenter.named("Zoë").withEmail(EMAIL),
                "Text ".repeat(40),
                at);
    }

    /** One driver, with and without state and kind; some bounds of the date; by last change. */
    static List<ArticleQuery> articleQueries() {
        ArticleQuery published = ArticleQuery.published(NOW.plusSeconds(ROWS));
        List<ArticleQuery> queries = new ArrayList<>();
        for (ArticleQuery query : List.of(
                ArticleQuery.all(),
                published,
                ArticleQuery.all().of(ArticleKind.POST),
                published.of(ArticleKind.PAGE))) {
            queries.addAll(List.of(query, query.written(LanguageTag.FRENCH), query.tagged(TAG), query.by(TAG)));
        }
        for (ArticleQuery query :
                List.of(published, published.tagged(TAG), published.tagged(TAG).of(ArticleKind.POST))) {
            queries.add(query.oldestFirst());
            queries.add(query.since(NOW.plusSeconds(ROWS / 3)).before(NOW.plusSeconds(ROWS / 2)));
            queries.add(query.since(NOW.plusSeconds(ROWS / 3)).oldestFirst());
        }
        queries.add(ArticleQuery.all().oldestFirst());
        ArticleQuery drafts = ArticleQuery.all().in(PublicationState.Kind.DRAFT);
        queries.add(drafts);
        for (ArticleQuery query : List.of(
                ArticleQuery.all(), drafts, ArticleQuery.all().of(ArticleKind.PAGE), drafts.of(ArticleKind.POST))) {
            queries.add(query.lastChangedFirst());
            queries.add(query.firstChangedFirst());
        }
        return queries;
    }

    static List<CommentQuery> commentQueries() {
        return List.of(
                CommentQuery.all(),
                CommentQuery.all().newestFirst(),
                CommentQuery.all().about(THREAD),
                CommentQuery.all().about(THREAD).in(CommentState.VISIBLE),
                CommentQuery.all().about(THREAD).in(CommentState.VISIBLE).newestFirst(),
                CommentQuery.all().about(THREAD).in(CommentState.VISIBLE, CommentState.HELD),
                CommentQuery.all().in(CommentState.HELD).newestFirst(),
                CommentQuery.all().by(new CommenterKey.Address(EMAIL)),
                CommentQuery.all().by(MEMBER),
                CommentQuery.all().by(MEMBER).newestFirst(),
                CommentQuery.all().by(HOST_USER));
    }

    static List<ThreadQuery> threadQueries() {
        ThreadQuery visible = ThreadQuery.about(THREAD).in(CommentState.VISIBLE);
        return List.of(
                visible,
                visible.backward(),
                ThreadQuery.about(THREAD).in(CommentState.VISIBLE, CommentState.ERASED),
                ThreadQuery.about(THREAD)
                        .in(CommentState.VISIBLE, CommentState.ERASED)
                        .backward(),
                ThreadQuery.about(THREAD));
    }

    static Map<String, Listed<?, ?>> lists(JdbcStorage storage, IssueId issue) {
        Map<String, Listed<?, ?>> lists = new LinkedHashMap<>();
        articleQueries().forEach(query -> lists.put(query.toString(), articles(storage, query)));
        for (CommentQuery query : commentQueries()) {
            lists.put(
                    query.toString(),
                    Listed.<Comment>byDate(
                            (after, limit) -> storage.comments().list(query, after, limit), DatePosition::of));
        }
        for (ThreadQuery query : threadQueries()) {
            lists.put(
                    query.toString(),
                    new Listed<>(
                            (after, limit) -> storage.comments().thread(query, after, limit),
                            PlacedComment::place,
                            SortKey::toPlace));
        }
        SubscriberQuery labelled = SubscriberQuery.all().labelled(Label.of("premium"));
        for (SubscriberQuery query : List.of(
                SubscriberQuery.all(),
                SubscriberQuery.all().in(SubscriberState.Kind.PENDING),
                labelled,
                labelled.in(SubscriberState.Kind.PENDING))) {
            lists.put(
                    query.toString(),
                    new Listed<>(
                            (after, limit) -> storage.subscribers().list(query, after, limit),
                            Subscriber::id,
                            octets -> new SubscriberId(SortKey.toUuid(octets))));
        }
        lists.put("staged edits", new Listed<>(storage.stagedEdits()::list, id -> id, octets -> THREAD));
        lists.put("tags", new Listed<>(storage.tags()::list, Tag::slug, octets -> Slug.of(new String(octets, UTF_8))));
        for (IssueQuery query : List.of(
                IssueQuery.all(),
                IssueQuery.all().in(IssueState.Kind.PREPARING),
                IssueQuery.all().about(THREAD),
                IssueQuery.all().about(THREAD).in(IssueState.Kind.PREPARING))) {
            lists.put(
                    query.toString(),
                    new Listed<>(
                            (after, limit) -> storage.issues().list(query, after, limit),
                            IssueSummary::id,
                            octets -> new IssueId(SortKey.toUuid(octets))));
        }
        lists.put(
                "history",
                new Listed<>(
                        (after, limit) -> storage.subscribers()
                                .history(CHANGEABLE, after.map(OptionalLong::of).orElse(OptionalLong.empty()), limit),
                        ConsentRecord::version,
                        octets -> ByteBuffer.wrap(octets).getLong()));
        lists.put(
                "outbox",
                new Listed<>(
                        (after, limit) -> storage.outbox().list(DeliveryState.Kind.PENDING, after, limit),
                        OutboxMail::id,
                        octets -> new OutboxId(SortKey.toUuid(octets))));
        lists.put(
                "deliveries",
                new Listed<>(
                        (after, limit) -> storage.issues().deliveries(issue, DeliveryState.Kind.PENDING, after, limit),
                        Delivery::id,
                        octets -> new DeliveryId(SortKey.toUuid(octets))));
        return lists;
    }

    static Listed<ArticleSummary, DatePosition> articles(JdbcStorage storage, ArticleQuery query) {
        return Listed.byDate((after, limit) -> storage.articles().list(query, after, limit), query::positionOf);
    }

    private static void assertWalksAlongIndex(TestDatabase database, String plan) {
        String lower = plan.toLowerCase(Locale.ROOT);
        if (lower.contains("union all")) {
            // The first rows of each part come along their part of an index; what is sorted are these few.
            assertThat(lower)
                    .containsPattern("(comment|article_tag|article_author)_[1-9]")
                    .doesNotContain("tablescan", "seq scan");
            return;
        }
        switch (database) {
            case H2_MEMORY, H2_FILE -> {
                assertThat(lower).contains("index sorted").doesNotContain("tablescan");
            }
            case POSTGRESQL -> assertThat(lower).contains("index").doesNotContain("seq scan", "sort  ", "bitmap");
            case MARIADB, MARIADB_INSTALLED ->
                assertThat(lower).doesNotContain("filesort", "temporary", "type=all", "key=null");
        }
    }

    private static void gatherStatistics(TestDatabase database, String prefix) throws Exception {
        List<String> tables = List.of(
                "article",
                "article_tag",
                "article_author",
                "article_revision",
                "staged_edit",
                "comment",
                "subscriber",
                "consent",
                "subscriber_label",
                "delivery",
                "outbox",
                "tag",
                "issue");
        try (Connection connection = database.source().getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : tables) {
                statement.execute(
                        (database == TestDatabase.POSTGRESQL ? "ANALYZE " : "ANALYZE TABLE ") + prefix + table);
            }
        }
    }

    static IssueId fill(JdbcStorage storage) {
        return fill(storage, ROWS);
    }

    static IssueId fill(JdbcStorage storage, int rows) {
        List<Recipient> recipients = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            int row = i;
            Slug slug = Slug.of("t-" + i % 2);
            Instant at = NOW.plusSeconds(i);
            Article draft = Article.draft(
                    new ArticleId(UUID.randomUUID()),
                    at,
                    edit -> edit.title("Title " + row)
                            .slug(Slug.of("a-" + row))
                            .kind(row % 5 < 3 ? ArticleKind.POST : ArticleKind.PAGE)
                            .language(row % 2 == 0 ? LanguageTag.FRENCH : LanguageTag.ENGLISH)
                            .summary("A summary of some length, as articles have it. ".repeat(5))
                            .tags(slug)
                            .authors(slug));
            storage.articles()
                    .create(
                            i % 3 == 0
                                    ? draft
                                    : i % 3 == 1 ? draft.publish(at) : draft.schedule(at.plusSeconds(1), at));
            Comment held = Comment.submit(
                    new CommentId(UUID.randomUUID()),
                    i % 2 == 0 ? THREAD : new ArticleId(UUID.randomUUID()),
                    Optional.empty(),
                    Commenter.named("Zoë")
                            .withEmail(EmailAddress.of("c" + i % 2 + "@example.org"))
                            .asMember(new SubscriberId(new UUID(0, i % 2)))
                            .withIdentity(HostIdentity.of("user-" + i % 2)),
                    "Text ".repeat(40),
                    at);
            storage.comments().create(i % 3 == 0 ? held : held.approve(), Optional.empty());
            Subscriber subscriber = Subscriber.request(
                            new SubscriberId(UUID.randomUUID()),
                            EmailAddress.of("s" + i + "@example.org"),
                            LanguageTag.FRENCH,
                            Consent.asked("footer", "1", at),
                            at)
                    .label(labels(i), at);
            storage.subscribers().create(i % 2 == 0 ? subscriber : subscriber.confirm(at));
            storage.stagedEdits()
                    .put(StagedEdit.of(
                            draft.withVersion(1),
                            at,
                            edit -> edit.title("Staged").markdown("Text")));
            storage.outbox()
                    .add(OutboxMail.pending(
                            new OutboxId(UUID.randomUUID()),
                            "subscribe",
                            "s" + i,
                            Optional.empty(),
                            NOW.minusSeconds(i)));
            if (i % 2 == 0) {
                OutboxMail mail = storage.outbox()
                        .claim("worker", 1, NOW, Duration.ofMinutes(1))
                        .get(0);
                storage.outbox()
                        .record(List.of(new OutboxReport(mail.id(), mail.fence(), new DeliveryOutcome.Sent(NOW))));
            }
            storage.tags().put(Tag.named(Slug.of("tag-" + i), "Tag"));
            recipients.add(new Recipient(
                    new DeliveryId(UUID.randomUUID()), subscriber.id(), subscriber.email(), subscriber.language()));
        }
        Issue issue = null;
        for (int i = 0; i < rows; i++) {
            issue = storage.issues().create(issue(), Optional.empty());
        }
        storage.issues().enqueue(issue.id(), recipients, NOW);
        Subscriber changeable = storage.subscribers()
                .create(Subscriber.request(
                                CHANGEABLE,
                                EmailAddress.of("changeable@example.org"),
                                LanguageTag.FRENCH,
                                Consent.asked("form", "1", NOW),
                                NOW)
                        .confirm(NOW));
        for (int i = 0; i < 30; i++) {
            changeable = storage.subscribers()
                    .update(changeable.speak(i % 2 == 0 ? LanguageTag.ENGLISH : LanguageTag.FRENCH, NOW));
        }
        return issue.id();
    }
}
