package io.billet.storage.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** A disk on which one call fails: the one with this number, counted from 1; a write stops half-way. */
final class FailingDisk implements Disk {

    private final Disk disk = new LocalDisk();
    private int failsAt;
    private int calls;

    /** @param call 0 for none */
    void failAt(int call) {
        failsAt = call;
        calls = 0;
    }

    /** Returns whether the call that was to fail has been made. */
    boolean hasFailed() {
        return failsAt > 0 && calls >= failsAt;
    }

    private boolean fails() {
        return ++calls == failsAt;
    }

    private void call() throws IOException {
        if (fails()) {
            throw new IOException("No space left on device");
        }
    }

    @Override
    public List<Seen> walk(Path folder) throws IOException {
        call();
        return disk.walk(folder);
    }

    @Override
    public byte[] read(Path file, long limit) throws IOException {
        call();
        return disk.read(file, limit);
    }

    @Override
    public boolean exists(Path file) {
        return disk.exists(file);
    }

    @Override
    public void createFolders(Path folder) throws IOException {
        call();
        disk.createFolders(folder);
    }

    @Override
    public void write(Path file, byte[] content) throws IOException {
        if (fails()) {
            disk.write(file, Arrays.copyOf(content, content.length / 2));
            throw new IOException("No space left on device");
        }
        disk.write(file, content);
    }

    @Override
    public void force(Path file) throws IOException {
        call();
        disk.force(file);
    }

    @Override
    public void forceFolder(Path folder) throws IOException {
        call();
        disk.forceFolder(folder);
    }

    @Override
    public AutoCloseable lock(Path file) throws IOException {
        call();
        return disk.lock(file);
    }

    @Override
    public void replace(Path from, Path to) throws IOException {
        call();
        disk.replace(from, to);
    }

    @Override
    public void delete(Path file) throws IOException {
        call();
        disk.delete(file);
    }
}
