package io.billet.spring.hosts.full;

import io.billet.web.contract.Browser;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The application in a process of its own, so that nothing of the other one's is left in it. */
final class HostProcess implements AutoCloseable {

    private static final Pattern OURS =
            Pattern.compile(".*/(core|renderer|storage-api|engine|web|plugins/[a-z-]+)/target/.*|.*/billet-.*\\.jar");
    private static final Pattern PORT = Pattern.compile("port=([0-9]+)");
    private static final long MOST_SECONDS = 180;

    private final Process process;
    private final Path console;
    private final Path inventory;

    private HostProcess(Process process, Path console, Path inventory) {
        this.process = process;
        this.console = console;
        this.inventory = inventory;
    }

    /** Starts the application with nothing of ours on its class path. */
    static HostProcess without(Path folder) throws Exception {
        String host = Arrays.stream(System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator)))
                .filter(entry ->
                        !OURS.matcher(entry.replace(File.separatorChar, '/')).matches())
                .collect(Collectors.joining(File.pathSeparator));
        return start(WithoutABlog.class, host, folder.resolve("without"));
    }

    /** Starts it with the starter. */
    static HostProcess with(Path folder, String name, String... properties) throws Exception {
        return start(WithABlog.class, System.getProperty("java.class.path"), folder.resolve(name), properties);
    }

    private static HostProcess start(Class<?> main, String classPath, Path folder, String... properties)
            throws Exception {
        Files.createDirectories(folder);
        Path inventory = folder.resolve("inventory");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // Optimizing takes longer than a short start saves.
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                main.getName(),
                inventory.toString()));
        Arrays.stream(properties).map(property -> "--" + property).forEach(command::add);
        Path console = folder.resolve("console");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(console.toFile())
                .start();
        HostProcess host = new HostProcess(process, console, inventory);
        try {
            host.await();
        } catch (Exception | Error e) {
            host.close();
            throw e;
        }
        return host;
    }

    private void await() throws Exception {
        for (long attempt = 0; attempt < MOST_SECONDS * 20 && process.isAlive(); attempt++) {
            if (Files.exists(inventory)) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw new AssertionError("the application did not start:\n" + console());
    }

    String console() throws IOException {
        return Files.readString(console);
    }

    List<String> inventory() throws IOException {
        return Files.readAllLines(inventory);
    }

    int port() throws IOException {
        Matcher port = PORT.matcher(console());
        if (!port.find()) {
            throw new AssertionError("the application did not say its port:\n" + console());
        }
        return Integer.parseInt(port.group(1));
    }

    Browser browser() throws IOException {
        return Browser.at(port());
    }

    @Override
    public void close() throws Exception {
        process.getOutputStream().close();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
