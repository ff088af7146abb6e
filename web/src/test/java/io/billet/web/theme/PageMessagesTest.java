package io.billet.web.theme;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.LanguageTag;
import io.billet.engine.Messages;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.PropertyResourceBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageMessagesTest {

    private static final Messages BILLETS = Messages.of(PageMessages.class);
    private static final Instant TIME = Instant.parse("2026-11-22T08:09:00Z");

    private static PageMessages in(String language) {
        return PageMessages.of(BILLETS, LanguageTag.of(language), ZoneOffset.UTC);
    }

    /** Which script each digit is of, by its zero. */
    private static String zeros(String text) {
        StringBuilder zeros = new StringBuilder();
        text.codePoints()
                .filter(Character::isDigit)
                .map(digit -> digit - Character.digit(digit, 10))
                .distinct()
                .forEach(zeros::appendCodePoint);
        return zeros.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "ar-u-nu-arab, ٠",
        "ar-u-nu-latn, 0",
        "ar-EG, ٠",
        "fa, ۰",
        "fa-u-nu-latn, 0",
        "fr-u-nu-thai, ๐",
        "mr, ०",
        "bn, ০",
        "th-u-ca-buddhist-nu-thai, ๐",
        "fr, 0",
        "en-GB, 0",
    })
    void dates_and_numbers_are_in_the_same_digits(String language, String zero) {
        PageMessages words = in(language);

        assertThat(zeros(words.date(TIME))).isEqualTo(zero);
        assertThat(zeros(words.dateAndTime(TIME))).isEqualTo(zero);
        assertThat(zeros(words.readingTime(Duration.ofMinutes(1234)))).isEqualTo(zero);
        assertThat(zeros(words.say("field.too-long", 500))).isEqualTo(zero);
    }

    @Test
    void digits_that_nobody_names_are_those_of_the_language_whatever_these_are() {
        for (Locale locale : Locale.getAvailableLocales()) {
            if (!locale.getLanguage().isEmpty()
                    && !locale.hasExtensions()
                    && locale.getVariant().isEmpty()) {
                PageMessages words = in(locale.toLanguageTag());

                assertThat(zeros(words.dateAndTime(TIME) + words.date(TIME)))
                        .as(locale.toLanguageTag())
                        .isEqualTo(zeros(words.readingTime(Duration.ofMinutes(12))));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "th-u-ca-buddhist, 2569",
        "en-u-ca-buddhist, 2569",
        "ja-u-ca-japanese, 令和8年",
        "zh-u-ca-roc, 115",
        "ar-u-ca-islamic-umalqura-nu-latn, 1448",
        "th, 2026",
        "fr-u-ca-gregory, 2026",
        "fr-u-ca-iso8601, 2026",
    })
    void dates_are_in_the_calendar_that_the_language_asks_for(String language, String year) {
        assertThat(in(language).date(TIME)).contains(year);
        assertThat(in(language).dateAndTime(TIME)).contains(year);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fa-u-ca-persian-nu-latn",
                "en-u-ca-chinese",
                "en-u-ca-nonsense",
                "ja-u-ca-japanese",
                "ar-u-ca-islamic-umalqura-nu-latn"
            })
    void a_calendar_that_is_not_there_or_has_not_that_day_gives_way_to_the_common_one(String language) {
        for (String time : new String[] {"0001-01-01T00:00:00Z", "1700-05-06T08:09:00Z", "9999-12-31T23:59:59Z"}) {
            assertThat(in(language).date(Instant.parse(time))).isNotEmpty();
            assertThat(in(language).dateAndTime(Instant.parse(time))).isNotEmpty();
        }
        assertThat(in("ja-u-ca-japanese").date(Instant.parse("1700-05-06T00:00:00Z")))
                .contains("1700");
        assertThat(in("fa-u-ca-persian-nu-latn").date(TIME)).contains("2026");
    }

    @Test
    void reading_time_has_the_form_that_its_number_asks_for() throws IOException {
        LanguageTag arabic = LanguageTag.of("ar");
        Messages messages = BILLETS.with(arabic, new PropertyResourceBundle(new StringReader("""
                article.reading-time.one=قراءة دقيقة
                article.reading-time.two=قراءة دقيقتين
                article.reading-time.few=قراءة {0} دقائق
                article.reading-time.many=قراءة {0} دقيقة
                article.reading-time.other=قراءة {0} دقيقة
                """)));
        PageMessages words = PageMessages.of(messages, LanguageTag.of("ar-u-nu-arab"), ZoneOffset.UTC);

        assertThat(words.readingTime(Duration.ofMinutes(1))).isEqualTo("قراءة دقيقة");
        assertThat(words.readingTime(Duration.ofMinutes(2))).isEqualTo("قراءة دقيقتين");
        assertThat(words.readingTime(Duration.ofMinutes(5))).isEqualTo("قراءة ٥ دقائق");
        assertThat(words.readingTime(Duration.ofMinutes(36))).isEqualTo("قراءة ٣٦ دقيقة");
        assertThat(words.readingTime(Duration.ofMinutes(100))).isEqualTo("قراءة ١٠٠ دقيقة");
    }
}
