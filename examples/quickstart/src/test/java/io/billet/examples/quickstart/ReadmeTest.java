package io.billet.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's code is compiled and run as it stands there. */
class ReadmeTest {

    private static final Path PROJECT = Path.of("").toAbsolutePath().getParent().getParent();

    @TempDir
    private Path folder;

    @Test
    void the_snippet_publishes_an_article_at_the_address_it_says() throws Exception {
        int port = freePort();
        Path console = folder.resolve("console.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        program(port).toString())
                .redirectErrorStream(true)
                .redirectOutput(console.toFile())
                .start();
        try {
            awaitServer(port, process, console);
            Visitor visitor = new Visitor(URI.create("http://localhost:" + port));
            assertThat(visitor.open("/blog/").text()).contains("Le Billet", "Bonjour");
            assertThat(visitor.open("/blog/bonjour").select("em").text()).contains("premier");
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void the_snippet_asks_six_lines_of_the_host_at_most() throws IOException {
        assertThat(snippet().filter(line -> !line.isBlank() && !line.startsWith("import ")))
                .hasSizeLessThanOrEqualTo(6);
    }

    @Test
    void the_readme_is_short_enough_to_be_read() throws IOException {
        assertThat(Files.readAllLines(PROJECT.resolve("README.md"))).hasSizeLessThanOrEqualTo(200);
    }

    /** The snippet as a program: its imports, and the rest in a method. */
    private Path program(int port) throws IOException {
        List<String> lines = snippet()
                .map(line -> line.replace("8080", Integer.toString(port)))
                .toList();
        return Files.writeString(
                folder.resolve("Readme.java"),
                String.join(
                                "\n",
                                lines.stream()
                                        .filter(line -> line.startsWith("import "))
                                        .toList())
                        + "\nclass Readme { public static void main(String[] none) throws Exception {\n"
                        + String.join(
                                "\n",
                                lines.stream()
                                        .filter(line -> !line.startsWith("import "))
                                        .toList())
                        + "\n}}\n");
    }

    private static Stream<String> snippet() throws IOException {
        String readme = Files.readString(PROJECT.resolve("README.md"));
        int begin = readme.indexOf("```java\n") + "```java\n".length();
        return readme.substring(begin, readme.indexOf("```", begin)).lines();
    }

    private static void awaitServer(int port, Process process, Path console) throws Exception {
        for (int attempt = 0; attempt < 600 && process.isAlive(); attempt++) {
            try {
                new Visitor(URI.create("http://localhost:" + port)).get("/blog/");
                return;
            } catch (IOException e) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
        throw new AssertionError("the README's program did not serve:\n" + Files.readString(console));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
