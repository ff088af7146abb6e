package io.billet.storage.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.billet.core.InvalidValueException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredTokenTest {

    private static final TokenHash HASH = TokenHash.of("secret");
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\0b", "a\nb", "a\u0085b", "\ud83d", "\ude00\ud83d"})
    void text_that_no_store_keeps_is_refused(String text) {
        assertRefused("purpose", () -> new StoredToken(HASH, text, "zoe", NOON));
        assertRefused("subject", () -> new StoredToken(HASH, "confirm", text, NOON));
    }

    @Test
    void text_past_its_limit_is_refused_and_never_repeated() {
        String tooLong = "x".repeat(201);
        assertRefused("purpose", () -> new StoredToken(HASH, "x".repeat(51), "zoe", NOON));
        assertRefused("subject", () -> new StoredToken(HASH, "confirm", tooLong, NOON));
        assertThatThrownBy(() -> new StoredToken(HASH, "confirm", tooLong, NOON))
                .hasMessageNotContaining("xxx");
        assertThat(new StoredToken(HASH, "x".repeat(50), "x".repeat(200), NOON)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000-12-31T23:59:59.999999999Z", "+10000-01-01T00:00:00Z", "-1000000000-01-01T00:00:00Z"})
    void a_time_in_another_year_than_1_to_9999_is_refused(String time) {
        assertRefused("expiresAt", () -> new StoredToken(HASH, "confirm", "zoe", Instant.parse(time)));
    }

    @Test
    void the_first_and_the_last_time_are_kept_to_the_microsecond() {
        Instant first = Instant.parse("0001-01-01T00:00:00Z");
        assertThat(new StoredToken(HASH, "confirm", "zoe", first).expiresAt()).isEqualTo(first);
        assertThat(new StoredToken(HASH, "confirm", "zoe", Instant.parse("9999-12-31T23:59:59.999999999Z")).expiresAt())
                .isEqualTo(Instant.parse("9999-12-31T23:59:59.999999Z"));
    }

    private static void assertRefused(String field, Runnable making) {
        assertThatThrownBy(making::run)
                .isInstanceOfSatisfying(
                        InvalidValueException.class,
                        refused -> assertThat(refused.object() + "." + refused.field())
                                .isEqualTo("StoredToken." + field));
    }
}
