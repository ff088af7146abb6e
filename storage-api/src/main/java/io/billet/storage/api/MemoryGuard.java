package io.billet.storage.api;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * One lock for all stores of an in-memory storage, so that a call that touches two of them (erasing a subscriber and its
 * deliveries) is atomic and nothing can lock in the wrong order.
 */
final class MemoryGuard {

    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean closed;

    <T> T read(Supplier<T> work) {
        return under(lock.readLock(), work);
    }

    <T> T write(Supplier<T> work) {
        return under(lock.writeLock(), work);
    }

    void close() {
        lock.writeLock().lock();
        try {
            closed = true;
        } finally {
            lock.writeLock().unlock();
        }
    }

    private <T> T under(Lock part, Supplier<T> work) {
        part.lock();
        try {
            if (closed) {
                throw new IllegalStateException("this in-memory storage has been closed");
            }
            return work.get();
        } finally {
            part.unlock();
        }
    }
}
