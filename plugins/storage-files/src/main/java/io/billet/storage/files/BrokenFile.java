package io.billet.storage.files;

import java.nio.file.Path;

/**
 * A file that cannot be read as an article, tag or author, and is left out until somebody mends it; or one whose article
 * nobody reads until then. The others are not concerned.
 *
 * <p>Immutable and thread-safe.
 *
 * @param path   relative to the storage's folder
 * @param line   where the fault is, from 1; 1 where it concerns the file as a whole
 * @param reason what is wrong
 */
public record BrokenFile(Path path, int line, String reason) {

    /** Returns {@code path:line: reason}, as compilers print it. */
    @Override
    public String toString() {
        return path + ":" + line + ": " + reason;
    }
}
