package io.billet.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdGeneratorTest {

    private static final RandomGenerator ALL_ONES = () -> -1L;
    private static final RandomGenerator ALL_ZEROS = () -> 0L;

    private final AtomicReference<Instant> now = new AtomicReference<>(Samples.MONDAY);
    private final InstantSource clock = now::get;

    @Nested
    class Every_id {

        @Test
        void is_a_version_7_of_the_ietf_variant_whatever_the_random_bits() {
            for (RandomGenerator random : List.of(ALL_ONES, ALL_ZEROS, new SecureRandom())) {
                IdGenerator ids = new IdGenerator(clock, random);
                for (int i = 0; i < 1_000; i++) {
                    UUID id = ids.next();
                    assertThat(id.version()).isEqualTo(7);
                    assertThat(id.variant()).isEqualTo(2);
                }
            }
        }

        @Test
        void begins_with_the_milliseconds_of_its_making() {
            UUID id = new IdGenerator(clock, new SecureRandom()).next();
            assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(Samples.MONDAY.toEpochMilli());
        }

        @Test
        void uses_the_random_bits_it_is_given() {
            assertThat(new IdGenerator(clock, ALL_ZEROS).next()).isNotEqualTo(new IdGenerator(clock, ALL_ONES).next());
        }
    }

    @Nested
    class Ids_in_a_row_grow {

        @Test
        void within_a_millisecond() {
            assertGrowing(new IdGenerator(clock, new SecureRandom()), 100_000);
            assertGrowing(new IdGenerator(clock, ALL_ONES), 100_000);
            assertGrowing(new IdGenerator(clock, ALL_ZEROS), 100_000);
        }

        @Test
        void with_the_clock() {
            IdGenerator ids = new IdGenerator(Clock.systemUTC(), new SecureRandom());
            assertGrowing(ids, 100_000);
        }

        @Test
        void when_the_clock_is_set_back() {
            IdGenerator ids = new IdGenerator(clock, new SecureRandom());
            UUID before = ids.next();
            now.set(Samples.MONDAY.minusSeconds(3_600));
            assertThat(IdGenerator.compare(ids.next(), before)).isPositive();
            now.set(Instant.EPOCH.minusSeconds(1));
            assertThat(IdGenerator.compare(ids.next(), before)).isPositive();
        }

        @Test
        void from_a_clock_before_1970_on() {
            now.set(Instant.EPOCH.minusSeconds(1));
            IdGenerator ids = new IdGenerator(clock, new SecureRandom());
            UUID early = ids.next();
            now.set(Samples.MONDAY);
            assertThat(IdGenerator.compare(ids.next(), early)).isPositive();
        }

        @Test
        void when_the_counter_overflows_into_its_upper_part_and_then_into_time() {
            UUID lowFull = UUID.fromString("0193a1b2-0000-7001-bfff-ffffffffffff");
            UUID next = new IdGenerator(clock(lowFull), ALL_ZEROS, lowFull).next();
            assertThat(next).hasToString("0193a1b2-0000-7002-8000-000000000000");

            UUID allFull = UUID.fromString("0193a1b2-0000-7fff-bfff-ffffffffffff");
            IdGenerator ids = new IdGenerator(clock(allFull), ALL_ZEROS, allFull);
            assertThat(ids.next()).hasToString("0193a1b2-0001-7000-8000-000000000000");
            assertThat(ids.next()).hasToString("0193a1b2-0001-7000-8000-000000000001");
        }

        private InstantSource clock(UUID id) {
            return InstantSource.fixed(Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16));
        }

        @Test
        void in_each_of_several_threads_and_none_comes_twice() throws Exception {
            IdGenerator ids = new IdGenerator(Clock.systemUTC(), new SecureRandom());
            int threads = 8;
            int each = 20_000;
            ExecutorService pool = Executors.newFixedThreadPool(threads);
            try {
                Callable<List<UUID>> task = () -> {
                    List<UUID> mine = new ArrayList<>();
                    for (int i = 0; i < each; i++) {
                        mine.add(ids.next());
                    }
                    return mine;
                };
                Set<UUID> all = new HashSet<>();
                for (Future<List<UUID>> future : pool.invokeAll(java.util.Collections.nCopies(threads, task))) {
                    assertThat(future.get()).isSortedAccordingTo(IdGenerator::compare);
                    all.addAll(future.get());
                }
                assertThat(all).hasSize(threads * each);
            } finally {
                pool.shutdownNow();
            }
        }

        private void assertGrowing(IdGenerator ids, int count) {
            UUID last = ids.next();
            for (int i = 0; i < count; i++) {
                UUID next = ids.next();
                if (IdGenerator.compare(next, last) <= 0) {
                    throw new AssertionError(next + " does not follow " + last);
                }
                last = next;
            }
        }
    }

    @Nested
    class Their_order {

        @Test
        void is_that_of_their_text() {
            ArticleId low = ArticleId.of("7fffffff-ffff-7fff-8000-000000000000");
            ArticleId high = ArticleId.of("80000000-0000-7000-8000-000000000000");
            ArticleId higher = ArticleId.of("80000000-0000-7000-ffff-000000000000");
            assertThat(List.of(higher, high, low).stream().sorted()).containsExactly(low, high, higher);
            assertThat(low.toString()).isLessThan(high.toString());
        }
    }

    @Nested
    class From_a_text {

        @Test
        void an_id_is_read_in_either_case_and_written_in_lower_case() {
            assertThat(CommentId.of("0193A1B2-0000-7000-8000-00000000000F"))
                    .hasToString("0193a1b2-0000-7000-8000-00000000000f");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "1-1-1-1-1",
                    "0193a1b2-0000-7000-8000-00000000000g",
                    "0193a1b200007000800000000000000f",
                    "{0193a1b2-0000-7000-8000-0000000000}",
                    "123456789-123-1234-1234-123456789012",
                    "0193a1b2-0000-7000-8000-00000000000\uff11",
                    "\u0660193a1b2-0000-7000-8000-00000000000",
                    "0193a1b2-0000-7000-8000-0000000000 1",
                    "+193a1b2-0000-7000-8000-000000000001"
                })
        void nothing_else_is_taken_for_one(String text) {
            for (Runnable reading : List.<Runnable>of(
                    () -> ArticleId.of(text),
                    () -> CommentId.of(text),
                    () -> SubscriberId.of(text),
                    () -> IssueId.of(text),
                    () -> DeliveryId.of(text))) {
                assertThatThrownBy(reading::run)
                        .asInstanceOf(type(InvalidValueException.class))
                        .returns(InvalidValueException.Rule.MALFORMED, InvalidValueException::rule)
                        .returns("value", InvalidValueException::field);
            }
        }
    }
}
