package io.billet.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.Article;
import io.billet.core.ArticleId;
import io.billet.core.Comment;
import io.billet.core.CommentId;
import io.billet.core.Commenter;
import io.billet.core.Consent;
import io.billet.core.EmailAddress;
import io.billet.core.IdGenerator;
import io.billet.core.LanguageTag;
import io.billet.core.Slug;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberId;
import io.billet.core.Tag;
import io.billet.storage.api.ArticleQuery;
import io.billet.storage.api.CommentQuery;
import io.billet.storage.api.StoredToken;
import io.billet.storage.api.TokenHash;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nodes that work while others, of a later release, change the tables. */
class RollingUpgradeTest {

    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
    private static final int MORE_THAN_DRIVERS_WAIT_BEFORE_THEY_PREPARE = 8;

    private final IdGenerator ids = new IdGenerator(() -> NOON, RandomGenerator.getDefault());

    /** Servers and drivers keep statements prepared, and with them the columns that there were. */
    @ParameterizedTest
    @EnumSource
    void columns_that_a_later_release_adds_disturb_no_call(TestDatabase database) {
        String prefix = TestDatabase.newPrefix();
        try (JdbcStorage storage =
                JdbcStorage.builder(database.source()).tablePrefix(prefix).build()) {
            for (int i = 0; i < MORE_THAN_DRIVERS_WAIT_BEFORE_THEY_PREPARE; i++) {
                useAll(storage);
            }
            Jdbi jdbi = Jdbi.create(database.source());
            for (String table : List.of(
                    "article",
                    "article_revision",
                    "tag",
                    "author",
                    "subscriber",
                    "comment",
                    "token",
                    "setting",
                    "change_mark",
                    "schema_history")) {
                jdbi.useHandle(
                        handle -> handle.execute("ALTER TABLE " + prefix + table + " ADD COLUMN of_later INTEGER"));
            }
            for (int i = 0; i < 2; i++) {
                useAll(storage);
            }
        }
    }

    private void useAll(JdbcStorage storage) {
        ArticleId id = new ArticleId(ids.next());
        Article draft = storage.articles()
                .create(Article.draft(
                        id,
                        NOON,
                        edit -> edit.title("Title").slug(Slug.of("a-" + id)).tags(Slug.of("europe"))));
        Article published = storage.articles().update(draft.publish(NOON));
        Article edited = storage.articles().update(published.edit(NOON, edit -> edit.markdown("Text")));
        assertThat(storage.articles().find(id)).contains(edited);
        assertThat(storage.articles().summaryBySlug(edited.slug())).isPresent();
        assertThat(storage.articles().list(ArticleQuery.all(), Optional.empty(), 3))
                .isNotEmpty();
        storage.tags().put(Tag.named(Slug.of("europe"), "Europe " + id));
        assertThat(storage.tags().find(Slug.of("europe"))).isPresent();
        Comment comment = storage.comments()
                .create(
                        Comment.submit(
                                new CommentId(ids.next()), id, Optional.empty(), Commenter.named("Zoë"), "Oui", NOON),
                        Optional.empty());
        Comment visible = storage.comments().update(comment.approve());
        assertThat(storage.comments().list(CommentQuery.all().about(id), Optional.empty(), 3))
                .containsExactly(visible);
        assertThat(storage.comments().remove(visible.id(), visible.version())).isTrue();
        Subscriber pending = storage.subscribers()
                .create(Subscriber.request(
                        new SubscriberId(ids.next()),
                        EmailAddress.of("s-" + id + "@example.org"),
                        LanguageTag.FRENCH,
                        Consent.asked("footer", "1", NOON),
                        NOON));
        storage.subscribers().update(pending.confirm(NOON));
        storage.subscribers().erase(pending.id());
        TokenHash hash = TokenHash.of(id.toString());
        storage.tokens().put(new StoredToken(hash, "confirm", "zoe", NOON.plusSeconds(60)));
        assertThat(storage.tokens().consume(hash, "confirm", NOON)).isPresent();
        Optional<String> before = storage.settings().find("key");
        assertThat(storage.settings().replace("key", before, Optional.of(id.toString())))
                .isTrue();
        assertThat(storage.changes().editorial()).isPositive();
        storage.articles().delete(id, edited.version());
    }

    /**
     * By hand: {@code -Dbillet.release.before=<folder>} with the jars of that release's core, storage-api and storage-jdbc. Both
     * write for a minute, each edits what the other has written, and each write that was acknowledged is there in the end.
     */
    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB", "MARIADB_INSTALLED"})
    void two_releases_work_on_one_database(TestDatabase database) throws Exception {
        String folder = System.getProperty("billet.release.before", "");
        Assumptions.assumeFalse(folder.isEmpty(), "billet.release.before names no folder of jars");
        int seconds = Integer.getInteger("billet.release.seconds", 60);
        String prefix = TestDatabase.newPrefix();
        String url = url(database);
        String user = database == TestDatabase.POSTGRESQL ? "postgres" : "root";
        List<String> acknowledged = new ArrayList<>();
        try (Release before = Release.start(folder, url, user, prefix, "before", seconds + 10)) {
            acknowledged.add(before.next());
            try (JdbcStorage storage =
                    JdbcStorage.builder(database.source()).tablePrefix(prefix).build()) {
                CompletableFuture<List<String>> others = CompletableFuture.supplyAsync(before::rest);
                RollingWriter here = new RollingWriter(storage, "now");
                here.write(Duration.ofSeconds(seconds), acknowledged::add);
                acknowledged.addAll(others.join());
                long ofBefore = acknowledged.stream()
                        .filter(line -> line.contains(" before-"))
                        .count();
                System.err.println(database + ": " + ofBefore + " writes of the release before, "
                        + (acknowledged.size() - ofBefore) + " of this one, " + here.editsOfOthers()
                        + " edits here of what the other wrote, "
                        + acknowledged.stream()
                                .filter(line -> line.startsWith("edited-other"))
                                .count()
                        + " in all");
                assertThat(acknowledged)
                        .filteredOn(line -> line.startsWith("FAILED"))
                        .isEmpty();
                assertThat(ofBefore).isGreaterThan(100);
                assertThat(acknowledged)
                        .filteredOn(line -> line.startsWith("edited-other now-"))
                        .as("edits there of what was written here")
                        .isNotEmpty();
                assertThat(acknowledged)
                        .allSatisfy(line -> assertThat(RollingWriter.isStored(line, storage))
                                .as(line)
                                .isTrue());
            }
        }
    }

    private static String url(TestDatabase database) throws SQLException {
        try (var connection = database.source().getConnection()) {
            return connection.getMetaData().getURL();
        }
    }

    /** A process that runs another release's classes. */
    private record Release(Process process, BufferedReader lines) implements AutoCloseable {

        static Release start(String folder, String url, String user, String prefix, String name, int seconds)
                throws IOException {
            List<String> jars;
            try (Stream<Path> files = Files.list(Path.of(folder))) {
                jars = files.map(Path::toString).toList();
            }
            String libraries = Arrays.stream(
                            System.getProperty("java.class.path").split(File.pathSeparator))
                    .filter(entry ->
                            !entry.contains("billet-") && !entry.endsWith("classes") || entry.endsWith("test-classes"))
                    .collect(Collectors.joining(File.pathSeparator));
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            String.join(File.pathSeparator, jars) + File.pathSeparator + libraries,
                            RollingWriter.class.getName(),
                            url,
                            user,
                            prefix,
                            name,
                            String.valueOf(seconds))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return new Release(
                    process,
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)));
        }

        String next() throws IOException {
            String line = lines.readLine();
            assertThat(line).as("the first write of the release before").isNotNull();
            return line;
        }

        List<String> rest() {
            return lines.lines().toList();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
