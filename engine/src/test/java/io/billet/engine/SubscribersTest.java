package io.billet.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.billet.core.Consent;
import io.billet.core.EmailAddress;
import io.billet.core.InvalidValueException;
import io.billet.core.LanguageTag;
import io.billet.core.Reader;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberId;
import io.billet.core.SubscriberState;
import io.billet.engine.spi.MailOutcome;
import io.billet.engine.spi.Mailer;
import io.billet.engine.spi.OutgoingMail;
import io.billet.engine.testing.RecordingMailer;
import io.billet.storage.api.SubscriberQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubscribersTest {

    private static final EmailAddress ZOE = EmailAddress.of("zoe@example.org");

    private final TestBlog test = new TestBlog();
    private final Subscribers subscribers = test.blog.subscribers();

    @AfterEach
    void close() {
        test.close();
    }

    @Nested
    class Confirming {

        @Test
        void a_request_waits_until_its_link_is_confirmed() throws InterruptedException {
            subscribe();
            String token = test.tokenMailedTo(ZOE);
            assertThat(only().state()).isInstanceOf(SubscriberState.Pending.class);

            MemberSession membership = subscribers.confirm(token);

            assertThat(only().state()).isInstanceOf(SubscriberState.Confirmed.class);
            assertThat(only().consent().confirmedAt()).contains(TestBlog.START);
            assertThat(subscribers.reader(membership.session())).isEqualTo(new Reader.Member(only().id(), List.of()));
        }

        @Test
        void looking_at_the_link_changes_nothing_however_often() throws InterruptedException {
            subscribe();
            String token = test.tokenMailedTo(ZOE);
            Subscriber before = only();

            for (int i = 0; i < 5; i++) {
                assertThat(subscribers.awaitingConfirmation(token)).contains(before);
            }

            assertThat(only()).isEqualTo(before);
        }

        @Test
        void a_link_works_once() throws InterruptedException {
            subscribe();
            String token = test.tokenMailedTo(ZOE);
            subscribers.confirm(token);

            assertThatExceptionOfType(InvalidTokenException.class).isThrownBy(() -> subscribers.confirm(token));
        }

        @Test
        void of_a_hundred_who_follow_one_link_at_once_one_is_let_in() throws Exception {
            subscribe();
            assertThat(successes(test.tokenMailedTo(ZOE), subscribers::confirm)).isEqualTo(1);
            test.mailer.await(ZOE, Duration.ofSeconds(10));
            subscribe();
            assertThat(successes(test.tokenMailedTo(ZOE), subscribers::signIn)).isEqualTo(1);
        }

        private long successes(String token, Consumer<String> use) throws Exception {
            int many = 100;
            ExecutorService threads = Executors.newFixedThreadPool(many);
            try {
                CyclicBarrier start = new CyclicBarrier(many);
                List<Callable<Boolean>> tries = Collections.nCopies(many, () -> {
                    start.await();
                    try {
                        use.accept(token);
                        return true;
                    } catch (InvalidTokenException e) {
                        return false;
                    }
                });
                long successes = 0;
                for (Future<Boolean> each : threads.invokeAll(tries)) {
                    successes += each.get() ? 1 : 0;
                }
                return successes;
            } finally {
                threads.shutdownNow();
            }
        }

        @Test
        void no_link_and_no_session_permits_what_another_is_for_however_it_is_changed() throws Exception {
            subscribe();
            String confirm = test.tokenMailedTo(ZOE);
            subscribe();
            String session = subscribers.confirm(test.tokenMailedTo(ZOE)).session();
            String unsubscribe = test.tokenMailedTo(ZOE);
            subscribe();
            String signIn = test.tokenMailedTo(ZOE);
            Map<String, Function<String, Optional<Subscriber>>> doors = Map.of(
                    confirm, subscribers::awaitingConfirmation,
                    session, subscribers::signedIn,
                    unsubscribe, subscribers::awaitingUnsubscription,
                    signIn, subscribers::awaitingSignIn);
            Random random = new Random(14);
            List<String> accepted = new ArrayList<>();

            doors.keySet()
                    .forEach(token -> doors.forEach((own, door) -> {
                        if (!own.equals(token) && door.apply(token).isPresent()) {
                            accepted.add(token);
                        }
                        for (int i = 0; i < 625; i++) {
                            StringBuilder mutated = new StringBuilder(token);
                            mutated.setCharAt(random.nextInt(token.length()), (char) ('!' + random.nextInt(94)));
                            if (!mutated.toString().equals(token)
                                    && door.apply(mutated.toString()).isPresent()) {
                                accepted.add(mutated.toString());
                            }
                        }
                    }));

            assertThat(accepted).isEmpty();
            assertThat(subscribers.signedIn(session)).isPresent();
        }

        @Test
        void confirming_uses_up_all_links_of_a_form_that_was_sent_three_times() throws InterruptedException {
            List<String> tokens = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                subscribe();
                tokens.add(test.tokenMailedTo(ZOE));
            }
            subscribers.confirm(tokens.get(1));

            assertThat(tokens).allSatisfy(token -> {
                assertThat(subscribers.awaitingConfirmation(token)).isEmpty();
                assertThatExceptionOfType(InvalidTokenException.class).isThrownBy(() -> subscribers.confirm(token));
            });
        }

        @Test
        void signing_in_uses_up_all_links_to_sign_in() throws InterruptedException {
            test.member("zoe@example.org");
            List<String> tokens = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                subscribe();
                tokens.add(test.tokenMailedTo(ZOE));
            }
            subscribers.signIn(tokens.get(1));

            assertThat(tokens).allSatisfy(token -> {
                assertThat(subscribers.awaitingSignIn(token)).isEmpty();
                assertThatExceptionOfType(InvalidTokenException.class).isThrownBy(() -> subscribers.signIn(token));
            });
        }

        @Test
        void a_link_to_confirm_is_not_born_after_the_confirmation() throws Exception {
            CountDownLatch first = new CountDownLatch(1);
            CountDownLatch goOn = new CountDownLatch(1);
            RecordingMailer slow = new RecordingMailer();
            Mailer mailer = mail -> {
                slow.send(mail);
                first.countDown();
                awaitQuietly(goOn);
                return MailOutcome.accepted();
            };
            try (TestBlog late = new TestBlog(builder -> builder.mailer(mailer))) {
                SubscribeRequest request = SubscribeRequest.of(ZOE, LanguageTag.FRENCH, "test");
                late.blog.subscribers().subscribe(request);
                assertThat(first.await(10, TimeUnit.SECONDS)).isTrue();
                late.blog.subscribers().subscribe(request);
                String link =
                        slow.await(ZOE, Duration.ofSeconds(10)).orElseThrow().text();
                late.blog.subscribers().confirm(TestBlog.tokenIn(link));
                goOn.countDown();

                String next =
                        slow.await(ZOE, Duration.ofSeconds(10)).orElseThrow().text();
                assertThat(late.blog.subscribers().awaitingConfirmation(TestBlog.tokenIn(next)))
                        .isEmpty();
                assertThat(late.blog.subscribers().awaitingSignIn(TestBlog.tokenIn(next)))
                        .isPresent();
            }
        }

        private static void awaitQuietly(CountDownLatch latch) {
            try {
                latch.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Test
        void a_link_older_than_seven_days_is_refused() throws InterruptedException {
            subscribe();
            String token = test.tokenMailedTo(ZOE);
            test.clock.advance(Duration.ofDays(7));

            assertThat(subscribers.awaitingConfirmation(token)).isEmpty();
            assertThatExceptionOfType(InvalidTokenException.class).isThrownBy(() -> subscribers.confirm(token));
            assertThat(only().state()).isInstanceOf(SubscriberState.Pending.class);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "x", "../../etc/passwd", "ééé", "%00"})
        void a_link_that_was_never_mailed_is_refused(String token) {
            assertThatExceptionOfType(InvalidTokenException.class).isThrownBy(() -> subscribers.confirm(token));
            assertThatExceptionOfType(InvalidTokenException.class)
                    .isThrownBy(() -> subscribers.confirm(token.repeat(100_000)));
        }

        @Test
        void a_link_does_not_serve_another_purpose() throws InterruptedException {
            subscribe();
            String confirm = test.tokenMailedTo(ZOE);

            assertThatExceptionOfType(InvalidTokenException.class).isThrownBy(() -> subscribers.signIn(confirm));
            assertThatExceptionOfType(InvalidTokenException.class).isThrownBy(() -> subscribers.unsubscribe(confirm));
            assertThat(subscribers.reader(confirm)).isEqualTo(Reader.ANONYMOUS);
        }

        @Test
        void the_mail_speaks_the_subscribers_language() throws InterruptedException {
            for (String language : List.of("fr", "de", "es", "en", "fr-CA", "ja")) {
                EmailAddress email = EmailAddress.of(language + "@example.org");
                subscribers.subscribe(SubscribeRequest.of(email, LanguageTag.of(language), "test"));
                String subject = test.mailer
                        .await(email, Duration.ofSeconds(10))
                        .orElseThrow()
                        .subject();
                assertThat(subject)
                        .contains("Le Billet")
                        .startsWith(
                                switch (language) {
                                    case "fr", "fr-CA" -> "Confirmez";
                                    case "de" -> "Bitte";
                                    case "es" -> "Confirme ";
                                    default -> "Please";
                                });
            }
        }
    }

    @Nested
    class Several_requests_for_one_address {

        private final SubscribeRequest first = request(LanguageTag.ENGLISH, "footer", "192.0.2.1", "Browser|1 %7C é");
        private final SubscribeRequest second = request(LanguageTag.FRENCH, "side|bar", "2001:db8::2", "Other");

        private static SubscribeRequest request(LanguageTag language, String form, String address, String agent) {
            return new SubscribeRequest(ZOE, language, form, form + "-1", Optional.of(address), Optional.of(agent));
        }

        private OutgoingMail mailed() throws InterruptedException {
            return test.mailer.await(ZOE, Duration.ofSeconds(10)).orElseThrow();
        }

        private String asked(SubscribeRequest request) throws InterruptedException {
            subscribers.subscribe(request);
            return TestBlog.tokenIn(mailed().text());
        }

        private void assertConfirmed(SubscribeRequest request, Instant askedAt) {
            assertThat(only().consent())
                    .isEqualTo(Consent.asked(request.form(), request.textVersion(), askedAt)
                            .from(request.networkAddress(), request.userAgent())
                            .confirmed(test.clock.instant()));
            assertThat(only().language()).isEqualTo(request.language());
        }

        @Test
        void each_mail_speaks_the_language_of_its_request_and_the_latest_counts_until_one_is_confirmed()
                throws InterruptedException {
            subscribers.subscribe(first);
            assertThat(mailed().subject()).startsWith("Please");
            subscribers.subscribe(second);
            OutgoingMail french = mailed();

            assertThat(french.subject()).startsWith("Confirmez");
            assertThat(only().language()).isEqualTo(LanguageTag.FRENCH);
            subscribers.confirm(TestBlog.tokenIn(french.text()));
            assertThat(only().language()).isEqualTo(LanguageTag.FRENCH);
            assertThat(mailed().subject()).startsWith("Bienvenue");
        }

        @Test
        void evidence_is_that_of_the_request_whose_link_was_followed() throws InterruptedException {
            String token = asked(first);
            test.clock.advance(Duration.ofMinutes(1));
            asked(second);
            assertThat(only().consent().form()).isEqualTo(first.form());
            subscribers.confirm(token);

            assertConfirmed(first, TestBlog.START);
        }

        @Test
        void evidence_may_be_that_of_the_later_one() throws InterruptedException {
            asked(first);
            test.clock.advance(Duration.ofMinutes(1));
            String token = asked(second);
            test.clock.advance(Duration.ofMinutes(1));
            subscribers.confirm(token);

            assertConfirmed(second, TestBlog.START.plusSeconds(60));
        }

        @Test
        void a_first_one_that_can_be_confirmed_no_more_gives_way() throws InterruptedException {
            asked(first);
            test.clock.advance(Duration.ofDays(7));
            asked(second);

            assertThat(only().consent().form()).isEqualTo(second.form());
            assertThat(only().consent().askedAt()).isEqualTo(test.clock.instant());
        }

        @Test
        void whoever_types_the_address_of_a_member_changes_nothing() throws InterruptedException {
            subscribers.confirm(asked(first));
            mailed();
            Subscriber member = only();
            subscribers.subscribe(second);

            assertThat(mailed().subject()).contains("sign-in");
            assertThat(only()).isEqualTo(member);
        }

        @Test
        void whoever_types_the_address_of_one_who_left_changes_nothing_until_they_confirm()
                throws InterruptedException {
            subscribers.confirm(asked(first));
            mailed();
            subscribers.unsubscribe(only().id());
            Subscriber left = only();
            test.clock.advance(Duration.ofDays(1));
            subscribers.subscribe(second);
            OutgoingMail mail = mailed();

            assertThat(mail.subject()).startsWith("Confirmez");
            assertThat(only()).isEqualTo(left);
            subscribers.confirm(TestBlog.tokenIn(mail.text()));
            assertConfirmed(second, test.clock.instant());
        }
    }

    @Nested
    class KnownAndUnknownAddresses {

        @Test
        void a_confirmed_subscriber_who_asks_again_gets_a_link_to_sign_in() throws InterruptedException {
            MemberSession first = test.member("zoe@example.org");
            subscribe();
            MemberSession second = subscribers.signIn(test.tokenMailedTo(ZOE));

            assertThat(second.subscriber().id()).isEqualTo(first.subscriber().id());
            assertThat(second.session()).isNotEqualTo(first.session());
        }

        @Test
        void a_suppressed_address_gets_no_mail() throws InterruptedException {
            SubscriberId id = test.member("zoe@example.org").subscriber().id();
            subscribers.suppress(id, SubscriberState.Reason.COMPLAINED);
            subscribe();

            assertThat(test.mailer.await(ZOE, Duration.ofMillis(300))).isEmpty();
            assertThat(only().state()).isInstanceOf(SubscriberState.Suppressed.class);
        }

        @Test
        void who_waits_for_a_slow_mail_server_is_not_the_one_who_asks() throws InterruptedException {
            CountDownLatch release = new CountDownLatch(1);
            try (TestBlog slow = new TestBlog(builder -> builder.mailer(mail -> {
                awaitQuietly(release);
                return MailOutcome.accepted();
            }))) {
                slow.blog.subscribers().subscribe(SubscribeRequest.of(ZOE, LanguageTag.FRENCH, "test"));
                release.countDown();
            }
        }

        @Test
        void the_address_decides_and_not_its_spelling() throws InterruptedException {
            test.member("zoe@example.org");
            subscribers.subscribe(SubscribeRequest.of(EmailAddress.of("ZOE@Example.ORG"), LanguageTag.FRENCH, "test"));

            assertThat(subscribers
                            .list(SubscriberQuery.all(), PageRequest.first(10))
                            .items())
                    .hasSize(1);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    " ",
                    "zoe",
                    "@example.org",
                    "zoe@",
                    "zoe@example",
                    "zoe@exa mple.org",
                    "zoe@example.org\r\nBcc: x",
                    "zoe\n@example.org",
                    "zoe@example.org\n",
                    "\rzoe@example.org",
                    "a..b@example.org",
                    "\"a b\"@example.org"
                })
        void a_malformed_address_is_refused(String address) {
            assertThatExceptionOfType(InvalidValueException.class)
                    .isThrownBy(() -> EmailAddress.of(address))
                    .satisfies(e -> assertThat(e.object()).isEqualTo("EmailAddress"));
        }
    }

    @Nested
    class Leaving {

        @Test
        void the_link_of_the_welcome_unsubscribes_and_ends_the_sessions() throws InterruptedException {
            subscribe();
            MemberSession membership = subscribers.confirm(test.tokenMailedTo(ZOE));
            String leave = test.tokenMailedTo(ZOE);

            assertThat(subscribers.awaitingUnsubscription(leave)).isPresent();
            assertThat(only().state()).isInstanceOf(SubscriberState.Confirmed.class);
            subscribers.unsubscribe(leave);

            assertThat(only().state()).isEqualTo(new SubscriberState.Unsubscribed(TestBlog.START));
            assertThat(subscribers.reader(membership.session())).isEqualTo(Reader.ANONYMOUS);
            assertThat(subscribers.unsubscribe(leave).state()).isInstanceOf(SubscriberState.Unsubscribed.class);
        }

        @Test
        void the_welcome_lets_a_mail_program_unsubscribe_with_one_click() throws InterruptedException {
            subscribe();
            subscribers.confirm(test.tokenMailedTo(ZOE));
            OutgoingMail welcome =
                    test.mailer.await(ZOE, Duration.ofSeconds(10)).orElseThrow();

            assertThat(welcome.headers())
                    .containsEntry("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")
                    .hasEntrySatisfying(
                            "List-Unsubscribe",
                            header -> assertThat(header)
                                    .matches("<https://example\\.org/blog/newsletter/unsubscribe\\?token=.+>"));
        }

        @Test
        void a_link_to_confirm_that_was_not_used_ends_with_the_subscription() throws InterruptedException {
            subscribe();
            String token = test.tokenMailedTo(ZOE);
            subscribers.unsubscribe(only().id());

            assertThatExceptionOfType(InvalidTokenException.class).isThrownBy(() -> subscribers.confirm(token));
        }

        @Test
        void who_left_may_come_back_by_confirming_anew() throws InterruptedException {
            subscribers.unsubscribe(test.member("zoe@example.org").subscriber().id());
            Subscriber left = only();
            subscribe();
            String token = test.tokenMailedTo(ZOE);
            assertThat(only()).isEqualTo(left);

            assertThat(subscribers.awaitingConfirmation(token)).contains(left);
            subscribers.confirm(token);
            assertThat(only().state()).isInstanceOf(SubscriberState.Confirmed.class);
        }

        @Test
        void a_link_asked_for_before_leaving_again_brings_nobody_back() throws InterruptedException {
            SubscriberId id = test.member("zoe@example.org").subscriber().id();
            subscribers.unsubscribe(id);
            subscribe();
            String token = test.tokenMailedTo(ZOE);
            subscribers.unsubscribe(id);

            assertThat(subscribers.awaitingConfirmation(token)).isEmpty();
            assertThatExceptionOfType(InvalidTokenException.class).isThrownBy(() -> subscribers.confirm(token));
            assertThat(only().state()).isInstanceOf(SubscriberState.Unsubscribed.class);
        }

        @Test
        void erasing_leaves_nothing() throws InterruptedException {
            MemberSession membership = test.member("zoe@example.org");
            subscribers.erase(membership.subscriber().id());

            assertThat(subscribers.find(membership.subscriber().id())).isEmpty();
            assertThat(subscribers.reader(membership.session())).isEqualTo(Reader.ANONYMOUS);
            assertThat(test.storage.subscribers().findByEmail(ZOE)).isEmpty();
        }

        @Test
        void signing_out_ends_one_session() throws InterruptedException {
            MemberSession membership = test.member("zoe@example.org");
            subscribers.signOut(membership.session());

            assertThat(subscribers.reader(membership.session())).isEqualTo(Reader.ANONYMOUS);
            assertThat(only().state()).isInstanceOf(SubscriberState.Confirmed.class);
        }
    }

    private void subscribe() {
        subscribers.subscribe(new SubscribeRequest(
                ZOE, LanguageTag.FRENCH, "test", "1", Optional.of("192.0.2.1"), Optional.of("agent")));
    }

    private Subscriber only() {
        List<Subscriber> all =
                subscribers.list(SubscriberQuery.all(), PageRequest.first(10)).items();
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the request waited for the mail server");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
