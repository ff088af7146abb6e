package io.billet.storage.files;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How values are written: on one line, in what YAML's flow style and TOML have in common. */
final class Quoted {

    private Quoted() {}

    static String value(@Nullable Object value, FrontMatter.Format format) {
        if (value == null) {
            // Only YAML and JSON have it, in what a site keeps beside the fields that are read.
            return "null";
        }
        if (value instanceof Boolean || value instanceof Number) {
            return value.toString();
        }
        if (format == FrontMatter.Format.PROPERTIES && !(value instanceof Map<?, ?>)) {
            return value instanceof List<?> list
                    ? list.stream().map(Object::toString).collect(Collectors.joining(", "))
                    : value.toString();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(each -> value(each, format)).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Map<?, ?> map) {
            String assignment = format == FrontMatter.Format.TOML ? " = " : ": ";
            return map.entrySet().stream()
                    .map(entry -> name(String.valueOf(entry.getKey()), format)
                            + assignment
                            + inTable(entry.getValue(), format))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return text(value.toString());
    }

    /** Fields of JBake hold JSON, where names are quoted always. */
    static String name(String name, FrontMatter.Format format) {
        return format != FrontMatter.Format.PROPERTIES && name.matches("[A-Za-z][A-Za-z0-9_]*") && !isWord(name)
                ? name
                : text(name);
    }

    /** What YAML 1.1 takes for yes, no or nothing where a name should be. */
    private static boolean isWord(String name) {
        return name.matches("(?i)y|n|yes|no|on|off|true|false|null");
    }

    /** JBake's tables are JSON, which is what YAML's flow style is where names have quotes. */
    private static String inTable(@Nullable Object value, FrontMatter.Format format) {
        return value(value, format == FrontMatter.Format.PROPERTIES ? FrontMatter.Format.YAML : format);
    }

    /** In double quotes always: no reader then takes it for a number, a date or a boolean. */
    private static String text(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
            } else if (isPlain(c)) {
                quoted.appendCodePoint(c);
            } else {
                quoted.append(String.format(Locale.ROOT, c > 0xffff ? "\\U%08x" : "\\u%04x", c));
            }
        });
        return quoted.append('"').toString();
    }

    private static boolean isPlain(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> c == ' ' || c == 0xa0 || c == 0x202f;
            default -> true;
        };
    }
}
