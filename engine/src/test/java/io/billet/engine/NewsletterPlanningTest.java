package io.billet.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.billet.core.AlreadyExistsException;
import io.billet.core.Article;
import io.billet.core.InvalidValueException;
import io.billet.core.IssueState;
import io.billet.core.IssueSummary;
import io.billet.engine.spi.OutgoingMail;
import io.billet.storage.api.IssueQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class NewsletterPlanningTest extends NewsletterFixture {

    @Test
    void with_its_publication_an_article_is_mailed_once_however_often_it_is_published() {
        subscriber("zoe");
        try (Blog blog = node()) {
            Article draft = blog.articles().draft(edit -> edit.title("Bonjour"));
            blog.newsletter().planWithPublication(draft.id());
            jobs.advance(Duration.ofDays(3));
            assertThat(sent).isEmpty();

            Article article = blog.articles().publish(draft.id(), draft.version());
            jobs.runDue();
            assertThat(sent).hasSize(1);
            article = blog.articles().unpublish(article.id(), article.version());
            article = blog.articles().publish(article.id(), article.version());
            blog.newsletter().planWithPublication(article.id());
            jobs.advance(Duration.ofHours(1));
            assertThat(sent).hasSize(1);
        }
    }

    @Test
    void what_is_scheduled_is_mailed_when_it_is_published_by_whichever_node() {
        subscriber("zoe");
        try (Blog desk = builder().build();
                Blog worker = node()) {
            Article draft = desk.articles().draft(edit -> edit.title("Bonjour"));
            desk.newsletter().planWithPublication(draft.id());
            desk.articles()
                    .schedule(draft.id(), draft.version(), clock.instant().plus(Duration.ofDays(1)));
            jobs.advance(Duration.ofDays(1).minusSeconds(1));
            assertThat(sent).isEmpty();
            jobs.advance(Duration.ofMinutes(2));
            assertThat(sent).hasSize(1);
            assertThat(worker.newsletter()
                            .list(IssueQuery.all(), PageRequest.first(5))
                            .items())
                    .hasSize(1);
        }
    }

    @Test
    void withdrawn_before_its_time_it_does_not_go() {
        subscriber("zoe");
        try (Blog blog = node()) {
            Article draft = blog.articles().draft(edit -> edit.title("Bonjour"));
            blog.newsletter().planWithPublication(draft.id());
            Article scheduled = blog.articles()
                    .schedule(draft.id(), draft.version(), clock.instant().plusSeconds(60));
            blog.articles().unpublish(scheduled.id(), scheduled.version());
            jobs.advance(Duration.ofDays(2));
            assertThat(sent).isEmpty();

            Article deleted = blog.articles().draft(edit -> edit.title("Adieu"));
            IssueSummary issue = blog.newsletter().planWithPublication(deleted.id());
            blog.articles().delete(deleted.id(), deleted.version());
            jobs.advance(Duration.ofHours(1));
            assertThat(state(issue).kind()).isEqualTo(IssueState.Kind.CANCELLED);
        }
    }

    @Test
    void at_a_time_it_goes_as_it_is_then() {
        subscriber("zoe");
        try (Blog blog = node()) {
            Article article = published(blog);
            Instant at = clock.instant().plus(Duration.ofHours(2));
            IssueSummary issue = blog.newsletter().plan(article.id(), at);
            assertThat(blog.newsletter()
                            .plan(article.id(), at.plusSeconds(3_600))
                            .id())
                    .isEqualTo(issue.id());
            blog.articles().edit(article.id(), article.version(), edit -> edit.markdown("Mieux."));
            jobs.advance(Duration.ofHours(2).plusMinutes(59));
            assertThat(sent).isEmpty();
            jobs.advance(Duration.ofMinutes(1));
            assertThat(sent.get(0).text()).contains("Mieux.");
            assertThatExceptionOfType(InvalidValueException.class)
                    .isThrownBy(() -> blog.newsletter().plan(article.id(), TestBlog.START));
            assertThatExceptionOfType(AlreadyExistsException.class)
                    .isThrownBy(() ->
                            blog.newsletter().plan(article.id(), clock.instant().plusSeconds(9)));
        }
    }

    @Test
    void a_cancelled_plan_may_be_made_again() {
        subscriber("zoe");
        try (Blog blog = node()) {
            Article draft = blog.articles().draft(edit -> edit.title("Bonjour"));
            IssueSummary first = blog.newsletter().planWithPublication(draft.id());
            blog.newsletter().cancel(first.id());
            assertThat(blog.newsletter().planWithPublication(draft.id()).id()).isNotEqualTo(first.id());
            blog.articles().publish(draft.id(), draft.version());
            jobs.runDue();
            assertThat(sent).hasSize(1);
        }
    }

    @Test
    void of_8_nodes_and_300_planned_issues_each_goes_once() throws Exception {
        subscriber("zoe");
        subscriber("abel");
        clock.set(Instant.now());
        List<Article> articles = new ArrayList<>();
        List<Blog> nodes = new ArrayList<>();
        try (Blog desk = builder().build()) {
            for (int i = 0; i < 300; i++) {
                String title = "Numéro " + i;
                articles.add(published(desk, edit -> edit.title(title)));
            }
            for (int i = 0; i < 8; i++) {
                nodes.add(Blog.builder()
                        .site(desk.site())
                        .storage(storage)
                        .mailer(mail -> mailer.send(mail))
                        .newsletter(OPTIONS)
                        .build());
            }
            ExecutorService threads = Executors.newFixedThreadPool(8);
            for (Blog node : nodes) {
                threads.submit(() -> articles.forEach(article ->
                        node.newsletter().plan(article.id(), Instant.now().plusSeconds(1))));
            }
            threads.shutdown();
            assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
            assertThat(storage.issues().list(IssueQuery.all(), Optional.empty(), 1_000))
                    .hasSize(300);
            nodes.forEach(node -> node.start(BackgroundJob.NEWSLETTER));
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(100);
            while (storage.issues()
                                    .list(IssueQuery.all().in(IssueState.Kind.COMPLETED), Optional.empty(), 1_000)
                                    .size()
                            < 300
                    && System.nanoTime() < deadline) {
                sleep(50);
            }
            assertThat(sent).hasSize(600);
            assertThat(sent.stream().map(mail -> mail.to() + mail.subject()).distinct())
                    .hasSize(600);
            assertThat(sent.stream().map(OutgoingMail::messageId).distinct()).hasSize(600);
        } finally {
            nodes.forEach(Blog::close);
        }
    }
}
