package io.billet.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.EmailAddress;
import io.billet.core.LanguageTag;
import io.billet.engine.spi.MailOutcome;
import io.billet.engine.spi.Mailer;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is seen of mail in applications that have set no mailer; each in a process of its own, as SLF4J is bound once. */
class MailWithoutAMailerTest {

    private static final String CLASS_PATH =
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

    @Test
    void it_is_written_to_the_log() throws Exception {
        assertThat(run(CLASS_PATH, List.of("-Dorg.slf4j.simpleLogger.defaultLogLevel=info"), "logging", "logging"))
                .contains("https://example.org/blog/newsletter/confirm?token=")
                .doesNotContain("Billet:");
    }

    @Test
    void without_a_provider_of_slf4j_one_line_says_that_it_is_lost() throws Exception {
        String said = run(withoutProvider(), List.of(), "logging", "logging");

        assertThat(said).containsOnlyOnce("Billet: no mailer is set").contains("slf4j-simple");
        assertThat(said).doesNotContain("token=");
    }

    @Test
    void who_has_set_a_mailer_is_told_nothing() throws Exception {
        assertThat(run(withoutProvider(), List.of(), "own")).doesNotContain("Billet:");
    }

    @Test
    void a_log_that_hides_it_says_that_something_was_not_sent() throws Exception {
        for (String level : List.of("warn", "error", "off")) {
            String said = run(CLASS_PATH, List.of("-Dorg.slf4j.simpleLogger.defaultLogLevel=" + level), "logging");

            assertThat(said.contains("a mail was not sent")).as(level).isEqualTo(level.equals("warn"));
            assertThat(said).doesNotContain("token=", "Billet:");
        }
    }

    private static String withoutProvider() {
        String without = Stream.of(CLASS_PATH.split(File.pathSeparator))
                .filter(each -> !each.contains("slf4j-simple"))
                .collect(Collectors.joining(File.pathSeparator));
        assertThat(without).contains("slf4j-api").isNotEqualTo(CLASS_PATH);
        return without;
    }

    private static String run(String classPath, List<String> options, String... blogs)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1"));
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, Application.class.getName()));
        command.addAll(List.of(blogs));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    /** An application with one blog for each argument: with a mailer of its {@code own}, or {@code logging}. */
    static final class Application {

        private Application() {}

        public static void main(String[] blogs) {
            for (String mailer : blogs) {
                Blog.Builder builder = Blog.builder()
                        .site(Site.of("Le Billet", URI.create("https://example.org/blog"), LanguageTag.FRENCH));
                Mailer own = mail -> MailOutcome.accepted();
                try (Blog blog = (mailer.equals("own") ? builder.mailer(own) : builder).start()) {
                    blog.subscribers()
                            .subscribe(SubscribeRequest.of(
                                    EmailAddress.of("zoe@example.org"), LanguageTag.FRENCH, "test"));
                    blog.awaitMail();
                }
            }
        }
    }
}
