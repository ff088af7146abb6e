package io.billet.storage.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.Article;
import io.billet.core.ArticleId;
import io.billet.core.BlogException;
import io.billet.core.Slug;
import io.billet.core.Tag;
import io.billet.storage.api.ArticleQuery;
import io.billet.storage.api.PageRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every single call of the file system fails once, and what is there then is the old state or the new one. */
class FailuresLeaveOldOrNewTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final ArticleId ID = new ArticleId(UUID.fromString("01930000-0000-7000-8000-000000000001"));

    @TempDir
    Path temporary;

    private int points;

    @Test
    void creating() throws IOException {
        failEverywhere(
                Optional.empty(),
                Optional.of(draft().withVersion(1)),
                (storage, before) -> storage.articles().create(draft()));
        assertThat(points).as("calls that failed").isGreaterThanOrEqualTo(6);
    }

    @Test
    void updating() throws IOException {
        Article changed = draft().withVersion(1).edit(NOON, edit -> edit.markdown("New text. ".repeat(1_000)));
        failEverywhere(
                Optional.of(draft()),
                Optional.of(changed.withVersion(2)),
                (storage, before) -> storage.articles().update(changed));
        assertThat(points).as("calls that failed").isGreaterThanOrEqualTo(6);
    }

    @Test
    void renaming() throws IOException {
        Article renamed = draft().withVersion(1).edit(NOON, edit -> edit.slug(Slug.of("new-name")));
        failEverywhere(
                Optional.of(draft()),
                Optional.of(renamed.withVersion(2)),
                (storage, before) -> storage.articles().update(renamed));
        assertThat(points).as("calls that failed").isGreaterThanOrEqualTo(8);
    }

    @Test
    void deleting() throws IOException {
        failEverywhere(
                Optional.of(draft()),
                Optional.empty(),
                (storage, before) -> storage.articles().delete(ID, 1));
        assertThat(points).as("calls that failed").isGreaterThanOrEqualTo(3);
    }

    @Test
    void putting_a_tag() throws IOException {
        Slug slug = Slug.of("europe");
        for (int call = 1; ; call++) {
            FailingDisk disk = new FailingDisk();
            Path root = Files.createTempDirectory(temporary, "tags");
            try (FilesStorage storage = FilesStorage.in(root).open(disk)) {
                storage.tags().put(Tag.named(slug, "Old"));
                disk.failAt(call);
                attempt(() -> storage.tags().put(Tag.named(slug, "New")));
                boolean failed = disk.hasFailed();
                disk.failAt(0);
                assertThat(storage.tags().find(slug).orElseThrow().name()).isIn("Old", "New");
                if (!failed) {
                    return;
                }
            }
        }
    }

    private static Article draft() {
        return Article.draft(ID, NOON, edit -> edit.title("Old name").markdown("Old text. ".repeat(1_000)));
    }

    private void failEverywhere(
            Optional<Article> before, Optional<Article> after, BiConsumer<FilesStorage, Optional<Article>> change)
            throws IOException {
        for (int call = 1; ; call++) {
            FailingDisk disk = new FailingDisk();
            Path root = Files.createTempDirectory(temporary, "blog");
            try (FilesStorage storage =
                    FilesStorage.in(root).refreshEvery(Duration.ZERO).open(disk)) {
                Optional<Article> old = before.map(storage.articles()::create);
                disk.failAt(call);
                boolean returned = attempt(() -> change.accept(storage, old));
                boolean failed = disk.hasFailed();
                disk.failAt(0);

                assertOldOrNew(storage, old, after, returned);
                try (FilesStorage again = FilesStorage.in(root).open()) {
                    assertOldOrNew(again, old, after, returned);
                }
                if (!failed) {
                    assertThat(returned).as("a call without a failure returned").isTrue();
                    points = call - 1;
                    return;
                }
            }
        }
    }

    private static boolean attempt(Runnable change) {
        try {
            change.run();
            return true;
        } catch (BlogException e) {
            return false;
        }
    }

    private static void assertOldOrNew(
            FilesStorage storage, Optional<Article> old, Optional<Article> after, boolean returned) {
        Optional<Article> found = storage.articles().find(ID);
        if (returned) {
            assertThat(found).as("after a call that returned").isEqualTo(after);
        } else {
            assertThat(found).as("after a call that failed").isIn(List.of(old, after));
        }
        assertThat(storage.articles()
                        .list(ArticleQuery.all(), PageRequest.first(5))
                        .items())
                .hasSize(found.isPresent() ? 1 : 0);
        found.ifPresent(article ->
                assertThat(storage.articles().findBySlug(article.slug())).contains(article));
    }
}
