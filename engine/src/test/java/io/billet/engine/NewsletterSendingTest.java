package io.billet.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.billet.core.AlreadyExistsException;
import io.billet.core.Article;
import io.billet.core.DeliveryState;
import io.billet.core.IllegalTransitionException;
import io.billet.core.IssueState;
import io.billet.core.IssueSummary;
import io.billet.core.Subscriber;
import io.billet.engine.spi.OutgoingMail;
import io.billet.storage.api.ArticleStore;
import io.billet.storage.api.AuthorStore;
import io.billet.storage.api.BlogStorage;
import io.billet.storage.api.Capability;
import io.billet.storage.api.CommentStore;
import io.billet.storage.api.InMemoryStorage;
import io.billet.storage.api.OutboxStore;
import io.billet.storage.api.SettingStore;
import io.billet.storage.api.SubscriberStore;
import io.billet.storage.api.TagStore;
import io.billet.storage.api.TokenStore;
import io.billet.storage.api.UnsupportedCapabilityException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NewsletterSendingTest extends NewsletterFixture {

    @Test
    void mails_an_article_to_all_who_have_confirmed_and_says_when_it_is_done() {
        subscriber("zoe");
        subscriber("abel");
        subscriber("gone", each -> each.unsubscribe(clock.instant()));
        try (Blog blog = node()) {
            Article article = published(blog);
            IssueSummary issue = blog.newsletter().send(article.id(), article.version());
            jobs.runDue();

            assertThat(recipients()).containsExactly("abel", "zoe");
            assertThat(sent).allSatisfy(mail -> {
                assertThat(mail.subject()).isEqualTo("Bonjour");
                assertThat(mail.text()).contains("Un texte.");
                assertThat(mail.list().orElseThrow().unsubscribe().toString())
                        .startsWith("https://example.org/blog/newsletter/unsubscribe?token=");
            });
            assertThat(state(issue))
                    .isInstanceOfSatisfying(
                            IssueState.Completed.class,
                            completed -> assertThat(completed.counts().sent()).isEqualTo(2));
            assertThat(events.stream().map(Object::getClass).map(Class::getSimpleName))
                    .containsSubsequence("IssueSent", "IssueCompleted");
        }
    }

    @Test
    void each_delivery_has_its_own_message_id_and_links_that_work() {
        Subscriber zoe = subscriber("zoe");
        subscriber("abel");
        try (Blog blog = node()) {
            Article article = published(blog);
            IssueSummary issue = blog.newsletter().send(article.id(), article.version());
            jobs.runDue();

            assertThat(sent.stream().map(OutgoingMail::messageId))
                    .containsExactlyInAnyOrderElementsOf(deliveries(issue, DeliveryState.Kind.SENT).stream()
                            .map(delivery -> "<" + delivery.id() + "@example.org>")
                            .toList());
            OutgoingMail mail = sent.stream()
                    .filter(each -> each.to().equals(zoe.email()))
                    .findFirst()
                    .orElseThrow();
            String token =
                    TestBlog.tokenIn(mail.list().orElseThrow().unsubscribe().toString());
            assertThat(blog.subscribers().unsubscribe(token).id()).isEqualTo(zoe.id());
        }
    }

    @Test
    void signs_links_with_the_newest_key_of_this_node_at_once() {
        Subscriber zoe = subscriber("zoe");
        try (Blog blog = node()) {
            for (int issue = 0; issue < 2; issue++) {
                Article article = published(blog);
                blog.newsletter().send(article.id(), article.version());
                jobs.runDue();
                blog.subscribers().rotateLinkKeys();
            }
            blog.subscribers().retireOldLinkKeys();
            Article article = published(blog);
            blog.newsletter().send(article.id(), article.version());
            jobs.runDue();

            String last = TestBlog.tokenIn(
                    sent.get(2).list().orElseThrow().unsubscribe().toString());
            assertThat(blog.subscribers().unsubscribe(last).id()).isEqualTo(zoe.id());
        }
    }

    @Test
    void twice_makes_one_issue_and_again_makes_another() {
        subscriber("zoe");
        try (Blog blog = node()) {
            Article article = published(blog);
            IssueSummary first = blog.newsletter().send(article.id(), article.version());
            jobs.runDue();
            assertThat(blog.newsletter().send(article.id(), article.version()).id())
                    .isEqualTo(first.id());
            jobs.runDue();
            assertThat(sent).hasSize(1);

            Article edited = blog.articles().edit(article.id(), article.version(), edit -> edit.title("Bonsoir"));
            assertThatExceptionOfType(AlreadyExistsException.class)
                    .isThrownBy(() -> blog.newsletter().send(edited.id(), edited.version()));
            blog.newsletter().sendAgain(edited.id(), edited.version());
            jobs.runDue();
            assertThat(sent).extracting(OutgoingMail::subject).containsExactly("Bonjour", "Bonsoir");
        }
    }

    @Test
    void a_draft_is_refused() {
        try (Blog blog = node()) {
            Article draft = blog.articles().draft(edit -> edit.title("Bientôt"));
            assertThatExceptionOfType(IllegalTransitionException.class)
                    .isThrownBy(() -> blog.newsletter().send(draft.id(), draft.version()));
        }
    }

    @Test
    void what_is_edited_after_is_not_mailed() {
        subscriber("zoe");
        try (Blog blog = node()) {
            Article article = published(blog);
            blog.newsletter().send(article.id(), article.version());
            blog.articles().edit(article.id(), article.version(), edit -> edit.markdown("Corrigé."));
            jobs.runDue();
            assertThat(sent.get(0).text()).contains("Un texte.").doesNotContain("Corrigé");
        }
    }

    @Test
    void without_subscribers_it_is_done_at_once() {
        try (Blog blog = node()) {
            Article article = published(blog);
            IssueSummary issue = blog.newsletter().send(article.id(), article.version());
            jobs.runDue();
            assertThat(state(issue).kind()).isEqualTo(IssueState.Kind.COMPLETED);
        }
    }

    @Test
    void an_audience_of_several_pages_is_mailed_to_the_last() {
        subscribers(2_345);
        try (Blog blog = node()) {
            Article article = published(blog);
            blog.newsletter().send(article.id(), article.version());
            jobs.runDue();
            assertThat(Set.copyOf(recipients())).hasSize(2_345);
            assertThat(sent).hasSize(2_345);
        }
    }

    @Test
    void a_storage_without_issues_is_said_to_be_one() {
        BlogStorage without = new WithoutIssues(storage);
        try (Blog blog = builder().storage(without).start()) {
            Article article = published(blog);
            assertThatExceptionOfType(UnsupportedCapabilityException.class)
                    .isThrownBy(() -> blog.newsletter().send(article.id(), article.version()))
                    .satisfies(e -> assertThat(e.capability()).isEqualTo(Capability.ISSUES));
            assertThat(jobs.waiting()).noneMatch(name -> name.startsWith("newsletter"));
        }
    }

    /** A storage of somebody who keeps no issues. */
    private record WithoutIssues(InMemoryStorage all) implements BlogStorage {

        @Override
        public ArticleStore articles() {
            return all.articles();
        }

        @Override
        public TagStore tags() {
            return all.tags();
        }

        @Override
        public AuthorStore authors() {
            return all.authors();
        }

        @Override
        public SubscriberStore subscribers() {
            return all.subscribers();
        }

        @Override
        public CommentStore comments() {
            return all.comments();
        }

        @Override
        public TokenStore tokens() {
            return all.tokens();
        }

        @Override
        public SettingStore settings() {
            return all.settings();
        }

        @Override
        public OutboxStore outbox() {
            return all.outbox();
        }

        @Override
        public Set<Capability> capabilities() {
            return Set.of(
                    Capability.ARTICLES,
                    Capability.SUBSCRIBERS,
                    Capability.COMMENTS,
                    Capability.TOKENS,
                    Capability.OUTBOX,
                    Capability.SETTINGS);
        }

        @Override
        public void close() {}
    }
}
