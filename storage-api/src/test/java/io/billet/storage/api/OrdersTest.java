package io.billet.storage.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.billet.core.InvalidValueException;
import io.billet.core.Slug;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** In which order rows stand, and how far lists and counts reach. */
class OrdersTest {

    @Nested
    class A_date_position {

        private final UUID id = UUID.fromString("01930000-0000-7000-8000-000000000001");

        @Test
        void orders_equal_times_by_the_text_of_ids() {
            Instant at = Instant.EPOCH;
            UUID small = UUID.fromString("7fffffff-0000-7000-8000-000000000000");
            UUID great = UUID.fromString("80000000-0000-7000-8000-000000000000");

            assertThat(new DatePosition(at, small)).isLessThan(new DatePosition(at, great));
            assertThat(great.compareTo(small)).as("UUID's own order").isNegative();
        }

        @Test
        void has_no_parts_of_a_microsecond() {
            assertThat(new DatePosition(Instant.parse("2026-11-22T08:00:00.123456789Z"), id).at())
                    .isEqualTo(Instant.parse("2026-11-22T08:00:00.123456Z"));
        }

        @Test
        void is_refused_where_no_row_can_stand() {
            for (Instant at : List.of(
                    Instant.MIN,
                    Instant.MAX,
                    Instant.parse("0000-12-31T23:59:59.999999999Z"),
                    Instant.parse("+10000-01-01T00:00:00Z"))) {
                assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> new DatePosition(at, id));
            }
            for (String at : List.of("0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999999Z")) {
                assertThat(new DatePosition(Instant.parse(at), id).id()).isEqualTo(id);
            }
        }
    }

    @Nested
    class The_bounds_of_a_date {

        @Test
        void are_the_first_times_that_an_article_can_have() {
            Instant noon = Instant.parse("2026-11-22T12:00:00.000001Z");

            assertThat(ArticleQuery.all().since(noon).since()).contains(noon);
            assertThat(ArticleQuery.all().since(noon.plusNanos(1)).since()).contains(noon.plusNanos(1_000));
            assertThat(ArticleQuery.all().before(noon).before()).contains(noon);
            assertThat(ArticleQuery.all().before(noon.plusNanos(1)).before()).contains(noon.plusNanos(1_000));
            assertThat(ArticleQuery.all().upTo(noon).before()).contains(noon.plusNanos(1_000));
            assertThat(ArticleQuery.all().upTo(noon.plusNanos(999)).before()).contains(noon.plusNanos(1_000));
            assertThat(ArticleQuery.all().upTo(noon.minusNanos(1)).before()).contains(noon);
        }

        @Test
        void lie_within_what_a_database_knows_however_far_they_were_asked_for() {
            Instant first = Instant.parse("0001-01-01T00:00:00Z");
            Instant end = Instant.parse("+10000-01-01T00:00:00Z");

            for (ArticleQuery query : List.of(
                    ArticleQuery.all().since(Instant.MIN).before(Instant.MIN),
                    ArticleQuery.all().since(Instant.MIN).upTo(Instant.MIN))) {
                assertThat(query.since()).contains(first);
                assertThat(query.before()).contains(first);
            }
            for (ArticleQuery query : List.of(
                    ArticleQuery.all().since(Instant.MAX).before(Instant.MAX),
                    ArticleQuery.all().since(end).upTo(Instant.MAX),
                    ArticleQuery.all().since(end).upTo(Instant.parse("9999-12-31T23:59:59.999999999Z")))) {
                assertThat(query.since()).contains(end);
                assertThat(query.before()).contains(end);
            }
        }
    }

    @Nested
    class Slugs {

        @Test
        void stand_in_the_order_of_code_points() {
            List<String> sorted = Stream.of("\ud801\udc28", "\uff41", "b", "a", "ab", "é")
                    .map(Slug::of)
                    .sorted(SlugOrder.BY_CODE_POINT)
                    .map(Slug::value)
                    .toList();

            assertThat(sorted).containsExactly("a", "ab", "b", "é", "\uff41", "\ud801\udc28");
        }
    }

    @Nested
    class A_walk {

        private final List<String> asked = new ArrayList<>();

        private Walk<Integer, Integer> through(int rows) {
            return new Walk<>(
                    (after, limit) -> {
                        asked.add(after.map(String::valueOf).orElse("-") + " " + limit);
                        int from = after.map(last -> last + 1).orElse(0);
                        return IntStream.range(from, Math.min(rows, from + limit))
                                .boxed()
                                .toList();
                    },
                    row -> row);
        }

        @Test
        void counts_to_the_end_or_the_bound_and_asks_for_no_more() {
            for (int rows : List.of(0, 1, 999, 1_000, 1_001, 1_002, 2_002, 2_500)) {
                for (long atMost : List.of(1L, 2L, 1_000L, 1_001L, 1_002L, 2_002L, Long.MAX_VALUE)) {
                    asked.clear();
                    assertThat(through(rows).count(atMost)).isEqualTo(Math.min(rows, atMost));
                    assertThat(asked.stream()
                                    .mapToLong(call -> Long.parseLong(call.split(" ")[1]))
                                    .sum())
                            .as("rows asked for, of %s, up to %s", rows, atMost)
                            .isLessThanOrEqualTo(atMost);
                }
            }
        }

        @Test
        void streams_every_row_once() {
            for (int rows : List.of(0, 1, 499, 500, 501, 1_000, 1_203)) {
                asked.clear();
                assertThat(through(rows).stream())
                        .containsExactlyElementsOf(
                                IntStream.range(0, rows).boxed().toList());
                assertThat(asked).as("calls for %s rows", rows).hasSize(rows / 500 + 1);
            }
        }

        @Test
        void reads_no_further_than_its_stream_is_read() {
            assertThat(through(2_000).stream().limit(3)).containsExactly(0, 1, 2);
            assertThat(asked).hasSize(1);
        }
    }

    @Nested
    class A_call {

        @Test
        void is_refused_beyond_its_bounds_and_told_what_they_are() {
            assertThat(Bounds.listLimit(1)).isEqualTo(1);
            assertThat(Bounds.listLimit(1_001)).isEqualTo(1_001);
            assertThat(Bounds.limitAtOnce(1_000)).isEqualTo(1_000);
            Bounds.atOnce(numbers(1_000), "ids");
            Bounds.counts(numbers(300), 1);

            assertThatIllegalArgumentException().isThrownBy(() -> Bounds.listLimit(0));
            assertThatIllegalArgumentException().isThrownBy(() -> Bounds.listLimit(-1));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Bounds.listLimit(1_002))
                    .withMessage("a limit is 1 to 1001, not 1002");
            assertThatIllegalArgumentException().isThrownBy(() -> Bounds.limitAtOnce(1_001));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Bounds.atOnce(numbers(1_001), "ids"))
                    .withMessage("one call takes at most 1000 ids, not 1001");
            assertThatIllegalArgumentException().isThrownBy(() -> Bounds.counts(numbers(301), 1));
            assertThatIllegalArgumentException().isThrownBy(() -> Bounds.counts(numbers(1), 0));
        }

        private static List<Optional<Integer>> numbers(int many) {
            return IntStream.range(0, many).mapToObj(Optional::of).toList();
        }
    }
}
