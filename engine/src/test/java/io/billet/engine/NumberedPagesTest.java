package io.billet.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.billet.core.Article;
import io.billet.core.ArticleKind;
import io.billet.core.Reader;
import io.billet.core.Slug;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Pages that are counted from the oldest. */
class NumberedPagesTest {

    private final TestBlog test = new TestBlog();

    @AfterEach
    void close() {
        test.close();
    }

    private void publish(int from, int to) {
        for (int i = from; i <= to; i++) {
            int number = i;
            test.clock.advance(Duration.ofHours(1));
            test.published(edit -> edit.title("Post " + number).slug(Slug.of("p" + number)));
        }
    }

    private NumberedPage<ArticleTeaser> newest(int size) {
        return test.blog.articles().newest(ArticleFilter.ALL, Reader.ANONYMOUS, size);
    }

    private Optional<NumberedPage<ArticleTeaser>> page(int size, int number) {
        return test.blog.articles().numbered(ArticleFilter.ALL, Reader.ANONYMOUS, size, number);
    }

    private static List<String> slugs(NumberedPage<ArticleTeaser> page) {
        return page.items().stream()
                .map(teaser -> teaser.article().slug().value())
                .toList();
    }

    /** The list from its first page on, as somebody walks who follows its links. */
    private Map<OptionalInt, List<String>> walked(int size) {
        Map<OptionalInt, List<String>> pages = new LinkedHashMap<>();
        NumberedPage<ArticleTeaser> page = newest(size);
        pages.put(page.number(), slugs(page));
        while (page.older().isPresent()) {
            NumberedPage<ArticleTeaser> older =
                    page(size, page.older().getAsInt()).orElseThrow();
            assertThat(older.newer()).as("the way back").isEqualTo(page.number());
            page = older;
            pages.put(page.number(), slugs(page));
        }
        return pages;
    }

    @Test
    void hold_each_post_once_and_are_full_but_for_the_newest() {
        publish(1, 34);

        Map<OptionalInt, List<String>> pages = walked(10);

        assertThat(pages.keySet()).containsExactly(OptionalInt.empty(), OptionalInt.of(2), OptionalInt.of(1));
        assertThat(pages.get(OptionalInt.empty())).hasSize(14).startsWith("p34").endsWith("p21");
        assertThat(pages.get(OptionalInt.of(2))).hasSize(10).startsWith("p20").endsWith("p11");
        assertThat(pages.get(OptionalInt.of(1))).hasSize(10).startsWith("p10").endsWith("p1");
        assertThat(page(10, 3)).isEmpty();
        assertThat(page(10, 0)).isEmpty();
        assertThat(page(10, -1)).isEmpty();
        assertThat(page(10, Integer.MAX_VALUE)).isEmpty();
    }

    @Test
    void show_the_same_posts_whatever_is_published_later() {
        publish(1, 20);
        List<String> first = slugs(page(10, 1).orElseThrow());
        assertThat(first).containsExactly("p10", "p9", "p8", "p7", "p6", "p5", "p4", "p3", "p2", "p1");

        for (int more = 21; more <= 45; more++) {
            publish(more, more);
            assertThat(slugs(page(10, 1).orElseThrow()))
                    .as("after %s posts", more)
                    .isEqualTo(first);
            assertThat(walked(10).values().stream().mapToInt(List::size).sum()).isEqualTo(more);
        }
    }

    @Test
    void of_few_posts_there_is_none_but_the_newest() {
        assertThat(newest(10).items()).isEmpty();
        assertThat(newest(10).older()).isEmpty();
        publish(1, 19);
        assertThat(newest(10).items()).hasSize(19);
        assertThat(newest(10).older()).isEmpty();
        assertThat(page(10, 1)).isEmpty();
    }

    @Test
    void leave_out_what_is_no_post_and_what_is_not_published() {
        publish(1, 12);
        test.published(edit -> edit.title("About").kind(ArticleKind.PAGE));
        test.blog.articles().draft(edit -> edit.title("Draft"));
        Article gone = test.blog.articles().findBySlug(Slug.of("p3")).orElseThrow();
        test.blog.articles().unpublish(gone.id(), gone.version());

        assertThat(walked(5).values().stream().flatMap(List::stream))
                .containsExactly("p12", "p11", "p10", "p9", "p8", "p7", "p6", "p5", "p4", "p2", "p1");
        assertThat(slugs(page(5, 1).orElseThrow())).containsExactly("p6", "p5", "p4", "p2", "p1");
    }

    @Test
    void of_a_tag_are_counted_by_themselves() {
        for (int i = 1; i <= 9; i++) {
            int number = i;
            test.clock.advance(Duration.ofHours(1));
            test.published(edit ->
                    edit.title("Post").slug(Slug.of("p" + number)).tags(Slug.of(number % 2 == 0 ? "even" : "odd")));
        }
        ArticleFilter odd = ArticleFilter.tagged(Slug.of("odd"));

        assertThat(slugs(test.blog
                        .articles()
                        .numbered(odd, Reader.ANONYMOUS, 2, 1)
                        .orElseThrow()))
                .containsExactly("p3", "p1");
        assertThat(slugs(test.blog.articles().newest(odd, Reader.ANONYMOUS, 2))).containsExactly("p9", "p7", "p5");
    }

    /** Imports give many posts one time, and leave years without any. */
    @Test
    void find_their_posts_however_unevenly_they_lie_in_time() {
        Random random = new Random(20_261_126);
        List<Instant> dates = new ArrayList<>();
        dates.add(Instant.parse("1970-01-01T00:00:00Z"));
        dates.addAll(Collections.nCopies(700, Instant.parse("2015-03-29T01:30:00Z")));
        for (int i = 0; i < 600; i++) {
            dates.add(Instant.parse("2019-05-05T05:05:05Z").plusNanos(1_000L * random.nextInt(400)));
        }
        for (int i = 0; i < 699; i++) {
            dates.add(Instant.parse("2026-01-01T00:00:00Z").plusSeconds(random.nextInt(20_000_000)));
        }
        Collections.shuffle(dates, random);
        for (Instant date : dates) {
            Article draft = test.blog.articles().draft(edit -> edit.title("Post"));
            test.blog.articles().publish(draft.id(), draft.version(), date);
        }
        List<String> all =
                test
                        .blog
                        .articles()
                        .page(ArticleFilter.ALL, Reader.ANONYMOUS, PageRequest.first(1_000))
                        .items()
                        .stream()
                        .map(teaser -> teaser.article().slug().value())
                        .toList();

        Map<OptionalInt, List<String>> pages = walked(40);

        assertThat(pages).hasSize(50);
        assertThat(pages.values().stream().flatMap(List::stream).limit(1_000)).isEqualTo(all);
        assertThat(pages.values().stream().flatMap(List::stream)).hasSize(2_000).doesNotHaveDuplicates();
    }

    @Test
    void have_1_to_500_posts() {
        for (int size : new int[] {0, -1, 501}) {
            assertThatIllegalArgumentException().isThrownBy(() -> newest(size));
            assertThatIllegalArgumentException().isThrownBy(() -> page(size, 1));
        }
    }
}
