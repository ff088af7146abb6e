package io.billet.spring.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** The hosts of these tests have the libraries of their line of Boot, not those that Billet is built with. */
class HostLibrariesTest {

    private static final Pattern PROPERTY = Pattern.compile("\\$\\{([^}]+)}");

    @Test
    void are_of_the_versions_that_boot_names() throws Exception {
        Map<String, String> libraries = new TreeMap<>();
        Path boot = null;
        for (String entry : System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator))) {
            Path jar = Path.of(entry);
            if (entry.endsWith(".jar") && jar.getNameCount() > 3) {
                String artifact = jar.getParent().getParent().getFileName().toString();
                libraries.put(jar.toString(), artifact);
                boot = artifact.equals("spring-boot") ? jar : boot;
            }
        }
        assertThat(boot).as("Boot in a repository of Maven").isNotNull();
        Path version = boot.getParent().getFileName();
        Path repository = boot.resolve("../../../../../..").normalize();
        Map<String, String> managed =
                managedBy(repository, "org.springframework.boot:spring-boot-dependencies", version.toString());

        Map<String, String> named = new TreeMap<>();
        Map<String, String> present = new TreeMap<>();
        libraries.forEach((file, artifact) -> {
            Path versions = Path.of(file).getParent().getParent();
            String group =
                    repository.relativize(versions.getParent()).toString().replace(File.separatorChar, '.');
            String of = managed.get(group + ":" + artifact);
            if (of != null) {
                named.put(group + ":" + artifact, of);
                present.put(
                        group + ":" + artifact,
                        Path.of(file).getParent().getFileName().toString());
            }
        });
        assertThat(present).isEqualTo(named);
        assertThat(present)
                .containsKeys(
                        "com.h2database:h2",
                        "com.zaxxer:HikariCP",
                        "com.fasterxml.jackson.core:jackson-annotations",
                        "org.slf4j:slf4j-api",
                        "org.springframework:spring-core");
        assertThat(Arrays.asList("tools.jackson.core:jackson-databind", "com.fasterxml.jackson.core:jackson-databind"))
                .anyMatch(present::containsKey);
    }

    /** What a bill of materials says, and those it takes over; the first to name a library counts. */
    private static Map<String, String> managedBy(Path repository, String name, String version) throws Exception {
        String[] of = name.split(":");
        Path file = repository
                .resolve(of[0].replace('.', File.separatorChar))
                .resolve(of[1])
                .resolve(version)
                .resolve(of[1] + "-" + version + ".pom");
        Map<String, String> managed = new HashMap<>();
        if (!Files.exists(file)) {
            return managed;
        }
        Element project = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(file.toFile())
                .getDocumentElement();
        Map<String, String> properties = new HashMap<>(Map.of("project.version", version));
        NodeList values = project.getElementsByTagName("properties").item(0) instanceof Element element
                ? element.getChildNodes()
                : project.getElementsByTagName("none");
        for (int i = 0; i < values.getLength(); i++) {
            properties.put(values.item(i).getNodeName(), values.item(i).getTextContent());
        }
        Map<String, String> taken = new TreeMap<>();
        NodeList dependencies = project.getElementsByTagName("dependency");
        for (int i = 0; i < dependencies.getLength(); i++) {
            Element each = (Element) dependencies.item(i);
            String key = text(each, "groupId", properties) + ":" + text(each, "artifactId", properties);
            boolean isImported = text(each, "scope", properties).equals("import");
            boolean isJar = text(each, "classifier", properties).isEmpty();
            if (isImported) {
                taken.put(key, text(each, "version", properties));
            } else if (isJar) {
                managed.putIfAbsent(key, text(each, "version", properties));
            }
        }
        for (Map.Entry<String, String> each : taken.entrySet()) {
            managedBy(repository, each.getKey(), each.getValue()).forEach(managed::putIfAbsent);
        }
        return managed;
    }

    private static String text(Element element, String name, Map<String, String> properties) {
        Node node = element.getElementsByTagName(name).item(0);
        String text = node == null ? "" : node.getTextContent().strip();
        for (Matcher property = PROPERTY.matcher(text); property.find(); property = PROPERTY.matcher(text)) {
            String value = properties.get(property.group(1));
            if (value == null) {
                return text;
            }
            text = text.replace(property.group(), value);
        }
        return text;
    }
}
