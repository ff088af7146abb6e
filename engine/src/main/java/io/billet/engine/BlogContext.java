package io.billet.engine;

import io.billet.core.IdGenerator;
import io.billet.storage.api.BlogStorage;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What every use case needs of the blog it belongs to. */
record BlogContext(
        Site site,
        BlogUrls urls,
        BlogStorage storage,
        InstantSource clock,
        RandomGenerator random,
        IdGenerator ids,
        Tokens tokens,
        MailQueue mail,
        MailComposer mailComposer,
        Messages messages,
        RenderCache renderCache,
        SpamChecker spamChecker,
        RateLimiter limiter,
        Refusals refusals,
        EqualTime equalTime,
        Listeners listeners) {

    private static final Logger LOG = LoggerFactory.getLogger(Blog.class);
    private static final FailureLog FAILURES = new FailureLog(LOG);

    Instant now() {
        return clock.instant();
    }

    void tell(BlogEvent event) {
        listeners.tell(event);
    }

    FailureLog failures() {
        return FAILURES;
    }

    Logger log() {
        return LOG;
    }
}
