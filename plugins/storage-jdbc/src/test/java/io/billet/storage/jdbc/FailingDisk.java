package io.billet.storage.jdbc;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.concurrent.atomic.AtomicReference;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * A file system of H2's that refuses to let files grow, or to write at all, while it is told to. It runs everywhere, unlike
 * {@link SmallDisk}. Public because H2 makes instances of it.
 */
public final class FailingDisk extends FilePathWrapper {

    private static final AtomicReference<String> FAILURE = new AtomicReference<>("");
    private static final AtomicReference<Boolean> ONLY_GROWTH = new AtomicReference<>(true);

    /** Makes it known to H2, and returns what stands before the path in a URL. */
    static String prefix() {
        FilePath.register(new FailingDisk());
        return "failing:" + H2File.UNINTERRUPTED;
    }

    /** As a full disk does: what is there may be written over. */
    static void refuseToGrow(String message) {
        ONLY_GROWTH.set(true);
        FAILURE.set(message);
    }

    static void refuseToWrite(String message) {
        ONLY_GROWTH.set(false);
        FAILURE.set(message);
    }

    static void work() {
        FAILURE.set("");
    }

    @Override
    public String getScheme() {
        return "failing";
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new FailingFile(getBase().open(mode));
    }

    private static final class FailingFile extends FileBaseDefault {

        private final FileChannel file;

        FailingFile(FileChannel file) {
            this.file = file;
        }

        @Override
        public int write(ByteBuffer octets, long position) throws IOException {
            boolean growing = position + octets.remaining() > file.size();
            if (!FAILURE.get().isEmpty() && (growing || !ONLY_GROWTH.get())) {
                throw new IOException(FAILURE.get());
            }
            return file.write(octets, position);
        }

        @Override
        public int read(ByteBuffer octets, long position) throws IOException {
            return file.read(octets, position);
        }

        @Override
        protected void implTruncate(long size) throws IOException {
            file.truncate(size);
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public void force(boolean metaData) throws IOException {
            file.force(metaData);
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return file.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file.close();
        }
    }
}
