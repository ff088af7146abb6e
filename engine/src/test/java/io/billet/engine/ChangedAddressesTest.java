package io.billet.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.billet.core.ConsentRecord;
import io.billet.core.EmailAddress;
import io.billet.core.LanguageTag;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberState;
import io.billet.engine.spi.OutgoingMail;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A member who takes their subscription to another address. */
class ChangedAddressesTest {

    private static final EmailAddress OLD = EmailAddress.of("zoe@example.org");
    private static final EmailAddress NEW = EmailAddress.of("zoe@example.net");

    private final TestBlog test = new TestBlog(
            builder -> builder.acceptsAddress(address -> !address.domain().equals("throw-away.example")));
    private final Subscribers subscribers = test.blog.subscribers();

    @AfterEach
    void close() {
        test.close();
    }

    private String requested(Subscriber zoe, EmailAddress address) throws InterruptedException {
        subscribers.requestMove(zoe.id(), address);
        return test.tokenMailedTo(address);
    }

    @Nested
    class a_new_address {

        @Test
        void counts_once_the_link_that_was_mailed_to_it_is_followed() throws InterruptedException {
            MemberSession session = test.member(OLD.value());
            String token = requested(session.subscriber(), NEW);

            assertThat(subscribers.awaitingMove(token)).contains(session.subscriber());
            assertThat(subscribers.find(session.subscriber().id()).orElseThrow().email())
                    .isEqualTo(OLD);

            assertThat(subscribers.move(token).email()).isEqualTo(NEW);
            assertThat(subscribers.signedIn(session.session()).orElseThrow().email())
                    .isEqualTo(NEW);
            List<ConsentRecord> history = subscribers
                    .history(session.subscriber().id(), PageRequest.first(10))
                    .items();
            assertThat(history.get(history.size() - 1).email()).isEqualTo(NEW);
            assertThat(history).extracting(ConsentRecord::email).contains(OLD);
        }

        @Test
        void is_told_to_the_old_one_which_it_does_not_learn() throws InterruptedException {
            String token = requested(test.member(OLD.value()).subscriber(), NEW);
            subscribers.move(token);

            OutgoingMail told = test.mailer.await(OLD, Duration.ofSeconds(10)).orElseThrow();
            assertThat(told.subject()).isEqualTo("Votre adresse a été changée chez Le Billet");
            assertThat(told.text()).doesNotContain("example.net");
        }

        @Test
        void makes_links_void_that_went_to_the_old_one() throws InterruptedException {
            Subscriber zoe = test.member(OLD.value()).subscriber();
            subscribers.subscribe(SubscribeRequest.of(OLD, LanguageTag.FRENCH, "test"));
            String signIn = test.tokenMailedTo(OLD);

            subscribers.move(requested(zoe, NEW));

            assertThat(subscribers.awaitingSignIn(signIn)).isEmpty();
        }

        @Test
        void works_once_and_not_when_another_was_asked_for_since() throws InterruptedException {
            Subscriber zoe = test.member(OLD.value()).subscriber();
            String mistyped = requested(zoe, EmailAddress.of("zeo@example.net"));
            String token = requested(zoe, NEW);

            assertInvalid(mistyped);
            subscribers.move(token);
            assertInvalid(token);
        }

        @Test
        void is_too_late_after_two_days_or_when_they_have_left() throws InterruptedException {
            Subscriber zoe = test.member(OLD.value()).subscriber();
            String late = requested(zoe, NEW);
            test.clock.advance(Duration.ofDays(2));
            assertInvalid(late);

            String left = requested(zoe, NEW);
            subscribers.unsubscribe(zoe.id());
            assertInvalid(left);
        }

        @Test
        void that_is_taken_gets_the_same_answer_and_no_mail() throws InterruptedException {
            Subscriber zoe = test.member(OLD.value()).subscriber();
            test.member("adam@example.org");

            assertThatNoException()
                    .isThrownBy(() -> subscribers.requestMove(zoe.id(), EmailAddress.of("adam@example.org")));
            test.blog.awaitMail();

            assertThat(test.mailer.await(EmailAddress.of("adam@example.org"), Duration.ZERO))
                    .isEmpty();
        }

        @Test
        void that_is_taken_meanwhile_is_refused() throws InterruptedException {
            String token = requested(test.member(OLD.value()).subscriber(), NEW);
            test.member(NEW.value());

            assertInvalid(token);
        }

        @Test
        void that_the_blog_does_not_write_to_is_refused() throws InterruptedException {
            Subscriber zoe = test.member(OLD.value()).subscriber();

            assertThatExceptionOfType(AddressRefusedException.class)
                    .isThrownBy(() -> subscribers.requestMove(zoe.id(), EmailAddress.of("zoe@throw-away.example")));
        }

        private void assertInvalid(String token) {
            assertThat(subscribers.awaitingMove(token)).isEmpty();
            assertThatExceptionOfType(InvalidTokenException.class).isThrownBy(() -> subscribers.move(token));
        }
    }

    @Nested
    class a_suppression_that_is_lifted {

        @Test
        void gives_a_member_their_mail_again_and_stands_in_their_history() throws InterruptedException {
            Subscriber zoe = test.member(OLD.value()).subscriber();
            subscribers.suppress(zoe.id(), SubscriberState.Reason.BOUNCED);
            test.clock.advance(Duration.ofDays(1));

            assertThat(subscribers.lift(zoe.id()).state()).isEqualTo(new SubscriberState.Confirmed());
            List<ConsentRecord> history =
                    subscribers.history(zoe.id(), PageRequest.first(10)).items();
            assertThat(history)
                    .extracting(row -> row.state().kind())
                    .endsWith(SubscriberState.Kind.SUPPRESSED, SubscriberState.Kind.CONFIRMED);
            assertThat(history.get(history.size() - 1).at()).isEqualTo(TestBlog.START.plus(Duration.ofDays(1)));
        }

        @Test
        void mails_nobody_who_had_left_or_had_complained() throws InterruptedException {
            Subscriber left = test.member(OLD.value()).subscriber();
            subscribers.unsubscribe(left.id());
            subscribers.suppress(left.id(), SubscriberState.Reason.BOUNCED);
            Subscriber cross = test.member("adam@example.org").subscriber();
            subscribers.suppress(cross.id(), SubscriberState.Reason.COMPLAINED);

            assertThat(subscribers.lift(left.id()).state()).isInstanceOf(SubscriberState.Unsubscribed.class);
            assertThat(subscribers.lift(cross.id()).state()).isInstanceOf(SubscriberState.Unsubscribed.class);
        }

        @Test
        void lets_them_ask_anew() throws InterruptedException {
            Subscriber zoe = test.member(OLD.value()).subscriber();
            subscribers.suppress(zoe.id(), SubscriberState.Reason.COMPLAINED);
            subscribers.lift(zoe.id());
            subscribers.subscribe(SubscribeRequest.of(OLD, LanguageTag.FRENCH, "test"));

            assertThat(subscribers.confirm(test.tokenMailedTo(OLD)).subscriber().state())
                    .isInstanceOf(SubscriberState.Confirmed.class);
        }

        @Test
        void changes_nothing_where_there_is_none() throws InterruptedException {
            Subscriber zoe = test.member(OLD.value()).subscriber();

            assertThat(subscribers.lift(zoe.id())).isEqualTo(zoe);
        }
    }
}
