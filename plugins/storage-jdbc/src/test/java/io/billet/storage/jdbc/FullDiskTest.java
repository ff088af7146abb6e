package io.billet.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.billet.core.Article;
import io.billet.core.ArticleId;
import io.billet.core.Slug;
import io.billet.core.Tag;
import io.billet.storage.api.ArticleQuery;
import io.billet.storage.api.StorageException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * When an H2 file cannot be written, H2 closes the database under everybody. Tried on a disk that is really full, where one
 * can be mounted, and on one that pretends to be, everywhere.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class FullDiskTest {

    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration LONG = Duration.ofHours(1);

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("blog.mv.db");
    }

    /** What is the same on both disks. */
    private abstract class Full {

        abstract String fileSystem();

        abstract void fill() throws IOException;

        abstract void free() throws IOException;

        final JdbcStorage open(Duration pause) {
            return JdbcStorage.open(new H2File(folder.resolve("blog"), fileSystem()), pause);
        }

        @Test
        void does_not_stop_reading() throws Exception {
            try (JdbcStorage storage = open(LONG)) {
                Article article = storage.articles().create(article("before"));
                fill();
                writeUntilRefused(storage);
                for (int i = 0; i < 20; i++) {
                    assertThat(storage.articles().find(article.id())).contains(article);
                    assertThat(storage.articles().list(ArticleQuery.all(), Optional.empty(), 10))
                            .isNotEmpty();
                }
                free();
            }
        }

        @Test
        void is_named_in_the_message_with_what_is_known_about_the_write() throws Exception {
            try (JdbcStorage storage = open(LONG)) {
                fill();
                String first = writeUntilRefused(storage);
                assertThat(first)
                        .isEqualTo("The database failed to store an article: the disk with " + file() + " is full;"
                                + " the connection was lost, so whether it took effect is not known");
                for (int i = 0; i < 5; i++) {
                    assertThatThrownBy(() -> storage.tags().put(Tag.named(Slug.of("a"), "A")))
                            .isInstanceOf(StorageException.class)
                            .hasMessage("The database failed to store a tag: the disk with " + file()
                                    + " is full; nothing has been changed");
                }
                assertThat(storage.tags().find(Slug.of("a"))).isEmpty();
                free();
            }
        }

        @Test
        void is_written_again_when_there_is_space() throws Exception {
            List<Article> acknowledged = new ArrayList<>();
            try (JdbcStorage storage = open(PAUSE)) {
                for (int round = 0; round < 3; round++) {
                    acknowledged.add(storage.articles().create(article("before-" + round)));
                    fill();
                    writeUntilRefused(storage);
                    // Tries, fails and is opened to read once more.
                    Thread.sleep(2 * PAUSE.toMillis());
                    writeUntilRefused(storage);
                    assertThat(storage.articles().find(acknowledged.get(0).id()))
                            .contains(acknowledged.get(0));
                    free();
                    Thread.sleep(2 * PAUSE.toMillis());
                    acknowledged.add(storage.articles().create(article("after-" + round)));
                }
                assertAllStored(acknowledged, storage);
            }
            try (JdbcStorage storage = open(PAUSE)) {
                assertAllStored(acknowledged, storage);
            }
        }

        /** With a transaction of somebody else half done in the file: to open it for writing, H2 would have to remove that. */
        @Test
        void can_be_read_when_it_is_opened_again() throws Exception {
            Article article = article("before");
            try (JdbcStorage storage = open(LONG)) {
                storage.articles().create(article);
                fill();
                List<Thread> writers = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    Thread writer = new Thread(() -> writeUntilRefused(storage));
                    writers.add(writer);
                    writer.start();
                }
                for (Thread writer : writers) {
                    writer.join();
                }
            }
            try (JdbcStorage storage = open(PAUSE)) {
                assertThat(storage.articles().find(article.id())).isPresent();
                writeUntilRefused(storage);
                assertThat(storage.articles().find(article.id())).isPresent();
                free();
                Thread.sleep(2 * PAUSE.toMillis());
                storage.articles().create(article("after"));
            }
        }

        @Test
        void fails_no_reader() throws Exception {
            try (JdbcStorage storage = open(PAUSE)) {
                Article article = storage.articles().create(article("before"));
                AtomicBoolean ended = new AtomicBoolean();
                AtomicInteger reads = new AtomicInteger();
                ConcurrentLinkedQueue<RuntimeException> failures = new ConcurrentLinkedQueue<>();
                List<Thread> readers = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    Thread reader = new Thread(() -> {
                        while (!ended.get()) {
                            try {
                                if (storage.articles().find(article.id()).isEmpty()) {
                                    throw new IllegalStateException("the article was not found");
                                }
                                reads.incrementAndGet();
                            } catch (RuntimeException e) {
                                failures.add(e);
                            }
                        }
                    });
                    readers.add(reader);
                    reader.start();
                }
                for (int round = 0; round < 5; round++) {
                    fill();
                    writeUntilRefused(storage);
                    Thread.sleep(2 * PAUSE.toMillis());
                    writeUntilRefused(storage);
                    free();
                    Thread.sleep(2 * PAUSE.toMillis());
                    storage.articles().create(article("round-" + round));
                }
                ended.set(true);
                for (Thread reader : readers) {
                    reader.join();
                }
                assertThat(failures).isEmpty();
                assertThat(reads).hasPositiveValue();
            }
        }
    }

    @Nested
    class ADiskThatIsFull extends Full {

        private SmallDisk disk;

        @BeforeEach
        void mount() throws Exception {
            disk = SmallDisk.mountedAt(folder, 8);
        }

        @AfterEach
        void unmount() throws Exception {
            if (disk != null) {
                disk.close();
            }
        }

        @Override
        String fileSystem() {
            return H2File.UNINTERRUPTED;
        }

        @Override
        void fill() throws IOException {
            disk.fill();
        }

        @Override
        void free() throws IOException {
            disk.free();
        }
    }

    @Nested
    class ADiskThatRefusesToGrow extends Full {

        @AfterEach
        void work() {
            FailingDisk.work();
        }

        @Override
        String fileSystem() {
            return FailingDisk.prefix();
        }

        @Override
        void fill() {
            FailingDisk.refuseToGrow("No space left on device");
        }

        @Override
        void free() {
            FailingDisk.work();
        }

        @Test
        void or_to_write_is_told_by_the_words_of_the_operating_system() {
            try (JdbcStorage storage = open(PAUSE)) {
                FailingDisk.refuseToWrite("Input/output error");
                assertThat(writeUntilRefused(storage))
                        .startsWith("The database failed to store an article: " + file()
                                + " could not be written (Input/output error); ");
                assertThat(storage.tags().find(Slug.of("a"))).isEmpty();
                FailingDisk.work();
            }
        }
    }

    /** Returns the first failure; what is left of the disk, or of the file, may take a few. */
    private static String writeUntilRefused(JdbcStorage storage) {
        for (int i = 0; i < 10_000; i++) {
            try {
                storage.articles().create(article("filling-" + UUID.randomUUID(), 5_000));
            } catch (StorageException e) {
                return e.getMessage();
            }
        }
        throw new AssertionError("the disk is not full");
    }

    private static void assertAllStored(List<Article> articles, JdbcStorage storage) {
        for (Article article : articles) {
            assertThat(storage.articles().find(article.id())).contains(article);
        }
    }

    private static Article article(String name) {
        return article(name, 500);
    }

    private static Article article(String name, int length) {
        return Article.draft(
                new ArticleId(UUID.randomUUID()),
                NOW,
                edit -> edit.title(name).slug(Slug.of(name)).markdown(name.repeat(length)));
    }
}
