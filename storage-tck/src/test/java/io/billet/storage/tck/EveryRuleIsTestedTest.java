package io.billet.storage.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The kit and the javadoc of the stores speak of the same rules. */
class EveryRuleIsTestedTest {

    private static final Path CONTRACT = Path.of("../storage-api/src/main/java/io/billet/storage/api");
    private static final Pattern STATED = Pattern.compile("<b>([A-Z]{3}-\\d\\d)</b>");

    @Test
    void each_rule_of_the_javadoc_has_a_test_and_each_test_a_rule() throws IOException {
        assertThat(testedRules()).containsExactlyElementsOf(statedRules());
    }

    @Test
    void each_rule_is_stated_where_a_failure_sends_its_reader() throws IOException {
        for (String id : statedRules()) {
            Path source = CONTRACT.resolve(new Rule(id, "").statedIn().getSimpleName() + ".java");
            assertThat(Files.readString(source)).as(source + "").contains("<b>" + id + "</b>");
        }
    }

    @Test
    void each_rule_class_is_part_of_the_contract() {
        Set<Class<?>> parts = nested().map(Class::getSuperclass).collect(Collectors.toSet());

        assertThat(parts).hasSize((int) nested().count());
        assertThat(parts).allMatch(StoreRules.class::isAssignableFrom);
    }

    private static Set<String> statedRules() throws IOException {
        Set<String> rules = new TreeSet<>();
        try (Stream<Path> sources = Files.list(CONTRACT)) {
            for (Path source : sources.toList()) {
                STATED.matcher(Files.readString(source)).results().forEach(match -> rules.add(match.group(1)));
            }
        }
        assertThat(rules).as("rules stated in %s", CONTRACT).hasSizeGreaterThan(60);
        return rules;
    }

    private static Set<String> testedRules() {
        return nested().flatMap(part -> methodsOf(part)
                        .flatMap(method -> Rule.of(part, method).stream())
                        .map(Rule::id))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<Class<?>> nested() {
        return Arrays.stream(BlogStorageContract.class.getDeclaredClasses())
                .filter(part -> part.isAnnotationPresent(Nested.class));
    }

    private static Stream<Method> methodsOf(Class<?> part) {
        return Stream.<Class<?>>iterate(part, type -> type != Object.class, Class::getSuperclass)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()));
    }
}
