package io.billet.storage.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EpochMicrosTest {

    @Test
    void every_time_of_a_model_comes_back_as_it_was() {
        for (String time : List.of(
                "0001-01-01T00:00:00Z",
                "1677-09-21T00:12:43.145224Z",
                "1969-12-31T23:59:59.999999Z",
                "1970-01-01T00:00:00Z",
                "2026-11-24T09:30:00.123456Z",
                "2262-04-11T23:47:16.854776Z",
                "9999-12-31T23:59:59.999999Z")) {
            Instant instant = Instant.parse(time);
            assertThat(EpochMicros.toInstant(EpochMicros.of(instant))).isEqualTo(instant);
        }
        assertThat(EpochMicros.of(Instant.EPOCH.plusSeconds(1))).isEqualTo(1_000_000);
        assertThat(EpochMicros.of(Instant.EPOCH.minusNanos(1_000))).isEqualTo(-1);
    }

    @Test
    void what_is_more_precise_is_cut_and_never_rounded_up() {
        assertThat(EpochMicros.of(Instant.EPOCH.plusNanos(1_999))).isEqualTo(1);
        assertThat(EpochMicros.of(Instant.EPOCH.minusNanos(1))).isEqualTo(-1);
    }

    @Test
    void a_time_that_does_not_fit_is_an_error_or_the_nearest_that_does() {
        assertThatThrownBy(() -> EpochMicros.of(Instant.MAX)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> EpochMicros.of(Instant.MIN)).isInstanceOf(ArithmeticException.class);
        assertThat(EpochMicros.ofNearest(Instant.MAX)).isEqualTo(Long.MAX_VALUE);
        assertThat(EpochMicros.ofNearest(Instant.MIN)).isEqualTo(Long.MIN_VALUE);
        assertThat(EpochMicros.ofNearest(Instant.EPOCH)).isZero();
    }
}
