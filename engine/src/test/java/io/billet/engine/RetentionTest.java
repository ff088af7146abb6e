package io.billet.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.billet.core.Consent;
import io.billet.core.EmailAddress;
import io.billet.core.IdGenerator;
import io.billet.core.LanguageTag;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberId;
import io.billet.engine.testing.ManualJobRunner;
import io.billet.engine.testing.RecordingMailer;
import io.billet.engine.testing.SettableClock;
import io.billet.storage.api.InMemoryStorage;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is kept for a while only. */
class RetentionTest {

    private static final EmailAddress ZOE = EmailAddress.of("zoe@example.org");
    private static final Instant START = Instant.parse("2026-11-22T08:00:00Z");

    private final SettableClock clock = SettableClock.at(START);
    private final ManualJobRunner runner = ManualJobRunner.of(clock);
    private final InMemoryStorage storage = new InMemoryStorage();
    private final Blog blog = Blog.builder()
            .site(Site.of("Le Billet", URI.create("https://example.org/blog"), LanguageTag.FRENCH))
            .storage(storage)
            .mailer(new RecordingMailer())
            .clock(clock)
            .jobRunner(runner)
            .retention(Retention.of(Duration.ofDays(90), Duration.ofDays(30)))
            .build()
            .start(BackgroundJob.TIDY);

    @AfterEach
    void close() {
        blog.close();
        storage.close();
    }

    private void ask() {
        blog.subscribers()
                .subscribe(new SubscribeRequest(
                        ZOE, LanguageTag.FRENCH, "page", "2026-11", Optional.of("203.0.113.81"), Optional.of("agent")));
    }

    private Optional<Subscriber> zoe() {
        return storage.subscribers().findByEmail(ZOE);
    }

    @Test
    void who_has_never_confirmed_is_removed_after_a_month() {
        ask();
        runner.advance(Duration.ofDays(29));
        assertThat(zoe()).isPresent();

        runner.advance(Duration.ofDays(1).plusHours(2));

        assertThat(zoe()).isEmpty();
    }

    @Test
    void who_asks_again_is_kept_a_month_longer() {
        ask();
        runner.advance(Duration.ofDays(20));
        ask();
        runner.advance(Duration.ofDays(20));
        assertThat(zoe()).isPresent();

        runner.advance(Duration.ofDays(11));

        assertThat(zoe()).isEmpty();
    }

    @Test
    void of_a_members_consent_the_fact_stays_and_address_and_agent_go() {
        Consent consent = Consent.asked("page", "2026-11", START)
                .from(Optional.of("203.0.113.81"), Optional.of("agent"))
                .confirmed(START);
        SubscriberId id = new SubscriberId(new IdGenerator(clock, new Random(14)).next());
        Subscriber asked = Subscriber.request(
                id,
                ZOE,
                LanguageTag.FRENCH,
                Consent.asked("page", "2026-11", START).from(Optional.of("203.0.113.81"), Optional.of("agent")),
                START);
        storage.subscribers().update(storage.subscribers().create(asked).confirm(START));
        runner.advance(Duration.ofDays(89));
        assertThat(zoe().orElseThrow().consent()).isEqualTo(consent);

        runner.advance(Duration.ofDays(2));

        assertThat(zoe().orElseThrow().consent()).isEqualTo(consent.withoutEvidence());
        assertThat(blog.subscribers().history(id, PageRequest.first(10)).items())
                .allSatisfy(row -> assertThat(row.consent().address()).isEmpty());
    }

    @Test
    void times_that_cannot_be_kept_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Retention.of(Duration.ofDays(-1), Duration.ofDays(30)));
        assertThatIllegalArgumentException().isThrownBy(() -> Retention.of(Duration.ZERO, Duration.ofDays(7)));
        assertThat(Retention.unlimited().evidence()).isEmpty();
    }
}
