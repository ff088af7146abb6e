package io.billet.storage.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.Article;
import io.billet.core.ArticleId;
import io.billet.core.ArticleSummary;
import io.billet.core.Author;
import io.billet.core.Slug;
import io.billet.core.Tag;
import io.billet.storage.api.ArticleQuery;
import io.billet.storage.api.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every single call of the file system fails once, in each of the ways of {@link Faults.Kind}. What is there then is the old
 * state or the new one, to the same storage and to one that is opened afterwards, and both can be written to again.
 */
class FailuresLeaveOldOrNewTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final ArticleId ID = new ArticleId(UUID.fromString("01930000-0000-7000-8000-000000000001"));
    private static final ArticleId OTHER = new ArticleId(UUID.fromString("01930000-0000-7000-8000-000000000002"));
    private static final Slug SLUG = Slug.of("europe");

    /** Bears an old text, so that a mixture of two would show. */
    private static final Article OLD =
            Article.draft(ID, NOON, edit -> edit.title("Old name").markdown("Old text. ".repeat(1_000)));

    private static final Article NEIGHBOUR = Article.draft(OTHER, NOON, edit -> edit.title("Neighbour"));

    @TempDir
    Path temporary;

    @ParameterizedTest
    @EnumSource
    void creating_an_article(Faults.Kind kind) throws IOException {
        article(
                "creating an article",
                kind,
                false,
                OLD.withVersion(1),
                storage -> storage.articles().create(OLD));
    }

    @ParameterizedTest
    @EnumSource
    void updating_an_article(Faults.Kind kind) throws IOException {
        Article changed = OLD.withVersion(1).edit(NOON, edit -> edit.markdown("New text. ".repeat(1_000)));
        article(
                "updating an article",
                kind,
                true,
                changed.withVersion(2),
                storage -> storage.articles().update(changed));
    }

    @ParameterizedTest
    @EnumSource
    void renaming_an_article(Faults.Kind kind) throws IOException {
        Article renamed = OLD.withVersion(1).edit(NOON, edit -> edit.slug(Slug.of("new-name")));
        article(
                "renaming an article",
                kind,
                true,
                renamed.withVersion(2),
                storage -> storage.articles().update(renamed));
    }

    @ParameterizedTest
    @EnumSource
    void deleting_an_article(Faults.Kind kind) throws IOException {
        article(
                "deleting an article",
                kind,
                true,
                null,
                storage -> storage.articles().delete(ID, 1));
    }

    @ParameterizedTest
    @EnumSource
    void reading_articles(Faults.Kind kind) throws IOException {
        article("reading articles", kind, true, OLD.withVersion(1), storage -> {
            assertThat(storage.articles().find(ID)).contains(OLD.withVersion(1));
            assertThat(ids(storage)).hasSize(2);
        });
    }

    @ParameterizedTest
    @EnumSource
    void putting_a_tag(Faults.Kind kind) throws IOException {
        Function<FilesStorage, Optional<Tag>> read = storage -> storage.tags().find(SLUG);
        Consumer<FilesStorage> old = storage -> storage.tags().put(Tag.named(SLUG, "Old"));
        Consumer<FilesStorage> put = storage -> storage.tags().put(Tag.named(SLUG, "New"));
        named("putting a new tag", kind, storage -> {}, put, Optional.of(Tag.named(SLUG, "New")), read);
        named("putting a tag again", kind, old, put, Optional.of(Tag.named(SLUG, "New")), read);
    }

    @ParameterizedTest
    @EnumSource
    void reading_a_tag(Faults.Kind kind) throws IOException {
        Optional<Tag> old = Optional.of(Tag.named(SLUG, "Old"));
        Function<FilesStorage, Optional<Tag>> read = storage -> storage.tags().find(SLUG);
        named(
                "reading a tag",
                kind,
                storage -> storage.tags().put(Tag.named(SLUG, "Old")),
                storage -> assertThat(read.apply(storage)).isEqualTo(old),
                old,
                read);
    }

    @ParameterizedTest
    @EnumSource
    void deleting_a_tag(Faults.Kind kind) throws IOException {
        named(
                "deleting a tag",
                kind,
                storage -> storage.tags().put(Tag.named(SLUG, "Old")),
                storage -> storage.tags().delete(SLUG),
                Optional.empty(),
                storage -> storage.tags().find(SLUG));
    }

    @ParameterizedTest
    @EnumSource
    void putting_and_deleting_an_author(Faults.Kind kind) throws IOException {
        Function<FilesStorage, Optional<Author>> read =
                storage -> storage.authors().find(SLUG);
        Consumer<FilesStorage> old = storage -> storage.authors().put(Author.named(SLUG, "Old"));
        Consumer<FilesStorage> put = storage -> storage.authors().put(Author.named(SLUG, "New"));
        named("putting a new author", kind, storage -> {}, put, Optional.of(Author.named(SLUG, "New")), read);
        named("putting an author again", kind, old, put, Optional.of(Author.named(SLUG, "New")), read);
        named("deleting an author", kind, old, storage -> storage.authors().delete(SLUG), Optional.empty(), read);
    }

    @Test
    void opening_a_folder() throws IOException {
        Path root = Files.createTempDirectory(temporary, "blog");
        try (FilesStorage storage = FilesStorage.in(root).open()) {
            storage.articles().create(OLD);
        }
        Faults faults = new Faults();
        for (int call = 1; ; call++) {
            faults.failAt(call, Faults.Kind.REFUSED);
            try (FilesStorage storage = open(root, faults, Duration.ZERO)) {
                boolean failed = faults.hasFailed();
                faults.none();
                assertThat(storage.articles().find(ID)).contains(OLD.withVersion(1));
                if (!failed) {
                    report("opening a folder", Faults.Kind.REFUSED, call);
                    return;
                }
            } catch (StorageException e) {
                assertThat(faults.hasFailed()).isTrue();
            }
        }
    }

    private void article(
            String operation, Faults.Kind kind, boolean there, Article changed, Consumer<FilesStorage> change)
            throws IOException {
        Duration refresh = operation.startsWith("reading") ? Duration.ZERO : Duration.ofHours(1);
        Optional<Article> before = there ? Optional.of(OLD.withVersion(1)) : Optional.empty();
        Optional<Article> after = Optional.ofNullable(changed);
        boolean failed = true;
        for (int call = 1; failed; call++) {
            Faults faults = new Faults();
            Path root = Files.createTempDirectory(temporary, "blog");
            try (FilesStorage storage = open(root, faults, refresh)) {
                storage.articles().create(NEIGHBOUR);
                before.ifPresent(article -> storage.articles().create(OLD));
                faults.failAt(call, kind);
                boolean returned = attempt(() -> change.accept(storage));
                failed = faults.hasFailed();
                if (!failed) {
                    assertThat(returned).as("a call without a failure returned").isTrue();
                    report(operation, kind, call);
                }
                faults.none();
                List<Optional<Article>> allowed = returned ? List.of(after) : List.of(before, after);
                String point = operation + ", " + kind + " at call " + call;
                if (kind != Faults.Kind.CRASH) {
                    assertHolds(storage, allowed, point);
                }
                try (FilesStorage again = FilesStorage.in(root).open()) {
                    assertHolds(again, allowed, point);
                    if (kind == Faults.Kind.CRASH) {
                        assertWritable(again, root, point);
                    }
                }
                if (kind != Faults.Kind.CRASH) {
                    assertWritable(storage, root, point);
                }
            }
        }
    }

    private static FilesStorage open(Path root, Faults faults, Duration refresh) {
        FaultyFileSystem system = new FaultyFileSystem(root.getFileSystem(), faults);
        return FilesStorage.in(system.path(root)).refreshEvery(refresh).open();
    }

    /** A failure of the disk is a {@link StorageException} and nothing else. */
    private static boolean attempt(Runnable change) {
        try {
            change.run();
            return true;
        } catch (StorageException e) {
            return false;
        }
    }

    private static List<ArticleId> ids(FilesStorage storage) {
        return storage.articles().list(ArticleQuery.all(), Optional.empty(), 5).stream()
                .map(ArticleSummary::id)
                .toList();
    }

    private static void assertHolds(FilesStorage storage, List<Optional<Article>> allowed, String point) {
        Optional<Article> found = storage.articles().find(ID);
        assertThat(found).as(point).isIn(allowed);
        assertThat(ids(storage)).as(point).hasSize(found.isPresent() ? 2 : 1);
        found.ifPresent(article -> assertThat(storage.articles().findBySlug(article.slug()))
                .as(point)
                .contains(article));
        assertThat(storage.articles().findBySlug(NEIGHBOUR.slug())).as(point).contains(NEIGHBOUR.withVersion(1));
    }

    /** Whatever the failure has left behind is neither in the way nor comes back. */
    private static void assertWritable(FilesStorage storage, Path root, String point) throws IOException {
        Article there =
                storage.articles().find(ID).orElseGet(() -> storage.articles().create(OLD));
        Article again = storage.articles().update(there.edit(NOON, edit -> edit.title("Written again")));
        try (FilesStorage other = FilesStorage.in(root).open()) {
            assertHolds(other, List.of(Optional.of(again)), point);
            assertThat(other.brokenFiles()).as(point).isEmpty();
        }
        storage.articles().delete(ID, again.version());
        try (FilesStorage other = FilesStorage.in(root).open()) {
            assertHolds(other, List.of(Optional.empty()), point);
        }
        assertThat(files(root)).as(point).containsExactlyInAnyOrder(".billet.lock", "2026-11-22-neighbour.md");
    }

    private static List<String> files(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }

    private <T> void named(
            String operation,
            Faults.Kind kind,
            Consumer<FilesStorage> first,
            Consumer<FilesStorage> change,
            Optional<T> after,
            Function<FilesStorage, Optional<T>> read)
            throws IOException {
        boolean failed = true;
        for (int call = 1; failed; call++) {
            Faults faults = new Faults();
            Path root = Files.createTempDirectory(temporary, "named");
            try (FilesStorage storage = open(root, faults, Duration.ofHours(1))) {
                first.accept(storage);
                Optional<T> before = read.apply(storage);
                faults.failAt(call, kind);
                boolean returned = attempt(() -> change.accept(storage));
                failed = faults.hasFailed();
                if (!failed) {
                    report(operation, kind, call);
                }
                faults.none();
                List<Optional<T>> allowed = returned ? List.of(after) : List.of(before, after);
                String point = operation + ", " + kind + " at call " + call;
                assertThat(read.apply(storage)).as(point).isIn(allowed);
                try (FilesStorage again = FilesStorage.in(root).open()) {
                    assertThat(read.apply(again)).as(point).isIn(allowed);
                    change.accept(again);
                    assertThat(read.apply(again)).as(point).isEqualTo(after);
                    assertThat(read.apply(storage)).as(point).isEqualTo(after);
                    assertThat(files(root)).as(point).doesNotContain(".billet.tmp");
                }
            }
        }
    }

    private static void report(String operation, Faults.Kind kind, int call) {
        System.out.println("failure points: " + operation + ", " + kind + ": " + (call - 1));
        if (kind == Faults.Kind.REFUSED) {
            assertThat(call).as("failure points of %s", operation).isGreaterThan(9);
        }
    }
}
