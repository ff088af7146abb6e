package io.billet.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.Article;
import io.billet.core.EmailAddress;
import io.billet.core.IssueState;
import io.billet.core.IssueSummary;
import io.billet.core.LanguageTag;
import io.billet.engine.spi.BlogEvent;
import io.billet.engine.spi.MailOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class NewsletterMistakesTest extends NewsletterFixture {

    @Test
    void an_issue_that_is_late_waits_for_its_owner() {
        subscriber("zoe");
        try (Blog desk = builder().build()) {
            Article article = published(desk);
            Instant at = clock.instant().plusSeconds(60);
            IssueSummary issue = desk.newsletter().plan(article.id(), at);
            clock.advance(Duration.ofDays(7));
            desk.start();
            jobs.advance(Duration.ofHours(1));
            assertThat(sent).isEmpty();
            assertThat(state(issue))
                    .isInstanceOfSatisfying(
                            IssueState.Paused.class,
                            paused -> assertThat(paused.reason()).isEqualTo(IssueState.Reason.LATE));
            assertThat(events).anyMatch(BlogEvent.IssuePaused.class::isInstance);
            desk.newsletter().resume(issue.id());
            jobs.runDue();
            assertThat(sent).hasSize(1);
        }
    }

    @Test
    void a_scheduled_article_that_is_published_a_week_late_is_not_mailed_by_itself() {
        subscriber("zoe");
        try (Blog desk = builder().build()) {
            Article draft = desk.articles().draft(edit -> edit.title("Bonjour"));
            IssueSummary issue = desk.newsletter().planWithPublication(draft.id());
            desk.articles()
                    .schedule(draft.id(), draft.version(), clock.instant().plusSeconds(60));
            clock.advance(Duration.ofDays(7));
            desk.start();
            jobs.advance(Duration.ofHours(1));
            assertThat(sent).isEmpty();
            assertThat(state(issue).kind()).isEqualTo(IssueState.Kind.PAUSED);
        }
    }

    @Test
    void an_issue_of_which_half_went_a_week_ago_waits_for_its_owner() {
        subscribers(300);
        Blog dying = node();
        AtomicInteger count = new AtomicInteger();
        mailer = mail -> {
            if (count.incrementAndGet() == 20) {
                new Thread(dying::close).start();
            }
            sleep(10);
            sent.add(mail);
            return MailOutcome.accepted();
        };
        Article article = published(dying);
        IssueSummary issue = dying.newsletter().send(article.id(), article.version());
        jobs.runDue();
        int before = sent.size();
        assertThat(before).isLessThan(300);
        clock.advance(Duration.ofHours(5));
        try (Blog soon = node()) {
            mailer = mail -> new MailOutcome.RefusedForNow("451");
            jobs.runDue();
            assertThat(state(issue).kind())
                    .as("5 hours later it goes on by itself")
                    .isEqualTo(IssueState.Kind.SENDING);
        }
        clock.advance(Duration.ofDays(7));
        mailer = mail -> {
            sent.add(mail);
            return MailOutcome.accepted();
        };
        try (Blog late = node()) {
            jobs.advance(Duration.ofHours(1));
            assertThat(state(issue).kind()).isEqualTo(IssueState.Kind.PAUSED);
            assertThat(sent).hasSize(before);
            late.newsletter().resume(issue.id());
            jobs.advance(Duration.ofHours(1));
            assertThat(Set.copyOf(recipients())).hasSize(300);
            assertThat(sent).hasSize(300);
        }
    }

    @Test
    void a_clone_sends_nothing_and_changes_nothing_and_adopted_it_waits_for_its_owner() {
        subscribers(3);
        try (Blog original = builder().deployment("production").start()) {
            Article first = published(original, edit -> edit.title("Avant"));
            original.newsletter().send(first.id(), first.version());
            jobs.runDue();
            assertThat(sent).hasSize(3);
        }
        sent.clear();
        try (Blog clone = builder().deployment("staging").start()) {
            Article article = published(clone);
            IssueSummary now = clone.newsletter().send(article.id(), article.version());
            IssueSummary planned = clone.newsletter()
                    .plan(published(clone).id(), clock.instant().plusSeconds(60));
            jobs.advance(Duration.ofHours(2));
            assertThat(sent).isEmpty();
            assertThat(state(now).kind()).isEqualTo(IssueState.Kind.PREPARING);
            assertThat(state(planned).kind()).isEqualTo(IssueState.Kind.PLANNED);
            assertThat(clone.newsletter()
                            .test(article.id(), List.of(EmailAddress.of("me@example.org")), LanguageTag.FRENCH))
                    .containsValue(new MailOutcome.RefusedForNow("this deployment sends no mail"));
            assertThat(sent).isEmpty();

            clone.outbox().adopt();
            jobs.advance(Duration.ofDays(1));
            assertThat(sent).as("adopted, its owner has the word").isEmpty();
            for (IssueSummary issue : List.of(now, planned)) {
                assertThat(state(issue))
                        .isInstanceOfSatisfying(
                                IssueState.Paused.class,
                                paused -> assertThat(paused.reason()).isEqualTo(IssueState.Reason.CLONE));
            }
            clone.newsletter().resume(now.id());
            jobs.advance(Duration.ofHours(1));
            assertThat(sent).hasSize(3);
            clone.outbox().adopt();
            assertThat(state(planned).kind()).as("adopting what is one's own").isEqualTo(IssueState.Kind.PAUSED);
        }
    }

    @Test
    void an_import_of_articles_mails_nobody() {
        subscriber("zoe");
        try (Blog blog = node()) {
            for (int i = 0; i < 20; i++) {
                Article draft = blog.articles().draft(edit -> edit.title("Ancien"));
                blog.articles().publish(draft.id(), draft.version(), TestBlog.START.minus(Duration.ofDays(900)));
            }
            jobs.advance(Duration.ofDays(1));
            assertThat(sent).isEmpty();
        }
    }
}
