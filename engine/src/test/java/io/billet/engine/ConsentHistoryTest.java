package io.billet.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.billet.core.Consent;
import io.billet.core.ConsentRecord;
import io.billet.core.EmailAddress;
import io.billet.core.InvalidValueException;
import io.billet.core.LanguageTag;
import io.billet.core.NotFoundException;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberId;
import io.billet.core.SubscriberState;
import io.billet.storage.api.SubscriberQuery;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What can be proved of a subscriber's consent, and what a stranger who types an address can do to that. */
class ConsentHistoryTest {

    private static final EmailAddress ZOE = EmailAddress.of("zoe@example.org");

    private final TestBlog test = new TestBlog();
    private final Subscribers subscribers = test.blog.subscribers();

    @AfterEach
    void close() {
        test.close();
    }

    private static SubscribeRequest request(int number) {
        return new SubscribeRequest(
                ZOE,
                number % 2 == 0 ? LanguageTag.FRENCH : LanguageTag.GERMAN,
                "form-" + number,
                "2026-11",
                Optional.empty(),
                Optional.of("Agent " + number));
    }

    /** Whether its mail waits or is too much for now: the request is stored. */
    private void typed(SubscribeRequest request) {
        subscribers.subscribe(request);
    }

    private Subscriber zoe() {
        return subscribers
                .list(SubscriberQuery.all(), PageRequest.first(2))
                .items()
                .get(0);
    }

    private List<ConsentRecord> history() {
        return subscribers.history(zoe().id(), PageRequest.first(100)).items();
    }

    @Test
    void tells_what_was_asked_confirmed_ended_and_asked_anew() throws InterruptedException {
        subscribers.subscribe(request(1));
        Subscriber asked = zoe();
        test.clock.advance(Duration.ofHours(1));
        Subscriber confirmed = subscribers.confirm(test.tokenMailedTo(ZOE)).subscriber();
        test.mailer.await(ZOE, Duration.ofSeconds(10));
        test.clock.advance(Duration.ofHours(1));
        Subscriber left = subscribers.unsubscribe(confirmed.id());
        test.clock.advance(Duration.ofHours(1));
        subscribers.subscribe(request(2));
        Subscriber back = subscribers.confirm(test.tokenMailedTo(ZOE)).subscriber();
        Subscriber speaking = subscribers.speak(back.id(), LanguageTag.SPANISH);
        Subscriber suppressed = subscribers.suppress(back.id(), SubscriberState.Reason.COMPLAINED);

        assertThat(history())
                .containsExactly(
                        ConsentRecord.of(asked),
                        ConsentRecord.of(confirmed),
                        ConsentRecord.of(left),
                        ConsentRecord.of(back),
                        ConsentRecord.of(speaking),
                        ConsentRecord.of(suppressed));
        assertThat(back.consent().form()).isEqualTo("form-2");
        Page<ConsentRecord> first = subscribers.history(back.id(), PageRequest.first(4));
        Page<ConsentRecord> rest =
                subscribers.history(back.id(), PageRequest.after(first.next().orElseThrow(), 4));
        assertThat(rest.items()).containsExactlyElementsOf(history().subList(4, 6));
        assertThat(rest.next()).isEmpty();
    }

    @Test
    void grows_by_nothing_when_a_stranger_types_an_address_a_thousand_times() throws InterruptedException {
        subscribers.subscribe(request(0));
        ConsentRecord first = ConsentRecord.of(zoe());
        String token = test.tokenMailedTo(ZOE);
        for (int i = 1; i <= 1_000; i++) {
            test.clock.advance(Duration.ofSeconds(1));
            typed(request(i));
        }
        assertThat(history()).containsExactly(first);

        Subscriber confirmed = subscribers.confirm(token).subscriber();
        assertThat(confirmed.consent().form()).isEqualTo("form-0");
        for (int i = 1; i <= 1_000; i++) {
            typed(request(i));
        }
        assertThat(history()).containsExactly(first, ConsentRecord.of(confirmed));
        assertThat(zoe()).isEqualTo(confirmed);

        Subscriber left = subscribers.unsubscribe(confirmed.id());
        for (int i = 1; i <= 1_000; i++) {
            test.clock.advance(Duration.ofSeconds(1));
            typed(request(i));
        }
        assertThat(history()).containsExactly(first, ConsentRecord.of(confirmed), ConsentRecord.of(left));
    }

    @Test
    void forgets_evidence_by_its_age_and_keeps_the_fact() throws InterruptedException {
        subscribers.subscribe(request(1));
        subscribers.confirm(test.tokenMailedTo(ZOE));
        assertThat(zoe().consent().agent()).contains("Agent 1");

        assertThat(subscribers.forgetEvidence(TestBlog.START)).isZero();
        assertThat(subscribers.forgetEvidence(TestBlog.START.plusSeconds(1))).isEqualTo(3);
        assertThat(zoe().consent().hasEvidence()).isFalse();
        assertThat(history())
                .hasSize(2)
                .extracting(ConsentRecord::consent)
                .noneMatch(Consent::hasEvidence)
                .allMatch(consent -> consent.form().equals("form-1"));
        subscribers.unsubscribe(zoe().id());
        assertThat(history()).hasSize(3);
    }

    @Test
    void goes_with_who_is_erased() throws InterruptedException {
        SubscriberId id = test.member("zoe@example.org").subscriber().id();
        assertThat(subscribers.history(id, PageRequest.first(9)).items()).hasSize(2);
        subscribers.erase(id);
        assertThat(subscribers.history(id, PageRequest.first(9)).items()).isEmpty();
    }

    @Test
    void a_name_and_a_language_can_be_changed_and_the_same_again_writes_nothing() throws InterruptedException {
        SubscriberId id = test.member("zoe@example.org").subscriber().id();
        test.clock.advance(Duration.ofHours(1));
        Subscriber named = subscribers.rename(id, "Zoë");
        Subscriber speaking = subscribers.speak(id, LanguageTag.SPANISH);

        assertThat(named.name()).contains("Zoë");
        assertThat(speaking.language()).isEqualTo(LanguageTag.SPANISH);
        assertThat(speaking.updatedAt()).isEqualTo(TestBlog.START.plus(Duration.ofHours(1)));
        assertThat(subscribers.rename(id, " Zoë ")).isEqualTo(speaking);
        assertThat(subscribers.speak(id, LanguageTag.SPANISH)).isEqualTo(speaking);
        assertThat(subscribers.find(id)).contains(speaking);
        assertThat(subscribers.rename(id, "").name()).isEmpty();
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> subscribers.rename(id, "x".repeat(Subscriber.MAX_NAME + 1)));
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> subscribers.rename(new SubscriberId(UUID.randomUUID()), "Nobody"));
    }
}
