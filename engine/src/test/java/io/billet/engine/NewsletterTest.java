package io.billet.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.billet.core.AlreadyExistsException;
import io.billet.core.Article;
import io.billet.core.ArticleAccess;
import io.billet.core.ArticleEdit;
import io.billet.core.Audience;
import io.billet.core.Consent;
import io.billet.core.Delivery;
import io.billet.core.DeliveryId;
import io.billet.core.DeliveryState;
import io.billet.core.EmailAddress;
import io.billet.core.IdGenerator;
import io.billet.core.IllegalTransitionException;
import io.billet.core.InvalidValueException;
import io.billet.core.Issue;
import io.billet.core.IssueState;
import io.billet.core.IssueSummary;
import io.billet.core.Label;
import io.billet.core.LanguageTag;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberId;
import io.billet.core.SubscriberState;
import io.billet.core.TranslationKey;
import io.billet.engine.IssueProgress.FailureKind;
import io.billet.engine.NewsletterOptions.LostReply;
import io.billet.engine.spi.BlogEvent;
import io.billet.engine.spi.BounceReport;
import io.billet.engine.spi.MailOutcome;
import io.billet.engine.spi.Mailer;
import io.billet.engine.spi.OutgoingMail;
import io.billet.engine.testing.ManualJobRunner;
import io.billet.engine.testing.SettableClock;
import io.billet.storage.api.ArticleStore;
import io.billet.storage.api.AuthorStore;
import io.billet.storage.api.BlogStorage;
import io.billet.storage.api.Capability;
import io.billet.storage.api.CommentStore;
import io.billet.storage.api.InMemoryStorage;
import io.billet.storage.api.IssueQuery;
import io.billet.storage.api.OutboxStore;
import io.billet.storage.api.Recipient;
import io.billet.storage.api.SettingStore;
import io.billet.storage.api.SubscriberQuery;
import io.billet.storage.api.SubscriberStore;
import io.billet.storage.api.TagStore;
import io.billet.storage.api.TokenStore;
import io.billet.storage.api.UnsupportedCapabilityException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class NewsletterTest {

    private static final NewsletterOptions OPTIONS = NewsletterOptions.DEFAULT.withConnections(2);
    private static final MailOutcome UNKNOWN_USER = new MailOutcome.RefusedForGood("550 5.1.1 User unknown");

    private final SettableClock clock = SettableClock.at(TestBlog.START);
    private final ManualJobRunner jobs = ManualJobRunner.of(clock);
    private final InMemoryStorage storage = new InMemoryStorage();
    private final IdGenerator ids = new IdGenerator(clock, new Random(7));
    private final List<OutgoingMail> sent = Collections.synchronizedList(new ArrayList<>());
    private final List<BlogEvent> events = new CopyOnWriteArrayList<>();
    private Mailer mailer = mail -> {
        sent.add(mail);
        return MailOutcome.accepted();
    };

    private Blog.Builder builder() {
        return Blog.builder()
                .site(Site.of("Le Billet", URI.create("https://example.org/blog"), LanguageTag.FRENCH))
                .storage(storage)
                .clock(clock)
                .mailer(mail -> mailer.send(mail))
                .newsletter(OPTIONS)
                .jobRunner(jobs)
                .listener(events::add);
    }

    private Blog node() {
        return builder().start();
    }

    private Subscriber subscriber(String name, UnaryOperator<Subscriber> more) {
        Subscriber subscriber = Subscriber.request(
                        new SubscriberId(ids.next()),
                        EmailAddress.of(name + "@example.org"),
                        LanguageTag.FRENCH,
                        Consent.asked("test", "1", clock.instant()),
                        clock.instant())
                .confirm(clock.instant());
        return storage.subscribers().create(more.apply(subscriber));
    }

    private Subscriber subscriber(String name) {
        return subscriber(name, same -> same);
    }

    private void subscribers(int count) {
        IntStream.range(0, count).forEach(i -> subscriber("reader" + i));
    }

    private static Article published(Blog blog, Consumer<ArticleEdit> content) {
        Article draft = blog.articles().draft(content);
        return blog.articles().publish(draft.id(), draft.version());
    }

    private static Article published(Blog blog) {
        return published(blog, edit -> edit.title("Bonjour").markdown("Un texte."));
    }

    private IssueState state(IssueSummary issue) {
        return storage.issues().find(issue.id()).orElseThrow().state();
    }

    private List<String> recipients() {
        synchronized (sent) {
            return sent.stream()
                    .map(mail -> mail.to().value().replace("@example.org", ""))
                    .sorted()
                    .toList();
        }
    }

    private List<Delivery> deliveries(IssueSummary issue, DeliveryState.Kind kind) {
        return storage.issues().deliveries(issue.id(), kind, Optional.empty(), 1_000);
    }

    @Nested
    class Sending {

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
                                completed ->
                                        assertThat(completed.counts().sent()).isEqualTo(2));
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
        void twice_makes_one_issue_and_again_makes_another() {
            subscriber("zoe");
            try (Blog blog = node()) {
                Article article = published(blog);
                IssueSummary first = blog.newsletter().send(article.id(), article.version());
                jobs.runDue();
                assertThat(blog.newsletter()
                                .send(article.id(), article.version())
                                .id())
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
    }

    @Nested
    class Reading {

        @Test
        void the_part_for_members_goes_to_those_who_may_read_it_and_a_preview_to_the_others() {
            subscriber("zoe", each -> each.label(List.of(Label.of("premium")), clock.instant()));
            subscriber("abel");
            try (Blog blog = node()) {
                Article article = published(
                        blog,
                        edit -> edit.title("Bonjour")
                                .markdown("Pour tous.\n\n<!--members-only-->\n\nSecret.")
                                .audience(Audience.labelled(Label.of("premium"))));
                blog.newsletter().send(article.id(), article.version());
                jobs.runDue();

                Map<String, OutgoingMail> byName =
                        sent.stream().collect(Collectors.toMap(mail -> mail.to().value(), mail -> mail));
                assertThat(byName.get("zoe@example.org").text()).contains("Pour tous.", "Secret.");
                OutgoingMail preview = byName.get("abel@example.org");
                assertThat(preview.text()).contains("Pour tous.").doesNotContain("Secret");
                assertThat(preview.html().orElseThrow()).doesNotContain("Secret");
            }
        }

        @Test
        void the_part_for_members_goes_to_nobody_where_a_subscription_opens_nothing() {
            subscriber("zoe", each -> each.label(List.of(Label.of("premium")), clock.instant()));
            Site site = Site.of("Le Billet", URI.create("https://example.org/blog"), LanguageTag.FRENCH)
                    .writingOn(Letterhead.PLAIN.withoutMembership());
            List<OutgoingMail> mails = new CopyOnWriteArrayList<>();
            mailer = mail -> {
                mails.add(mail);
                return MailOutcome.accepted();
            };
            try (Blog blog = builder().site(site).start()) {
                for (Audience audience : List.of(Audience.MEMBERS, Audience.labelled(Label.of("premium")))) {
                    Article article = published(
                            blog,
                            edit -> edit.title("Bonjour")
                                    .markdown("Pour tous.\n\n<!--members-only-->\n\nPour les comptes.")
                                    .audience(audience));
                    blog.newsletter().send(article.id(), article.version());
                    jobs.advance(Duration.ofMinutes(1));
                }
            }
            assertThat(mails)
                    .hasSize(2)
                    .allSatisfy(mail -> assertThat(mail.text() + mail.html().orElse(""))
                            .contains("Pour tous")
                            .doesNotContain("Pour les comptes"));
        }

        @Test
        void each_gets_the_translation_in_their_language() {
            subscriber("zoe");
            subscriber("john", each -> each.speak(LanguageTag.of("en-GB"), clock.instant()));
            subscriber("uwe", each -> each.speak(LanguageTag.GERMAN, clock.instant()));
            try (Blog blog = node()) {
                published(
                        blog,
                        edit -> edit.title("Hello")
                                .markdown("A text.")
                                .language(LanguageTag.ENGLISH)
                                .translationKey(new TranslationKey("hello")));
                Article draft = blog.articles()
                        .draft(edit -> edit.title("Hallo")
                                .markdown("Ein Text.")
                                .language(LanguageTag.GERMAN)
                                .translationKey(new TranslationKey("hello")));
                Article article = published(
                        blog,
                        edit -> edit.title("Bonjour")
                                .markdown("Un texte.")
                                .translationKey(new TranslationKey("hello")));
                IssueSummary issue = blog.newsletter().send(article.id(), article.version());
                jobs.runDue();

                assertThat(storage.issues().find(issue.id()).orElseThrow().texts())
                        .as("without the draft " + draft.id())
                        .extracting(text -> text.language().value())
                        .containsExactly("fr", "en");
                assertThat(sent.stream()
                                .collect(Collectors.toMap(mail -> mail.to().value(), OutgoingMail::subject)))
                        .isEqualTo(Map.of(
                                "zoe@example.org",
                                "Bonjour",
                                "john@example.org",
                                "Hello",
                                "uwe@example.org",
                                "Bonjour"));
            }
        }

        @Test
        void an_article_that_is_withdrawn_meanwhile_is_not_sent_to_the_rest() {
            subscribers(300);
            AtomicInteger count = new AtomicInteger();
            try (Blog blog = node()) {
                Article article = published(blog);
                mailer = mail -> {
                    if (count.incrementAndGet() == 10) {
                        blog.articles().unpublish(article.id(), article.version());
                    }
                    sleep(5);
                    return MailOutcome.accepted();
                };
                IssueSummary issue = blog.newsletter().send(article.id(), article.version());
                jobs.runDue();
                assertThat(state(issue).kind()).isEqualTo(IssueState.Kind.PAUSED);
                assertThat(count.get()).isLessThan(300);
                assertThatExceptionOfType(IllegalTransitionException.class)
                        .isThrownBy(() -> blog.newsletter().resume(issue.id()));
            }
        }
    }

    @Nested
    class Planning {

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
                        .isThrownBy(() -> blog.newsletter()
                                .plan(article.id(), clock.instant().plusSeconds(9)));
            }
        }

        @Test
        void a_cancelled_plan_may_be_made_again() {
            subscriber("zoe");
            try (Blog blog = node()) {
                Article draft = blog.articles().draft(edit -> edit.title("Bonjour"));
                IssueSummary first = blog.newsletter().planWithPublication(draft.id());
                blog.newsletter().cancel(first.id());
                assertThat(blog.newsletter().planWithPublication(draft.id()).id())
                        .isNotEqualTo(first.id());
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
                assertThat(sent.stream().map(OutgoingMail::messageId).distinct())
                        .hasSize(600);
            } finally {
                nodes.forEach(Blog::close);
            }
        }
    }

    @Nested
    class Leaving {

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
                                List.of(new Recipient(
                                        new DeliveryId(ids.next()), zoe.id(), zoe.email(), zoe.language())),
                                clock.instant());
                storage.subscribers().update(zoe.moveTo(EmailAddress.of("new@example.org"), clock.instant()));
                blog.start();
                jobs.runDue();
                assertThat(recipients()).containsExactly("new");
            }
        }
    }

    @Nested
    class Refusals {

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
                assertThat(blog.newsletter().progress(issue.id()).failures())
                        .isEqualTo(Map.of(FailureKind.GIVEN_UP, 1L));
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
            replies.keySet().forEach(NewsletterTest.this::subscriber);
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

                assertThat(blog.newsletter()
                                .retry(issue.id(), List.of(held.get(0).id())))
                        .isEqualTo(1);
                jobs.advance(Duration.ofMinutes(1));
                assertThat(deliveries(issue, DeliveryState.Kind.SENT)).hasSize(1);
                assertThat(state(issue).kind()).isEqualTo(IssueState.Kind.COMPLETED);
            }
        }
    }

    @Nested
    class Workers {

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
                assertThat(quick.newsletter().progress(issue.id()).counts().sent())
                        .isEqualTo(1);
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
                try (Blog blog =
                        builder().newsletter(OPTIONS.withLostReply(policy)).build()) {
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

    @Nested
    class Halting {

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

    @Nested
    class Mistakes {

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
                assertThat(state(planned).kind())
                        .as("adopting what is one's own")
                        .isEqualTo(IssueState.Kind.PAUSED);
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

    @Nested
    class Trying {

        @Test
        void a_test_is_marked_and_leaves_no_trace() {
            subscriber("zoe");
            try (Blog blog = node()) {
                Article draft =
                        blog.articles().draft(edit -> edit.title("Bientôt").markdown("Un texte."));
                EmailAddress me = EmailAddress.of("me@example.org");
                assertThat(blog.newsletter().test(draft.id(), List.of(me, me), LanguageTag.ENGLISH))
                        .isEqualTo(Map.of(me, MailOutcome.accepted()));
                assertThat(sent).singleElement().satisfies(mail -> {
                    assertThat(mail.subject()).isEqualTo("[Test] Bientôt");
                    assertThat(mail.text()).contains("Un texte.");
                });
                assertThat(storage.issues().list(IssueQuery.all(), Optional.empty(), 10))
                        .isEmpty();
            }
        }

        @Test
        void a_preview_shows_as_much_as_its_reader_may_read() {
            try (Blog blog = node()) {
                Article draft = blog.articles()
                        .draft(edit -> edit.title("Bientôt")
                                .markdown("Pour tous.\n\n<!--members-only-->\n\nSecret.")
                                .audience(Audience.MEMBERS));
                EmailAddress me = EmailAddress.of("me@example.org");
                assertThat(blog.newsletter()
                                .preview(draft.id(), me, LanguageTag.FRENCH, ArticleAccess.WHOLE)
                                .html()
                                .orElseThrow())
                        .contains("Secret");
                assertThat(blog.newsletter()
                                .preview(draft.id(), me, LanguageTag.FRENCH, ArticleAccess.PREVIEW)
                                .html()
                                .orElseThrow())
                        .contains("Pour tous")
                        .doesNotContain("Secret");
            }
        }
    }

    @Nested
    class Reports {

        private BounceReport report(
                BounceReport.Kind kind, Optional<EmailAddress> to, Optional<String> id, String status) {
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

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new AssertionError("nothing happened in 30 seconds");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
