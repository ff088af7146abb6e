package io.billet.storage.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** A channel of a {@link FaultyFileSystem}. */
final class FaultyChannel extends FileChannel {

    private final FileChannel real;
    private final Faults faults;

    FaultyChannel(FileChannel real, Faults faults) {
        this.real = real;
        this.faults = faults;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return faults.call("read", () -> real.read(target));
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
        return faults.call("read", () -> real.read(targets, offset, length));
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        return faults.call("write", () -> real.write(source), () -> {
            ByteBuffer half = source.slice(source.position(), source.remaining() / 2);
            while (half.hasRemaining()) {
                real.write(half);
            }
        });
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
        return faults.call("write", () -> real.write(sources, offset, length));
    }

    @Override
    public long position() throws IOException {
        return faults.call("position", real::position);
    }

    @Override
    public FileChannel position(long position) throws IOException {
        faults.call("position", () -> real.position(position));
        return this;
    }

    @Override
    public long size() throws IOException {
        return faults.call("size", real::size);
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        faults.call("truncate", () -> real.truncate(size));
        return this;
    }

    @Override
    public void force(boolean metaData) throws IOException {
        faults.call("force", () -> {
            real.force(metaData);
            return real;
        });
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
        return faults.call("transferTo", () -> real.transferTo(position, count, target));
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) throws IOException {
        return faults.call("transferFrom", () -> real.transferFrom(source, position, count));
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        return faults.call("read", () -> real.read(target, position));
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
        return faults.call("write", () -> real.write(source, position));
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) throws IOException {
        return faults.call("lock", () -> real.lock(position, size, shared));
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
        return faults.call("tryLock", () -> real.tryLock(position, size, shared));
    }

    /** Closes in any case, as the system does, whatever it then says. */
    @Override
    protected void implCloseChannel() throws IOException {
        try {
            faults.call("close", () -> real);
        } finally {
            real.close();
        }
    }
}
