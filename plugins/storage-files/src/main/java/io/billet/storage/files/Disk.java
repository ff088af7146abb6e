package io.billet.storage.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Every call that this plugin makes of a file system; tests let each of them fail. */
interface Disk {

    /**
     * A file as it was met.
     *
     * @param path     absolute
     * @param modified in nanoseconds since 1970
     * @param size     in octets
     * @param key      tells a file that was replaced from the one before
     */
    record Seen(Path path, long modified, long size, String key) {}

    /** Returns the regular files below a folder, symbolic links not followed; hidden folders and files left out. */
    List<Seen> walk(Path folder) throws IOException;

    /** Reads a file whole; one that is longer than the limit fails. */
    byte[] read(Path file, long limit) throws IOException;

    boolean exists(Path file);

    void createFolders(Path folder) throws IOException;

    /** Writes a file, new or in place of what an earlier attempt left there. */
    void write(Path file, byte[] content) throws IOException;

    /** Waits until a file's content is on the disk. */
    void force(Path file) throws IOException;

    /** Waits until what a folder holds is on the disk. */
    void forceFolder(Path folder) throws IOException;

    /** Waits until no other process holds this lock file, and holds it until it is closed. */
    AutoCloseable lock(Path file) throws IOException;

    /** Replaces one file by another in one step. */
    void replace(Path from, Path to) throws IOException;

    void delete(Path file) throws IOException;
}
