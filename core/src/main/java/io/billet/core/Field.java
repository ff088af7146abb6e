package io.billet.core;

import java.text.Normalizer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** A field of a model and the rules that several models share; package-private, it has no life outside constructors. */
record Field(String object, String name) {

    static Field of(String object, String name) {
        return new Field(object, name);
    }

    /** One line that must say something: stripped, NFC, without control characters. */
    String requiredLine(String value, int limit) {
        String line = line(value, limit);
        if (line.isEmpty()) {
            throw InvalidValueException.blank(object, name);
        }
        return line;
    }

    /** One line that may be missing; blanks count as missing. */
    Optional<String> optionalLine(Optional<String> value, int limit) {
        return value.map(given -> line(given, limit)).filter(line -> !line.isEmpty());
    }

    private String line(String value, int limit) {
        withinLimit(value, limit);
        storable(value);
        String line = Normalizer.normalize(value, Normalizer.Form.NFC).strip();
        for (int i = 0; i < line.length(); i++) {
            if (Character.isISOControl(line.charAt(i))) {
                throw InvalidValueException.malformed(
                        object, name, "one line without control characters", shape(line) + " with one at index " + i);
            }
        }
        withinLimit(line, limit);
        return line;
    }

    /** Text of any form, kept to the letter. */
    String text(String value, int limit) {
        withinLimit(value, limit);
        storable(value);
        return value;
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

    <T> List<T> distinct(List<T> values, int limit) {
        if (values.size() > limit) {
            throw InvalidValueException.tooLong(object, name, limit, values.size(), "entries");
        }
        return values.stream().distinct().toList();
    }

    /** Sorted, so that equal sets print the same JSON. */
    List<Label> labels(List<Label> labels) {
        return distinct(List.copyOf(new TreeSet<>(labels)), Label.MAX_PER_OBJECT);
    }

    static String shape(String value) {
        return value.length() + " characters";
    }

    /** Databases keep microseconds; what was stored must equal what is read. */
    static Instant micros(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }

    long version(long version) {
        if (version < 0) {
            throw InvalidValueException.inconsistent(object, name, "a version is 0 or greater, not " + version);
        }
        return version;
    }
}
