package io.billet.storage.files;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Reads YAML headers within limits: their author may be anybody who sends a change to a git repository. */
final class YamlHeader {

    private static final int MOST_NESTED = 20;
    private static final int MOST_ALIASES = 20;

    private YamlHeader() {}

    /**
     * @param lines     the header's lines with their ends, without fences
     * @param firstLine where they begin in the file
     */
    static List<FrontMatter.Entry> parse(List<String> lines, int firstLine) throws MalformedFileException {
        String text = String.join("", lines);
        try {
            refuseBombs(text, firstLine);
            Optional<Node> root = new Composer(limits(text), parser(text)).getSingleNode();
            if (root.isEmpty()) {
                return lines.isEmpty() ? List.of() : List.of(new FrontMatter.Entry("", "", text, firstLine));
            }
            if (!(root.get() instanceof MappingNode mapping) || mapping.getFlowStyle() == FlowStyle.FLOW) {
                throw new MalformedFileException(firstLine, "the front matter must be lines of 'field: value'");
            }
            return entries(lines, firstLine, mapping, new Load(limits(text)).loadFromString(text));
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(Mark::getLine).orElse(0);
            throw new MalformedFileException(firstLine + line, "YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            throw new MalformedFileException(firstLine, "YAML: " + e.getMessage());
        } catch (IndexOutOfBoundsException | NumberFormatException | ClassCastException e) {
            // The library's own mistakes concern this file only.
            throw new MalformedFileException(firstLine, "YAML: it cannot be read");
        }
    }

    private static Parser parser(String text) {
        LoadSettings limits = limits(text);
        return new ParserImpl(limits, new StreamReader(limits, text));
    }

    private static LoadSettings limits(String text) {
        return LoadSettings.builder()
                .setLabel("front matter")
                .setAllowDuplicateKeys(false)
                .setAllowRecursiveKeys(false)
                .setMaxAliasesForCollections(MOST_ALIASES)
                .setCodePointLimit(ArticleFile.MAX_HEADER)
                // The reader of 3.0.1 fails where a 4-byte character lies across the end of its buffer: no such end.
                .setBufferSize(Math.max(1_024, text.length() + 2))
                .build();
    }

    /**
     * Events are read without recursion, so that depth can be judged before anything recurses; and aliases be counted
     * before anything grows, also those of long texts, which the library does not count.
     */
    private static void refuseBombs(String text, int firstLine) throws MalformedFileException {
        int depth = 0;
        int aliases = 0;
        for (Parser events = parser(text); events.hasNext(); ) {
            Event event = events.next();
            if (event instanceof CollectionStartEvent) {
                depth++;
            } else if (event instanceof CollectionEndEvent) {
                depth--;
            }
            aliases += event instanceof AliasEvent ? 1 : 0;
            if (depth > MOST_NESTED || aliases > MOST_ALIASES) {
                int line = event.getStartMark().map(Mark::getLine).orElse(0);
                throw new MalformedFileException(
                        firstLine + line,
                        depth > MOST_NESTED
                                ? "nested more than " + MOST_NESTED + " deep"
                                : "more than " + MOST_ALIASES + " aliases");
            }
        }
    }

    private static List<FrontMatter.Entry> entries(
            List<String> lines, int firstLine, MappingNode mapping, Object loaded) throws MalformedFileException {
        List<FrontMatter.Entry> entries = new ArrayList<>();
        List<NodeTuple> tuples = mapping.getValue();
        Map<String, Object> values = byName(loaded);
        int begin = 0;
        for (int i = 0; i < tuples.size(); i++) {
            Node key = tuples.get(i).getKeyNode();
            int line = key.getStartMark().map(Mark::getLine).orElse(0);
            if (i == 0 && line > 0) {
                entries.add(new FrontMatter.Entry("", "", String.join("", lines.subList(0, line)), firstLine));
                begin = line;
            }
            int end = i + 1 < tuples.size()
                    ? tuples.get(i + 1)
                            .getKeyNode()
                            .getStartMark()
                            .map(Mark::getLine)
                            .orElse(lines.size())
                    : lines.size();
            if (!(key instanceof ScalarNode scalar) || end <= begin) {
                throw new MalformedFileException(firstLine + line, "a field must be a name at the start of its line");
            }
            Object value = values.getOrDefault(scalar.getValue(), "");
            entries.add(new FrontMatter.Entry(
                    scalar.getValue(), value, String.join("", lines.subList(begin, end)), firstLine + line));
            begin = end;
        }
        return entries;
    }

    private static Map<String, Object> byName(Object loaded) {
        Map<String, Object> values = new HashMap<>();
        if (loaded instanceof Map<?, ?> map) {
            map.forEach((name, value) -> {
                if (value != null) {
                    values.putIfAbsent(String.valueOf(name), value);
                }
            });
        }
        return values;
    }
}
