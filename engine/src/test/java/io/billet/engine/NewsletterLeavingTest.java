package io.billet.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.Article;
import io.billet.core.DeliveryId;
import io.billet.core.DeliveryState;
import io.billet.core.EmailAddress;
import io.billet.core.IssueSummary;
import io.billet.core.Subscriber;
import io.billet.engine.IssueProgress.FailureKind;
import io.billet.engine.spi.MailOutcome;
import io.billet.storage.api.Recipient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NewsletterLeavingTest extends NewsletterFixture {

    @Test
    void during_a_send_stops_a_pending_delivery() {
        subscribers(100);
        Subscriber last = subscriber("zzz");
        try (Blog blog = node()) {
            Article article = published(blog);
            mailer = mail -> {
                blog.subscribers().unsubscribe(last.id());
                sleep(40);
                sent.add(mail);
                return MailOutcome.accepted();
            };
            IssueSummary issue = blog.newsletter().send(article.id(), article.version());
            jobs.runDue();
            assertThat(recipients()).hasSize(100).doesNotContain("zzz");
            assertThat(deliveries(issue, DeliveryState.Kind.FAILED))
                    .singleElement()
                    .satisfies(delivery -> assertThat(delivery.subscriber()).isEqualTo(last.id()));
            assertThat(blog.newsletter().progress(issue.id()).failures()).isEqualTo(Map.of(FailureKind.LEFT, 1L));
        }
    }

    @Test
    void who_is_erased_before_their_turn_has_no_row_and_gets_nothing() {
        subscribers(3);
        Subscriber last = subscriber("zzz");
        try (Blog blog = node()) {
            Article article = published(blog);
            mailer = mail -> MailOutcome.accepted();
            IssueSummary issue = blog.newsletter().send(article.id(), article.version());
            storage.issues();
            blog.subscribers().erase(last.id());
            jobs.runDue();
            assertThat(deliveries(issue, DeliveryState.Kind.SENT)).hasSize(3);
        }
    }

    @Test
    void a_changed_address_gets_the_mail() {
        Subscriber zoe = subscriber("zoe");
        try (Blog blog = builder().build()) {
            Article article = published(blog);
            IssueSummary issue = blog.newsletter().send(article.id(), article.version());
            storage.issues()
                    .enqueue(
                            issue.id(),
                            List.of(new Recipient(new DeliveryId(ids.next()), zoe.id(), zoe.email(), zoe.language())),
                            clock.instant());
            storage.subscribers().update(zoe.moveTo(EmailAddress.of("new@example.org"), clock.instant()));
            blog.start();
            jobs.runDue();
            assertThat(recipients()).containsExactly("new");
        }
    }
}
