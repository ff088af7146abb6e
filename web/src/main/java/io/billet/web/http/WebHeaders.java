package io.billet.web.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Header fields of HTTP (RFC 9110, 5). Their names are compared without regard to case; the order of a name's values is
 * kept.
 *
 * <pre>{@code
 * WebHeaders.of(Map.of("Accept", List.of("text/html"))).first("accept"); // Optional[text/html]
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class WebHeaders {

    /** No header fields. */
    public static final WebHeaders NONE = new WebHeaders(Map.of());

    private final Map<String, List<String>> byName;

    private WebHeaders(Map<String, List<String>> byName) {
        this.byName = byName;
    }

    /**
     * Returns the fields.
     *
     * @param fields values by name
     * @throws IllegalArgumentException if a name or value holds a line break or NUL: it would become a field of its own
     */
    public static WebHeaders of(Map<String, List<String>> fields) {
        Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        fields.forEach((name, values) -> {
            requireOneLine(name);
            values.forEach(WebHeaders::requireOneLine);
            copy.merge(name, List.copyOf(values), WebHeaders::joined);
        });
        return new WebHeaders(Collections.unmodifiableMap(copy));
    }

    /**
     * Returns these fields with one more.
     *
     * @param name  a field's name
     * @param value its value
     * @throws IllegalArgumentException if name or value holds a line break or NUL
     */
    public WebHeaders with(String name, String value) {
        Map<String, List<String>> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        more.putAll(byName);
        more.merge(name, List.of(value), WebHeaders::joined);
        return of(more);
    }

    /**
     * Returns the first value of a field.
     *
     * @param name a field's name, in any case
     */
    public Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    /**
     * Returns the values of a field.
     *
     * @param name a field's name, in any case
     */
    public List<String> all(String name) {
        return byName.getOrDefault(name, List.of());
    }

    /** Returns the values by name; its keys are compared without regard to case. */
    public Map<String, List<String>> asMap() {
        return byName;
    }

    /** Returns the names alone, as values may be secrets. */
    @Override
    public String toString() {
        return byName.keySet().toString().toLowerCase(Locale.ROOT);
    }

    private static List<String> joined(List<String> some, List<String> more) {
        List<String> all = new ArrayList<>(some);
        all.addAll(more);
        return List.copyOf(all);
    }

    private static void requireOneLine(String text) {
        if (text.chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0)) {
            throw new IllegalArgumentException("a header field is one line");
        }
    }
}
