package io.billet.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends mail behind the reader's back, so that the time of an answer does not tell who is known here. */
final class MailQueue implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(MailQueue.class);
    private static final FailureLog failures = new FailureLog(log);
    private static final int CAPACITY = 1_000;
    private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(10);

    private final Mailer mailer;
    private final ThreadPoolExecutor worker;

    MailQueue(Mailer mailer) {
        this.mailer = mailer;
        worker = new ThreadPoolExecutor(
                1, 1, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(CAPACITY), MailQueue::daemon);
        worker.allowCoreThreadTimeOut(true);
    }

    /**
     * @param mail makes the mail, if there is one to send, in the queue's thread
     * @throws OverloadedException if the queue is full
     */
    void send(Supplier<Optional<OutgoingMail>> mail) {
        try {
            worker.execute(() -> sendNow(mail));
        } catch (RejectedExecutionException e) {
            throw new OverloadedException("mail queue", CAPACITY, e);
        }
    }

    private void sendNow(Supplier<Optional<OutgoingMail>> mail) {
        try {
            mail.get().ifPresent(mailer::send);
        } catch (RuntimeException e) {
            failures.error("Sending a mail", e);
        }
    }

    /** Returns once everything that waits now has had its turn. */
    void await() {
        CountDownLatch done = new CountDownLatch(1);
        worker.execute(done::countDown);
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        worker.shutdown();
        try {
            if (!worker.awaitTermination(PATIENCE_AT_CLOSE.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn(
                        "{} mails were not sent when the blog was closed",
                        worker.shutdownNow().size());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "billet-mail");
        thread.setDaemon(true);
        return thread;
    }
}
