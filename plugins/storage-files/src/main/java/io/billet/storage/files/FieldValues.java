package io.billet.storage.files;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the values of fields may look like: the ways in which Hugo, Jekyll, Zola and JBake write them. */
final class FieldValues {

    private static final int MOST_VALUES = 200;
    private static final DateTimeFormatter DATES = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("['T'][' ']")
            .appendPattern("H:mm[:ss]")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .optionalEnd()
            .appendPattern("[' ']")
            .optionalStart()
            .appendOffset("+HH:MM", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HHMM", "Z")
            .optionalEnd()
            .optionalEnd()
            .toFormatter(Locale.ROOT);

    private FieldValues() {}

    /** Of what has parts nothing is made: a few aliases in YAML can stand for gigabytes. */
    static String text(@Nullable Object value) {
        return value == null || value instanceof Map<?, ?> || value instanceof Collection<?> ? "" : value.toString();
    }

    /** A list, or one value, or several with commas between them. */
    static List<String> texts(FrontMatter.Entry field) throws MalformedFileException {
        List<String> texts = new ArrayList<>();
        if (field.value() instanceof List<?> list) {
            list.stream().limit(MOST_VALUES + 1L).forEach(each -> texts.add(nameOf(each)));
        } else {
            texts.addAll(List.of(nameOf(field.value()).split(",", -1)));
        }
        if (texts.size() > MOST_VALUES) {
            throw new MalformedFileException(field.line(), field.name() + " has more than " + MOST_VALUES + " values");
        }
        return texts.stream().map(String::strip).filter(each -> !each.isEmpty()).toList();
    }

    /** Authors are sometimes tables with a name; an entry of a list may be empty. */
    static String nameOf(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? part(map, "slug", "name").orElse("") : text(value);
    }

    static Optional<String> part(Map<?, ?> map, String... names) {
        for (String name : names) {
            Object part = map.get(name);
            if (part != null) {
                return Optional.of(text(part));
            }
        }
        return Optional.empty();
    }

    /**
     * All that YAML 1.1 (its type {@code bool}), YAML 1.2 and TOML have for yes and no, whether in quotes or not, in any
     * case, and the numbers 1 and 0; empty for anything else.
     */
    static Optional<Boolean> yesOrNo(Object value) {
        return switch (text(value).strip().toLowerCase(Locale.ROOT)) {
            case "true", "t", "yes", "y", "on", "1" -> Optional.of(true);
            case "false", "f", "no", "n", "off", "0" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    static Instant time(FrontMatter.Entry field) throws MalformedFileException {
        return time(field.name(), field.value(), field.line());
    }

    static Instant time(String field, Object value, int line) throws MalformedFileException {
        return time(value)
                .orElseThrow(() ->
                        new MalformedFileException(line, field + " should be a time such as 2026-11-22T08:00:00Z"));
    }

    /** Without an offset, a time is in UTC. */
    static Optional<Instant> time(Object value) {
        String text = text(value).strip();
        try {
            if (text.startsWith("+") || text.startsWith("-")) {
                return Optional.of(Instant.parse(text));
            }
            TemporalAccessor parsed = DATES.parse(text);
            LocalDate date = LocalDate.from(parsed);
            LocalTime time = parsed.isSupported(ChronoField.HOUR_OF_DAY) ? LocalTime.from(parsed) : LocalTime.MIDNIGHT;
            ZoneOffset offset = parsed.isSupported(ChronoField.OFFSET_SECONDS)
                    ? ZoneOffset.ofTotalSeconds(parsed.get(ChronoField.OFFSET_SECONDS))
                    : ZoneOffset.UTC;
            return Optional.of(
                    ZonedDateTime.of(LocalDateTime.of(date, time), offset).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
