package io.billet.storage.jdbc;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** A file system of a few megabytes that can be filled and made read-only. Who cannot mount one skips the test, and says so. */
final class SmallDisk implements AutoCloseable {

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /**
     * @param folder is there and empty
     */
    static SmallDisk mountedAt(Path folder, int megabytes) throws IOException, InterruptedException {
        String failure = run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString());
        if (!failure.isEmpty()) {
            System.err.println(
                    "*** SKIPPED: nothing was tested on a small disk, because none can be mounted: " + failure);
        }
        Assumptions.assumeTrue(failure.isEmpty(), failure);
        return new SmallDisk(folder);
    }

    Path folder() {
        return folder;
    }

    void fill() throws IOException {
        byte[] block = new byte[4096];
        try (OutputStream filler = Files.newOutputStream(filler())) {
            while (true) {
                filler.write(block);
            }
        } catch (IOException e) {
            if (Files.getFileStore(folder).getUsableSpace() > 0) {
                throw e;
            }
        }
    }

    void free() throws IOException {
        Files.deleteIfExists(filler());
    }

    void makeReadOnly() throws IOException, InterruptedException {
        String failure = run("mount", "-o", "remount,ro", folder.toString());
        if (!failure.isEmpty()) {
            throw new IOException(failure);
        }
    }

    private Path filler() {
        return folder.resolve("filler");
    }

    @Override
    public void close() throws IOException, InterruptedException {
        String failure = run("umount", folder.toString());
        if (!failure.isEmpty()) {
            // Somebody has a file open in it, which is a mistake; but it must not stay for ever.
            run("umount", "-l", folder.toString());
            throw new IOException(failure);
        }
    }

    /** Returns what went wrong; empty if nothing did. */
    private static String run(String... command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            int exit = process.waitFor();
            return exit == 0 ? "" : said.isEmpty() ? command[0] + " ended with " + exit : said;
        } catch (IOException e) {
            return e.toString();
        }
    }
}
