package io.billet.storage.files;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the values of fields may look like: the ways in which Hugo, Jekyll, Zola and JBake write them. */
final class FieldValues {

    private static final int MOST_VALUES = 200;

    /** TOML's dates, YAML 1.1's timestamps (its type {@code timestamp}) and what Hexo and Jekyll write. */
    private static final Pattern TIME = Pattern.compile("(\\d{4})([-/])(\\d{1,2})\\2(\\d{1,2})"
            + "(?:(?:[Tt]|\\h+)(\\d{1,2}):(\\d\\d)(?::(\\d\\d)(?:\\.(\\d{1,9})\\d*)?)?"
            + "(\\h*(?:[Zz]|UTC|GMT|([+-])(\\d{1,2}):?(\\d\\d)?))?)?");

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

    static Instant time(FrontMatter.Entry field, ZoneId zone) throws MalformedFileException {
        return time(field.name(), field.value(), field.line(), zone);
    }

    static Instant time(String field, Object value, int line, ZoneId zone) throws MalformedFileException {
        return time(value, zone)
                .orElseThrow(() ->
                        new MalformedFileException(line, field + " should be a time such as 2026-11-22T08:00:00Z"));
    }

    /**
     * Without an offset, a time is in the zone, and a day begins there; at an hour that is left out when clocks are put
     * forward, it is as much later. A day or an hour that does not exist is none; it is not taken for another.
     */
    static Optional<Instant> time(Object value, ZoneId zone) {
        String text = text(value).strip();
        try {
            if (text.startsWith("+") || text.startsWith("-")) {
                return Optional.of(Instant.parse(text));
            }
            Matcher time = TIME.matcher(text);
            return time.matches() ? Optional.of(time(time, zone)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Instant time(Matcher parts, ZoneId zone) {
        LocalDate date = LocalDate.of(number(parts, 1), number(parts, 3), number(parts, 4));
        String fraction = parts.group(8) == null ? "" : parts.group(8);
        LocalTime time = LocalTime.of(
                number(parts, 5),
                number(parts, 6),
                number(parts, 7),
                Integer.parseInt((fraction + "000000000").substring(0, 9)));
        int sign = "-".equals(parts.group(10)) ? -1 : 1;
        ZoneId there = parts.group(9) == null
                ? zone
                : ZoneOffset.ofHoursMinutes(sign * number(parts, 11), sign * number(parts, 12));
        return date.atTime(time).atZone(there).toInstant();
    }

    private static int number(Matcher parts, int group) {
        return parts.group(group) == null ? 0 : Integer.parseInt(parts.group(group));
    }
}
