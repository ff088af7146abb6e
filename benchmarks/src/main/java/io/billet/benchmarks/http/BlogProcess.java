package io.billet.benchmarks.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A {@link ServedBlog} in a JVM of its own. */
final class BlogProcess implements AutoCloseable {

    private final Path folder;
    private final Process process;
    private final AtomicInteger outOfMemory = new AtomicInteger();
    private int port;
    private volatile long mostThreads;

    private BlogProcess(Path folder, Process process) {
        this.folder = folder;
        this.process = process;
    }

    static BlogProcess start(String kind, String... options) throws IOException {
        Path folder = Files.createTempDirectory("billet-availability");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(ServedBlog.class.getName());
        command.add(kind);
        command.add(folder.resolve("blog").toString());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        BlogProcess blog = new BlogProcess(folder, process);
        blog.awaitPort();
        return blog;
    }

    private void awaitPort() throws IOException {
        BufferedReader console =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder said = new StringBuilder();
        for (String line = console.readLine(); line != null; line = console.readLine()) {
            if (line.startsWith(ServedBlog.READY)) {
                port = Integer.parseInt(line.substring(ServedBlog.READY.length()));
                inBackground(() -> console.lines().forEach(this::hear));
                inBackground(this::watchThreads);
                return;
            }
            said.append(line).append('\n');
        }
        throw new IOException("the blog did not start:\n" + said);
    }

    private void hear(String line) {
        if (line.contains("OutOfMemoryError")) {
            outOfMemory.incrementAndGet();
        }
        System.err.println("[blog] " + line);
    }

    private void watchThreads() {
        while (process.isAlive()) {
            mostThreads = Math.max(mostThreads, status("Threads"));
            try {
                TimeUnit.MILLISECONDS.sleep(500);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static void inBackground(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return port;
    }

    int outOfMemory() {
        return outOfMemory.get();
    }

    /** Returns what Linux says of the process; 0 elsewhere. */
    private long status(String field) {
        try {
            String status = Files.readString(Path.of("/proc/" + process.pid() + "/status"));
            Matcher value = Pattern.compile(field + ":\\s+([0-9]+)").matcher(status);
            return value.find() ? Long.parseLong(value.group(1)) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    /** Ends it and waits until it has. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                System.err.println("the blog did not end by itself");
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "the blog had at most %d threads and %d MB", mostThreads, status("VmHWM") / 1_024);
    }
}
