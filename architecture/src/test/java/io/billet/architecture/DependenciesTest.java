package io.billet.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** Nothing comes into a host that docs/dependencies.md does not name, with its size and a reason. */
class DependenciesTest {

    private static final Path PAGE = Path.of("../docs/dependencies.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| ([^|]*) \\| ([^|]*) \\|");
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    /** Our artifacts and the folders of their modules. */
    private static final Map<String, String> MODULES = new TreeMap<>(Map.of(
            "billet-core", "core",
            "billet-renderer", "renderer",
            "billet-storage-api", "storage-api",
            "billet-storage-tck", "storage-tck",
            "billet-engine", "engine",
            "billet-web", "web",
            "billet-mail-smtp", "plugins/mail-smtp",
            "billet-storage-jdbc", "plugins/storage-jdbc",
            "billet-storage-files", "plugins/storage-files",
            "billet-spring-boot-starter", "plugins/spring-boot-starter"));

    static Set<String> artifacts() {
        return MODULES.keySet();
    }

    @ParameterizedTest
    @MethodSource("artifacts")
    void what_comes_with_an_artifact_is_named(String artifact) throws Exception {
        Map<String, Path> libraries = new TreeMap<>();
        Set<String> ours = new TreeSet<>();
        follow(Path.of("..", MODULES.get(artifact), "pom.xml"), Set.of(), libraries, ours);
        String row = table("## What comes with each artifact").get(artifact);

        assertThat(row).as("a row of its own").isNotNull();
        Set<String> named =
                NAME.matcher(row).results().map(name -> name.group(1)).collect(Collectors.toSet());
        Set<String> brought = new TreeSet<>(libraries.keySet());
        brought.addAll(ours);
        assertThat(named).isEqualTo(brought);
        long size = 0;
        for (Path jar : libraries.values()) {
            size += Files.size(jar);
        }
        assertThat(row).endsWith("| " + kilobytes(size));
    }

    @Test
    void each_library_has_its_size_and_a_reason() throws Exception {
        Map<String, Path> libraries = new TreeMap<>();
        for (String folder : MODULES.values()) {
            follow(Path.of("..", folder, "pom.xml"), Set.of(), libraries, new TreeSet<>());
        }
        Map<String, String> rows = table("## The libraries");

        assertThat(rows.keySet()).isEqualTo(libraries.keySet());
        for (Map.Entry<String, Path> library : libraries.entrySet()) {
            String[] cells = rows.get(library.getKey()).split(" \\| ");
            assertThat(cells[0]).as(library.getKey()).isEqualTo(kilobytes(Files.size(library.getValue())));
            assertThat(cells[1]).as("the reason for " + library.getKey()).isNotBlank();
        }
    }

    @Test
    void all_of_the_bill_of_materials_is_told_of() throws Exception {
        String bom = Files.readString(Path.of("../bom/pom.xml"));
        Matcher managed = Pattern.compile("<artifactId>(billet-(?!bom)[^<]+)</artifactId>")
                .matcher(bom);

        assertThat(managed.results().map(found -> found.group(1))).containsExactlyInAnyOrderElementsOf(artifacts());
    }

    private static String kilobytes(long octets) {
        return String.format(java.util.Locale.ROOT, "%,d", Math.round(octets / 1000.0));
    }

    /** Returns the cells after the first, by the name that stands there. */
    private static Map<String, String> table(String heading) throws IOException {
        String page = Files.readString(PAGE);
        String from = page.substring(page.indexOf(heading) + heading.length());
        int end = from.indexOf("\n## ");
        Map<String, String> rows = new TreeMap<>();
        Matcher row = ROW.matcher(end < 0 ? from : from.substring(0, end));
        while (row.find()) {
            rows.put(row.group(1), row.group(2) + " | " + row.group(3));
        }
        return rows;
    }

    /** Finds what somebody gets who depends on a project: what it needs to run, and that needs, but nothing optional. */
    private static void follow(Path pom, Set<String> excluded, Map<String, Path> libraries, Set<String> ours)
            throws Exception {
        for (Map.Entry<String, Set<String>> each : needed(pom).entrySet()) {
            String artifact = each.getKey();
            Set<String> without = new TreeSet<>(excluded);
            without.addAll(each.getValue());
            if (excluded.contains(artifact)) {
                continue;
            }
            if (MODULES.containsKey(artifact)) {
                if (ours.add(artifact)) {
                    follow(Path.of("..", MODULES.get(artifact), "pom.xml"), without, libraries, ours);
                }
            } else {
                Optional<Path> jar = onTheClassPath(artifact);
                if (jar.isPresent() && libraries.put(artifact, jar.get()) == null) {
                    String name = jar.get().getFileName().toString();
                    follow(jar.get().resolveSibling(name.replaceAll("jar$", "pom")), without, libraries, ours);
                }
            }
        }
    }

    private static Optional<Path> onTheClassPath(String artifact) {
        return Arrays.stream(System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator)))
                .filter(entry -> entry.endsWith(".jar"))
                .map(Path::of)
                .filter(jar -> jar.getNameCount() > 3)
                .filter(jar ->
                        jar.getParent().getParent().getFileName().toString().equals(artifact))
                .findFirst();
    }

    /** Returns artifacts, and of each those that do not come along. */
    private static Map<String, Set<String>> needed(Path pom) {
        Map<String, Set<String>> artifacts = new LinkedHashMap<>();
        try {
            Element project = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(pom.toFile())
                    .getDocumentElement();
            for (Element dependencies : children(project, "dependencies")) {
                for (Element each : children(dependencies, "dependency")) {
                    String scope = text(each, "scope");
                    if ((scope.isEmpty() || scope.equals("compile") || scope.equals("runtime"))
                            && !text(each, "optional").equals("true")) {
                        artifacts.put(text(each, "artifactId"), excluded(each));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException("cannot read " + pom, e);
        }
        return artifacts;
    }

    private static Set<String> excluded(Element dependency) {
        Set<String> artifacts = new TreeSet<>();
        for (Element exclusions : children(dependency, "exclusions")) {
            children(exclusions, "exclusion").forEach(each -> artifacts.add(text(each, "artifactId")));
        }
        return artifacts;
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        NodeList nodes = parent.getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++) {
            Node node = nodes.item(i);
            if (node instanceof Element element && node.getNodeName().equals(name)) {
                found.add(element);
            }
        }
        return found;
    }

    private static String text(Element parent, String name) {
        return children(parent, name).stream()
                .map(Element::getTextContent)
                .map(String::strip)
                .findFirst()
                .orElse("");
    }
}
