package io.billet.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class ArchitectureTest {

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.billet");

    private static final JavaClasses BROKEN = new ClassFileImporter()
            .withImportOption(new ImportOption.OnlyIncludeTests())
            .withImportOption(location -> location.contains("/broken/"))
            .importPackages("io.billet");

    static Set<String> names() {
        return Rules.all().keySet();
    }

    @Nested
    class Every_rule {

        @ParameterizedTest
        @MethodSource("io.billet.architecture.ArchitectureTest#names")
        void is_kept_by_our_classes(String name) {
            Rules.all().get(name).check(OURS);
        }

        @ParameterizedTest
        @MethodSource("io.billet.architecture.ArchitectureTest#names")
        void notices_the_classes_that_break_it_and_no_others(String name) {
            assertThat(breakers(Rules.all().get(name))).as(name).isEqualTo(EXPECTED.get(name));
        }

        @Test
        void looks_at_the_classes_of_the_modules_that_have_any() {
            assertThat(OURS.contain("io.billet.core.Article")).isTrue();
            assertThat(OURS.contain("io.billet.storage.api.BlogStorage")).isTrue();
            assertThat(OURS.stream().noneMatch(type -> type.getPackageName().endsWith(".broken")))
                    .isTrue();
        }
    }

    /** Which classes under {@code ..broken..} break which rule. */
    private static final Map<String, Set<String>> EXPECTED = Map.ofEntries(
            Map.entry("core depends on nothing of ours", Set.of("core.broken.CoreThatSeesTheEngine")),
            Map.entry("renderer depends on core", Set.of("renderer.broken.RendererThatSeesTheEngine")),
            Map.entry("storage-api depends on core", Set.of("storage.api.broken.ApiThatSeesTheRenderer")),
            Map.entry("storage-tck depends on storage-api", Set.of("storage.tck.broken.KitThatSeesAStore")),
            Map.entry("storage-jdbc depends on storage-api", Set.of("storage.jdbc.broken.StoreThatSeesTheEngine")),
            Map.entry("storage-files depends on storage-api", Set.of("storage.files.broken.FilesThatSeeAnotherStore")),
            Map.entry(
                    "no cycle between packages",
                    Set.of(
                            "web.broken.cycle.one.One",
                            "web.broken.cycle.two.Two",
                            "web.broken.cycle.three.Three",
                            "renderer.broken.Door",
                            "renderer.broken.internal.rooms.RoomThatSeesADoor",
                            "renderer.broken.internal.attic.Attic",
                            "renderer.broken.internal.passage.Passage")),
            Map.entry(
                    "nobody knows the inside of another package",
                    Set.of("web.broken.WebThatReachesInside", "engine.broken.EngineThatSeesTheInsideOfTheRenderer")),
            Map.entry("engine depends on core, renderer and storage-api", Set.of("engine.broken.EngineThatSeesAStore")),
            Map.entry("mail-smtp depends on engine", Set.of("mail.smtp.broken.MailThatSeesTheStore")),
            Map.entry("web does not depend on a store", Set.of("web.broken.WebThatSeesAStore")),
            Map.entry(
                    "the starter depends on web, storage-jdbc and mail-smtp",
                    Set.of("spring.broken.StarterThatSeesTheKit")),
            Map.entry("only the adapters know a server", Set.of("web.broken.PageThatKnowsTheContainer")),
            Map.entry(
                    "stores do not depend on engine",
                    Set.of("storage.api.broken.ApiThatSeesTheRenderer", "storage.jdbc.broken.StoreThatSeesTheEngine")),
            Map.entry(
                    "core needs only jspecify and jackson-annotations",
                    Set.of("core.broken.CoreThatSeesTheEngine", "core.broken.CoreThatNeedsALibrary")),
            Map.entry(
                    "storage-api needs only jspecify and jackson-annotations",
                    Set.of("storage.api.broken.ApiThatSeesTheRenderer", "storage.api.broken.ApiThatNeedsALibrary")),
            Map.entry(
                    "no signature names Flexmark",
                    Set.of(
                            "web.broken.signatures.Parameter",
                            "web.broken.signatures.TypeArgument",
                            "web.broken.signatures.Superclass",
                            "web.broken.signatures.ArrayResult",
                            "web.broken.signatures.TypeBound",
                            "web.broken.signatures.Outer$Nested")),
            Map.entry("no signature names Jdbi", Set.of("web.broken.signatures.ProtectedField")),
            Map.entry("no signature names jte", Set.of("web.broken.signatures.Thrown")),
            Map.entry("no signature names H2", Set.of("web.broken.signatures.RecordComponent")),
            Map.entry("no signature names the OWASP sanitizer", Set.of("web.broken.signatures.Constructor")),
            Map.entry(
                    "public types stand in null-marked packages",
                    Set.of("web.broken.unmarked.InAPackageThatIsNotNullMarked")),
            Map.entry(
                    "names say what a class is",
                    Set.of(
                            "web.broken.names.StringUtil",
                            "web.broken.names.StringUtils",
                            "web.broken.names.PageHelper",
                            "web.broken.names.BlogManager",
                            "web.broken.names.BlogImpl",
                            "web.broken.names.BlogImpl$InnerData")),
            Map.entry(
                    "nothing depends on the machine's clock, charset, locale or zone",
                    Set.of(
                            "web.broken.machine.DefaultCharset",
                            "web.broken.machine.DefaultLocale",
                            "web.broken.machine.DefaultFormat",
                            "web.broken.machine.DefaultZone",
                            "web.broken.machine.SystemTime",
                            "web.broken.machine.InALambda",
                            "web.broken.machine.ByReference")),
            Map.entry("randomness comes from an injected source", Set.of("web.broken.machine.RandomByItself")));

    private static Set<String> breakers(ArchRule rule) {
        EvaluationResult result = rule.evaluate(BROKEN);
        String report = String.join("\n", result.getFailureReport().getDetails());
        return BROKEN.stream()
                .map(type -> type.getName())
                .filter(name -> Stream.of(report.split("\n")).anyMatch(line -> origin(line, name)))
                .map(name -> name.substring("io.billet.".length()))
                .collect(java.util.stream.Collectors.toSet());
    }

    /** A detail names first the class that breaks the rule, then the one it should not know. */
    private static boolean origin(String line, String name) {
        java.util.regex.Matcher first =
                java.util.regex.Pattern.compile("io\\.billet[.\\w$]*").matcher(line);
        return first.find()
                && (first.group().equals(name)
                        || (first.group().startsWith(name + ".")
                                && !BROKEN.contain(first.group().substring(0, name.length() + 1))));
    }

    @Nested
    class The_poms {

        @Test
        void of_core_and_storage_api_name_no_more_than_they_may() throws Exception {
            Path root = Path.of("..");
            assertThat(compileDependencies(root.resolve("core/pom.xml")))
                    .containsExactlyInAnyOrder(
                            "org.jspecify:jspecify", "com.fasterxml.jackson.core:jackson-annotations");
            assertThat(compileDependencies(root.resolve("storage-api/pom.xml")))
                    .isSubsetOf(
                            "io.billet:billet-core",
                            "org.jspecify:jspecify",
                            "com.fasterxml.jackson.core:jackson-annotations");
        }

        @Test
        void would_be_caught_naming_more() throws Exception {
            String pom = """
                    <project><dependencies>
                      <dependency><groupId>a</groupId><artifactId>b</artifactId></dependency>
                      <dependency><groupId>c</groupId><artifactId>d</artifactId><scope>test</scope></dependency>
                      <dependency><groupId>e</groupId><artifactId>f</artifactId><scope>runtime</scope></dependency>
                    </dependencies></project>
                    """;
            assertThat(compileDependencies(new ByteArrayInputStream(pom.getBytes(StandardCharsets.UTF_8))))
                    .containsExactly("a:b", "e:f");
        }

        private static List<String> compileDependencies(Path pom) throws Exception {
            try (InputStream in = Files.newInputStream(pom)) {
                return compileDependencies(in);
            }
        }

        private static List<String> compileDependencies(InputStream pom) throws Exception {
            NodeList dependencies = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(pom)
                    .getElementsByTagName("dependency");
            List<String> names = new ArrayList<>();
            for (int i = 0; i < dependencies.getLength(); i++) {
                Map<String, String> parts = new TreeMap<>();
                NodeList children = dependencies.item(i).getChildNodes();
                for (int j = 0; j < children.getLength(); j++) {
                    if (children.item(j) instanceof Element element) {
                        parts.put(element.getTagName(), element.getTextContent());
                    }
                }
                if (!"test".equals(parts.get("scope"))) {
                    names.add(parts.get("groupId") + ":" + parts.get("artifactId"));
                }
            }
            return names;
        }
    }

    /** A module whose classes nobody imports would pass every rule. */
    @Test
    void every_module_of_the_reactor_with_main_classes_is_looked_at() throws IOException {
        for (String module : List.of(
                "core",
                "renderer",
                "storage-api",
                "storage-tck",
                "engine",
                "web",
                "plugins/mail-smtp",
                "plugins/storage-jdbc",
                "plugins/storage-files",
                "plugins/spring-boot-starter")) {
            Path sources = Path.of("..", module, "src", "main", "java");
            if (Files.isDirectory(sources)) {
                try (Stream<Path> files = Files.walk(sources)) {
                    List<String> types = files.map(
                                    file -> sources.relativize(file).toString())
                            .filter(file -> file.endsWith(".java") && !file.endsWith("-info.java"))
                            .map(file -> file.substring(0, file.length() - ".java".length())
                                    .replace('/', '.')
                                    .replace('\\', '.'))
                            .toList();
                    assertThat(types).as(module).allMatch(OURS::contain);
                }
            }
        }
    }
}
