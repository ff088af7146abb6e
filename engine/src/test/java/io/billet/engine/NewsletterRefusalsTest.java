package io.billet.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.Article;
import io.billet.core.Delivery;
import io.billet.core.DeliveryState;
import io.billet.core.EmailAddress;
import io.billet.core.IssueState;
import io.billet.core.IssueSummary;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberState;
import io.billet.engine.IssueProgress.FailureKind;
import io.billet.engine.NewsletterOptions.LostReply;
import io.billet.engine.spi.MailOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class NewsletterRefusalsTest extends NewsletterFixture {

    private IssueSummary sendOne(Blog blog) {
        Article article = published(blog);
        return blog.newsletter().send(article.id(), article.version());
    }

    @Test
    void for_now_are_tried_again_under_the_same_message_id() {
        subscriber("zoe");
        List<String> tried = new CopyOnWriteArrayList<>();
        mailer = mail -> {
            tried.add(mail.messageId());
            return tried.size() < 3 ? new MailOutcome.RefusedForNow("451 later") : MailOutcome.accepted();
        };
        try (Blog blog = node()) {
            IssueSummary issue = sendOne(blog);
            jobs.runDue();
            assertThat(tried).hasSize(1);
            jobs.advance(Duration.ofSeconds(47));
            assertThat(tried).as("after less than a minute less a fifth").hasSize(1);
            jobs.advance(Duration.ofSeconds(60));
            assertThat(tried).hasSize(2);
            jobs.advance(Duration.ofMinutes(5));
            assertThat(tried).hasSize(3).containsOnly(tried.get(0));
            assertThat(state(issue).kind()).isEqualTo(IssueState.Kind.COMPLETED);
        }
    }

    @Test
    void for_now_are_given_up_in_the_end_with_the_reason() {
        Subscriber zoe = subscriber("zoe");
        mailer = mail -> new MailOutcome.RefusedForNow("451 come back\r\nlater");
        try (Blog blog = node()) {
            IssueSummary issue = sendOne(blog);
            jobs.advance(Duration.ofHours(4));
            assertThat(deliveries(issue, DeliveryState.Kind.FAILED)).isEmpty();
            jobs.advance(Duration.ofHours(4));
            assertThat(deliveries(issue, DeliveryState.Kind.FAILED))
                    .singleElement()
                    .extracting(Delivery::state)
                    .isInstanceOfSatisfying(
                            DeliveryState.Failed.class,
                            failed -> assertThat(failed.reason())
                                    .matches("given-up: after \\d+ attempts: 451 come back later"));
            assertThat(state(issue).kind()).isEqualTo(IssueState.Kind.COMPLETED);
            assertThat(blog.newsletter().progress(issue.id()).failures()).isEqualTo(Map.of(FailureKind.GIVEN_UP, 1L));
            assertThat(storage.subscribers()
                            .find(zoe.id())
                            .orElseThrow()
                            .state()
                            .kind())
                    .isEqualTo(SubscriberState.Kind.CONFIRMED);
        }
    }

    @Test
    void of_everybody_are_an_outage_and_nobody_is_given_up() {
        subscribers(100);
        AtomicBoolean isUp = new AtomicBoolean();
        AtomicInteger tries = new AtomicInteger();
        mailer = mail -> {
            tries.incrementAndGet();
            if (isUp.get()) {
                sent.add(mail);
            }
            return isUp.get() ? MailOutcome.accepted() : new MailOutcome.RefusedForNow("421 no connection");
        };
        try (Blog blog = node()) {
            IssueSummary issue = sendOne(blog);
            jobs.runDue();
            assertThat(tries.get()).as("before it stopped to try").isLessThan(30);
            jobs.advance(Duration.ofHours(20));
            assertThat(deliveries(issue, DeliveryState.Kind.FAILED)).isEmpty();
            isUp.set(true);
            jobs.advance(Duration.ofHours(2));
            assertThat(sent).hasSize(100);
            assertThat(state(issue).kind()).isEqualTo(IssueState.Kind.COMPLETED);
        }
    }

    @Test
    void of_a_dead_address_suppress_its_subscriber_and_others_do_not() {
        Map<String, String> replies = Map.of(
                "dead", "550 5.1.1 User unknown",
                "full", "552 5.2.2 Mailbox full",
                "spam", "554 5.6.0 Message refused",
                "listed", "550 5.7.1 Blocked",
                "odd", "554 no");
        replies.keySet().forEach(this::subscriber);
        mailer = mail ->
                new MailOutcome.RefusedForGood(replies.get(mail.to().value().replace("@example.org", "")));
        try (Blog blog = node()) {
            IssueSummary issue = sendOne(blog);
            jobs.runDue();
            assertThat(blog.newsletter().progress(issue.id()).failures())
                    .isEqualTo(Map.of(
                            FailureKind.ADDRESS, 1L,
                            FailureKind.MAILBOX, 1L,
                            FailureKind.CONTENT, 1L,
                            FailureKind.POLICY, 1L,
                            FailureKind.OTHER, 1L));
            replies.keySet()
                    .forEach(name -> assertThat(storage.subscribers()
                                    .findByEmail(EmailAddress.of(name + "@example.org"))
                                    .orElseThrow()
                                    .state()
                                    .kind())
                            .as(name)
                            .isEqualTo(
                                    name.equals("dead")
                                            ? SubscriberState.Kind.SUPPRESSED
                                            : SubscriberState.Kind.CONFIRMED));
            assertThat(blog.newsletter()
                            .deliveries(issue.id(), DeliveryState.Kind.FAILED, PageRequest.first(10))
                            .items())
                    .hasSize(5);
        }
    }

    @Test
    void that_are_thrown_cost_the_mail_its_turn_and_nothing_else() {
        subscriber("zoe");
        AtomicInteger tries = new AtomicInteger();
        mailer = mail -> {
            if (tries.incrementAndGet() == 1) {
                throw new IllegalStateException("a broken mailer");
            }
            return MailOutcome.accepted();
        };
        try (Blog blog = node()) {
            IssueSummary issue = sendOne(blog);
            jobs.advance(Duration.ofMinutes(3));
            assertThat(deliveries(issue, DeliveryState.Kind.SENT)).hasSize(1);
        }
    }

    @Test
    void whose_reply_was_lost_are_sent_again_or_held_as_is_wished() {
        subscriber("zoe");
        AtomicInteger tries = new AtomicInteger();
        mailer = mail ->
                tries.incrementAndGet() == 1 ? new MailOutcome.Unknown("connection lost") : MailOutcome.accepted();
        try (Blog blog = node()) {
            IssueSummary issue = sendOne(blog);
            jobs.advance(Duration.ofMinutes(3));
            assertThat(tries).hasValue(2);
            assertThat(deliveries(issue, DeliveryState.Kind.SENT)).hasSize(1);
        }
        tries.set(0);
        try (Blog blog = builder()
                .newsletter(OPTIONS.withLostReply(LostReply.HOLD_UNCERTAIN))
                .start()) {
            IssueSummary issue = sendOne(blog);
            jobs.advance(Duration.ofMinutes(3));
            assertThat(tries).hasValue(1);
            List<Delivery> held = deliveries(issue, DeliveryState.Kind.UNCERTAIN);
            assertThat(held).hasSize(1);
            assertThat(state(issue).kind()).isEqualTo(IssueState.Kind.COMPLETED);

            assertThat(blog.newsletter().retry(issue.id(), List.of(held.get(0).id())))
                    .isEqualTo(1);
            jobs.advance(Duration.ofMinutes(1));
            assertThat(deliveries(issue, DeliveryState.Kind.SENT)).hasSize(1);
            assertThat(state(issue).kind()).isEqualTo(IssueState.Kind.COMPLETED);
        }
    }
}
