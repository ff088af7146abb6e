package io.billet.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is canonical already is known at a glance; capitals make the whole check of the same value. */
class KnownAtAGlanceTest {

    private static String addressOrRefusal(String text) {
        try {
            return EmailAddress.of(text).value();
        } catch (InvalidValueException e) {
            return "refused";
        }
    }

    @Property(tries = 5_000)
    void an_address_is_the_same_in_capitals_or_refused_in_both(@ForAll("nearlyAddresses") String text) {
        assertThat(addressOrRefusal(text)).isEqualTo(addressOrRefusal(text.toUpperCase(Locale.ROOT)));
    }

    @Provide
    Arbitrary<String> nearlyAddresses() {
        Arbitrary<String> local =
                Arbitraries.strings().withChars("ab0.+-_@/ ").ofMinLength(0).ofMaxLength(6);
        Arbitrary<String> domain =
                Arbitraries.strings().withChars("xn1.-_@").ofMinLength(0).ofMaxLength(8);
        return Combinators.combine(local, domain).as((name, host) -> name + "q@" + host + "z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@b.c1",
                "a@b.1",
                "a@xn--exmple-cua.org",
                "a@-b.org",
                "a@b-.org",
                "a@b.-org",
                "a@b..org",
                "a@.b.org",
                "a@b.org.",
                "a@b",
                "a.@b.org",
                ".a@b.org",
                "a..b@b.org",
                "a@b@c.org",
                "a@b_c.org",
                "a@1.2.3.four",
                "a@1.2.3.4"
            })
    void so_is_one_that_is_odd(String text) {
        assertThat(addressOrRefusal(text)).isEqualTo(addressOrRefusal(text.toUpperCase(Locale.ROOT)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 62, 63, 64, 65})
    void and_one_that_is_long(int length) {
        String part = "a".repeat(length);
        String host = String.join(".", part, part, part, "org");

        for (String text : new String[] {part + "@b.org", "a@" + part + ".org", part + "@" + host, "aa@" + host}) {
            assertThat(addressOrRefusal(text)).as(text).isEqualTo(addressOrRefusal(text.toUpperCase(Locale.ROOT)));
        }
    }

    static Stream<String> tagsOfTwoLetters() {
        return IntStream.range(0, 26 * 26)
                .mapToObj(number -> "" + (char) ('a' + number / 26) + (char) ('a' + number % 26));
    }

    @ParameterizedTest
    @MethodSource("tagsOfTwoLetters")
    void a_language_of_two_letters_is_what_the_platform_calls_it(String tag) {
        assertThat(LanguageTag.of(tag).value())
                .isEqualTo(new Locale.Builder().setLanguageTag(tag).build().toLanguageTag());
    }
}
