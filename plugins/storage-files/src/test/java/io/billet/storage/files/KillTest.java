package io.billet.storage.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.Article;
import io.billet.core.ArticleId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writers are killed at random moments; what they said was written is there, and no file is torn. */
class KillTest {

    private static final int KILLS = Integer.getInteger("billet.kills", 3);

    @TempDir
    Path root;

    @Test
    void no_acknowledged_write_is_lost_and_no_file_is_torn() throws Exception {
        Map<String, Long> acknowledged = new HashMap<>();
        Random random = new Random();
        for (int kill = 0; kill < KILLS; kill++) {
            writeUntilKilled(kill, random.nextInt(400), acknowledged);
            try (FilesStorage storage = FilesStorage.in(root).open()) {
                assertThat(storage.brokenFiles().stream()
                                .filter(fault -> !fault.reason().startsWith("it has the id of")))
                        .as("torn files")
                        .isEmpty();
                acknowledged.forEach((id, version) -> {
                    Article stored = storage.articles().find(ArticleId.of(id)).orElseThrow();
                    assertThat(stored.version()).as("the version of %s", id).isGreaterThanOrEqualTo(version);
                    assertThat(stored.markdown())
                            .isEqualTo((stored.version() == 1 ? "Text. " : "Changed. ").repeat(2_000));
                });
            }
        }
        System.out.println(
                "kills: " + KILLS + ", acknowledged articles: " + acknowledged.size() + ", lost: 0, torn: 0");
        assertThat(acknowledged).isNotEmpty();
    }

    private void writeUntilKilled(int run, int moreMillis, Map<String, Long> acknowledged)
            throws IOException, InterruptedException {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        KilledWriter.class.getName(),
                        root.toString(),
                        String.valueOf(run))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
            String line = said.readLine();
            assertThat(line).as("the writer's first word").isNotNull();
            Thread killer = new Thread(() -> {
                try {
                    TimeUnit.MILLISECONDS.sleep(moreMillis);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                // By its handle: Process.destroyForcibly closes the stream as well, and words would be lost.
                writer.toHandle().destroyForcibly();
            });
            killer.start();
            for (; line != null; line = said.readLine()) {
                String[] words = line.split(" ");
                if (words.length == 3) {
                    acknowledged.put(words[0], Long.valueOf(words[1]));
                }
            }
            killer.join();
        }
        assertThat(writer.waitFor(30, TimeUnit.SECONDS))
                .as("the writer is dead")
                .isTrue();
    }
}
