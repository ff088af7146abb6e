package io.billet.spring;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Calls the blog once the transaction of the application is committed. Each call of a {@code Blog} commits by itself, in a connection of
 * its own: called in the middle of a transaction it stays done when that is rolled back, and takes a second connection from the pool.
 *
 * <pre>{@code
 * @Transactional
 * void release(Product product) {
 *     products.save(product);
 *     AfterCommit.run(() -> blog.articles().publish(notes.id(), notes.version()));
 * }
 * }</pre>
 */
public final class AfterCommit {

    private AfterCommit() {}

    /**
     * Runs something after the transaction of this thread has been committed, and not at all if it is rolled back; at once if there is no
     * transaction. What it throws reaches the caller of the transaction, which is committed then.
     *
     * @param work what to run
     */
    public static void run(Runnable work) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            work.run();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                work.run();
            }
        });
    }
}
