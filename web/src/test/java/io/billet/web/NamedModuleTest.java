package io.billet.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host that is a named module has pages and mail, in their words; tried in a process of its own, on the module path. */
class NamedModuleTest {

    static final Pattern FOR_TESTS_ALONE =
            Pattern.compile("test-classes|(junit|apiguardian|opentest4j|assertj|byte-buddy"
                    + "|jsoup|rome|jdom|jqwik|surefire|slf4j-simple|junit-platform"
                    // A host without servlets does not have it.
                    + "|jakarta.servlet-api).*");

    /** What the folders with classes of modules that are not packaged yet are called, by the folder of the module. */
    private static final Pattern OF_A_MODULE = Pattern.compile(".*/([a-z-]+)/target/classes");

    private static final String DESCRIPTOR = """
            module host {
                requires io.billet.web;
                requires io.billet.storage.api;
            }
            """;

    private static final String HOST = """
            package host;

            import io.billet.core.*;
            import io.billet.engine.*;
            import io.billet.engine.testing.RecordingMailer;
            import io.billet.storage.api.InMemoryStorage;
            import io.billet.web.BlogHandler;
            import io.billet.web.http.WebRequest;
            import java.net.URI;
            import java.nio.charset.StandardCharsets;
            import java.time.Duration;

            public final class Host {
                public static void main(String[] arguments) throws Exception {
                    RecordingMailer mailer = new RecordingMailer();
                    Site site = Site.of("Le Billet", URI.create("http://localhost/blog"), LanguageTag.FRENCH);
                    try (Blog blog = Blog.builder().site(site).storage(new InMemoryStorage()).mailer(mailer).start()) {
                        Article article = blog.articles().draft(edit -> edit.title("Bonjour").markdown("**Salut.**"));
                        blog.articles().publish(article.id(), article.version());
                        BlogHandler pages = BlogHandler.of(blog);
                        System.out.println(new String(
                                pages.handle(WebRequest.of("GET", "/bonjour")).body(), StandardCharsets.UTF_8));
                        EmailAddress ana = EmailAddress.of("ana@example.org");
                        blog.subscribers().subscribe(SubscribeRequest.of(ana, LanguageTag.of("de"), "test"));
                        System.out.println(mailer.await(ana, Duration.ofSeconds(30)).orElseThrow().text());
                        System.out.println(Host.class.getModule() + ", " + BlogHandler.class.getModule());
                    }
                }
            }
            """;

    @TempDir
    Path folder;

    @Test
    void pages_and_mail_are_in_the_words_of_their_reader() throws Exception {
        Path modules = Files.createDirectory(folder.resolve("modules"));
        for (Path place : modulePath()) {
            Path name = Objects.requireNonNull(place.getFileName());
            if (Files.isDirectory(place)) {
                pack(place, modules);
            } else {
                Files.copy(place, modules.resolve(name));
            }
        }
        Path source = Files.createDirectories(folder.resolve("source/host"));
        Path descriptor = Files.writeString(folder.resolve("source/module-info.java"), DESCRIPTOR);
        Path host = Files.writeString(source.resolve("Host.java"), HOST);
        Path classes = folder.resolve("classes");
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-p", "" + modules, "-d", "" + classes, "" + descriptor, "" + host);
        assertThat(compiled).isZero();

        String said = run(
                "-Duser.language=es",
                "-Dfile.encoding=UTF-8",
                "-Dstdout.encoding=UTF-8",
                "-p",
                modules + File.pathSeparator + classes,
                "-m",
                "host/host.Host");

        assertThat(said)
                .contains(
                        "<strong>Salut.</strong>",
                        "Lettre d’information",
                        "Zum Bestätigen",
                        "Der Link gilt",
                        "module host, module io.billet.web")
                .doesNotContain("Exception", "Suscri");
    }

    private static List<Path> modulePath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(place -> Files.exists(place)
                        && !FOR_TESTS_ALONE.matcher("" + place.getFileName()).matches())
                .toList();
    }

    /** As the jar will be: an automatic module, or one that says itself what it is. */
    private static void pack(Path classes, Path modules) throws IOException {
        java.util.regex.Matcher module = OF_A_MODULE.matcher(classes.toString().replace('\\', '/'));
        assertThat(module.matches()).as("%s", classes).isTrue();
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes()
                .put(
                        new Attributes.Name("Automatic-Module-Name"),
                        "io.billet." + module.group(1).replace('-', '.'));
        try (JarOutputStream jar = new JarOutputStream(
                        Files.newOutputStream(modules.resolve(module.group(1) + ".jar")), manifest);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(each -> !each.endsWith("META-INF/MANIFEST.MF"))
                    .toList()) {
                jar.putNextEntry(
                        new ZipEntry(classes.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, jar);
                jar.closeEntry();
            }
        }
    }

    private static String run(String... arguments) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        Stream.concat(Stream.of(java), Stream.of(arguments)).toList())
                .redirectErrorStream(true)
                .start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return said;
        } finally {
            process.destroyForcibly();
        }
    }
}
