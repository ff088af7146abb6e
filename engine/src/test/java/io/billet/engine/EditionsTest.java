package io.billet.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.Article;
import io.billet.core.ArticleKind;
import io.billet.core.LanguageTag;
import io.billet.core.PublicationState;
import io.billet.core.Reader;
import io.billet.core.Slug;
import io.billet.core.Tag;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is kept of the published articles is right on every node, at any time. */
class EditionsTest {

    private final TestBlog test = new TestBlog();
    private final Blog other = Blog.builder()
            .site(Site.of("Le Billet", URI.create("https://example.org/blog"), LanguageTag.FRENCH))
            .storage(test.storage)
            .clock(test.clock)
            .build();

    @AfterEach
    void close() {
        other.close();
        test.close();
    }

    private static ArticleView read(Blog blog, String slug) {
        return ((ArticleResult.Found) blog.articles().read(Slug.of(slug), Reader.ANONYMOUS)).view();
    }

    private Article publish(String slug) {
        test.clock.advance(Duration.ofHours(1));
        return test.published(
                edit -> edit.title("Title of " + slug).slug(Slug.of(slug)).tags(Slug.of("europe")));
    }

    @Test
    void a_name_that_one_node_changes_is_the_new_one_on_each() {
        publish("a");
        for (String name : new String[] {"Europe", "Europa", "L’Europe"}) {
            test.blog.articles().describe(Tag.named(Slug.of("europe"), name));
            assertThat(read(other, "a").tags()).extracting(Tag::name).containsExactly(name);
            assertThat(read(test.blog, "a").tags()).extracting(Tag::name).containsExactly(name);
        }
    }

    @Test
    void neighbours_are_the_posts_before_and_after_it() {
        publish("a");
        Article b = publish("b");
        test.clock.advance(Duration.ofHours(1));
        test.published(edit -> edit.title("About").kind(ArticleKind.PAGE));
        publish("c");

        assertThat(read(other, "a").previous()).isEmpty();
        assertThat(read(other, "a").next()).contains(new ArticleLink(Slug.of("b"), "Title of b", LanguageTag.FRENCH));
        assertThat(read(other, "b").previous()).map(ArticleLink::slug).contains(Slug.of("a"));
        assertThat(read(other, "b").next()).map(ArticleLink::slug).contains(Slug.of("c"));
        assertThat(read(other, "about").previous()).isEmpty();
        assertThat(read(other, "about").next()).isEmpty();

        test.blog.articles().unpublish(b.id(), b.version());
        assertThat(read(other, "a").next()).map(ArticleLink::slug).contains(Slug.of("c"));
        assertThat(read(other, "c").previous()).map(ArticleLink::slug).contains(Slug.of("a"));
        assertThat(read(other, "c").next()).isEmpty();
    }

    /** A storage may be given a date to come, as files are by hand: no call tells when it has come. */
    @Test
    void what_becomes_public_by_time_alone_is_there_when_its_time_has_come() {
        publish("a");
        Instant soon = test.clock.instant().plusSeconds(10);
        Article draft = test.blog.articles().draft(edit -> edit.title("Later").slug(Slug.of("later")));
        test.storage
                .articles()
                .update(draft.toBuilder()
                        .state(new PublicationState.Published(soon))
                        .firstPublishedAt(Optional.of(soon))
                        .build());

        assertThat(read(other, "a").next()).isEmpty();
        test.clock.advance(Duration.ofSeconds(9));
        assertThat(read(other, "a").next()).isEmpty();
        assertThat(other.articles()
                        .newest(ArticleFilter.ALL, Reader.ANONYMOUS, 10)
                        .items())
                .hasSize(1);
        test.clock.advance(Duration.ofSeconds(1));
        assertThat(read(other, "a").next()).map(ArticleLink::slug).contains(Slug.of("later"));
        assertThat(other.articles()
                        .newest(ArticleFilter.ALL, Reader.ANONYMOUS, 10)
                        .items())
                .hasSize(2);
    }

    @Test
    void a_clock_that_is_put_back_hides_what_is_to_come() {
        Article a = publish("a");
        publish("b");
        assertThat(read(other, "a").next()).isPresent();

        test.clock.advance(
                Duration.between(test.clock.instant(), a.publishedAt().orElseThrow()));
        assertThat(read(other, "a").next()).isEmpty();
    }

    @Test
    void months_are_counted_in_the_zone_of_the_blog() {
        try (Blog chatham = Blog.builder()
                .site(Site.of("Billet", URI.create("https://example.org/blog"), LanguageTag.ENGLISH)
                        .inZone(ZoneId.of("Pacific/Chatham")))
                .storage(test.storage)
                .clock(test.clock)
                .build()) {
            for (String date : new String[] {
                "2024-12-31T10:14:59.999999Z", "2024-12-31T10:15:00Z", "2026-09-26T14:00:00Z", "2026-10-31T10:15:00Z"
            }) {
                Article draft = test.blog.articles().draft(edit -> edit.title("Post"));
                test.blog.articles().publish(draft.id(), draft.version(), Instant.parse(date));
            }

            assertThat(chatham.articles().archive(ArticleFilter.ALL))
                    .containsExactly(
                            new ArchiveMonth(YearMonth.of(2026, 11), 1),
                            new ArchiveMonth(YearMonth.of(2026, 9), 1),
                            new ArchiveMonth(YearMonth.of(2025, 1), 1),
                            new ArchiveMonth(YearMonth.of(2024, 12), 1));
            assertThat(other.articles().archive(ArticleFilter.ALL))
                    .extracting(ArchiveMonth::month)
                    .containsExactly(YearMonth.of(2026, 10), YearMonth.of(2026, 9), YearMonth.of(2024, 12));
            assertThat(chatham.articles()
                            .newest(ArticleFilter.in(YearMonth.of(2025, 1)), Reader.ANONYMOUS, 10)
                            .items())
                    .extracting(teaser -> teaser.article().publishedAt().orElseThrow())
                    .containsExactly(Instant.parse("2024-12-31T10:15:00Z"));
        }
    }

    @Test
    void an_archive_may_reach_back_further_than_one_call_counts() {
        for (String date : new String[] {"1826-02-01T00:00:00Z", "2026-02-01T00:00:00Z"}) {
            Article draft = test.blog.articles().draft(edit -> edit.title("Post"));
            test.blog.articles().publish(draft.id(), draft.version(), Instant.parse(date));
        }
        assertThat(other.articles().archive(ArticleFilter.ALL))
                .extracting(ArchiveMonth::month)
                .containsExactly(YearMonth.of(2026, 2), YearMonth.of(1826, 2));
    }
}
