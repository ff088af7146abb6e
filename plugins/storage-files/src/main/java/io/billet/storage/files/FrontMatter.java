package io.billet.storage.files;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The header of a file, field by field, each with the very lines that its author wrote: a field that nobody changes keeps
 * its place, its comments and its spelling. Immutable.
 */
final class FrontMatter {

    /**
     * A field and its lines.
     *
     * @param name  empty for lines before the first field, and for what follows a TOML table header
     * @param value what it says; meaningless if the name is empty
     * @param lines as written, with their line ends
     * @param line  where it begins in the file, from 1
     */
    record Entry(String name, Object value, String lines, int line) {}

    /** How a header is written. */
    enum Format {
        YAML("---", "---", ": "),
        TOML("+++", "+++", " = "),
        /** Hexo's, which may do without the first fence. */
        UNOPENED_YAML("", "---", ": "),
        /** JBake's: {@code title=...}, from the first line on. */
        PROPERTIES("", "~~~~~~", "="),
        /** A file of nothing but fields. */
        BARE_YAML("", "", ": ");

        private final String opening;
        private final String closing;
        private final String assignment;

        Format(String opening, String closing, String assignment) {
            this.opening = opening;
            this.closing = closing;
            this.assignment = assignment;
        }

        String opening() {
            return opening;
        }

        String closing() {
            return closing;
        }
    }

    private final Format format;
    private final String closing;
    private final String lineEnd;
    private final List<Entry> entries;
    private final Map<String, Entry> byName = new LinkedHashMap<>();

    FrontMatter(Format format, String lineEnd, List<Entry> entries) {
        this(format, format.closing, lineEnd, entries);
    }

    /** @param closing the fence behind it, where a format has several */
    FrontMatter(Format format, String closing, String lineEnd, List<Entry> entries) {
        this.format = format;
        this.closing = closing;
        this.lineEnd = lineEnd;
        this.entries = List.copyOf(entries);
        for (Entry entry : entries) {
            if (!entry.name().isEmpty()) {
                byName.put(entry.name(), entry);
            }
        }
    }

    static FrontMatter empty() {
        return new FrontMatter(Format.YAML, "\n", List.of());
    }

    Format format() {
        return format;
    }

    String closing() {
        return closing;
    }

    String lineEnd() {
        return lineEnd;
    }

    List<Entry> entries() {
        return entries;
    }

    Optional<Object> value(String name) {
        return entry(name).map(Entry::value);
    }

    Optional<Entry> entry(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Returns the first of these names that is there. */
    Optional<Entry> firstOf(List<String> names) {
        return names.stream().flatMap(name -> entry(name).stream()).findFirst();
    }

    /** Returns this header with a field changed in its place, or added behind the last one. */
    FrontMatter with(String name, Object value) {
        Entry changed = new Entry(name, value, written(name, value), 0);
        List<Entry> changedEntries = new ArrayList<>(entries);
        for (int i = 0; i < changedEntries.size(); i++) {
            if (changedEntries.get(i).name().equals(name)) {
                changedEntries.set(i, changed);
                return new FrontMatter(format, closing, lineEnd, changedEntries);
            }
        }
        changedEntries.add(placeForNewFields(), changed);
        return new FrontMatter(format, closing, lineEnd, changedEntries);
    }

    /** Returns whether a field stands there as the storage writes it, so that no spelling of its author's is lost with it. */
    boolean isAsWritten(Entry entry) {
        return entry.lines().equals(written(entry.name(), entry.value()));
    }

    /** Returns the fields of a TOML table by their own names; none, if there is no such table. */
    Map<String, Object> table(String table) {
        Map<String, Object> fields = new LinkedHashMap<>();
        entries.stream()
                .filter(entry -> isIn(table, entry))
                .forEach(entry -> fields.put(entry.name().substring(table.length() + 1), entry.value()));
        return fields;
    }

    private static boolean isIn(String table, Entry entry) {
        return entry.name().startsWith(table + ".") && entry.name().indexOf('.', table.length() + 1) < 0;
    }

    /** Returns this header with other fields in a TOML table that is there; those that stay as they are keep their lines. */
    FrontMatter withTable(String table, Map<String, Object> fields) {
        List<Entry> inTable = new ArrayList<>();
        fields.forEach((name, value) -> {
            Optional<Entry> before = entry(table + "." + name).filter(entry -> value.equals(entry.value()));
            inTable.add(before.orElseGet(() -> new Entry(
                    table + "." + name,
                    value,
                    Quoted.name(name, format) + format.assignment + Quoted.value(value, format) + lineEnd,
                    0)));
        });
        int first = entries.indexOf(
                entries.stream().filter(entry -> isIn(table, entry)).findFirst().orElseThrow());
        List<Entry> changed = new ArrayList<>(entries.subList(0, first));
        changed.addAll(inTable);
        entries.stream().skip(first).filter(entry -> !isIn(table, entry)).forEach(changed::add);
        return new FrontMatter(format, closing, lineEnd, changed);
    }

    FrontMatter without(String name) {
        return new FrontMatter(
                format,
                closing,
                lineEnd,
                entries.stream().filter(entry -> !entry.name().equals(name)).toList());
    }

    /** In TOML what follows a table's header belongs to that table. */
    private int placeForNewFields() {
        for (int i = 0; i < entries.size(); i++) {
            if (format == Format.TOML
                    && entries.get(i).name().isEmpty()
                    && entries.get(i).lines().contains("[")) {
                return i;
            }
        }
        return entries.size();
    }

    private String written(String name, Object value) {
        // A field of a table is known by the table's name and its own.
        return name.substring(name.lastIndexOf('.') + 1) + format.assignment + Quoted.value(value, format) + lineEnd;
    }

    /** Returns the header as it stands in a file, fences included. */
    String text() {
        StringBuilder text = new StringBuilder(fence(format.opening));
        for (Entry entry : entries) {
            // The last line of a file may have no end.
            boolean open = text.length() > 0 && text.charAt(text.length() - 1) != '\n';
            text.append(open ? lineEnd : "").append(entry.lines());
        }
        return text.append(fence(closing)).toString();
    }

    private String fence(String fence) {
        return fence.isEmpty() ? "" : fence + lineEnd;
    }
}
