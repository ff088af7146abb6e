package io.billet.storage.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.PublicationState;
import io.billet.core.Slug;
import io.billet.storage.api.ArticleQuery;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LocationAwareLogger;

/** An author is told which word was not understood, and time takes away what ends. */
class DoubtfulFilesTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T12:00:00Z"));

    @TempDir
    Path root;

    private FilesStorage storage;

    @BeforeEach
    void open() {
        storage = FilesStorage.in(root)
                .refreshEvery(Duration.ZERO)
                .clock(now::get)
                .open();
    }

    @AfterEach
    void close() {
        storage.close();
    }

    private List<String> doubts() {
        return storage.doubtfulFiles().stream()
                .map(doubt -> doubt.path() + ":" + doubt.line())
                .toList();
    }

    private long published() {
        return storage.articles()
                .list(ArticleQuery.published(now.get()), Optional.empty(), 100)
                .size();
    }

    @Nested
    class What_is_not_understood {

        @Test
        void is_told_with_file_and_line_and_field_and_never_with_its_value() throws IOException {
            write("a-yaml.md", "---\ntitle: T\n# comment\nDraft: sesame\npublished: true\n---\n");
            write("b-toml.md", "+++\ntitle = 'T'\n\n[extra]\n\nvisibility = 'sesame'\n+++\n");
            write("c-jbake.md", "title=T\nstatus=sesame\n~~~~~~\n");
            write("d-none.md", "\nTitle: T\nPassword: sesame\n\nText");
            write("e-two.md", "---\nstatus: sesame\nprivate: sesame\n---\n");
            write("f-fine.md", "---\nstatus: draft\npassword: sesame\n---\n");

            assertThat(doubts())
                    .containsExactly(
                            "a-yaml.md:4", "b-toml.md:6", "c-jbake.md:2", "d-none.md:3", "e-two.md:2", "e-two.md:3");
            assertThat(storage.doubtfulFiles())
                    .extracting(BrokenFile::reason)
                    .noneMatch(reason -> reason.contains("sesame"))
                    .first()
                    .asString()
                    .contains("the field Draft ");
            assertThat(storage.brokenFiles()).isEmpty();
        }

        @Test
        void is_told_in_the_log_once() throws Exception {
            ByteArrayOutputStream log = new ByteArrayOutputStream();
            PrintStream before = System.err;
            int level = setLevel(LocationAwareLogger.WARN_INT);
            System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
            try {
                write("a.md", "---\ntitle: T\nvisibility: sesame\n---\n");
                assertThat(doubts()).hasSize(1);
                write("b.md", "---\ntitle: T\nvisibility: public\n---\n");
                assertThat(doubts()).hasSize(1);
            } finally {
                System.setErr(before);
                setLevel(level);
            }
            assertThat(log.toString(StandardCharsets.UTF_8).lines())
                    .singleElement()
                    .asString()
                    .contains("WARN", "a.md:3: ", "the field visibility ")
                    .doesNotContain("sesame");
        }

        /** The tests' logger is quiet, and has no other switch once it is there. */
        private int setLevel(int level) throws ReflectiveOperationException {
            Object logger = LoggerFactory.getLogger(ArticleFolder.class);
            Field current = logger.getClass().getDeclaredField("currentLogLevel");
            current.setAccessible(true);
            int before = current.getInt(logger);
            current.setInt(logger, level);
            return before;
        }

        @Test
        void is_forgotten_when_it_is_mended() throws IOException {
            write("a.md", "---\ndate: 2020-01-02\npublished: sesame\n---\n");
            assertThat(doubts()).containsExactly("a.md:3");
            assertThat(published()).isZero();
            write("a.md", "---\ndate: 2020-01-02\npublished: on\n---\n");

            assertThat(doubts()).isEmpty();
            assertThat(published()).isOne();
        }
    }

    @Nested
    class What_ends {

        @Test
        void ends_without_a_change_of_its_file() throws IOException {
            write("a.md", "---\ndate: 2020-01-02\nexpiryDate: 2026-11-22T13:00:00Z\n---\n");
            assertThat(published()).isOne();
            now.set(Instant.parse("2026-11-22T12:59:59Z"));
            assertThat(published()).isOne();
            now.set(Instant.parse("2026-11-22T13:00:00Z"));

            assertThat(published()).isZero();
            assertThat(storage.articles().findBySlug(Slug.of("a")).orElseThrow().state())
                    .isEqualTo(new PublicationState.Archived());
        }

        @Test
        void ends_for_who_asks_for_it_at_once_whenever_the_folder_was_looked_at() throws IOException {
            write("a.md", "---\ndate: 2020-01-02\nexpires: 2026-11-22T13:00:00Z\n---\n");
            try (FilesStorage slow = FilesStorage.in(root)
                    .refreshEvery(Duration.ofHours(1))
                    .clock(now::get)
                    .open()) {
                now.set(Instant.parse("2026-11-23T00:00:00Z"));
                assertThat(slow.articles()
                                .findBySlug(Slug.of("a"))
                                .orElseThrow()
                                .state())
                        .isEqualTo(new PublicationState.Archived());
            }
        }
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(root.resolve(name), content);
    }
}
