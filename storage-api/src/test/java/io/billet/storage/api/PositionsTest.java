package io.billet.storage.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.billet.core.InvalidValueException;
import io.billet.core.Slug;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What stores put into cursors. */
class PositionsTest {

    @Nested
    class By_time_and_id {

        private final KeysetPosition position = new KeysetPosition(
                Instant.parse("2026-11-22T08:00:00.123456Z"), UUID.fromString("01930000-0000-7000-8000-000000000001"));

        @Test
        void survives_the_way_through_a_cursor() {
            assertThat(KeysetPosition.of(position.toCursor())).isEqualTo(position);
        }

        @Test
        void orders_equal_times_by_the_text_of_ids() {
            Instant at = Instant.EPOCH;
            UUID small = UUID.fromString("7fffffff-0000-7000-8000-000000000000");
            UUID great = UUID.fromString("80000000-0000-7000-8000-000000000000");

            assertThat(new KeysetPosition(at, small)).isLessThan(new KeysetPosition(at, great));
            assertThat(great.compareTo(small)).as("UUID's own order").isNegative();
        }

        @Test
        void refuses_what_it_has_not_made() {
            Cursor forged = new KeysetPosition(Instant.parse("+12000-01-01T00:00:00Z"), position.id()).toCursor();
            Cursor shorter = new Cursor(position.toCursor().value().substring(1));

            for (Cursor cursor : List.of(forged, shorter, new Cursor("x"), new Cursor("____"))) {
                assertThatExceptionOfType(InvalidValueException.class)
                        .isThrownBy(() -> KeysetPosition.of(cursor))
                        .matches(e -> e.object().equals("Cursor"));
            }
        }
    }

    @Nested
    class By_slug {

        @Test
        void survives_the_way_through_a_cursor() {
            SlugPosition position = new SlugPosition(Slug.of("привет-\ud801\udc28"));

            assertThat(SlugPosition.of(position.toCursor())).isEqualTo(position);
        }

        @Test
        void orders_by_code_points() {
            List<String> sorted = Stream.of("\ud801\udc28", "\uff41", "b", "a", "ab", "é")
                    .map(text -> new SlugPosition(Slug.of(text)))
                    .sorted()
                    .map(position -> position.slug().value())
                    .toList();

            assertThat(sorted).containsExactly("a", "ab", "b", "é", "\uff41", "\ud801\udc28");
        }

        @Test
        void refuses_what_it_has_not_made() {
            for (String text : List.of(
                    "x",
                    "____",
                    "LQ",
                    KeysetPosition.of(new UUID(1, 2)).toCursor().value())) {
                assertThatExceptionOfType(InvalidValueException.class)
                        .isThrownBy(() -> SlugPosition.of(new Cursor(text)))
                        .matches(e -> e.object().equals("Cursor"));
            }
        }
    }
}
