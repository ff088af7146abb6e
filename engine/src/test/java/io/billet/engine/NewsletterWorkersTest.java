package io.billet.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.Article;
import io.billet.core.DeliveryId;
import io.billet.core.DeliveryState;
import io.billet.core.IssueSummary;
import io.billet.core.Subscriber;
import io.billet.engine.NewsletterOptions.LostReply;
import io.billet.engine.spi.MailOutcome;
import io.billet.engine.testing.ManualJobRunner;
import io.billet.storage.api.Recipient;
import io.billet.storage.api.SubscriberQuery;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class NewsletterWorkersTest extends NewsletterFixture {

    @Test
    void paused_past_its_lease_has_its_late_write_refused() throws Exception {
        subscriber("zoe");
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger tries = new AtomicInteger();
        mailer = mail -> {
            if (tries.incrementAndGet() == 1) {
                begun.countDown();
                await(goOn);
                return UNKNOWN_USER;
            }
            return MailOutcome.accepted();
        };
        ManualJobRunner others = ManualJobRunner.of(clock);
        try (Blog slow = node();
                Blog quick = builder().jobRunner(others).start()) {
            Article article = published(slow);
            IssueSummary issue = slow.newsletter().send(article.id(), article.version());
            Thread worker = new Thread(jobs::runDue);
            worker.start();
            await(begun);
            clock.advance(OPTIONS.lease().plusSeconds(1));
            others.runDue();
            assertThat(quick.newsletter().progress(issue.id()).counts().sent()).isEqualTo(1);
            goOn.countDown();
            worker.join();
            assertThat(deliveries(issue, DeliveryState.Kind.SENT)).hasSize(1);
            assertThat(deliveries(issue, DeliveryState.Kind.FAILED)).isEmpty();
        }
    }

    @Test
    void killed_in_flight_leave_their_rows_to_others_or_in_doubt() {
        for (LostReply policy : LostReply.values()) {
            sent.clear();
            Subscriber zoe = subscriber("zoe-" + policy.ordinal());
            try (Blog blog = builder().newsletter(OPTIONS.withLostReply(policy)).build()) {
                Article article = published(blog);
                IssueSummary issue = blog.newsletter().send(article.id(), article.version());
                storage.issues()
                        .enqueue(
                                issue.id(),
                                List.of(new Recipient(
                                        new DeliveryId(ids.next()), zoe.id(), zoe.email(), zoe.language())),
                                clock.instant());
                storage.issues().claim(issue.id(), "killed", 10, clock.instant(), Duration.ofMinutes(5));
                blog.start(BackgroundJob.NEWSLETTER);
                jobs.advance(Duration.ofMinutes(4));
                assertThat(recipients()).doesNotContain("zoe-" + policy.ordinal());
                jobs.advance(Duration.ofMinutes(2));
                boolean again = policy == LostReply.RESEND;
                assertThat(recipients().contains("zoe-" + policy.ordinal())).isEqualTo(again);
                assertThat(deliveries(issue, DeliveryState.Kind.UNCERTAIN)).hasSize(again ? 0 : 1);
            }
        }
    }

    @Test
    void that_are_closed_give_back_what_they_have_not_begun() throws Exception {
        subscribers(50);
        CountDownLatch begun = new CountDownLatch(1);
        mailer = mail -> {
            begun.countDown();
            sleep(100);
            sent.add(mail);
            return MailOutcome.accepted();
        };
        Blog closed = node();
        Article article = published(closed);
        IssueSummary issue = closed.newsletter().send(article.id(), article.version());
        Thread worker = new Thread(jobs::runDue);
        worker.start();
        await(begun);
        closed.close();
        worker.join();
        assertThat(sent.size()).isBetween(1, 20);
        assertThat(storage.issues().counts(issue.id()).claimed()).isZero();

        mailer = mail -> {
            sent.add(mail);
            return MailOutcome.accepted();
        };
        try (Blog other = node()) {
            jobs.runDue();
            assertThat(Set.copyOf(recipients())).hasSize(50);
            assertThat(sent).hasSize(50);
            assertThat(other.newsletter().progress(issue.id()).fraction()).isEqualTo(1);
        }
    }

    @Test
    void killed_while_the_ledger_was_filled_leave_it_to_others() {
        subscribers(1_500);
        try (Blog blog = builder().build()) {
            Article article = published(blog);
            IssueSummary issue = blog.newsletter().send(article.id(), article.version());
            List<Subscriber> first = storage.subscribers().list(SubscriberQuery.all(), Optional.empty(), 700);
            storage.issues()
                    .enqueue(
                            issue.id(),
                            first.stream()
                                    .map(each -> new Recipient(
                                            new DeliveryId(ids.next()), each.id(), each.email(), each.language()))
                                    .toList(),
                            clock.instant());
            blog.start();
            jobs.runDue();
            assertThat(sent).hasSize(1_500);
            assertThat(Set.copyOf(recipients())).hasSize(1_500);
        }
    }

    @Test
    void keep_to_the_pace() {
        subscribers(20);
        try (Blog blog = builder()
                .newsletter(OPTIONS.withConnections(8).withPerDomain(1, 0))
                .start()) {
            AtomicInteger now = new AtomicInteger();
            AtomicInteger most = new AtomicInteger();
            mailer = mail -> {
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                sleep(5);
                now.decrementAndGet();
                sent.add(mail);
                return MailOutcome.accepted();
            };
            Article article = published(blog);
            blog.newsletter().send(article.id(), article.version());
            jobs.runDue();
            assertThat(sent).hasSize(20);
            assertThat(most).hasValue(1);
        }
    }
}
