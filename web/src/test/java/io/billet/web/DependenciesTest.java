package io.billet.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nothing comes into a host that docs/dependencies.md does not name. */
class DependenciesTest {

    private static final Pattern JAR = Pattern.compile("(.+?)-[0-9][^/]*\\.jar");
    private static final Pattern NAMED = Pattern.compile("(?m)^\\| `([a-z0-9-]+)` \\| [0-9,]+ \\|");

    @Test
    void what_a_host_gets_with_the_pages_is_named() throws IOException {
        String all = Files.readString(Path.of("../docs/dependencies.md"));
        String ofWeb = all.substring(all.indexOf("## With `billet-web`"), all.indexOf("With `billet-renderer` alone"));
        Set<String> named = new TreeSet<>();
        Matcher row = NAMED.matcher(ofWeb);
        while (row.find()) {
            named.add(row.group(1));
        }

        assertThat(named).isEqualTo(brought());
    }

    private static Set<String> brought() {
        Set<String> names = new TreeSet<>();
        Stream.of(System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator)))
                .map(entry -> Path.of(entry).getFileName().toString())
                .filter(name -> !NamedModuleTest.FOR_TESTS_ALONE.matcher(name).matches() && !name.startsWith("billet-"))
                .map(JAR::matcher)
                .filter(Matcher::matches)
                .forEach(jar -> names.add(jar.group(1)));
        return names;
    }
}
