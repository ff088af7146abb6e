package io.billet.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReaderTest {

    private static final Reader.HostUser ANA = new Reader.HostUser(HostIdentity.of("user-7"), List.of());

    @Nested
    class A_user_of_the_host {

        @Test
        void is_known_by_as_much_as_the_host_says() {
            Reader.HostUser user = ANA.named(" Ana\u202e ")
                    .withEmail(EmailAddress.of("ana@example.org"))
                    .withUrl(HttpUrl.of("https://ana.example"))
                    .withPicture(new Image("/pictures/ana.png", ""));

            assertThat(user.name()).contains("Ana");
            assertThat(user.email()).contains(EmailAddress.of("ana@example.org"));
            assertThat(user.url()).contains(HttpUrl.of("https://ana.example"));
            assertThat(user.picture()).contains(new Image("/pictures/ana.png", ""));
            assertThat(user.identity()).isEqualTo(ANA.identity());
            assertThat(ANA.name()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " ", "\u200b", "Ana\nBea", "\u0000"})
        void has_no_name_that_nobody_can_read(String name) {
            assertThatThrownBy(() -> ANA.named(name))
                    .isInstanceOf(InvalidValueException.class)
                    .hasMessageStartingWith("Reader.name");
        }

        @Test
        void has_no_longer_name_than_a_comment_may_bear() {
            assertThat(ANA.named("a".repeat(Commenter.MAX_NAME)).name()).isPresent();
            assertThatThrownBy(() -> ANA.named("a".repeat(Commenter.MAX_NAME + 1)))
                    .isInstanceOf(InvalidValueException.class);
        }

        @Test
        void is_described_by_what_is_right_of_odd_data() {
            Reader.HostUser odd = ANA.withProfile(
                    Optional.of("a".repeat(300)),
                    Optional.of("ana@localhost"),
                    Optional.of("javascript:alert(1)"),
                    Optional.of("//evil.example/ana.png"));
            Reader.HostUser right = ANA.withProfile(
                    Optional.of("Ana"),
                    Optional.of("ana@example.org"),
                    Optional.of("https://ana.example"),
                    Optional.of("https://pictures.example/ana.png"));

            assertThat(odd).isEqualTo(ANA);
            assertThat(right.name()).contains("Ana");
            assertThat(right.email()).isPresent();
            assertThat(right.url()).isPresent();
            assertThat(right.picture()).isPresent();
            assertThat(ANA.withProfile(Optional.of(" "), Optional.empty(), Optional.empty(), Optional.empty()))
                    .isEqualTo(ANA);
        }

        @Test
        void leaves_nothing_personal_in_logs() {
            assertThat(ANA.named("Ana Lima").withEmail(EmailAddress.of("ana@example.org")))
                    .hasToString("HostUser[identity=user-7, labels=[]]");
        }

        @Test
        void signs_with_what_the_host_says_whatever_was_typed() {
            Commenter typed = Commenter.named("Mallory")
                    .withEmail(EmailAddress.of("mallory@example.net"))
                    .withUrl(HttpUrl.of("https://mallory.example"))
                    .withIdentity(HostIdentity.of("somebody-else"));

            assertThat(typed.as(ANA.named("Ana").withEmail(EmailAddress.of("ana@example.org"))))
                    .isEqualTo(Commenter.named("Ana")
                            .withEmail(EmailAddress.of("ana@example.org"))
                            .withUrl(HttpUrl.of("https://mallory.example"))
                            .withIdentity(ANA.identity()));
            assertThat(typed.as(ANA).name()).contains("Mallory");
            assertThat(typed.asGuest().identity()).isEmpty();
        }
    }
}
