package io.billet.storage.files;

import io.billet.storage.api.StorageException;
import java.io.IOException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One writer at a time in a folder, be it of this storage, of another in this process, or of another process; and writes
 * that are there as a whole or not at all.
 */
final class FolderAccess {

    private static final Logger LOG = LoggerFactory.getLogger(FolderAccess.class);
    private static final Map<Path, ReadWriteLock> LOCKS = new ConcurrentHashMap<>();
    private static final String LOCK_FILE = ".billet.lock";
    private static final String UNFINISHED = ".billet.tmp";

    private final Path root;
    private final ReadWriteLock lock;
    private final Set<Path> onDisk = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** @param root a real path, so that one folder has one lock */
    FolderAccess(Path root) {
        this.root = root;
        lock = LOCKS.computeIfAbsent(root, path -> new ReentrantReadWriteLock());
    }

    Path root() {
        return root;
    }

    void close() {
        closed = true;
    }

    void requireOpen() {
        if (closed) {
            throw new IllegalStateException("this file storage has been closed");
        }
    }

    <T> T read(Supplier<T> work) {
        lock.readLock().lock();
        try {
            requireOpen();
            return work.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** For looking at the disk again: other processes may write meanwhile, as each file is whole at any moment. */
    <T> T exclusively(Supplier<T> work) {
        lock.writeLock().lock();
        try {
            requireOpen();
            return work.get();
        } finally {
            lock.writeLock().unlock();
        }
    }

    <T> T write(Supplier<T> work) {
        return exclusively(() -> {
            AutoCloseable held = lockAgainstOthers();
            try {
                return work.get();
            } finally {
                release(held);
            }
        });
    }

    private AutoCloseable lockAgainstOthers() {
        try {
            return Disk.lock(root.resolve(LOCK_FILE));
        } catch (IOException e) {
            throw new StorageException("the folder cannot be locked for writing; nothing has been changed", e);
        } catch (OverlappingFileLockException e) {
            throw new StorageException(
                    "the folder is locked by another copy of this class; nothing has been changed", e);
        }
    }

    private static void release(AutoCloseable held) {
        try {
            held.close();
        } catch (Exception e) {
            LOG.warn("the lock file could not be closed", e);
        }
    }

    boolean exists(Path relative) {
        try {
            return Disk.exists(inside(relative));
        } catch (IOException e) {
            throw new StorageException("it is not known whether there is a file " + relative, e);
        }
    }

    /** Writes beside the target, waits for the disk, and puts it in the target's place in one step. */
    void replace(Path target, byte[] content) {
        Path file = inside(target);
        Path folder = Objects.requireNonNull(file.getParent());
        // One name in each folder: what a crash leaves behind is taken away by the next write.
        Path unfinished = folder.resolve(UNFINISHED);
        try {
            createFolder(folder);
            Disk.write(unfinished, content);
            Disk.copyPermissions(file, unfinished);
        } catch (IOException e) {
            removeUnfinished(unfinished);
            throw new StorageException("the file " + target + " cannot be written; it is as it was", e);
        }
        try {
            Disk.replace(unfinished, file);
        } catch (IOException e) {
            // Over a network, a rename may fail that has been done.
            removeUnfinished(unfinished);
            throw new StorageException(
                    "the file " + target + " cannot be put in place; the old or the new one is there", e);
        }
        forceFolder(folder, target);
    }

    /** Each folder's entry in the one above must be on the disk, too, before a file in it can be said to be stored. */
    private void createFolder(Path folder) throws IOException {
        if (folder.equals(root)) {
            return;
        }
        Path above = Objects.requireNonNull(folder.getParent());
        createFolder(above);
        if (Disk.createFolder(folder) || !onDisk.contains(folder)) {
            onDisk.remove(folder);
            Disk.forceFolder(above);
            onDisk.add(folder);
        }
    }

    private void requireNoLinks(Path folder) throws IOException {
        for (Path each = folder; !each.equals(root); each = Objects.requireNonNull(each.getParent())) {
            Disk.requireFolder(each);
        }
    }

    private void removeUnfinished(Path unfinished) {
        try {
            if (Disk.exists(unfinished)) {
                Disk.delete(unfinished);
            }
        } catch (IOException e) {
            LOG.warn("{} is left over; the next write in its folder removes it", root.relativize(unfinished));
        }
    }

    void delete(Path target) {
        Path file = inside(target);
        Path folder = Objects.requireNonNull(file.getParent());
        try {
            requireNoLinks(folder);
            Disk.delete(file);
        } catch (IOException e) {
            throw new StorageException("the file " + target + " cannot be deleted; it is there whole or not at all", e);
        }
        forceFolder(folder, target);
    }

    /** Removes what a write elsewhere has made obsolete; it is only in the way if that fails. */
    void deleteObsolete(Path target) {
        try {
            delete(target);
        } catch (StorageException e) {
            LOG.warn("{} has moved and could not be deleted; it is passed over", target);
        }
    }

    private void forceFolder(Path folder, Path target) {
        try {
            Disk.forceFolder(folder);
        } catch (IOException e) {
            throw new StorageException(
                    "the change of " + target + " had its effect, but may not survive a power failure", e);
        }
    }

    private Path inside(Path relative) {
        Path file = root.resolve(relative).normalize();
        if (!file.startsWith(root) || file.equals(root)) {
            throw new IllegalArgumentException("a path leads out of the storage's folder");
        }
        return file;
    }
}
