package io.billet.storage.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Every call that this plugin makes of a file system: that of the path it was given. */
final class Disk {

    /**
     * A file as it was met.
     *
     * @param path     absolute
     * @param modified in nanoseconds since 1970
     * @param changed  when content or attributes were last changed, where the system tells, which nobody can set back
     * @param size     in octets
     * @param key      tells a file that was replaced from the one before
     */
    record Seen(Path path, long modified, long changed, long size, String key) {

        /** Returns whether another change might show the same time, as clocks of file systems tick slowly. */
        boolean isFresh(Instant now) {
            return Duration.between(Instant.EPOCH.plusNanos(changed), now).abs().compareTo(SLOWEST_TICK) < 0;
        }
    }

    private static final Duration SLOWEST_TICK = Duration.ofSeconds(2);
    private static final int MOST_FOLDERS_DEEP = 16;
    private static final int MOST_FILES = 100_000;

    private Disk() {}

    static Instant now() {
        return Clock.systemUTC().instant();
    }

    /** Returns the regular files below a folder, symbolic links not followed; hidden folders and files left out. */
    static List<Seen> walk(Path folder) throws IOException {
        List<Seen> seen = new ArrayList<>();
        boolean tellsChange = tells(folder, "unix");
        Files.walkFileTree(folder, EnumSet.noneOf(FileVisitOption.class), MOST_FOLDERS_DEEP, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path entered, BasicFileAttributes attributes) {
                return !entered.equals(folder) && isHidden(entered)
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile() && !isHidden(file)) {
                    if (seen.size() == MOST_FILES) {
                        throw new IOException("more than " + MOST_FILES + " files");
                    }
                    try {
                        seen.add(seen(file, attributes, tellsChange));
                    } catch (NoSuchFileException e) {
                        // Somebody has just removed it.
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException && !file.equals(folder)) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
        Collections.sort(seen, (a, b) -> a.path().compareTo(b.path()));
        return seen;
    }

    private static Seen seen(Path file, BasicFileAttributes attributes, boolean tellsChange) throws IOException {
        long modified = attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
        Object changed = tellsChange ? Files.getAttribute(file, "unix:ctime", LinkOption.NOFOLLOW_LINKS) : "";
        return new Seen(
                file,
                modified,
                changed instanceof FileTime time ? time.to(TimeUnit.NANOSECONDS) : modified,
                attributes.size(),
                String.valueOf(attributes.fileKey()));
    }

    private static boolean tells(Path path, String view) {
        return path.getFileSystem().supportedFileAttributeViews().contains(view);
    }

    private static boolean isHidden(Path path) {
        return Objects.requireNonNull(path.getFileName()).toString().startsWith(".");
    }

    /** Reads a file whole, by a stream: a channel would fail under an interrupted thread; a longer file fails. */
    static byte[] read(Path file, int limit) throws IOException {
        try (InputStream content = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] octets = content.readNBytes(limit + 1);
            if (octets.length > limit) {
                throw new IOException("the file is longer than " + limit + " octets");
            }
            return octets;
        }
    }

    /** As {@link Files#exists}, which however takes any failure for an absence. */
    static boolean exists(Path file) throws IOException {
        try {
            Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Makes a folder and those above it, and waits until they are on the disk. */
    static void createFolders(Path folder) throws IOException {
        Path above = folder.toAbsolutePath().getParent();
        if (above == null || Files.isDirectory(folder)) {
            return;
        }
        createFolders(above);
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
        forceFolder(above);
    }

    /**
     * Makes a folder if there is none. A link in its place is refused, as it might lead anywhere.
     *
     * @return whether there was none
     */
    static boolean createFolder(Path folder) throws IOException {
        try {
            requireFolder(folder);
            return false;
        } catch (NoSuchFileException e) {
            Files.createDirectory(folder);
            return true;
        }
    }

    static void requireFolder(Path folder) throws IOException {
        if (!Files.readAttributes(folder, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .isDirectory()) {
            throw new NotDirectoryException(String.valueOf(folder.getFileName()));
        }
    }

    /** Writes a new file, in place of what an earlier attempt left there, and waits until it is on the disk. */
    static void write(Path file, byte[] content) throws IOException {
        Files.deleteIfExists(file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }

    /** Lets one file be read and written by whom another may be, where there is another and the system has such rules. */
    static void copyPermissions(Path from, Path to) throws IOException {
        if (tells(from, "posix") && exists(from)) {
            var permissions = Files.getPosixFilePermissions(from, LinkOption.NOFOLLOW_LINKS);
            if (!permissions.equals(Files.getPosixFilePermissions(to, LinkOption.NOFOLLOW_LINKS))) {
                Files.setAttribute(to, "posix:permissions", permissions, LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    /** Waits until what a folder holds is on the disk. */
    static void forceFolder(Path folder) throws IOException {
        if (System.getProperty("os.name", "").startsWith("Windows")) {
            // A folder cannot be opened there; NTFS journals its entries itself.
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Waits until no other process holds this lock file, and holds it until it is closed. */
    static AutoCloseable lock(Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE, LinkOption.NOFOLLOW_LINKS);
        try {
            channel.lock();
            return channel;
        } catch (IOException | RuntimeException e) {
            try {
                channel.close();
            } catch (IOException alsoFailed) {
                e.addSuppressed(alsoFailed);
            }
            throw e;
        }
    }

    /** Replaces one file by another in one step. */
    static void replace(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static void delete(Path file) throws IOException {
        Files.delete(file);
    }
}
