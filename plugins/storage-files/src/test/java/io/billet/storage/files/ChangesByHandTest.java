package io.billet.storage.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.storage.api.ArticleQuery;
import io.billet.storage.api.PublicChanges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Marks of a folder in which somebody writes with an editor. */
class ChangesByHandTest {

    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

    @TempDir
    Path folder;

    private Instant now = NOW;
    private FilesStorage storage;

    @BeforeEach
    void open() {
        storage = FilesStorage.in(folder)
                .refreshEvery(Duration.ZERO)
                .clock(() -> now)
                .open();
    }

    @AfterEach
    void close() {
        storage.close();
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    @Test
    void are_other_ones_after_each_change_that_readers_see() throws IOException {
        PublicChanges before = storage.changes();
        assertThat(storage.changes()).isEqualTo(before);

        write("a.md", "---\ntitle: A\ndate: 2026-11-01\n---\nText.\n");
        PublicChanges written = changedFrom(before);
        write("a.md", "---\ntitle: A\ndate: 2026-11-01\n---\nTexts.\n");
        PublicChanges edited = changedFrom(written);
        write("_tags/europe.yaml", "name: Europe\n");
        PublicChanges named = changedFrom(edited);
        write("_authors/zoe.yaml", "name: Zoë\n");
        PublicChanges authored = changedFrom(named);
        write("a.md", "---\ntitle: A\ndate: 2026-11-01\ndraft: true\n---\nTexts.\n");
        PublicChanges hidden = changedFrom(authored);
        write("a.md", "---\ntitle: A\ndate: 2026-11-01\nexpiryDate: 2026-12-01\n---\nTexts.\n");
        PublicChanges expiring = changedFrom(hidden);
        now = Instant.parse("2026-12-02T00:00:00Z");
        PublicChanges expired = changedFrom(expiring);
        Files.delete(folder.resolve("a.md"));
        assertThat(storage.articles().list(ArticleQuery.all(), Optional.empty(), 10))
                .isEmpty();
        assertThat(storage.changes())
                .as("after what nobody saw any more has gone")
                .isEqualTo(expired);
    }

    @Test
    void stay_as_they_are_when_a_draft_is_written_or_a_file_touched() throws IOException {
        write("a.md", "---\ntitle: A\ndate: 2026-11-01\n---\nText.\n");
        PublicChanges before = storage.changes();

        write("b.md", "---\ntitle: B\ndraft: true\n---\nText.\n");
        write("a.md", "---\ntitle: A\ndate: 2026-11-01\n---\nText.\n");

        assertThat(storage.changes()).isEqualTo(before);
    }

    private PublicChanges changedFrom(PublicChanges before) {
        PublicChanges changed = storage.changes();
        assertThat(changed.editorial()).isNotEqualTo(before.editorial());
        assertThat(storage.changes()).isEqualTo(changed);
        return changed;
    }
}
