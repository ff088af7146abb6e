package io.billet.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.Alias;
import io.billet.core.Article;
import io.billet.core.ArticleId;
import io.billet.core.ArticleKind;
import io.billet.core.Audience;
import io.billet.core.Author;
import io.billet.core.Comment;
import io.billet.core.CommentId;
import io.billet.core.CommentState;
import io.billet.core.Commenter;
import io.billet.core.Consent;
import io.billet.core.Discussion;
import io.billet.core.EmailAddress;
import io.billet.core.HostIdentity;
import io.billet.core.HttpUrl;
import io.billet.core.Image;
import io.billet.core.Label;
import io.billet.core.LanguageTag;
import io.billet.core.PublicationState;
import io.billet.core.Revision;
import io.billet.core.RevisionSummary;
import io.billet.core.SearchMetadata;
import io.billet.core.Slug;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberId;
import io.billet.core.SubscriberState;
import io.billet.core.Tag;
import io.billet.core.TranslationKey;
import io.billet.storage.api.ArticleQuery;
import io.billet.storage.api.CommentPlace;
import io.billet.storage.api.CommentQuery;
import io.billet.storage.api.CommenterKey;
import io.billet.storage.api.PlacedComment;
import io.billet.storage.api.ThreadQuery;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.Update;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the first releases have written, in the very columns that they knew, opened by this one. */
class UpgradeTest {

    private static final Instant MONDAY = Instant.parse("2026-11-23T08:00:00.000001Z");
    private static final Instant TUESDAY = Instant.parse("2026-11-24T09:30:00.123456Z");
    private static final String TEXT =
            "# Un titre\r\n\r\n« Texte » \\ ' \u00a0 e\u0301 🎉\n\n<!--members-only-->\n\tfin \n";
    private static final UUID PUBLISHED = UUID.fromString("0193a1b2-0000-7000-8000-000000000001");
    private static final UUID DRAFT = UUID.fromString("f193a1b2-0000-7000-8000-000000000002");
    private static final UUID COMMENT = UUID.fromString("0193a1b2-0000-7000-8000-000000000003");
    private static final UUID SUBSCRIBER = UUID.fromString("0193a1b2-0000-7000-8000-000000000004");

    private static final Article PUBLISHED_ARTICLE = Article.builder()
            .id(new ArticleId(PUBLISHED))
            .slug(Slug.of("l-europe-résiste"))
            .title("L’Europe résiste 🎉")
            .markdown(TEXT)
            .summary(Optional.of("En bref"))
            .cover(Optional.of(new Image("/a.jpg", "Une écluse")))
            .authors(List.of(Slug.of("zoë"), Slug.of("abel")))
            .tags(List.of(Slug.of("europe"), Slug.of("日本語")))
            .language(LanguageTag.FRENCH)
            .audience(Audience.labelled(Label.of("premium"), Label.of("équipe")))
            .discussion(Discussion.CLOSED)
            .metadata(new SearchMetadata(
                    Optional.of(HttpUrl.of("https://example.org/a?b=c")), Optional.of("Titre"), Optional.of("Texte")))
            .state(new PublicationState.Published(TUESDAY))
            .firstPublishedAt(Optional.of(TUESDAY))
            .aliases(List.of(Alias.of("ancien-titre"), Alias.of("b")))
            .createdAt(MONDAY)
            .updatedAt(TUESDAY)
            .version(3)
            .build();

    private static final Article DRAFT_ARTICLE = Article.builder()
            .id(new ArticleId(DRAFT))
            .slug(Slug.of("a-draft"))
            .title("A draft")
            .aliases(List.of(Alias.of("code-name")))
            .createdAt(MONDAY)
            .version(2)
            .build();

    @ParameterizedTest
    @EnumSource
    void a_database_of_the_second_version_opens_and_has_lost_nothing(TestDatabase database) {
        opens(database, 2);
    }

    @ParameterizedTest
    @EnumSource
    void a_database_of_the_first_version_opens_and_has_lost_nothing(TestDatabase database) {
        opens(database, 1);
    }

    private static void opens(TestDatabase testDatabase, int version) {
        String prefix = TestDatabase.newPrefix();
        Database database = Database.connect(new HostConnections(testDatabase.source()), prefix);
        new Schema(database, prefix, database.dialect().ddlFolder(), Schema.FILES.subList(0, version)).migrate();
        database.jdbi().useHandle(handle -> new Earlier(database, handle).writes());

        JdbcStorage storage =
                JdbcStorage.builder(testDatabase.source()).tablePrefix(prefix).build();

        int unplaced = database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM <prefix>comment WHERE place IS NULL")
                        .mapTo(Integer.class)
                        .one());
        assertThat(unplaced)
                .as("comments without a place, which are deeper than the eighth")
                .isBetween(0, 4);

        assertThat(storage.articles().find(PUBLISHED_ARTICLE.id())).contains(PUBLISHED_ARTICLE);
        assertThat(storage.articles().findBySlug(PUBLISHED_ARTICLE.slug())).contains(PUBLISHED_ARTICLE);
        assertThat(storage.articles().findByAlias(Alias.of("ancien-titre"))).contains(PUBLISHED_ARTICLE);
        assertThat(storage.articles().find(DRAFT_ARTICLE.id())).contains(DRAFT_ARTICLE);
        assertThat(storage.articles().findByAlias(Alias.of("code-name"))).contains(DRAFT_ARTICLE);
        assertThat(storage.articles().list(ArticleQuery.all().tagged(Slug.of("europe")), Optional.empty(), 10))
                .extracting(summary -> summary.id().value())
                .containsExactly(PUBLISHED);
        assertKind(storage, ArticleKind.POST);
        assertThat(storage.articles().list(ArticleQuery.all().firstChangedFirst(), Optional.empty(), 10))
                .extracting(summary -> summary.id().value())
                .containsExactly(DRAFT, PUBLISHED);
        assertThat(storage.revisions().list(PUBLISHED_ARTICLE.id(), OptionalLong.empty(), 10))
                .containsExactly(RevisionSummary.of(Revision.of(PUBLISHED_ARTICLE)));
        assertThat(storage.revisions().find(PUBLISHED_ARTICLE.id(), 3)).contains(Revision.of(PUBLISHED_ARTICLE));
        assertNames(storage);
        assertThat(storage.comments().find(new CommentId(COMMENT))).contains(Earlier.COMMENT_OF_BOB);
        assertThat(storage.subscribers().find(new SubscriberId(SUBSCRIBER))).contains(Earlier.CONFIRMED);
        assertThreadStandsInOrder(storage);

        Article grown = PUBLISHED_ARTICLE.edit(
                TUESDAY.plusSeconds(1),
                edit -> edit.slug(Slug.of("renamed"))
                        .kind(ArticleKind.PAGE)
                        .featured(true)
                        .translationKey(TranslationKey.of("europe"))
                        .attributes(Map.of("a", "b"))
                        .aliases(Alias.of("ancien-titre"), Alias.of("2020/05/" + "é".repeat(146))));
        Article stored = storage.articles().update(grown.changedBy(Optional.of(HostIdentity.of("zoe"))));
        assertThat(storage.articles().find(stored.id())).contains(stored);
        assertThat(stored.aliases()).extracting(Alias::value).contains("ancien-titre", "l-europe-résiste");
        for (Alias alias : stored.aliases()) {
            assertThat(storage.articles().findByAlias(alias)).contains(stored);
        }
    }

    /** A release that runs while another one migrates goes on writing rows that name no new column. */
    @ParameterizedTest
    @EnumSource
    void what_an_older_release_writes_into_newer_tables_is_read(TestDatabase testDatabase) {
        String prefix = TestDatabase.newPrefix();
        JdbcStorage storage =
                JdbcStorage.builder(testDatabase.source()).tablePrefix(prefix).build();
        Database database = Database.connect(new HostConnections(testDatabase.source()), prefix);
        database.jdbi().useHandle(handle -> new Earlier(database, handle).writes());

        assertThat(storage.articles().find(PUBLISHED_ARTICLE.id())).contains(PUBLISHED_ARTICLE);
        assertThat(storage.articles().find(DRAFT_ARTICLE.id())).contains(DRAFT_ARTICLE);
        assertThreadStandsInOrder(storage);
        assertKind(storage, ArticleKind.POST);
        assertThat(storage.articles().list(ArticleQuery.all().lastChangedFirst(), Optional.empty(), 10))
                .extracting(summary -> summary.id().value())
                .containsExactly(PUBLISHED, DRAFT);

        assertNames(storage);
        assertThat(storage.revisions().find(PUBLISHED_ARTICLE.id(), 3)).contains(Revision.of(PUBLISHED_ARTICLE));

        // The third version knew kinds; its rows under tags and authors did not, and a change of the kind left them
        // alone.
        String kind = "UPDATE <prefix>article SET kind = ? WHERE id = ?";
        database.jdbi().useHandle(handle -> handle.execute(kind, "PAGE", id(database, PUBLISHED)));
        assertKind(storage, ArticleKind.PAGE);
        Article page = storage.articles().find(PUBLISHED_ARTICLE.id()).orElseThrow();
        storage.articles().update(page.edit(TUESDAY, edit -> edit.tags(Slug.of("europe"), Slug.of("asie"))));
        assertKind(storage, ArticleKind.PAGE);
        database.jdbi().useHandle(handle -> handle.execute(kind, "POST", id(database, PUBLISHED)));
        assertKind(storage, ArticleKind.POST);
        database.jdbi().useHandle(handle -> {
            for (String rows : List.of("article WHERE id", "article_slug WHERE article", "article_tag WHERE article")) {
                handle.execute("DELETE FROM <prefix>" + rows + " = ?", id(database, PUBLISHED));
            }
        });
        assertThat(storage.articles().list(ArticleQuery.all().tagged(Slug.of("europe")), Optional.empty(), 10))
                .isEmpty();
    }

    /** What two releases write in turn stands in one order, from whichever end and place it is read first. */
    @ParameterizedTest
    @EnumSource
    void answers_of_two_releases_to_each_other_stand_in_one_thread(TestDatabase testDatabase) {
        String prefix = TestDatabase.newPrefix();
        JdbcStorage storage =
                JdbcStorage.builder(testDatabase.source()).tablePrefix(prefix).build();
        Database database = Database.connect(new HostConnections(testDatabase.source()), prefix);
        ArticleId article = new ArticleId(PUBLISHED);
        ThreadQuery thread = ThreadQuery.about(article);
        List<Comment> chain = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Optional<CommentId> parent =
                    i == 0 ? Optional.empty() : Optional.of(chain.get(i - 1).id());
            Comment comment = Earlier.comment(200 + i, parent);
            if (i % 3 == 2) {
                chain.add(storage.comments().create(comment.withVersion(0), Optional.empty()));
            } else {
                database.jdbi().useHandle(handle -> new Earlier(database, handle).comment(comment));
                chain.add(comment);
            }
            List<PlacedComment> expected = placed(chain);
            switch (i % 4) {
                case 0 ->
                    assertThat(storage.comments().thread(thread.backward(), Optional.empty(), 1))
                            .containsExactly(expected.get(i));
                case 1 ->
                    assertThat(storage.comments().findPlaced(comment.id())).contains(expected.get(i));
                case 2 -> {
                    // Nobody reads here.
                }
                default ->
                    assertThat(storage.comments()
                                    .thread(
                                            thread,
                                            Optional.of(expected.get(i - 2).place()),
                                            9))
                            .containsExactlyElementsOf(expected.subList(i - 1, i + 1));
            }
        }
        assertThat(storage.comments().thread(thread, Optional.empty(), 99)).containsExactlyElementsOf(placed(chain));
    }

    /** It does not know the column with the subscriber, and leaves it as it is. */
    @ParameterizedTest
    @EnumSource
    void a_members_comment_that_an_older_release_has_erased_is_erased(TestDatabase testDatabase) {
        String prefix = TestDatabase.newPrefix();
        JdbcStorage storage =
                JdbcStorage.builder(testDatabase.source()).tablePrefix(prefix).build();
        Database database = Database.connect(new HostConnections(testDatabase.source()), prefix);
        SubscriberId zoe = new SubscriberId(SUBSCRIBER);
        Comment said = storage.comments()
                .create(
                        Comment.submit(
                                new CommentId(COMMENT),
                                new ArticleId(PUBLISHED),
                                Optional.empty(),
                                Commenter.named("Zoë").asMember(zoe),
                                "Merci !",
                                TUESDAY),
                        Optional.empty());
        CommentQuery theirs = CommentQuery.all().by(new CommenterKey.Member(zoe));
        assertThat(storage.comments().list(theirs, Optional.empty(), 9)).containsExactly(said);

        database.jdbi()
                .useHandle(handle -> handle.execute(
                        "UPDATE <prefix>comment SET name = NULL, markdown = ''," + " state = 'ERASED', version = 2"));

        assertThat(storage.comments().find(said.id())).contains(said.erase().withVersion(2));
        assertThat(storage.comments().list(theirs, Optional.empty(), 9)).isEmpty();
        assertThat(storage.comments().list(theirs.in(CommentState.values()), Optional.empty(), 9))
                .isEmpty();
        assertThat(storage.comments().count(List.of(theirs), 9)).containsExactly(0L);
    }

    private static void assertThreadStandsInOrder(JdbcStorage storage) {
        List<PlacedComment> expected = placed(Earlier.THREAD);
        ThreadQuery query = ThreadQuery.about(new ArticleId(PUBLISHED)).in(CommentState.VISIBLE);
        List<PlacedComment> thread = storage.comments().thread(query, Optional.empty(), 99);
        assertThat(thread)
                .extracting(PlacedComment::place)
                .isSorted()
                .containsExactlyElementsOf(
                        expected.stream().map(PlacedComment::place).toList());
        assertThat(thread).containsExactlyElementsOf(expected);
    }

    private static List<PlacedComment> placed(List<Comment> comments) {
        Map<CommentId, Comment> byId = new HashMap<>();
        comments.forEach(comment -> byId.put(comment.id(), comment));
        return comments.stream()
                .map(comment ->
                        new PlacedComment(CommentPlace.of(comment, id -> Optional.ofNullable(byId.get(id))), comment))
                .sorted(Comparator.comparing(PlacedComment::place))
                .toList();
    }

    private static Object id(Database database, UUID id) {
        return database.dialect() == Dialect.MARIADB ? SortKey.of(id) : id;
    }

    private static void assertNames(JdbcStorage storage) {
        assertThat(storage.tags().list(Optional.empty(), 10))
                .extracting(Tag::name)
                .containsExactly("europe", "日本語");
        assertThat(storage.authors().list(Optional.empty(), 10))
                .extracting(Author::name)
                .containsExactly("abel", "zoë");
    }

    private static void assertKind(JdbcStorage storage, ArticleKind kind) {
        for (ArticleKind each : ArticleKind.values()) {
            for (ArticleQuery query : List.of(
                    ArticleQuery.all().tagged(Slug.of("europe")),
                    ArticleQuery.all().in(PublicationState.Kind.PUBLISHED).by(Slug.of("zoë")),
                    ArticleQuery.all().in(PublicationState.Kind.PUBLISHED))) {
                ArticleQuery ofKind = query.of(each);
                assertThat(storage.articles().list(ofKind, Optional.empty(), 10))
                        .as("%s", ofKind)
                        .hasSize(each == kind ? 1 : 0);
                assertThat(storage.articles().count(List.of(ofKind), 10))
                        .as("%s", ofKind)
                        .containsExactly(each == kind ? 1L : 0L);
            }
        }
    }

    /** What a script has done but for its last statement, which says that it is done. */
    @ParameterizedTest
    @EnumSource
    void an_upgrade_that_was_broken_off_is_done_again(TestDatabase testDatabase) {
        String prefix = TestDatabase.newPrefix();
        Database database = Database.connect(new HostConnections(testDatabase.source()), prefix);
        for (int version = 1; version <= Schema.FILES.size(); version++) {
            Schema schema =
                    new Schema(database, prefix, database.dialect().ddlFolder(), Schema.FILES.subList(0, version));
            schema.migrate();
            int broken = version;
            database.jdbi().useHandle(handle -> {
                if (broken == 2) {
                    new Earlier(database, handle).writes();
                }
                handle.execute("DELETE FROM <prefix>schema_history WHERE version = ?", broken);
            });
            schema.migrate();
        }

        JdbcStorage again =
                JdbcStorage.builder(testDatabase.source()).tablePrefix(prefix).build();
        assertThat(again.articles().find(PUBLISHED_ARTICLE.id())).contains(PUBLISHED_ARTICLE);
        assertThreadStandsInOrder(again);
    }

    /** Blogs have run them, and hosts have copied them for Flyway, which compares checksums. */
    @Test
    void scripts_that_blogs_have_run_are_as_they_were() throws Exception {
        List<String> hashes = new ArrayList<>();
        for (String folder : List.of("h2", "mariadb", "postgresql")) {
            for (String file : Schema.FILES) {
                byte[] octets = UpgradeTest.class
                        .getResourceAsStream("ddl/" + folder + "/" + file)
                        .readAllBytes();
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(octets);
                hashes.add(folder + "/" + file + " " + HexFormat.of().formatHex(hash, 0, 8));
            }
        }
        assertThat(hashes)
                .containsExactly(
                        "h2/V1__initial.sql 726c32403a909a58",
                        "h2/V2__notes_of_tokens.sql 0b147c16c0c9dbf3",
                        "h2/V3__more_of_articles.sql 2ebdb159d2fee1c6",
                        "h2/V4__upgrades_and_changes.sql 0b7e54bd770a5a66",
                        "h2/V5__kinds_and_staged_edits.sql a7616e2aa211f482",
                        "h2/V6__threads.sql 744929914b6a89ad",
                        "h2/V7__consent_and_planned_issues.sql 7d946a5ca862c367",
                        "h2/V8__outbox.sql ef4eebc2b1c03b60",
                        "h2/V9__declined_topics.sql 46ed5ba103a65bc0",
                        "h2/V10__ledger_in_fewer_indexes.sql 31611396926ee919",
                        "mariadb/V1__initial.sql 04ca84b25773ca10",
                        "mariadb/V2__notes_of_tokens.sql c2c1887c2fe09596",
                        "mariadb/V3__more_of_articles.sql 1d025fbff63863f7",
                        "mariadb/V4__upgrades_and_changes.sql cb6457809bba2dfc",
                        "mariadb/V5__kinds_and_staged_edits.sql 7b3fe8f1eb16a44b",
                        "mariadb/V6__threads.sql 1efe7a6ac0bf5abc",
                        "mariadb/V7__consent_and_planned_issues.sql c50f5263041a7af5",
                        "mariadb/V8__outbox.sql a0ab631c3894647e",
                        "mariadb/V9__declined_topics.sql ecb1e848ff915663",
                        "mariadb/V10__ledger_in_fewer_indexes.sql 9a0a17824bce5b00",
                        "postgresql/V1__initial.sql ab1940d413bb9ef5",
                        "postgresql/V2__notes_of_tokens.sql e7f0408067b7f497",
                        "postgresql/V3__more_of_articles.sql 64ccd6a42c0a3393",
                        "postgresql/V4__upgrades_and_changes.sql 631ac67f7cfcd423",
                        "postgresql/V5__kinds_and_staged_edits.sql bc9fa26172e69971",
                        "postgresql/V6__threads.sql 9c0db6e63e1ad56b",
                        "postgresql/V7__consent_and_planned_issues.sql 248807586ad36e6e",
                        "postgresql/V8__outbox.sql 7781912a17077aa2",
                        "postgresql/V9__declined_topics.sql 065328c55d38fb8c",
                        "postgresql/V10__ledger_in_fewer_indexes.sql df323f050544c9bf");
    }

    /** Writes rows as the releases before did, which knew these columns and no other. */
    private record Earlier(Database database, Handle handle) {

        static final Comment COMMENT_OF_BOB = Comment.submit(
                        new CommentId(COMMENT),
                        new ArticleId(PUBLISHED),
                        Optional.empty(),
                        Commenter.named("Bob"),
                        "Très *bien*.\r\n",
                        TUESDAY)
                .approve()
                .withVersion(2);

        static final List<Comment> THREAD = thread();

        static final Subscriber CONFIRMED = Subscriber.request(
                        new SubscriberId(SUBSCRIBER),
                        EmailAddress.of("zoë@exämple.org"),
                        LanguageTag.FRENCH,
                        Consent.asked("pied-de-page", "2026-11", MONDAY)
                                .from(Optional.of("192.0.2.7"), Optional.of("Mozilla/5.0")),
                        MONDAY)
                .confirm(TUESDAY)
                .withVersion(2);

        void writes() {
            article(PUBLISHED_ARTICLE);
            article(DRAFT_ARTICLE);
            THREAD.forEach(this::comment);
            subscriber();
        }

        private void article(Article article) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("id", article.id().value());
            row.put("slug", article.slug().value());
            row.put("title", article.title());
            row.put("summary", article.summary());
            row.put("cover_source", article.cover().map(Image::source));
            row.put("cover_description", article.cover().map(Image::description));
            row.put("authors", Row.lines(article.authors()));
            row.put("tags", Row.lines(article.tags()));
            row.put("former_slugs", Row.lines(article.aliases()));
            row.put("language", article.language().value());
            StoredAudience audience = StoredAudience.of(article.audience());
            row.put("audience", audience.kind().name());
            row.put("audience_labels", Row.lines(audience.labels()));
            row.put("discussion", article.discussion().name());
            row.put("canonical_url", article.metadata().canonical().map(HttpUrl::value));
            row.put("search_title", article.metadata().title());
            row.put("search_description", article.metadata().description());
            row.put("state", article.state().kind().name());
            row.put("state_at", article.publishedAt().map(Micros::of));
            row.put("created_at", Micros.of(article.createdAt()));
            row.put("updated_at", Micros.of(article.updatedAt()));
            row.put("version", article.version());
            row.put("text_version", article.version());
            row.put("sort_key", ArticleRow.sortKey(article));
            insert("article", row);

            Map<String, Object> revision = new LinkedHashMap<>();
            revision.put("article", article.id().value());
            revision.put("version", article.version());
            revision.put("title", article.title());
            revision.put("summary", article.summary());
            revision.put("markdown", database.longText(article.markdown()));
            revision.put("stored_at", Micros.of(article.updatedAt()));
            insert("article_revision", revision);

            slug(article, article.slug().value());
            article.aliases().forEach(alias -> slug(article, alias.value()));
            article.tags().forEach(tag -> listed(article, "tag", tag));
            article.authors().forEach(author -> listed(article, "author", author));
        }

        private void slug(Article article, String slug) {
            insert("article_slug", Map.of("slug", slug, "article", article.id().value()));
        }

        private void listed(Article article, String by, Slug slug) {
            insert(
                    "article_" + by,
                    Map.of(
                            by,
                            slug.value(),
                            "state",
                            article.state().kind().name(),
                            "sort_key",
                            ArticleRow.sortKey(article),
                            "article",
                            article.id().value()));
        }

        /** Of a chain of twelve, of answers beside it, and of one to what is not there; later ones first. */
        private static List<Comment> thread() {
            List<Comment> thread = new ArrayList<>(List.of(COMMENT_OF_BOB));
            CommentId above = COMMENT_OF_BOB.id();
            for (int i = 1; i < 12; i++) {
                thread.add(comment(100 - i, Optional.of(above)));
                above = thread.get(i).id();
            }
            thread.add(comment(8, Optional.of(COMMENT_OF_BOB.id())));
            thread.add(comment(7, Optional.of(thread.get(3).id())));
            thread.add(comment(5, Optional.of(new CommentId(DRAFT))));
            thread.add(comment(6, Optional.of(thread.get(14).id())));
            thread.add(comment(4, Optional.empty()));
            return thread;
        }

        static Comment comment(int number, Optional<CommentId> parent) {
            return Comment.submit(
                            new CommentId(new UUID(number % 2 == 0 ? number : Long.MIN_VALUE + number, number)),
                            new ArticleId(PUBLISHED),
                            parent,
                            Commenter.named("Bob"),
                            "Number " + number,
                            TUESDAY.plusSeconds(number))
                    .approve()
                    .withVersion(1);
        }

        private void comment(Comment comment) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("id", comment.id().value());
            row.put("article", PUBLISHED);
            comment.parent().ifPresent(parent -> row.put("parent", parent.value()));
            row.put("name", "Bob");
            row.put("markdown", comment.markdown());
            row.put("state", CommentState.VISIBLE.name());
            row.put("created_at", Micros.of(comment.createdAt()));
            row.put("version", comment.version());
            row.put("sort_key", SortKey.of(comment.createdAt(), comment.id().value()));
            insert("comment", row);
        }

        private void subscriber() {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("id", SUBSCRIBER);
            row.put("email", CONFIRMED.email().value());
            row.put("language", "fr");
            row.put("labels", "");
            row.put("state", SubscriberState.Kind.CONFIRMED.name());
            row.put("state_at", Micros.of(TUESDAY));
            row.put("consent_form", "pied-de-page");
            row.put("consent_text_version", "2026-11");
            row.put("consent_asked_at", Micros.of(MONDAY));
            row.put("consent_confirmed_at", Micros.of(TUESDAY));
            row.put("consent_address", "192.0.2.7");
            row.put("consent_agent", "Mozilla/5.0");
            row.put("created_at", Micros.of(MONDAY));
            row.put("updated_at", Micros.of(TUESDAY));
            row.put("version", 2L);
            insert("subscriber", row);
        }

        private void insert(String table, Map<String, Object> row) {
            Update insertion = handle.createUpdate("INSERT INTO <prefix>" + table + " ("
                    + String.join(", ", row.keySet()) + ") VALUES (:" + String.join(", :", row.keySet()) + ")");
            row.forEach((column, value) -> {
                if (value instanceof Argument argument) {
                    insertion.bind(column, argument);
                } else {
                    insertion.bind(column, value);
                }
            });
            insertion.execute();
        }
    }
}
