package io.billet.storage.jdbc;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The host's attributes of an article in one column, one a line in their order: a name, a tab and a value. A name has
 * neither tab nor line break; a value may have any, so its line breaks and backslashes are written as escapes.
 */
final class StoredAttributes {

    private StoredAttributes() {}

    static String of(Map<String, String> attributes) {
        return attributes.entrySet().stream()
                .map(each -> each.getKey() + "\t"
                        + each.getValue().replace("\\", "\\\\").replace("\n", "\\n"))
                .collect(Collectors.joining("\n"));
    }

    /** Rows that an older release writes say nothing. */
    static Map<String, String> read(Row row) throws SQLException {
        Map<String, String> attributes = new LinkedHashMap<>();
        String lines = row.optionalText("attributes").orElse("");
        for (String line : lines.isEmpty() ? new String[0] : lines.split("\n", -1)) {
            int tab = line.indexOf('\t');
            attributes.put(line.substring(0, tab), unescaped(line.substring(tab + 1)));
        }
        return attributes;
    }

    private static String unescaped(String value) {
        StringBuilder text = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\') {
                i++;
                text.append(value.charAt(i) == 'n' ? '\n' : '\\');
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }
}
