package io.billet.web.theme;

import io.billet.core.LanguageTag;
import io.billet.engine.Messages;
import java.text.Bidi;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.chrono.Chronology;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DecimalStyle;
import java.time.format.FormatStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/**
 * What a page says, in its language.
 *
 * <pre>{@code
 * words.say("article.reading-time", 4);   // "4 min de lecture"
 * words.date(article.publishedAt().get()) // "22 novembre 2026"
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class PageMessages {

    private final Messages messages;
    private final LanguageTag language;
    private final DateTimeFormatter date;
    private final DateTimeFormatter dateAndTime;
    private final Chronology calendar;
    private final DateTimeFormatter monthAndYear;
    private final DateTimeFormatter monthOnly;
    private final DateTimeFormatter yearOnly;

    private PageMessages(Messages messages, LanguageTag language, ZoneId zone) {
        this.messages = messages;
        this.language = language;
        Locale locale = language.toLocale();
        date = inLanguage(DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG), locale, zone);
        dateAndTime =
                inLanguage(DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT), locale, zone);
        calendar = calendarOf(locale);
        monthAndYear = inLanguage(DateTimeFormatter.ofPattern("LLLL uuuu", locale), locale, zone);
        monthOnly = inLanguage(DateTimeFormatter.ofPattern("LLLL", locale), locale, zone);
        yearOnly = inLanguage(DateTimeFormatter.ofPattern("uuuu", locale), locale, zone);
    }

    /** In the digits in which {@link Messages} tell numbers, too; the locale alone sets but the words. */
    private static DateTimeFormatter inLanguage(DateTimeFormatter formatter, Locale locale, ZoneId zone) {
        return formatter
                .withLocale(locale)
                .withDecimalStyle(DecimalStyle.of(locale))
                .withZone(zone);
    }

    /** The calendar that a tag asks for, such as {@code th-u-ca-buddhist}, where the JDK has it. */
    private static Chronology calendarOf(Locale locale) {
        try {
            return Chronology.ofLocale(locale);
        } catch (DateTimeException e) {
            return IsoChronology.INSTANCE;
        }
    }

    /**
     * Returns the words in a language.
     *
     * @param messages the blog's
     * @param language     which of the languages they speak
     * @param zone         in which zone dates are told
     */
    public static PageMessages of(Messages messages, LanguageTag language, ZoneId zone) {
        return new PageMessages(messages, language, zone);
    }

    /** Returns the language. */
    public LanguageTag language() {
        return language;
    }

    /**
     * Returns a message; plain text.
     *
     * @param key       names the message, as in {@code io/billet/web/theme/messages.properties}
     * @param arguments what to put in
     * @throws IllegalArgumentException if there is no such message
     */
    public String say(String key, Object... arguments) {
        return messages.message(language, key, arguments);
    }

    /**
     * Returns a message that may be missing; plain text.
     *
     * @param key names the message
     */
    public Optional<String> find(String key) {
        return messages.find(language, key);
    }

    /**
     * Keeps a name that is put into a sentence from turning the words around it: an Arabic one in an English sentence, say.
     *
     * @param name what somebody typed
     * @return it, between U+2068 and U+2069 (Unicode Bidirectional Algorithm, 2.4) where sentence or name runs from the right
     */
    public String isolated(String name) {
        char[] characters = name.toCharArray();
        boolean fromTheRight = Bidi.requiresBidi(characters, 0, characters.length);
        return fromTheRight || direction().equals("rtl") ? "\u2068" + name + "\u2069" : name;
    }

    /**
     * Returns the date of a time, such as {@code 22 novembre 2026}, in the digits of the language, and in the calendar that
     * its tag asks for ({@code th-u-ca-buddhist-nu-thai}; Unicode Technical Standard 35, 3.6.1).
     *
     * @param time a point in time
     */
    public String date(Instant time) {
        return told(date, time);
    }

    /**
     * Returns the date and time of day of a time, such as {@code 22 novembre 2026 à 08:00}, as {@link #date} tells a date.
     *
     * @param time a point in time
     */
    public String dateAndTime(Instant time) {
        return told(dateAndTime, time);
    }

    /**
     * Returns a month and its year, such as {@code novembre 2026}; months are those of the ISO calendar, by which archives are
     * kept.
     *
     * @param month which
     */
    public String month(YearMonth month) {
        return monthAndYear.format(month.atDay(1));
    }

    /**
     * Returns a month without its year, such as {@code novembre}.
     *
     * @param month which
     */
    public String monthOfYear(YearMonth month) {
        return monthOnly.format(month.atDay(1));
    }

    /**
     * Returns a year, such as {@code 2026}.
     *
     * @param year which
     */
    public String year(Year year) {
        return yearOnly.format(year.atDay(1));
    }

    private String told(DateTimeFormatter formatter, Instant time) {
        try {
            return formatter.withChronology(calendar).format(time);
        } catch (DateTimeException e) {
            // Some calendars begin late, such as the Japanese one in 1873.
            return formatter.format(time);
        }
    }

    /**
     * Returns a time for machines: the {@code datetime} of a {@code time} element.
     *
     * @param time a point in time
     */
    public String machineTime(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /**
     * Returns a reading time, such as {@code 4 min de lecture}; in a language of several forms that which fits, see
     * {@link Messages}.
     *
     * @param readingTime of an article
     */
    public String readingTime(Duration readingTime) {
        return say("article.reading-time", readingTime.toMinutes());
    }

    /** Returns whether this language is written from right to left: {@code rtl} or {@code ltr}. */
    public String direction() {
        return direction(language);
    }

    /**
     * Returns {@code rtl} if a language is written from right to left, else {@code ltr}.
     *
     * @param language any language
     */
    public static String direction(LanguageTag language) {
        return language.isRightToLeft() ? "rtl" : "ltr";
    }
}
