package io.billet.storage.files;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One field of a front matter and what it says.
 *
 * @param field its name as its author wrote it; of one inside another, with that one's name and a dot before
 * @param value text, a number, a boolean, a list, a map, or an empty text for nothing
 * @param line  where it stands in the file, from 1
 */
record Statement(String field, Object value, int line) {

    /** Where generators keep the fields that are not theirs (Zola, Hugo), and what YAML 1.1 merges into a map. */
    private static final Set<String> CONTAINERS = Set.of("extra", "params", "<<");

    /** Each more would let a few aliases in YAML stand for twenty times as many fields. */
    private static final int MOST_OPENED = 2;

    /** Returns what a field of a header says, and in its stead what stands inside {@code extra}, {@code params}, {@code <<}. */
    static Stream<Statement> in(FrontMatter.Entry entry) {
        return entry.name().isEmpty()
                ? Stream.empty()
                : new Statement(entry.name(), entry.value(), entry.line()).opened(MOST_OPENED);
    }

    private Stream<Statement> opened(int depth) {
        if (depth == 0 || !isContainer(innermost())) {
            return Stream.of(this);
        }
        Collection<?> maps = value instanceof Collection<?> list ? list : List.of(value);
        return maps.stream()
                .filter(Map.class::isInstance)
                .flatMap(map -> parts((Map<?, ?>) map))
                .flatMap(part -> part.opened(depth - 1));
    }

    private static boolean isContainer(String name) {
        return CONTAINERS.contains(name.equals("<<") ? name : VisibilityField.plain(name));
    }

    /** Returns the parts of a field whose value is a map. */
    Stream<Statement> parts(Map<?, ?> map) {
        return map.entrySet().stream()
                .map(part -> new Statement(
                        field + "." + part.getKey(), part.getValue() == null ? "" : part.getValue(), line));
    }

    /** Returns the last part of its name. */
    String innermost() {
        return field.substring(field.lastIndexOf('.') + 1);
    }

    /** Returns which field that decides who may read it is about; what stands in a container counts as if it stood outside. */
    Optional<VisibilityField> visibilityField() {
        return visibilityField(field);
    }

    static Optional<VisibilityField> visibilityField(String name) {
        String rest = name;
        int dot = rest.indexOf('.');
        while (dot > 0 && isContainer(rest.substring(0, dot))) {
            rest = rest.substring(dot + 1);
            dot = rest.indexOf('.');
        }
        return VisibilityField.named(dot > 0 ? rest.substring(0, dot) : rest);
    }

    /** Whether it is about something inside such a field, which should have one value. */
    boolean isPartOf(VisibilityField whole) {
        return VisibilityField.named(innermost()).filter(whole::equals).isEmpty();
    }

    /** Whether it is a container inside so many others that it was not opened. */
    boolean isUnopened() {
        return isContainer(innermost()) && value instanceof Map<?, ?> map && !map.isEmpty();
    }
}
