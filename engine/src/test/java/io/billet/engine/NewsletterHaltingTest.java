package io.billet.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.billet.core.Article;
import io.billet.core.IllegalTransitionException;
import io.billet.core.Issue;
import io.billet.core.IssueState;
import io.billet.core.IssueSummary;
import io.billet.engine.spi.MailOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class NewsletterHaltingTest extends NewsletterFixture {

    private IssueSummary half(Blog blog, Consumer<IssueSummary> afterTen) {
        subscribers(200);
        AtomicInteger count = new AtomicInteger();
        List<IssueSummary> issue = new CopyOnWriteArrayList<>();
        mailer = mail -> {
            if (count.incrementAndGet() == 10) {
                afterTen.accept(issue.get(0));
            }
            sleep(10);
            sent.add(mail);
            return MailOutcome.accepted();
        };
        Article article = published(blog);
        issue.add(blog.newsletter().send(article.id(), article.version()));
        jobs.runDue();
        return issue.get(0);
    }

    @Test
    void a_paused_issue_rests_and_goes_on_where_it_was() {
        try (Blog blog = node()) {
            IssueSummary issue = half(blog, each -> blog.newsletter().pause(each.id()));
            assertThat(sent.size()).isBetween(10, 199);
            assertThat(storage.issues().counts(issue.id()).claimed()).isZero();
            jobs.advance(Duration.ofDays(3));
            assertThat(sent.size()).isLessThan(200);
            blog.newsletter().resume(issue.id());
            jobs.runDue();
            assertThat(Set.copyOf(recipients())).hasSize(200);
            assertThat(sent).hasSize(200);
            assertThat(state(issue).kind()).isEqualTo(IssueState.Kind.COMPLETED);
        }
    }

    @Test
    void a_cancelled_issue_goes_to_nobody_else() {
        try (Blog blog = node()) {
            IssueSummary issue = half(blog, each -> blog.newsletter().cancel(each.id()));
            jobs.advance(Duration.ofHours(1));
            assertThat(sent.size()).isBetween(10, 199);
            assertThat(state(issue).kind()).isEqualTo(IssueState.Kind.CANCELLED);
            assertThat(storage.issues().counts(issue.id()).open()).isZero();
            assertThatExceptionOfType(IllegalTransitionException.class)
                    .isThrownBy(() -> blog.newsletter().resume(issue.id()));
            assertThatExceptionOfType(IllegalTransitionException.class)
                    .isThrownBy(() -> blog.newsletter().retry(issue.id(), List.of()));
        }
    }

    @Test
    void progress_says_how_far_it_is() {
        try (Blog blog = node()) {
            IssueSummary issue = half(blog, each -> blog.newsletter().pause(each.id()));
            IssueProgress paused = blog.newsletter().progress(issue.id());
            assertThat(paused.total()).isEqualTo(200);
            assertThat(paused.done()).isEqualTo(sent.size());
            assertThat(paused.perSecond()).isZero();
            clock.advance(Duration.ofSeconds(100));
            Issue sending = storage.issues()
                    .update(storage.issues().find(issue.id()).orElseThrow().resume(clock.instant()));
            clock.advance(Duration.ofSeconds(10));
            IssueProgress first = blog.newsletter().progress(issue.id());
            assertThat(first.perSecond()).isEqualTo(first.done() / 10.0);
            assertThat(first.remaining())
                    .contains(Duration.ofMillis((long) ((200 - first.done()) * 1000 / first.perSecond())));
            clock.advance(Duration.ofSeconds(10));
            assertThat(blog.newsletter().progress(sending.id()).perSecond())
                    .as("nothing came to an end in the meantime")
                    .isZero();
        }
    }
}
