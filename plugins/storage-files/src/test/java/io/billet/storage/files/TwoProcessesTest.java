package io.billet.storage.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.Article;
import io.billet.core.ArticleId;
import io.billet.core.Slug;
import io.billet.storage.api.ArticleQuery;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes write into one folder at the same time. */
class TwoProcessesTest {

    private static final ArticleId SHARED = new ArticleId(UUID.fromString("01930000-0000-7000-8000-000000000001"));
    private static final int UPDATES = 20;
    private static final int SLUGS = 20;

    @TempDir
    Path root;

    @Test
    void lose_no_update_and_share_no_slug() throws Exception {
        try (FilesStorage storage = FilesStorage.in(root).open()) {
            storage.articles()
                    .create(Article.draft(SHARED, Instant.parse("2026-11-22T12:00:00Z"), edit -> edit.title("Shared")));
        }
        List<Process> writers = List.of(start("one"), start("two"));
        List<String> said = new ArrayList<>();
        for (Process writer : writers) {
            said.addAll(new String(writer.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
            assertThat(writer.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(writer.exitValue()).isZero();
        }

        try (FilesStorage storage = FilesStorage.in(root).open()) {
            Article shared = storage.articles().find(SHARED).orElseThrow();
            assertThat(shared.version()).isEqualTo(1 + 2 * UPDATES);
            for (int i = 0; i < UPDATES; i++) {
                assertThat(shared.markdown()).contains("one " + i + "\n", "two " + i + "\n");
            }
            for (int i = 0; i < SLUGS; i++) {
                assertThat(said).containsOnlyOnce("created slug-" + i);
                assertThat(storage.articles().findBySlug(Slug.of("slug-" + i))).isPresent();
            }
            assertThat(storage.articles().list(ArticleQuery.all(), Optional.empty(), 100))
                    .hasSize(1 + SLUGS);
            assertThat(storage.brokenFiles()).isEmpty();
        }
        System.out.println("two processes: " + 2 * UPDATES + " updates of one article, lost: 0, refused as stale: "
                + said.stream().filter("stale"::equals).count() + "; " + SLUGS + " slugs, each created once of twice");
    }

    private Process start(String name) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        CompetingWriter.class.getName(),
                        root.toString(),
                        name,
                        SHARED.toString(),
                        String.valueOf(UPDATES),
                        String.valueOf(SLUGS))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
