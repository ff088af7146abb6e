package io.billet.examples.quickstart;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The quickstart in a JVM of its own, which can be killed. */
final class QuickstartProcess implements AutoCloseable {

    private final Process process;
    private final URI origin;

    private QuickstartProcess(Process process, URI origin) {
        this.process = process;
        this.origin = origin;
    }

    static QuickstartProcess start(Path database) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Dquickstart.port=0");
        command.add("-Dquickstart.database=" + database);
        command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
        command.add("-Dfile.encoding=US-ASCII");
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(Quickstart.class.getName());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        BufferedReader console =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder said = new StringBuilder();
        for (String line = console.readLine(); line != null; line = console.readLine()) {
            said.append(line).append('\n');
            if (line.startsWith("Stored in:")) {
                drain(console);
                String blog = said.substring(said.indexOf("http://"), said.indexOf("/blog/"));
                return new QuickstartProcess(process, URI.create(blog));
            }
        }
        throw new AssertionError("the quickstart did not start:\n" + said);
    }

    /** A child whose output nobody reads stands still when the pipe is full. */
    private static void drain(BufferedReader console) {
        Thread drain = new Thread(() -> console.lines().forEach(line -> System.out.println("[quickstart] " + line)));
        drain.setDaemon(true);
        drain.start();
    }

    URI origin() {
        return origin;
    }

    /** SIGKILL: no shutdown hook runs, nothing is flushed. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new AssertionError("the quickstart survived SIGKILL");
        }
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
