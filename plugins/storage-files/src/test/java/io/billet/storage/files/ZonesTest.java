package io.billet.storage.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.billet.core.Article;
import io.billet.core.ArticleId;
import io.billet.core.PublicationState;
import io.billet.core.Slug;
import io.billet.storage.api.ArticleQuery;
import io.billet.storage.api.BlogStorage;
import io.billet.storage.api.InMemoryStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a day begins that somebody has written down, and a time is that names no offset. */
class ZonesTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    @TempDir
    Path root;

    private void write(String name, String header) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "---\ntitle: T\n" + header + "\n---\nText\n");
    }

    private FilesStorage.Builder builder() {
        return FilesStorage.in(root).refreshEvery(Duration.ZERO).clock(() -> NOON);
    }

    private static Article article(BlogStorage storage, String slug) {
        return storage.articles().findBySlug(Slug.of(slug)).orElseThrow();
    }

    private static LocalDateTime dateIn(BlogStorage storage, String slug, String zone) {
        return LocalDateTime.ofInstant(article(storage, slug).publishedAt().orElseThrow(), ZoneId.of(zone));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UTC",
                "America/New_York",
                "Pacific/Chatham",
                "Pacific/Kiritimati",
                "Etc/GMT+12",
                "America/Sao_Paulo",
                "Asia/Kolkata"
            })
    void a_day_is_the_same_day_in_the_zone_of_the_blog_wherever_it_is_written(String zone) throws IOException {
        write("a.md", "date: 2026-03-01");
        write("b.md", "date: '2026/3/1'");
        write("2026-03-01-c.md", "tags: x");
        write("d.md", "permalink: /2026/03/01/d/");
        Files.writeString(root.resolve("e.md"), "+++\ntitle = 'E'\ndate = 2026-03-01\n+++\n");
        Files.writeString(root.resolve("f.md"), "title=F\ndate=2026-03-01\ntype=post\n~~~~~~\n");
        write("g.md", "date: 2020-01-01\npublishDate: 2026-03-01");
        write("clock.md", "date: 2026-03-01 08:30");
        write("offset.md", "date: 2026-03-01 00:00 +0000");
        // When clocks were put forward at midnight in São Paulo, the day began at one.
        write("forward.md", "date: 2017-10-15");
        try (FilesStorage storage = builder().open()) {
            storage.useZone(ZoneId.of(zone));

            for (String slug : List.of("a", "b", "c", "d", "e", "f", "g")) {
                assertThat(dateIn(storage, slug, zone)).as(slug).isEqualTo("2026-03-01T00:00");
            }
            assertThat(dateIn(storage, "clock", zone)).isEqualTo("2026-03-01T08:30");
            assertThat(article(storage, "offset").publishedAt()).contains(Instant.parse("2026-03-01T00:00:00Z"));
            assertThat(dateIn(storage, "forward", zone).toLocalDate()).isEqualTo(LocalDate.of(2017, 10, 15));
            assertThat(storage.articles().list(ArticleQuery.all(), Optional.empty(), 20))
                    .hasSize(10);
            assertThat(storage.brokenFiles()).isEmpty();
        }
    }

    @Test
    void an_article_ends_when_the_day_begins_there() throws IOException {
        write("a.md", "date: 2020-01-01\nexpiryDate: 2026-11-22 07:30");
        write("b.md", "date: 2020-01-01\nexpiryDate: 2026-11-22 06:30");
        try (FilesStorage storage = builder().zone(NEW_YORK).open()) {
            assertThat(article(storage, "a").state().kind()).isEqualTo(PublicationState.Kind.PUBLISHED);
            assertThat(article(storage, "b").state().kind()).isEqualTo(PublicationState.Kind.ARCHIVED);
        }
    }

    @Test
    void a_zone_that_is_named_counts_more_than_that_of_the_blog() throws IOException {
        write("a.md", "date: 2026-03-01");
        try (FilesStorage storage = builder().zone(NEW_YORK).open()) {
            storage.useZone(ZoneId.of("Asia/Tokyo"));

            assertThat(article(storage, "a").publishedAt()).contains(Instant.parse("2026-03-01T05:00:00Z"));
        }
    }

    @Test
    void a_storage_of_two_parts_tells_both() throws IOException {
        write("a.md", "date: 2026-03-01");
        try (BlogStorage storage = BlogStorage.compose(
                BlogStorage.articlesFrom(builder().open()), BlogStorage.restFrom(new InMemoryStorage()))) {
            storage.useZone(NEW_YORK);

            assertThat(article(storage, "a").publishedAt()).contains(Instant.parse("2026-03-01T05:00:00Z"));
        }
    }

    @Test
    void what_the_storage_writes_is_read_alike_in_every_zone() throws IOException {
        write("a.md", "date: 2026-03-01");
        try (FilesStorage storage = builder().open()) {
            storage.useZone(ZoneId.of("Pacific/Auckland"));
            Article before = article(storage, "a");
            storage.articles().update(before.edit(NOON, edit -> edit.title("New")));
            assertThat(Files.readString(root.resolve("a.md"))).contains("date: 2026-03-01\n");
            assertThat(article(storage, "a").state()).isEqualTo(before.state());

            Article draft = Article.draft(
                    new ArticleId(new UUID(1, 7)), Instant.parse("2026-05-01T20:00:00Z"), edit -> edit.title("Late"));
            Article created = storage.articles().create(draft.publish(Instant.parse("2026-05-01T20:00:00Z")));
            assertThat(root.resolve("2026-05-02-late.md")).exists();
            storage.useZone(NEW_YORK);
            assertThat(article(storage, "late")).isEqualTo(created);
        }
    }

    @Test
    void files_of_one_name_are_told_apart_by_the_day_that_was_written() throws IOException {
        write("2026-03-01/update.md", "date: 2026-03-01");
        write("2026-03-02/update.md", "date: 2026-03-02");
        for (String zone : List.of("UTC", "Pacific/Auckland", "America/New_York")) {
            try (FilesStorage storage = builder().open()) {
                storage.useZone(ZoneId.of(zone));

                assertThat(dateIn(storage, "update", zone)).isEqualTo("2026-03-01T00:00");
                assertThat(dateIn(storage, "update-2026-03-02", zone)).isEqualTo("2026-03-02T00:00");
            }
        }
    }

    @Test
    void the_zone_may_be_a_setting() throws IOException {
        write("a.md", "date: 2026-03-01");
        FilesStorageProvider provider = new FilesStorageProvider();
        try (BlogStorage storage = provider.open(Map.of("folder", root.toString(), "zone", "America/New_York"))) {
            assertThat(article(storage, "a").publishedAt()).contains(Instant.parse("2026-03-01T05:00:00Z"));
        }
        assertThatThrownBy(() -> provider.open(Map.of("folder", root.toString(), "zone", "New York")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("America/New_York");
    }
}
