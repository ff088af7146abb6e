package io.billet.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How much a host writes for its blog is counted in the examples, which are run, and said in the README. */
class LinesOfTheHostTest {

    private static final Path PROJECT = Path.of("..");

    @Test
    void in_spring_boot_are_a_dependency_and_three_properties() throws IOException {
        long dependencies = lines("examples/spring-boot/pom.xml")
                .filter(line -> line.matches("<artifactId>billet-(?!parent|example|web-contract).*"))
                .count();
        long properties = lines("examples/spring-boot/src/main/resources/application.properties")
                .filter(line -> line.startsWith("billet."))
                .count();

        assertThat(dependencies).isEqualTo(1);
        assertThat(properties).isLessThanOrEqualTo(3);
        assertThat(row("Spring Boot")).contains("1 dependency, " + properties + " properties, 0 lines of Java");
    }

    @Test
    void in_a_servlet_container_are_five_at_most() throws IOException {
        long lines = between("examples/jetty/src/main/java/io/billet/examples/jetty/JettyMain.java");

        assertThat(lines).isBetween(1L, 5L);
        assertThat(row("Servlet container")).contains(" " + lines + " lines");
    }

    @Test
    void in_javalin_are_five_at_most() throws IOException {
        long lines = between("examples/javalin/src/main/java/io/billet/examples/javalin/JavalinMain.java");

        assertThat(lines).isBetween(1L, 5L);
        assertThat(row("Javalin")).contains(" " + lines + " lines");
    }

    @Test
    void with_the_server_of_the_jdk_are_six_at_most() throws IOException {
        // The README's own code, which the quickstart's tests run as it stands there.
        long lines = lines("README.md")
                .dropWhile(line -> !line.equals("```java"))
                .skip(1)
                .takeWhile(line -> !line.equals("```"))
                .filter(line -> !line.isEmpty() && !line.startsWith("import "))
                .count();

        assertThat(lines).isBetween(1L, 6L);
        assertThat(row("JDK")).contains(" " + lines + " lines");
    }

    private static long between(String file) throws IOException {
        List<String> marked = lines(file)
                .dropWhile(line -> !line.equals("// begin"))
                .skip(1)
                .takeWhile(line -> !line.equals("// end"))
                .filter(line -> !line.isEmpty())
                .toList();
        assertThat(marked).as("between // begin and // end").anyMatch(line -> line.contains("BlogServlet"));
        return marked.size();
    }

    private static String row(String host) throws IOException {
        return lines("README.md")
                .filter(line -> line.startsWith("| " + host))
                .findFirst()
                .orElse("no row for " + host);
    }

    private static Stream<String> lines(String file) throws IOException {
        return Files.readAllLines(PROJECT.resolve(file)).stream().map(String::strip);
    }
}
