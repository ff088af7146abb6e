package io.billet.storage.files;

import io.billet.core.Article;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The host's attributes, where Hugo ({@code params}) and Zola ({@code extra}) have what is a site's own: as flat text. What
 * has parts, or is more than an article may hold, is for others: it stays in the file and is no attribute.
 */
final class AttributeFields {

    /** Of which the first that is there is read, and written. */
    static final List<String> NAMES = List.of("params", "extra");

    private AttributeFields() {}

    static Map<String, String> read(FrontMatter header) {
        Map<String, String> attributes = new LinkedHashMap<>();
        int length = 0;
        for (Map.Entry<?, ?> field : fields(header).entrySet()) {
            String name = String.valueOf(field.getKey());
            Optional<String> value = text(field.getValue());
            int more = name.length() + value.map(String::length).orElse(0);
            if (value.isPresent()
                    && isName(name)
                    && isStorable(value.get())
                    && attributes.size() < Article.MAX_ATTRIBUTES
                    && length + more <= Article.MAX_ATTRIBUTE_CHARACTERS) {
                attributes.put(name, value.get());
                length += more;
            }
        }
        return attributes;
    }

    private static Map<?, ?> fields(FrontMatter header) {
        for (String name : NAMES) {
            if (header.value(name).orElse(null) instanceof Map<?, ?> map) {
                return map;
            }
            Map<String, Object> table = header.table(name);
            if (!table.isEmpty()) {
                return table;
            }
        }
        return Map.of();
    }

    private static Optional<String> text(@Nullable Object value) {
        return value instanceof String || value instanceof Number || value instanceof Boolean
                ? Optional.of(value.toString())
                : Optional.empty();
    }

    private static boolean isName(String name) {
        // What decides who may read is written over by publishing; it is not for the host.
        return !name.isBlank()
                && Statement.visibilityField(name).isEmpty()
                && name.chars().noneMatch(Character::isISOControl)
                && isStorable(name);
    }

    private static boolean isStorable(String text) {
        return text.codePoints().noneMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE);
    }

    /**
     * Writes them in their order, before what is no attribute. A value that has not changed is written as it was, be it a
     * number.
     */
    static FrontMatter written(FrontMatter header, Map<String, String> after) {
        Map<?, ?> said = fields(header);
        Map<String, String> before = read(header);
        Map<String, Object> values = new LinkedHashMap<>();
        after.forEach((name, value) -> {
            Object asSaid = value.equals(before.get(name)) ? said.get(name) : null;
            values.put(name, asSaid == null ? value : asSaid);
        });
        said.forEach((name, value) -> {
            if (!before.containsKey(String.valueOf(name)) && value != null) {
                values.putIfAbsent(String.valueOf(name), value);
            }
        });
        String field = NAMES.stream()
                .filter(name ->
                        header.entry(name).isPresent() || !header.table(name).isEmpty())
                .findFirst()
                .orElse(header.format() == FrontMatter.Format.TOML ? "extra" : "params");
        if (!header.table(field).isEmpty()) {
            return header.withTable(field, values);
        }
        return values.isEmpty() ? header.without(field) : header.with(field, values);
    }
}
