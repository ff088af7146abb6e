package io.billet.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

    @Nested
    class Has_one_form {

        @ParameterizedTest
        @CsvSource({
            "MIKE@EXAMPLE.ORG, mike@example.org",
            "Zoë@Exämple.org, zoë@xn--exmple-cua.org",
            "zoë@XN--EXMPLE-CUA.ORG, zoë@xn--exmple-cua.org",
            "zoe\u0308@example.org, zoë@example.org",
            "a@ｅｘａｍｐｌｅ。org, a@example.org",
            "a@日本語.jp, a@xn--wgv71a119e.jp",
            "O'Brien+list@example.org, o'brien+list@example.org",
            "a.b@sub.example.org, a.b@sub.example.org",
            "Ünal@example.org, Ünal@example.org"
        })
        void with_nfc_an_ascii_domain_and_ascii_letters_folded(String typed, String value) {
            assertThat(EmailAddress.of(typed).value()).isEqualTo(value);
            assertThat(EmailAddress.of(value)).isEqualTo(EmailAddress.of(typed));
        }

        @Test
        void in_which_blanks_around_what_was_typed_do_not_count() {
            assertThat(EmailAddress.of("  \u00a0mike@example.org ").value()).isEqualTo("mike@example.org");
        }

        @Test
        void in_which_people_with_similar_letters_stay_apart() {
            assertThat(EmailAddress.of("mıke@example.org")).isNotEqualTo(EmailAddress.of("mike@example.org"));
            assertThat(EmailAddress.of("MİKE@example.org")).isNotEqualTo(EmailAddress.of("mike@example.org"));
            assertThat(EmailAddress.of("straße@example.org")).isNotEqualTo(EmailAddress.of("strasse@example.org"));
            assertThat(EmailAddress.of("zoë@example.org")).isNotEqualTo(EmailAddress.of("zoe@example.org"));
            assertThat(EmailAddress.of("ZOË@example.org")).isNotEqualTo(EmailAddress.of("zoë@example.org"));
            assertThat(EmailAddress.of("ｍike@example.org")).isNotEqualTo(EmailAddress.of("mike@example.org"));
        }

        @Test
        void whatever_the_locale_of_the_machine() {
            Locale before = Locale.getDefault();
            try {
                Locale.setDefault(Locale.forLanguageTag("tr"));
                assertThat(EmailAddress.of("MIKE@INFO.EXAMPLE").value()).isEqualTo("mike@info.example");
            } finally {
                Locale.setDefault(before);
            }
        }

        @Test
        void whose_domain_can_be_asked_for() {
            assertThat(EmailAddress.of("Zoë@Exämple.org").domain()).isEqualTo("xn--exmple-cua.org");
        }
    }

    @Test
    void shows_no_more_than_a_letter_and_the_domain_in_logs() {
        assertThat(EmailAddress.of("mike@example.org")).hasToString("m***@example.org");
        assertThat(EmailAddress.of("😀x@example.org")).hasToString("😀***@example.org");
    }

    @Nested
    class Refuses {

        @Test
        void line_breaks_and_other_controls_at_every_place() {
            String address = "mike@sub.example.org";
            for (char c : "\r\n\u0000\t\u000b\u001b\u007f\u0085\u2028\u2029".toCharArray()) {
                for (int i = 0; i <= address.length(); i++) {
                    String attacked = address.substring(0, i) + c + address.substring(i);
                    assertThatThrownBy(() -> EmailAddress.of(attacked))
                            .as("U+%04X at %d", (int) c, i)
                            .isInstanceOf(InvalidValueException.class);
                }
            }
            assertThatThrownBy(() -> EmailAddress.of("mike@example.org\r\nBcc: all@example.org"))
                    .isInstanceOf(InvalidValueException.class);
        }

        @ParameterizedTest
        @ValueSource(strings = {"a@straße.de", "a@STRAẞE.de", "a@πας.gr", "a@ex\u200dample.org", "a@ex\u200cample.org"})
        void domains_that_two_versions_of_idna_send_to_different_places(String address) {
            assertThatThrownBy(() -> EmailAddress.of(address)).hasMessageContaining("sharp s, final sigma or joiners");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "mike",
                    "@example.org",
                    "mike@",
                    "mi ke@example.org",
                    "mike@exa mple.org",
                    "mike@exa\u3000mple.org",
                    "\"mike\"@example.org",
                    "\"mi ke\"@example.org",
                    "mike(comment)@example.org",
                    "<mike@example.org>",
                    "Mike <mike@example.org>",
                    "mike@example.org,zoe@example.org",
                    "mike@zoe@example.org",
                    ".mike@example.org",
                    "mike.@example.org",
                    "mi..ke@example.org",
                    "mike@localhost",
                    "mike@example..org",
                    "mike@.example.org",
                    "mike@example.org.",
                    "mike@-example.org",
                    "mike@example-.org",
                    "mike@exa_mple.org",
                    "mike@exam\u2024ple.org",
                    "mike@[192.0.2.1]",
                    "mike@192.0.2.1",
                    "mike\u200b@example.org",
                    "mike\ue000@example.org",
                    "mike\ud800@example.org",
                    "mike\u202e@example.org",
                    "mike\u00a0x@example.org"
                })
        void what_is_no_address_with_a_dot_atom_and_a_domain(String address) {
            assertThatThrownBy(() -> EmailAddress.of(address))
                    .asInstanceOf(type(InvalidValueException.class))
                    .returns("EmailAddress", InvalidValueException::object)
                    .returns(InvalidValueException.Rule.MALFORMED, InvalidValueException::rule);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "  ", "\u00a0"})
        void nothing(String address) {
            assertThatThrownBy(() -> EmailAddress.of(address)).hasMessage("EmailAddress.value must not be blank");
        }

        @Test
        void what_passes_a_limit_and_takes_what_is_at_it() {
            String label = "d".repeat(63);
            String local = "a".repeat(64);
            // 64 + 1 + 189 = 254
            String longest = local + "@" + label + "." + label + "." + "d".repeat(61);
            assertThat(EmailAddress.of(longest).value()).hasSize(254);
            assertThatThrownBy(() -> EmailAddress.of(longest + "d"))
                    .hasMessage("EmailAddress.value is too long: 254 octets at most, got 255 octets");
            assertThatThrownBy(() -> EmailAddress.of("a" + local + "@example.org"))
                    .hasMessage("EmailAddress.localPart is too long: 64 octets at most, got 65 octets");
            assertThat(EmailAddress.of("é".repeat(32) + "@example.org").value()).hasSize(44);
            assertThatThrownBy(() -> EmailAddress.of("é".repeat(33) + "@example.org"))
                    .hasMessage("EmailAddress.localPart is too long: 64 octets at most, got 66 octets");
            assertThatThrownBy(() -> EmailAddress.of("a@" + label + "d.org")).isInstanceOf(InvalidValueException.class);
            assertThatThrownBy(() -> EmailAddress.of("a".repeat(10_000_000)))
                    .asInstanceOf(type(InvalidValueException.class))
                    .returns(InvalidValueException.Rule.TOO_LONG, InvalidValueException::rule);
        }
    }

    @Property(tries = 3_000)
    void any_text_is_refused_by_type_or_has_one_form(@ForAll String local, @ForAll String domain) {
        EmailAddress address;
        try {
            address = EmailAddress.of(local + "@" + domain + ".org");
        } catch (InvalidValueException refused) {
            return;
        }
        assertThat(EmailAddress.of(address.value())).isEqualTo(address);
        assertThat(address.domain().chars()).allMatch(c -> c > 0x20 && c < 0x7f);
    }
}
