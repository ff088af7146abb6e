package io.billet.engine.testing;

import io.billet.core.EmailAddress;
import io.billet.engine.spi.MailOutcome;
import io.billet.engine.spi.Mailer;
import io.billet.engine.spi.OutgoingMail;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A mailer that sends nothing, accepts everything and remembers the last {@value #CAPACITY} mails.
 *
 * <pre>{@code
 * RecordingMailer mailer = new RecordingMailer();
 * Blog blog = Blog.builder().site(site).mailer(mailer).start();
 * blog.subscribers().subscribe(request);
 * OutgoingMail mail = mailer.await(request.email(), Duration.ofSeconds(5)).orElseThrow();
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class RecordingMailer implements Mailer {

    /** How many mails are remembered. */
    public static final int CAPACITY = 1_000;

    private final Deque<OutgoingMail> mails = new ArrayDeque<>();

    @Override
    public synchronized MailOutcome send(OutgoingMail mail) {
        if (mails.size() == CAPACITY) {
            mails.removeFirst();
        }
        mails.addLast(mail);
        notifyAll();
        return MailOutcome.accepted();
    }

    /** Returns the mails, the latest last. */
    public synchronized List<OutgoingMail> mails() {
        return List.copyOf(mails);
    }

    /**
     * Waits for a mail to an address, as the engine sends in the background, and takes it out.
     *
     * @param to      the recipient
     * @param timeout how long to wait at most
     * @return the earliest such mail; empty if none came in time
     * @throws InterruptedException if interrupted while waiting
     */
    public synchronized Optional<OutgoingMail> await(EmailAddress to, Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            Optional<OutgoingMail> mail =
                    mails.stream().filter(each -> each.to().equals(to)).findFirst();
            long millisLeft = (deadline - System.nanoTime()) / 1_000_000;
            if (mail.isPresent() || millisLeft <= 0) {
                mail.ifPresent(mails::remove);
                return mail;
            }
            wait(millisLeft);
        }
    }
}
