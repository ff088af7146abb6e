package io.billet.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.Article;
import io.billet.core.LanguageTag;
import io.billet.core.Reader;
import io.billet.core.Slug;
import io.billet.core.StagedEdit;
import io.billet.engine.spi.BlogEvent;
import io.billet.engine.testing.SettableClock;
import io.billet.storage.api.BlogStorage;
import io.billet.storage.api.InMemoryStorage;
import io.billet.storage.files.FilesStorage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What readers and listeners see of files that somebody else writes. */
class FilesInABlogTest {

    private static final Instant START = Instant.parse("2026-11-22T08:00:00Z");

    private final SettableClock clock = SettableClock.at(START);
    private final List<BlogEvent> events = new CopyOnWriteArrayList<>();

    @TempDir
    Path root;

    private BlogStorage storage;
    private Blog blog;

    @BeforeEach
    void open() {
        storage = BlogStorage.compose(
                BlogStorage.articlesFrom(FilesStorage.in(root)
                        .refreshEvery(Duration.ZERO)
                        .clock(clock)
                        .open()),
                BlogStorage.restFrom(new InMemoryStorage()));
        blog = blogOver(storage);
    }

    private Blog blogOver(BlogStorage open) {
        return Blog.builder()
                .site(Site.of("Le Billet", URI.create("https://example.org/blog"), LanguageTag.FRENCH))
                .storage(open)
                .clock(clock)
                .listener(events::add)
                .build();
    }

    @AfterEach
    void close() {
        blog.close();
        storage.close();
    }

    private Path write(String name, String header) throws IOException {
        return Files.writeString(root.resolve(name), "---\ntitle: T\n" + header + "\n---\nText\n");
    }

    private List<String> told() {
        return events.stream()
                .filter(BlogEvent.ArticlePublished.class::isInstance)
                .map(event ->
                        ((BlogEvent.ArticlePublished) event).article().slug().value())
                .toList();
    }

    private List<String> listed() {
        return blog.articles().page(ArticleFilter.ALL, Reader.ANONYMOUS, PageRequest.first(100)).items().stream()
                .map(teaser -> teaser.article().slug().value())
                .toList();
    }

    private ArticleResult read(String slug) {
        return blog.articles().read(Slug.of(slug), Reader.ANONYMOUS);
    }

    @Nested
    class An_article_in_a_file {

        @Test
        void is_staged_in_the_storage_beside_it_and_told_when_somebody_has_edited_the_file() throws Exception {
            Path file = write("2026-01-02-europe.md", "tags: [asia]");
            Article article = blog.articles().findBySlug(Slug.of("europe")).orElseThrow();
            StagedEdit edit =
                    blog.stagedEdits().begin(article.id(), article.version(), changes -> changes.markdown("Better\n"));
            assertThat(Files.readString(file)).doesNotContain("Better");
            Files.writeString(file, Files.readString(file).replace("Text", "By hand"));

            StagedArticle stale = blog.stagedEdits().find(article.id()).orElseThrow();
            assertThat(stale.isStale()).isTrue();
            StagedEdit onto = blog.stagedEdits()
                    .onto(
                            article.id(),
                            edit.version(),
                            stale.article().orElseThrow().version());
            blog.stagedEdits().publish(article.id(), onto.version());
            assertThat(Files.readString(file)).contains("Better").doesNotContain("By hand");
            assertThat(blog.stagedEdits().find(article.id())).isEmpty();
        }

        @Test
        void bears_a_renamed_tag() throws Exception {
            Path file = write("2026-01-02-europe.md", "tags: [asia, europe]");
            assertThat(blog.tags().list(Optional.empty(), 9))
                    .extracting(TagUse::posts)
                    .containsExactly(1L, 1L);
            assertThat(blog.tags().rename(Slug.of("asia"), Slug.of("asie"))).isEqualTo(1);
            assertThat(Files.readString(file)).contains("asie").doesNotContain("asia");
            assertThat(blog.tags().list(Optional.empty(), 9))
                    .extracting(use -> use.tag().slug().value())
                    .containsExactly("asie", "europe");
        }
    }

    @Nested
    class A_date_to_come {

        @Test
        void is_told_when_it_has_come_once_and_nothing_is_written() throws IOException {
            Path file = write("later.md", "date: 2026-11-22T09:00:00Z\ndraft: false");
            String before = Files.readString(file);
            blog.articles().publishDue();
            assertThat(told()).isEmpty();
            assertThat(read("later")).isInstanceOf(ArticleResult.Missing.class);
            clock.set(Instant.parse("2026-11-22T09:00:00Z"));

            assertThat(read("later")).isInstanceOf(ArticleResult.Found.class);
            assertThat(blog.articles().publishDue()).isZero();
            blog.articles().publishDue();
            assertThat(told()).containsExactly("later");
            assertThat(file).hasContent(before);
        }

        @Test
        void is_told_although_nobody_looked_before() throws IOException {
            write("b.md", "date: 2026-11-22T11:00:00Z");
            write("a.md", "publishDate: 2026-11-22T10:00:00Z\ndate: 2020-01-01");
            write("past.md", "date: 2026-11-22T07:59:00Z");
            write("draft.md", "date: 2026-11-22T10:00:00Z\ndraft: yes");
            write("private.md", "date: 2026-11-22T10:00:00Z\nprivate: true");
            write("ended.md", "date: 2026-11-22T09:00:00Z\nexpiryDate: 2026-11-22T10:00:00Z");
            write("far.md", "date: 2026-12-01");
            clock.set(Instant.parse("2026-11-22T12:00:00Z"));
            blog.articles().publishDue();

            assertThat(told()).containsExactly("a", "b");
        }

        @Test
        void is_told_under_the_article_as_it_is_then() throws IOException {
            write("a.md", "date: 2026-11-22T09:00:00Z");
            write("b.md", "date: 2026-11-22T09:00:00Z");
            write("c.md", "date: 2026-11-22T09:00:00Z");
            blog.articles().publishDue();
            Article before = blog.articles().findBySlug(Slug.of("a")).orElseThrow();
            blog.articles().edit(before.id(), before.version(), edit -> edit.title("Edited"));
            write("b.md", "date: 2026-11-22T09:00:00Z\nstatus: pending");
            Article published = blog.articles().findBySlug(Slug.of("c")).orElseThrow();
            Article draft = blog.articles().unpublish(published.id(), published.version());
            blog.articles().publish(draft.id(), draft.version());
            assertThat(told()).containsExactly("c");
            clock.set(Instant.parse("2026-11-22T10:00:00Z"));
            blog.articles().publishDue();

            assertThat(told()).containsExactly("c", "a");
            assertThat(events)
                    .filteredOn(BlogEvent.ArticlePublished.class::isInstance)
                    .last()
                    .satisfies(event -> assertThat(((BlogEvent.ArticlePublished) event)
                                    .article()
                                    .title())
                            .isEqualTo("Edited"));
        }

        @Test
        void is_told_by_each_blog_that_was_there_at_the_time() throws IOException {
            write("a.md", "date: 2026-11-22T09:00:00Z");
            try (Blog other = blogOver(storage)) {
                clock.set(Instant.parse("2026-11-22T10:00:00Z"));
                blog.articles().publishDue();
                other.articles().publishDue();
            }
            try (Blog late = blogOver(storage)) {
                late.articles().publishDue();
            }
            assertThat(told()).containsExactly("a", "a");
        }

        @Test
        void is_not_mixed_up_with_what_a_call_published() {
            Article draft = blog.articles().draft(edit -> edit.title("Now"));
            blog.articles().publish(draft.id(), draft.version());
            Article scheduled = blog.articles().draft(edit -> edit.title("Then"));
            blog.articles().schedule(scheduled.id(), scheduled.version(), START.plusSeconds(60));
            clock.advance(Duration.ofHours(1));

            assertThat(blog.articles().publishDue()).isOne();
            blog.articles().publishDue();
            assertThat(told()).containsExactly("now", "then");
        }
    }

    @Nested
    class A_day {

        @ParameterizedTest
        @ValueSource(strings = {"America/New_York", "Pacific/Chatham", "UTC"})
        void is_the_day_that_was_written_in_the_zone_of_the_site(String zone) throws IOException {
            write("a.md", "date: 2026-03-01");
            Site site = blog.site().inZone(ZoneId.of(zone));
            try (Blog there = Blog.builder().site(site).storage(storage).build()) {
                Instant date = there.articles()
                        .findBySlug(Slug.of("a"))
                        .flatMap(Article::publishedAt)
                        .orElseThrow();

                assertThat(LocalDateTime.ofInstant(date, site.zone())).isEqualTo("2026-03-01T00:00");
            }
        }
    }

    @Nested
    class A_change_by_hand {

        @Test
        void from_public_to_private_takes_an_article_from_lists_feed_slug_and_aliases() throws IOException {
            for (String field : List.of(
                    "draft: True",
                    "published: no",
                    "status: pending",
                    "private: true",
                    "password: x",
                    "visibility: hidden",
                    "expiryDate: 2021-01-01",
                    "members_only: perhaps",
                    "publishDate: 2099-01-01")) {
                write("a.md", "date: 2020-01-02\naliases: [/old/]\ndescription: Secret");
                assertThat(listed()).as(field).containsExactly("a");
                assertThat(feed()).contains("Secret");
                assertThat(read("a")).isInstanceOf(ArticleResult.Found.class);
                assertThat(read("old")).isInstanceOf(ArticleResult.Moved.class);
                write("a.md", "date: 2020-01-02\naliases: [/old/]\ndescription: Secret\n" + field);

                assertThat(listed()).as(field).isEmpty();
                assertThat(feed()).as(field).doesNotContain("Secret", ">T<");
                assertThat(read("a")).as(field).isInstanceOf(ArticleResult.Missing.class);
                assertThat(read("old")).as(field).isInstanceOf(ArticleResult.Missing.class);
            }
        }

        private String feed() {
            return blog.feeds().rss(ArticleFilter.ALL, Reader.ANONYMOUS).xml();
        }

        @Test
        void of_a_translation_shows_both_under_addresses_of_their_own() throws IOException {
            write("a.md", "date: 2020-01-02");
            write("a.fr.md", "date: 2020-01-02");

            assertThat(listed()).containsExactlyInAnyOrder("a", "a-fr");
            assertThat(read("fr-a")).isEqualTo(new ArticleResult.Moved(Slug.of("a-fr")));
        }
    }
}
