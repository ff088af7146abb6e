package io.billet.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.Consent;
import io.billet.core.EmailAddress;
import io.billet.core.IdGenerator;
import io.billet.core.LanguageTag;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of somebody in the file of a database, and not only in its tables. */
class H2ErasureTest {

    /** With fewer H2 happens to write the whole file anew in the moment that it gives itself for that. */
    private static final int PEOPLE = 2_500;

    private static final Instant NOW = Instant.parse("2026-11-26T08:00:00Z");

    private final IdGenerator ids = new IdGenerator(InstantSource.fixed(NOW), new Random(14));

    @TempDir
    private Path folder;

    private SubscriberId create(JdbcStorage storage, String name) {
        SubscriberId id = new SubscriberId(ids.next());
        EmailAddress email = EmailAddress.of(name + "@example.org");
        Consent consent = Consent.asked("page", "2026-11", NOW);
        storage.subscribers().create(Subscriber.request(id, email, LanguageTag.FRENCH, consent, NOW));
        return id;
    }

    private String file() throws IOException {
        return Files.readString(folder.resolve("blog.mv.db"), StandardCharsets.ISO_8859_1);
    }

    @Test
    void nothing_once_the_storage_is_closed() throws Exception {
        try (JdbcStorage storage = JdbcStorage.h2File(folder.resolve("blog"))) {
            List<SubscriberId> canaries = IntStream.range(0, PEOPLE)
                    .mapToObj(i -> create(storage, (i % 10 == 0 ? "canary" : "reader") + i))
                    .toList();
            assertThat(file().contains("canary")).isTrue();
            for (int i = 0; i < PEOPLE; i += 10) {
                storage.subscribers().erase(canaries.get(i));
            }
        }

        String left = file();
        assertThat(left.contains("reader")).isTrue();
        assertThat(left.contains("canary")).as("is in the file").isFalse();
        try (JdbcStorage storage = JdbcStorage.h2File(folder.resolve("blog"))) {
            assertThat(storage.subscribers().findByEmail(EmailAddress.of("reader11@example.org")))
                    .isPresent();
            assertThat(storage.subscribers().findByEmail(EmailAddress.of("canary10@example.org")))
                    .isEmpty();
        }
    }
}
