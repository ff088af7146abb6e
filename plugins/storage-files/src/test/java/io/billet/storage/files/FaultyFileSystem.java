package io.billet.storage.files;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The file system of this machine, of which every call that reaches the disk may fail: each of the provider, of the channels
 * it opens and of the folders it lists.
 */
final class FaultyFileSystem extends FileSystem {

    private final FileSystem real;
    private final Faults faults;
    private final FileSystemProvider provider;
    private Optional<FileTime> stoppedAt = Optional.empty();

    FaultyFileSystem(FileSystem real, Faults faults) {
        this.real = real;
        this.faults = faults;
        provider = new Provider();
    }

    /** Shows one and the same time for whatever happens. */
    void stopClock(FileTime time) {
        stoppedAt = Optional.of(time);
    }

    Path path(Path realPath) {
        return new FaultyPath(this, realPath);
    }

    private static Path real(Path path) {
        return path instanceof FaultyPath faulty ? faulty.real() : path;
    }

    @Override
    public FileSystemProvider provider() {
        return provider;
    }

    @Override
    public void close() {}

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public boolean isReadOnly() {
        return false;
    }

    @Override
    public String getSeparator() {
        return real.getSeparator();
    }

    @Override
    public Iterable<Path> getRootDirectories() {
        List<Path> roots = new ArrayList<>();
        real.getRootDirectories().forEach(root -> roots.add(path(root)));
        return roots;
    }

    @Override
    public Iterable<FileStore> getFileStores() {
        return real.getFileStores();
    }

    @Override
    public Set<String> supportedFileAttributeViews() {
        return real.supportedFileAttributeViews();
    }

    @Override
    public Path getPath(String first, String... more) {
        return path(real.getPath(first, more));
    }

    @Override
    public PathMatcher getPathMatcher(String pattern) {
        return path -> real.getPathMatcher(pattern).matches(real(path));
    }

    @Override
    public UserPrincipalLookupService getUserPrincipalLookupService() {
        throw new UnsupportedOperationException();
    }

    @Override
    public WatchService newWatchService() {
        throw new UnsupportedOperationException();
    }

    private final class Provider extends FileSystemProvider {

        private final FileSystemProvider disk = real.provider();

        @Override
        public String getScheme() {
            return "faulty";
        }

        @Override
        public FileSystem newFileSystem(URI uri, Map<String, ?> settings) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileSystem getFileSystem(URI uri) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Path getPath(URI uri) {
            throw new UnsupportedOperationException();
        }

        @Override
        public SeekableByteChannel newByteChannel(
                Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
            return newFileChannel(path, options, attributes);
        }

        @Override
        public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
                throws IOException {
            return new FaultyChannel(
                    faults.call("open", () -> disk.newFileChannel(real(path), options, attributes)), faults);
        }

        @Override
        public DirectoryStream<Path> newDirectoryStream(Path folder, DirectoryStream.Filter<? super Path> filter)
                throws IOException {
            DirectoryStream<Path> entries = faults.call(
                    "newDirectoryStream",
                    () -> disk.newDirectoryStream(real(folder), path -> filter.accept(path(path))));
            return new FaultyEntries(entries);
        }

        @Override
        public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
            faults.call("createDirectory", () -> {
                disk.createDirectory(real(folder), attributes);
                return folder;
            });
        }

        @Override
        public void delete(Path path) throws IOException {
            faults.call("delete", () -> {
                disk.delete(real(path));
                return path;
            });
        }

        @Override
        public void copy(Path source, Path target, CopyOption... options) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void move(Path source, Path target, CopyOption... options) throws IOException {
            faults.call("move", () -> {
                disk.move(real(source), real(target), options);
                return target;
            });
        }

        @Override
        public boolean isSameFile(Path one, Path other) throws IOException {
            return faults.call("isSameFile", () -> disk.isSameFile(real(one), real(other)));
        }

        @Override
        public boolean isHidden(Path path) throws IOException {
            return faults.call("isHidden", () -> disk.isHidden(real(path)));
        }

        @Override
        public FileStore getFileStore(Path path) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void checkAccess(Path path, AccessMode... modes) throws IOException {
            faults.call("checkAccess", () -> {
                disk.checkAccess(real(path), modes);
                return path;
            });
        }

        @Override
        public <V extends FileAttributeView> V getFileAttributeView(Path path, Class<V> type, LinkOption... options) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
                throws IOException {
            A attributes = faults.call("readAttributes", () -> disk.readAttributes(real(path), type, options));
            return type == BasicFileAttributes.class && stoppedAt.isPresent()
                    ? type.cast(new StoppedClock(attributes, stoppedAt.get()))
                    : attributes;
        }

        @Override
        public Map<String, Object> readAttributes(Path path, String names, LinkOption... options) throws IOException {
            Map<String, Object> attributes =
                    faults.call("readAttributes", () -> disk.readAttributes(real(path), names, options));
            return names.equals("unix:ctime") && stoppedAt.isPresent() ? Map.of("ctime", stoppedAt.get()) : attributes;
        }

        @Override
        public void setAttribute(Path path, String name, Object value, LinkOption... options) throws IOException {
            faults.call("setAttribute", () -> {
                disk.setAttribute(real(path), name, value, options);
                return path;
            });
        }
    }

    /** A folder that fails to be listed or closed. */
    private final class FaultyEntries implements DirectoryStream<Path> {

        private final DirectoryStream<Path> entries;

        private FaultyEntries(DirectoryStream<Path> entries) {
            this.entries = entries;
        }

        @Override
        public Iterator<Path> iterator() {
            Iterator<Path> real = entries.iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return ask("hasNext", real::hasNext);
                }

                @Override
                public Path next() {
                    return ask("next", () -> path(real.next()));
                }
            };
        }

        private <T> T ask(String name, Faults.Call<T> call) {
            try {
                return faults.call(name, call);
            } catch (IOException e) {
                throw new DirectoryIteratorException(e);
            }
        }

        @Override
        public void close() throws IOException {
            try {
                faults.call("closeFolder", () -> entries);
            } finally {
                entries.close();
            }
        }
    }
}
