package io.billet.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.billet.core.Article;
import io.billet.core.ArticleId;
import io.billet.core.Comment;
import io.billet.core.Commenter;
import io.billet.core.DeliveryState;
import io.billet.core.EmailAddress;
import io.billet.core.Label;
import io.billet.core.LanguageTag;
import io.billet.core.OutboxMail;
import io.billet.core.Reader;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberId;
import io.billet.engine.internal.limit.EqualTime;
import io.billet.engine.spi.BlogEvent;
import io.billet.engine.spi.MailOutcome;
import io.billet.engine.spi.Mailer;
import io.billet.engine.spi.OutgoingMail;
import io.billet.engine.spi.RateLimiter;
import io.billet.engine.testing.ManualJobRunner;
import io.billet.engine.testing.SettableClock;
import io.billet.storage.api.BlogStorage;
import io.billet.storage.api.InMemoryStorage;
import io.billet.storage.api.SettingStore;
import io.billet.storage.api.StorageException;
import io.billet.storage.api.SubscriberQuery;
import io.billet.storage.api.SubscriberStore;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mails that belong to no issue: written down, sent by whichever node is up, given up with a reason, held in a copy. */
class OutboxTest {

    private static final EmailAddress ZOE = EmailAddress.of("zoe@example.org");
    private static final Duration DAY = Duration.ofDays(1);

    private final SettableClock clock = SettableClock.at(Instant.parse("2026-11-22T08:00:00Z"));
    private final InMemoryStorage storage = new InMemoryStorage();
    private final List<Node> nodes = new ArrayList<>();

    /** A node with a runner of its own, so that it stands still, as if it were dead, when the test wants it to. */
    private final class Node {
        final ManualJobRunner jobs = ManualJobRunner.of(clock);
        final List<OutgoingMail> sent = new ArrayList<>();
        final List<BlogEvent> events = new ArrayList<>();
        final Blog blog;
        Mailer mailer = mail -> MailOutcome.accepted();

        Node(String baseUrl, UnaryOperator<Blog.Builder> more) {
            blog = more.apply(Blog.builder()
                            .site(Site.of("Le Billet", URI.create(baseUrl), LanguageTag.FRENCH))
                            .storage(storage)
                            .clock(clock)
                            .rateLimiter(RateLimiter.unlimited())
                            .equalTime(new EqualTime(Duration.ZERO))
                            .jobRunner(jobs)
                            .listener(events::add)
                            .mailer(mail -> {
                                sent.add(mail);
                                return mailer.send(mail);
                            }))
                    .start();
            nodes.add(this);
        }

        void subscribe(String address, LanguageTag language) {
            blog.subscribers().subscribe(SubscribeRequest.of(EmailAddress.of(address), language, "test"));
        }

        List<OutboxMail> failed() {
            return blog.outbox()
                    .list(DeliveryState.Kind.FAILED, PageRequest.first(100))
                    .items();
        }
    }

    private Node node(String baseUrl) {
        return new Node(baseUrl, builder -> builder);
    }

    private Node node() {
        return node("https://example.org/blog");
    }

    @AfterEach
    void close() {
        nodes.forEach(node -> node.blog.close());
        storage.close();
    }

    @Nested
    class A_mail {

        @Test
        void is_sent_by_whichever_node_is_up() {
            Node dead = node();
            dead.subscribe("zoe@example.org", LanguageTag.FRENCH);
            Node other = node();
            other.jobs.advance(Duration.ofMinutes(1));

            assertThat(other.sent).extracting(OutgoingMail::to).containsExactly(ZOE);
            dead.jobs.advance(DAY);
            assertThat(dead.sent).isEmpty();
        }

        @Test
        void that_a_node_died_at_is_sent_by_another_as_the_same_mail_once_the_lease_is_over() {
            Node dying = node();
            List<String> onTheWire = new ArrayList<>();
            Node other = node();
            dying.mailer = mail -> {
                onTheWire.add(mail.messageId());
                // The other node looks while this one hangs, and again when the lease has run out.
                other.jobs.advance(Duration.ofMinutes(4));
                assertThat(other.sent).isEmpty();
                other.jobs.advance(Duration.ofMinutes(2));
                return new MailOutcome.RefusedForGood("550 too late to say so");
            };
            dying.subscribe("zoe@example.org", LanguageTag.FRENCH);
            dying.jobs.runDue();

            assertThat(other.sent).extracting(OutgoingMail::messageId).containsExactlyElementsOf(onTheWire);
            assertThat(other.failed()).as("the late write of the first").isEmpty();
            assertThat(other.blog.outbox().waiting()).isZero();
        }

        @Test
        void holds_no_link_until_it_is_sent() {
            Node node = node();
            node.subscribe("zoe@example.org", LanguageTag.FRENCH);

            OutboxMail waiting = node.blog
                    .outbox()
                    .list(DeliveryState.Kind.PENDING, PageRequest.first(9))
                    .items()
                    .get(0);
            node.jobs.runDue();
            String token = TestBlog.tokenIn(node.sent.get(0).text());
            assertThat(waiting.toString()).doesNotContain(token, "zoe@example.org");
            assertThat(node.blog.subscribers().awaitingConfirmation(token)).isPresent();
        }

        @Test
        void of_a_later_request_in_another_language_is_in_that_language() {
            Node node = node();
            node.subscribe("zoe@example.org", LanguageTag.FRENCH);
            node.subscribe("zoe@example.org", LanguageTag.GERMAN);
            node.jobs.runDue();
            assertThat(node.sent).hasSize(1);
            assertThat(node.sent.get(0).text()).contains("Guten Tag");
        }

        @Test
        void fits_how_things_stand_when_it_is_sent() {
            Node node = node();
            node.subscribe("zoe@example.org", LanguageTag.FRENCH);
            node.jobs.runDue();
            node.blog.subscribers().confirm(TestBlog.tokenIn(node.sent.get(0).text()));
            node.jobs.runDue();
            node.sent.clear();
            node.subscribe("zoe@example.org", LanguageTag.FRENCH);
            clock.advance(Duration.ofSeconds(1));
            Subscribers subscribers = node.blog.subscribers();
            subscribers.unsubscribe(subscribers
                    .list(SubscriberQuery.all(), PageRequest.first(1))
                    .items()
                    .get(0)
                    .id());
            node.jobs.runDue();

            assertThat(node.sent).as("a link to sign in for who has left since").isEmpty();
            assertThat(node.failed())
                    .singleElement()
                    .satisfies(mail -> assertThat(mail.state()).asString().contains("withheld"));
            assertThat(node.events).noneMatch(BlogEvent.MailGivenUp.class::isInstance);
        }

        @Test
        void about_who_was_erased_is_forgotten() {
            Node node = node();
            node.mailer = mail -> new MailOutcome.RefusedForNow("451");
            node.subscribe("zoe@example.org", LanguageTag.FRENCH);
            node.jobs.runDue();
            Subscribers subscribers = node.blog.subscribers();
            subscribers.erase(subscribers
                    .list(SubscriberQuery.all(), PageRequest.first(1))
                    .items()
                    .get(0)
                    .id());

            assertThat(node.blog.outbox().waiting()).isZero();
            node.jobs.advance(DAY);
            assertThat(node.sent).hasSize(1);
        }

        @Test
        void that_is_refused_for_good_is_told_with_the_reason_and_may_be_sent_again() {
            Node node = node();
            node.mailer = mail -> new MailOutcome.RefusedForGood("550 5.1.1 no\r\nsuch user\u2028x " + "y".repeat(900));
            node.subscribe("zoe@example.org", LanguageTag.FRENCH);
            node.jobs.runDue();

            OutboxMail failed = node.failed().get(0);
            assertThat(failed.state())
                    .isInstanceOfSatisfying(
                            DeliveryState.Failed.class,
                            state -> assertThat(state.reason())
                                    .startsWith("refused for good: 550 5.1.1 no such user x y"));
            assertThat(node.events)
                    .filteredOn(BlogEvent.MailGivenUp.class::isInstance)
                    .containsExactly(new BlogEvent.MailGivenUp(failed));

            node.mailer = mail -> MailOutcome.accepted();
            node.blog.outbox().sendAgain(failed);
            node.jobs.runDue();
            assertThat(node.sent).hasSize(2);
            assertThat(node.sent.get(1).messageId())
                    .isNotEqualTo(node.sent.get(0).messageId());
            OutboxMail sent = node.blog
                    .outbox()
                    .list(DeliveryState.Kind.SENT, PageRequest.first(1))
                    .items()
                    .get(0);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> node.blog.outbox().sendAgain(sent));
        }

        @Test
        void goes_from_the_list_two_weeks_after_its_end() {
            Node node = node();
            node.subscribe("zoe@example.org", LanguageTag.FRENCH);
            node.jobs.advance(Duration.ofDays(13));
            assertThat(node.blog
                            .outbox()
                            .list(DeliveryState.Kind.SENT, PageRequest.first(9))
                            .items())
                    .hasSize(1);
            node.jobs.advance(Duration.ofDays(2));
            assertThat(node.blog
                            .outbox()
                            .list(DeliveryState.Kind.SENT, PageRequest.first(9))
                            .items())
                    .isEmpty();
        }
    }

    @Nested
    class A_welcome {

        @Test
        void is_written_down_once_however_often_a_link_is_followed() {
            Node node = node();
            node.subscribe("zoe@example.org", LanguageTag.FRENCH);
            node.jobs.runDue();
            String first = TestBlog.tokenIn(node.sent.get(0).text());
            node.subscribe("zoe@example.org", LanguageTag.FRENCH);
            node.jobs.runDue();
            node.sent.clear();
            node.blog.subscribers().confirm(first);
            node.jobs.advance(DAY);
            assertThat(node.sent).hasSize(1);
            assertThat(node.sent.get(0).list()).isPresent();
        }

        @Test
        void that_comes_late_waits_for_the_owner_and_a_link_does_not() {
            Node node = node();
            node.subscribe("zoe@example.org", LanguageTag.FRENCH);
            node.jobs.runDue();
            node.blog.subscribers().confirm(TestBlog.tokenIn(node.sent.get(0).text()));
            node.subscribe("yan@example.org", LanguageTag.FRENCH);
            node.sent.clear();
            clock.advance(Duration.ofDays(7));
            node.jobs.runDue();

            assertThat(node.sent).extracting(OutgoingMail::to).containsExactly(EmailAddress.of("yan@example.org"));
            assertThat(node.failed())
                    .singleElement()
                    .satisfies(mail -> assertThat(mail.state()).asString().contains("late"));
            node.blog.outbox().sendAgain(node.failed().get(0));
            node.jobs.runDue();
            assertThat(node.sent).extracting(OutgoingMail::to).contains(ZOE);
        }
    }

    @Nested
    class A_conflict {

        private static final EmailAddress NEW = EmailAddress.of("new@example.org");
        private final AtomicReference<Runnable> beforeUpdate = new AtomicReference<>(() -> {});

        /** A node whose next change of a subscriber comes too late: its own mail is looked for first, and others change them. */
        private Node outrun() {
            SubscriberStore late = (SubscriberStore) Proxy.newProxyInstance(
                    BlogStorage.class.getClassLoader(),
                    new Class<?>[] {SubscriberStore.class},
                    (store, call, values) -> {
                        if (call.getName().equals("update")) {
                            beforeUpdate.getAndSet(() -> {}).run();
                        }
                        return invoked(call, storage.subscribers(), values);
                    });
            BlogStorage racing = (BlogStorage) Proxy.newProxyInstance(
                    BlogStorage.class.getClassLoader(),
                    new Class<?>[] {BlogStorage.class},
                    (self, call, values) ->
                            call.getName().equals("subscribers") ? late : invoked(call, storage, values));
            return new Node("https://example.org", builder -> builder.storage(racing));
        }

        private static Object invoked(Method call, Object on, Object[] values) throws Throwable {
            try {
                return call.invoke(on, values);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }

        private void diesAtWhatWaits() {
            assertThat(storage.outbox().claim("dead", 9, clock.instant(), Duration.ofMinutes(1)))
                    .hasSize(1);
        }

        private void label(Subscriber subscriber) {
            storage.subscribers().update(subscriber.label(List.of(Label.of("tier:gold")), clock.instant()));
        }

        private Subscriber stored(SubscriberId id) {
            return storage.subscribers().find(id).orElseThrow();
        }

        @Test
        void with_another_change_makes_no_second_welcome() {
            Node node = outrun();
            node.subscribe("zoe@example.org", LanguageTag.FRENCH);
            node.jobs.runDue();
            String token = TestBlog.tokenIn(node.sent.get(0).text());
            SubscriberId zoe =
                    storage.subscribers().findByEmail(ZOE).orElseThrow().id();
            node.sent.clear();
            beforeUpdate.set(() -> {
                diesAtWhatWaits();
                label(stored(zoe));
            });
            node.blog.subscribers().confirm(token);
            node.jobs.advance(DAY);

            assertThat(stored(zoe).labels()).hasSize(1);
            assertThat(node.sent).hasSize(1);
        }

        /** Returns a link that moves somebody who has just confirmed to another address. */
        private String moveLink(Node node) {
            node.subscribe("zoe@example.org", LanguageTag.FRENCH);
            node.jobs.runDue();
            Subscribers subscribers = node.blog.subscribers();
            Subscriber zoe = subscribers
                    .confirm(TestBlog.tokenIn(node.sent.get(0).text()))
                    .subscriber();
            subscribers.requestMove(zoe.id(), NEW);
            node.jobs.advance(Duration.ofMinutes(1));
            String token = node.sent.stream()
                    .filter(mail -> mail.to().equals(NEW))
                    .map(mail -> TestBlog.tokenIn(mail.text()))
                    .findFirst()
                    .orElseThrow();
            node.sent.clear();
            return token;
        }

        @Test
        void with_another_change_tells_an_old_address_once() {
            Node node = outrun();
            String token = moveLink(node);
            SubscriberId zoe =
                    storage.subscribers().findByEmail(ZOE).orElseThrow().id();
            beforeUpdate.set(() -> {
                diesAtWhatWaits();
                label(stored(zoe));
            });
            node.blog.subscribers().move(token);
            node.jobs.advance(DAY);

            assertThat(stored(zoe).labels()).hasSize(1);
            assertThat(node.sent).extracting(OutgoingMail::to).containsExactly(ZOE);
        }

        @Test
        void of_two_moves_tells_each_address_that_was_left() {
            Node node = outrun();
            String token = moveLink(node);
            SubscriberId zoe =
                    storage.subscribers().findByEmail(ZOE).orElseThrow().id();
            EmailAddress between = EmailAddress.of("between@example.org");
            beforeUpdate.set(() -> storage.subscribers().update(stored(zoe).moveTo(between, clock.instant())));
            node.blog.subscribers().move(token);
            node.jobs.advance(DAY);

            assertThat(stored(zoe).email()).isEqualTo(NEW);
            assertThat(node.sent).extracting(OutgoingMail::to).contains(between);
        }
    }

    @Nested
    class A_notice {

        private Node notified() {
            return new Node(
                    "https://example.org",
                    builder -> builder.notices(
                            EmailAddress.of("owner@example.org"), URI.create("https://example.org/admin/comments")));
        }

        private Comment comment(Node node, ArticleId article, String text) {
            return node.blog
                    .comments()
                    .submit(
                            CommentRequest.on(
                                    article,
                                    Commenter.named("Ana").withEmail(EmailAddress.of("ana@example.org")),
                                    text),
                            Reader.ANONYMOUS);
        }

        @Test
        void says_once_how_many_comments_wait() {
            Node node = notified();
            Article draft =
                    node.blog.articles().draft(edit -> edit.title("Bonjour").markdown("Texte"));
            ArticleId article =
                    node.blog.articles().publish(draft.id(), draft.version()).id();
            comment(node, article, "un");
            comment(node, article, "deux");
            node.jobs.advance(Duration.ofMinutes(4));
            assertThat(node.sent).isEmpty();
            node.jobs.advance(Duration.ofMinutes(2));

            assertThat(node.sent).hasSize(1);
            OutgoingMail notice = node.sent.get(0);
            assertThat(notice.to()).isEqualTo(EmailAddress.of("owner@example.org"));
            assertThat(notice.subject()).isEqualTo("2 commentaires vous attendent");
            assertThat(notice.text()).contains("https://example.org/admin/comments");
            assertThat(notice.headers()).containsEntry("Auto-Submitted", "auto-generated");
        }

        @Test
        void says_that_an_issue_is_late() {
            Node node = notified();
            Article draft =
                    node.blog.articles().draft(edit -> edit.title("Bonjour").markdown("Texte"));
            Article article = node.blog.articles().publish(draft.id(), draft.version());
            node.blog.newsletter().plan(article.id(), clock.instant().plus(Duration.ofHours(1)));
            clock.advance(Duration.ofDays(8));
            node.jobs.advance(Duration.ofMinutes(1));

            assertThat(node.sent).hasSize(1);
            assertThat(node.sent.get(0).subject()).isEqualTo("Une lettre vous attend\u00a0: Bonjour");
        }

        @Test
        void is_not_sent_once_nothing_waits_any_more() {
            Node node = notified();
            Article draft =
                    node.blog.articles().draft(edit -> edit.title("Bonjour").markdown("Texte"));
            ArticleId article =
                    node.blog.articles().publish(draft.id(), draft.version()).id();
            Comment held = comment(node, article, "un");
            node.blog.comments().approve(held.id(), held.version());
            node.jobs.advance(DAY);
            assertThat(node.sent).isEmpty();
        }
    }

    @Nested
    class A_copy {

        @Test
        void under_another_address_sends_nothing_until_it_is_adopted() {
            Node production = node();
            production.subscribe("zoe@example.org", LanguageTag.FRENCH);
            production.jobs.runDue();
            production.subscribe("yan@example.org", LanguageTag.FRENCH);

            Node staging = node("https://staging.example.org/blog");
            staging.subscribe("uma@example.org", LanguageTag.FRENCH);
            staging.jobs.advance(DAY);
            assertThat(staging.sent).isEmpty();
            assertThat(staging.blog.outbox().isHeld()).isTrue();
            assertThat(staging.blog.outbox().sendsFor()).contains("example.org/blog");
            assertThat(staging.blog.outbox().deployment()).isEqualTo("staging.example.org/blog");
            assertThat(staging.blog.outbox().waiting()).isEqualTo(2);

            staging.blog.outbox().adopt();
            staging.jobs.runDue();
            assertThat(staging.sent).hasSize(2);
            production.subscribe("vera@example.org", LanguageTag.FRENCH);
            production.jobs.runDue();
            assertThat(production.sent)
                    .as("sent by the one that lost the database")
                    .hasSize(1);
        }

        @Test
        void under_the_same_address_is_told_by_its_name() {
            Node production = new Node("https://example.org", builder -> builder.deployment("production"));
            production.subscribe("zoe@example.org", LanguageTag.FRENCH);
            production.jobs.runDue();
            Node staging = new Node("https://example.org", builder -> builder.deployment("staging"));
            staging.subscribe("yan@example.org", LanguageTag.FRENCH);
            staging.jobs.advance(DAY);
            assertThat(staging.sent).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "http://localhost:8080",
                    "http://blog.localhost",
                    "http://127.0.0.1:8080/blog",
                    "http://[::1]:8080"
                })
        void on_a_machine_of_ones_own_does_not_call_the_database_its_own(String address) {
            Node mine = node(address);
            mine.subscribe("zoe@example.org", LanguageTag.FRENCH);
            mine.jobs.runDue();
            assertThat(mine.sent).as("of a blog that nobody has sent for").hasSize(1);
            assertThat(mine.blog.outbox().sendsFor()).isEmpty();

            Node production = node();
            production.subscribe("yan@example.org", LanguageTag.FRENCH);
            production.jobs.runDue();
            mine.subscribe("uma@example.org", LanguageTag.FRENCH);
            mine.jobs.advance(DAY);
            assertThat(mine.sent).as("once production has sent").hasSize(1);
        }

        @Test
        void sends_nothing_while_nobody_can_say_whose_the_database_is() {
            BlogStorage mute = (BlogStorage) Proxy.newProxyInstance(
                    BlogStorage.class.getClassLoader(), new Class<?>[] {BlogStorage.class}, (self, method, args) -> {
                        if (method.getName().equals("settings")) {
                            return Proxy.newProxyInstance(
                                    BlogStorage.class.getClassLoader(),
                                    new Class<?>[] {SettingStore.class},
                                    (store, call, values) -> {
                                        if ("deployment".equals(values[0])) {
                                            throw new StorageException("it cannot be read", new IOException());
                                        }
                                        return call.invoke(storage.settings(), values);
                                    });
                        }
                        return method.invoke(storage, args);
                    });
            Node node = new Node("https://example.org", builder -> builder.storage(mute));
            node.subscribe("zoe@example.org", LanguageTag.FRENCH);
            node.jobs.advance(DAY);
            assertThat(node.sent).isEmpty();
        }

        @Test
        void has_a_name_of_one_line() {
            for (String name : List.of("", " ", "a\nb", "x".repeat(201))) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> Blog.builder().deployment(name));
            }
        }
    }
}
