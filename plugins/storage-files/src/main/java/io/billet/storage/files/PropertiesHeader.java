package io.billet.storage.files;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads headers as JBake has them: lines of {@code name=value} from the top of the file to a line of six tildes. */
final class PropertiesHeader {

    private static final Pattern FIELD = Pattern.compile("\\s*[\\w.-]+\\s*=.*");

    private PropertiesHeader() {}

    /** Six tildes open a block of code in Markdown, too: with anything but fields before them they are none of ours. */
    static boolean opens(String text) {
        boolean named = false;
        int at = 0;
        while (at < text.length() && at <= ArticleFile.MAX_HEADER) {
            int end = text.indexOf('\n', at) < 0 ? text.length() : text.indexOf('\n', at);
            String line = text.substring(at, end).strip();
            if (line.equals(FrontMatter.Format.PROPERTIES.closing())) {
                return named;
            }
            if (!line.isEmpty() && !FIELD.matcher(line).matches()) {
                return false;
            }
            named = named || !line.isEmpty();
            at = end + 1;
        }
        return false;
    }

    static List<FrontMatter.Entry> parse(List<String> lines) throws MalformedFileException {
        List<FrontMatter.Entry> entries = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            int sign = line.indexOf('=');
            String name = sign < 0 ? "" : line.substring(0, sign).strip();
            if (!name.isEmpty() && !names.add(name)) {
                throw new MalformedFileException(i + 1, "the field " + name + " is there twice");
            }
            entries.add(
                    new FrontMatter.Entry(name, value(line.substring(sign + 1).strip(), i + 1), line, i + 1));
        }
        return entries;
    }

    /** Values are text; those that are tables are written as JSON, which YAML's flow style includes. */
    private static Object value(String text, int line) throws MalformedFileException {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default ->
                text.startsWith("{")
                        ? YamlHeader.parse(List.of("value: " + text), line)
                                .get(0)
                                .value()
                        : text;
        };
    }
}
