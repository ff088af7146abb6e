package io.billet.engine;

/**
 * Work that a blog does by itself once it is {@linkplain Blog#start() started}. Each looks for work by itself, after one
 * second first and less and less often up to every 30 seconds as long as there is none; what is written through the same
 * {@link Blog} wakes it at once. Any number of nodes may run the same jobs.
 */
public enum BackgroundJob {
    /** Publishes scheduled articles when their time has come. */
    PUBLISH("publish"),
    /** Sends the mail that waits, and repeats what a {@link io.billet.engine.spi.Mailer} could not send yet. */
    MAIL("mail"),
    /**
     * Makes issues of articles when their time has come, and sends them ({@link Newsletter}). While an issue is being sent it
     * has threads of its own, {@link NewsletterOptions#connections} of them.
     */
    NEWSLETTER("newsletter"),
    /** Clears away links and sessions that have expired, and what is kept for a while only ({@link Retention}). */
    TIDY("tidy");

    private final String label;

    BackgroundJob(String label) {
        this.label = label;
    }

    /** Returns its name in lower case, as threads and logs bear it. */
    @Override
    public String toString() {
        return label;
    }
}
