package io.billet.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.LanguageTag;
import java.io.IOException;
import java.io.StringReader;
import java.util.Arrays;
import java.util.Locale;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessagesTest {

    private static final Messages BILLETS = Messages.of(Messages.class);

    private static ResourceBundle bundle(String lines) throws IOException {
        return new PropertyResourceBundle(new StringReader(lines));
    }

    private static String forms(String language, LongStream numbers) {
        return numbers.mapToObj(n -> PluralCategory.of(Locale.forLanguageTag(language), n))
                .map(form -> form.name().toLowerCase(Locale.ROOT))
                .distinct()
                .collect(Collectors.joining(" "));
    }

    @Nested
    class Plurals {

        /** As Unicode CLDR 48 has them. */
        @ParameterizedTest
        @CsvSource({
            "ar, 0, zero",
            "ar, 1, one",
            "ar, 2, two",
            "ar, 3 10 103 1010, few",
            "ar, 11 99 111 1099, many",
            "ar, 100 101 102 200 1000, other",
            "ar-EG, 7, few",
            "he, 2, two",
            "he, 0 3 10 20, other",
            "ru, 1 21 101 1001, one",
            "ru, 2 4 22 104, few",
            "ru, 0 5 11 12 14 20 111 112, many",
            "uk, 23, few",
            "pl, 1, one",
            "pl, 2 4 22 104, few",
            "pl, 0 5 12 14 21 101 112, many",
            "cs, 1, one",
            "cs, 2 4, few",
            "cs, 0 5 22 101, other",
            "sk, 3, few",
            "sr, 1 21, one",
            "sr, 3 24, few",
            "sr, 0 5 11 12, other",
            "sl, 1 101 201, one",
            "sl, 2 102, two",
            "sl, 3 4 103, few",
            "sl, 0 5 11 100, other",
            "lt, 1 21, one",
            "lt, 2 9 22, few",
            "lt, 0 10 11 19 111, other",
            "lv, 0 10 11 19 20 111, zero",
            "lv, 1 21 101, one",
            "lv, 2 9 22, other",
            "ro, 1, one",
            "ro, 0 2 19 101 119, few",
            "ro, 20 100 120, other",
            "ga, 1, one",
            "ga, 2, two",
            "ga, 3 6, few",
            "ga, 7 10, many",
            "ga, 0 11, other",
            "cy, 0, zero",
            "cy, 1, one",
            "cy, 2, two",
            "cy, 3, few",
            "cy, 6, many",
            "cy, 4 5 7 13, other",
            "mt, 1, one",
            "mt, 2, two",
            "mt, 0 3 10 103, few",
            "mt, 11 19 111, many",
            "mt, 20 100, other",
            "fr, 0 1, one",
            "fr, 2 100, other",
            "fr, 1000000, many",
            "pt, 0 1, one",
            "pt-PT, 0, other",
            "es, 1, one",
            "es, 0 2, other",
            "es, 2000000, many",
            "en, 1, one",
            "en, 0 2 11 21, other",
            "de-AT, 1, one",
            "ja, 0 1 2 100, other",
            "zh-Hant-TW, 1, other",
            "tlh, 1, one",
            "is, 1 21, one",
            "is, 11, other"
        })
        void are_those_of_the_language(String language, String numbers, String form) {
            LongStream all = LongStream.of(
                    Arrays.stream(numbers.split(" ")).mapToLong(Long::parseLong).toArray());
            assertThat(forms(language, all)).isEqualTo(form);
        }

        @Test
        void of_any_number_there_is_one() {
            LongStream extremes = LongStream.of(Long.MIN_VALUE, Long.MAX_VALUE, -1, -11, -1_000_000);
            assertThat(forms("en", extremes)).isEqualTo("other one");
        }

        @Test
        void choose_the_form_of_a_message() throws IOException {
            Messages messages = BILLETS.with(LanguageTag.of("ar"), bundle("""
                            time.zero=لا دقائق
                            time.one=دقيقة واحدة
                            time.two=دقيقتان
                            time.few={0} دقائق
                            time.many={0} دقيقة
                            time.other={0} دقيقة
                            """)).with(LanguageTag.of("pl"), bundle("""
                            time.one={0} minuta
                            time.few={0} minuty
                            time.other={0} minut
                            """));

            assertThat(messages.message(LanguageTag.of("ar-u-nu-latn"), "time", 0))
                    .isEqualTo("لا دقائق");
            assertThat(messages.message(LanguageTag.of("ar-u-nu-latn"), "time", 1L))
                    .isEqualTo("دقيقة واحدة");
            assertThat(messages.message(LanguageTag.of("ar-u-nu-latn"), "time", 2L))
                    .isEqualTo("دقيقتان");
            assertThat(messages.message(LanguageTag.of("ar-u-nu-latn"), "time", 7L))
                    .isEqualTo("7 دقائق");
            assertThat(messages.message(LanguageTag.of("ar-u-nu-arab"), "time", 12L))
                    .isEqualTo("١٢ دقيقة");
            assertThat(messages.message(LanguageTag.of("pl"), "time", 22)).isEqualTo("22 minuty");
            assertThat(messages.message(LanguageTag.of("pl"), "time", 12)).isEqualTo("12 minut");
        }

        @Test
        void are_of_no_matter_where_there_is_one_form_or_no_number() throws IOException {
            Messages messages = BILLETS.with(LanguageTag.GERMAN, bundle("a={0} Min.\nb={0}\nb.one=einer\n"));

            assertThat(messages.message(LanguageTag.GERMAN, "a", 1)).isEqualTo("1 Min.");
            assertThat(messages.message(LanguageTag.GERMAN, "b", "1")).isEqualTo("1");
            assertThat(messages.message(LanguageTag.GERMAN, "b", 1)).isEqualTo("einer");
            assertThat(messages.message(LanguageTag.GERMAN, "b", 2)).isEqualTo("2");
        }
    }
}
