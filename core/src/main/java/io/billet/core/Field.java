package io.billet.core;

import java.text.Normalizer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A field of a model and the rules that several models share; package-private, it has no life outside constructors.
 *
 * <p>What it takes may be null although the models' components are not: a JSON reader hands over nothing for a property
 * that is missing.
 */
record Field(String object, String name) {

    /** What JSON (RFC 3339) and every database can write: years of four digits. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    static Field of(String object, String name) {
        return new Field(object, name);
    }

    /** For what came to a model later: JSON from before does not name it. */
    static <T> T orElse(@Nullable T value, T instead) {
        return value == null ? instead : value;
    }

    <T> T required(@Nullable T value) {
        if (value == null) {
            throw InvalidValueException.missing(object, name);
        }
        return value;
    }

    /** One line that must say something: stripped, NFC, without control characters. */
    String requiredLine(@Nullable String value, int limit) {
        String line = line(required(value), limit);
        if (Invisible.only(line)) {
            throw InvalidValueException.blank(object, name);
        }
        return line;
    }

    /** One line that may be blank; then it is empty. */
    String line(@Nullable String value, int limit, boolean isRequired) {
        if (isRequired) {
            return requiredLine(value, limit);
        }
        String line = line(required(value), limit);
        return Invisible.only(line) ? "" : line;
    }

    /** One line that may be missing; blanks count as missing. */
    Optional<String> optionalLine(Optional<String> value, int limit) {
        return value.map(given -> line(given, limit)).filter(line -> !Invisible.only(line));
    }

    /** A name that somebody gave themselves: one line that must say something, without what a reader does not see. */
    String requiredName(@Nullable String value, int limit) {
        return requiredLine(seen(required(value), limit), limit);
    }

    /** A name that somebody gave themselves, or none; blanks count as none. */
    Optional<String> optionalName(Optional<String> value, int limit) {
        return optionalLine(value.map(given -> seen(given, limit)), limit);
    }

    private String seen(String value, int limit) {
        withinLimit(value, limit);
        return Invisible.removedFrom(value);
    }

    /** One line that must say something, kept to the letter. */
    String requiredLineToTheLetter(@Nullable String value, int limit) {
        String given = text(value, limit);
        if (Invisible.only(given)) {
            throw InvalidValueException.blank(object, name);
        }
        return withoutLineBreaks(given);
    }

    private String line(String value, int limit) {
        withinLimit(value, limit);
        storable(value);
        String line = withoutLineBreaks(Invisible.stripped(Normalizer.normalize(value, Normalizer.Form.NFC)));
        withinLimit(line, limit);
        return line;
    }

    private String withoutLineBreaks(String line) {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
                throw InvalidValueException.malformed(
                        object, name, "one line without control characters", shape(line) + " with one at index " + i);
            }
        }
        return line;
    }

    /** Text of any form, kept to the letter. */
    String text(@Nullable String value, int limit) {
        String text = required(value);
        withinLimit(text, limit);
        storable(text);
        return text;
    }

    /** No store keeps U+0000 or half a surrogate pair as they are, and nothing may be lost: they are refused. */
    private void storable(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(i + 1));
            if (c == 0 || (Character.isSurrogate(c) && !pair)) {
                throw InvalidValueException.malformed(
                        object,
                        name,
                        "Unicode text without U+0000 and unpaired surrogates",
                        shape(value) + " with one at index " + i);
            }
            if (pair) {
                i++;
            }
        }
    }

    void withinLimit(String value, int limit) {
        if (value.length() > limit) {
            throw InvalidValueException.tooLong(object, name, limit, value.length(), "characters");
        }
    }

    /** A missing list is an empty one. */
    <T> List<T> distinct(@Nullable List<T> values, int limit) {
        List<T> given = entries(values);
        if (given.size() > limit) {
            throw InvalidValueException.tooLong(object, name, limit, given.size(), "entries");
        }
        return given.stream().distinct().toList();
    }

    /** A missing map is an empty one. In its order, which its owner may mean something by. */
    Map<String, String> attributes(@Nullable Map<String, String> values, int limit, int lengthInAll) {
        Map<String, String> attributes = new LinkedHashMap<>();
        long length = 0;
        for (Map.Entry<String, String> entry :
                orElse(values, Map.<String, String>of()).entrySet()) {
            Field each = of(object, name + "[]");
            String key = each.requiredLineToTheLetter(entry.getKey(), lengthInAll);
            String value = each.text(entry.getValue(), lengthInAll);
            length += key.length() + value.length();
            attributes.put(key, value);
        }
        if (attributes.size() > limit) {
            throw InvalidValueException.tooLong(object, name, limit, attributes.size(), "entries");
        }
        if (length > lengthInAll) {
            throw InvalidValueException.tooLong(object, name, lengthInAll, length, "characters");
        }
        return Collections.unmodifiableMap(attributes);
    }

    List<Label> labels(@Nullable List<Label> labels) {
        return sorted(labels, Label.MAX_PER_OBJECT);
    }

    /** Sorted, so that equal sets print the same JSON. A missing list is an empty one. */
    <T extends Comparable<T>> List<T> sorted(@Nullable List<T> values, int limit) {
        List<T> given = entries(values);
        // Most are empty, and a page of subscribers makes two thousand of them.
        return given.isEmpty() ? List.of() : distinct(List.copyOf(new TreeSet<>(given)), limit);
    }

    private <T> List<T> entries(@Nullable List<T> values) {
        if (values == null) {
            return List.of();
        }
        // Not contains(null), which the lists of the JDK answer with a NullPointerException.
        for (T value : values) {
            if (value == null) {
                throw InvalidValueException.missing(object, name + "[]");
            }
        }
        return values;
    }

    static String shape(String value) {
        return value.length() + " characters";
    }

    /** Databases keep microseconds; what was stored must equal what is read. */
    Instant time(@Nullable Instant value) {
        Instant instant = required(value);
        if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
            throw InvalidValueException.malformed(object, name, "a time in the years 1 to 9999", "another");
        }
        return instant.truncatedTo(ChronoUnit.MICROS);
    }

    Optional<Instant> optionalTime(Optional<Instant> value) {
        return value.map(this::time);
    }

    /** A count or a version. */
    long atLeastZero(long number) {
        if (number < 0) {
            throw InvalidValueException.inconsistent(object, name, "it is 0 or greater, not " + number);
        }
        return number;
    }
}
