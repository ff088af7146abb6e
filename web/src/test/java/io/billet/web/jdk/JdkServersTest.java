package io.billet.web.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What holds for a process as a whole is tried in processes of their own, which show the inside of the JDK's server. */
class JdkServersTest {

    @Test
    void answers_are_sent_without_delay_and_the_properties_are_as_before() throws Exception {
        assertThat(probe("alone"))
                .contains("no delay: true", "kept: 1234", "property: null")
                .doesNotContain("40 ms");
    }

    @Test
    void so_they_are_by_a_second_server() throws Exception {
        assertThat(probe("twice")).contains("no delay: true").doesNotContain("40 ms");
    }

    @Test
    void so_they_are_after_a_first_attempt_found_the_port_taken() throws Exception {
        assertThat(probe("taken")).contains("no delay: true").doesNotContain("40 ms");
    }

    @Test
    void that_it_came_too_late_is_said_each_time() throws Exception {
        assertThat(probe("late"))
                .contains("no delay: false", "property: null", "-Dsun.net.httpserver.nodelay=true")
                .containsPattern("(?s)40 ms.*40 ms");
    }

    @Test
    void what_the_host_has_set_stays() throws Exception {
        assertThat(probe("alone", "-Dsun.net.httpserver.nodelay=false"))
                .contains("no delay: false", "property: false", "kept: 1234")
                .doesNotContain("40 ms");
        assertThat(probe("alone", "-Dsun.net.httpserver.maxIdleConnections=7"))
                .contains("no delay: true", "kept: 7", "property: 7");
        assertThat(probe("alone", "-Dsun.net.httpserver.maxReqTime=60")).contains("no delay: true", "limit: 60");
    }

    @Test
    void clients_that_break_off_are_forgotten() throws Exception {
        assertThat(probe("leak")).contains("connections: 0");
    }

    private static String probe(String mode, String... options) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--add-opens=jdk.httpserver/sun.net.httpserver=ALL-UNNAMED");
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.addAll(List.of(options));
        command.add(JdkServerProbe.class.getName());
        command.add(mode);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return said;
        } finally {
            process.destroyForcibly();
        }
    }
}
