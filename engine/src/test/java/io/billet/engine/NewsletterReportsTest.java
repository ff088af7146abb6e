package io.billet.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.Article;
import io.billet.core.EmailAddress;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberState;
import io.billet.engine.spi.BounceReport;
import io.billet.engine.spi.OutgoingMail;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NewsletterReportsTest extends NewsletterFixture {

    private BounceReport report(BounceReport.Kind kind, Optional<EmailAddress> to, Optional<String> id, String status) {
        return new BounceReport(kind, to, id, Optional.of(status), "said");
    }

    @Test
    void of_a_dead_address_and_complaints_suppress_by_message_id_once() {
        Subscriber zoe = subscriber("zoe");
        Subscriber abel = subscriber("abel");
        try (Blog blog = node()) {
            Article article = published(blog);
            blog.newsletter().send(article.id(), article.version());
            jobs.runDue();
            String id = sent.stream()
                    .filter(mail -> mail.to().equals(zoe.email()))
                    .findFirst()
                    .orElseThrow()
                    .messageId();
            BounceReport byId = report(BounceReport.Kind.BOUNCE, Optional.empty(), Optional.of(id), "5.1.1");
            assertThat(blog.newsletter().report(byId)).map(Subscriber::id).contains(zoe.id());
            Subscriber once = storage.subscribers().find(zoe.id()).orElseThrow();
            clock.advance(Duration.ofHours(1));
            assertThat(blog.newsletter().report(byId)).contains(once);
            assertThat(storage.subscribers().find(zoe.id())).contains(once);

            Optional<String> hisId = sent.stream()
                    .filter(mail -> mail.to().equals(abel.email()))
                    .findFirst()
                    .map(OutgoingMail::messageId);
            assertThat(blog.newsletter()
                            .report(report(BounceReport.Kind.COMPLAINT, Optional.of(abel.email()), hisId, "5.0.0")))
                    .map(Subscriber::state)
                    .hasValueSatisfying(state -> assertThat(((SubscriberState.Suppressed) state).reason())
                            .isEqualTo(SubscriberState.Reason.COMPLAINED));
        }
    }

    @Test
    void that_anybody_could_have_written_are_not_believed() {
        Subscriber zoe = subscriber("zoe");
        subscriber("abel");
        try (Blog blog = node()) {
            Article article = published(blog);
            blog.newsletter().send(article.id(), article.version());
            jobs.runDue();
            Optional<String> ofAnother = sent.stream()
                    .filter(mail -> !mail.to().equals(zoe.email()))
                    .findFirst()
                    .map(OutgoingMail::messageId);
            for (Optional<String> id : List.of(
                    Optional.<String>empty(),
                    Optional.of("<" + ids.next() + "@example.org>"),
                    Optional.of("<whatever@elsewhere.example>"),
                    ofAnother)) {
                for (BounceReport.Kind kind : List.of(BounceReport.Kind.BOUNCE, BounceReport.Kind.COMPLAINT)) {
                    assertThat(blog.newsletter().report(report(kind, Optional.of(zoe.email()), id, "5.1.1")))
                            .as("%s of %s", kind, id)
                            .isEmpty();
                }
            }
            assertThat(blog.subscribers().find(zoe.email())).contains(zoe);
        }
    }

    @Test
    void that_are_no_reason_change_nothing() {
        Subscriber zoe = subscriber("zoe");
        try (Blog blog = node()) {
            for (BounceReport report : List.of(
                    report(BounceReport.Kind.DELAY, Optional.of(zoe.email()), Optional.empty(), "4.4.1"),
                    report(BounceReport.Kind.BOUNCE, Optional.of(zoe.email()), Optional.empty(), "5.2.2"),
                    report(BounceReport.Kind.BOUNCE, Optional.of(zoe.email()), Optional.empty(), "5.7.1"),
                    report(
                            BounceReport.Kind.BOUNCE,
                            Optional.of(EmailAddress.of("nobody@example.org")),
                            Optional.empty(),
                            "5.1.1"),
                    report(
                            BounceReport.Kind.COMPLAINT,
                            Optional.empty(),
                            Optional.of("<" + ids.next() + "@example.org>"),
                            "5.0.0"),
                    report(
                            BounceReport.Kind.COMPLAINT,
                            Optional.empty(),
                            Optional.of("<whatever@elsewhere.example>"),
                            "5.0.0"))) {
                assertThat(blog.newsletter().report(report)).isEmpty();
            }
            assertThat(storage.subscribers().find(zoe.id())).contains(zoe);
        }
    }

    @Test
    void of_an_address_that_somebody_had_before_do_not_touch_them() {
        Subscriber zoe = subscriber("zoe");
        try (Blog blog = node()) {
            Article article = published(blog);
            blog.newsletter().send(article.id(), article.version());
            jobs.runDue();
            storage.subscribers().update(zoe.moveTo(EmailAddress.of("new@example.org"), clock.instant()));
            assertThat(blog.newsletter()
                            .report(report(
                                    BounceReport.Kind.BOUNCE,
                                    Optional.empty(),
                                    Optional.of(sent.get(0).messageId()),
                                    "5.1.1")))
                    .isEmpty();
        }
    }
}
