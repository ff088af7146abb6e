package io.billet.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.billet.core.Article;
import io.billet.core.Consent;
import io.billet.core.Delivery;
import io.billet.core.DeliveryState;
import io.billet.core.EmailAddress;
import io.billet.core.IdGenerator;
import io.billet.core.IssueSummary;
import io.billet.core.LanguageTag;
import io.billet.core.NotFoundException;
import io.billet.core.Slug;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberId;
import io.billet.core.SubscriberState;
import io.billet.core.Tag;
import io.billet.engine.IssueProgress.FailureKind;
import io.billet.engine.spi.MailOutcome;
import io.billet.engine.spi.Mailer;
import io.billet.engine.spi.OutgoingMail;
import io.billet.engine.testing.ManualJobRunner;
import io.billet.engine.testing.SettableClock;
import io.billet.storage.api.InMemoryStorage;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Tags among which subscribers choose. */
class TopicsTest {

    private static final Slug EUROPE = Slug.of("europe");
    private static final Slug SPORT = Slug.of("sport");
    private static final Slug MUSIC = Slug.of("musique");
    private static final Slug OTHER = Slug.of("autre");

    private final SettableClock clock = SettableClock.at(TestBlog.START);
    private final ManualJobRunner jobs = ManualJobRunner.of(clock);
    private final InMemoryStorage storage = new InMemoryStorage();
    private final IdGenerator ids = new IdGenerator(clock, new Random(7));
    private final List<OutgoingMail> sent = Collections.synchronizedList(new ArrayList<>());
    private Mailer mailer = mail -> {
        sent.add(mail);
        return MailOutcome.accepted();
    };

    private Blog blogWith(Slug... topics) {
        return Blog.builder()
                .site(Site.of("Le Billet", URI.create("https://example.org/blog"), LanguageTag.FRENCH))
                .storage(storage)
                .clock(clock)
                .mailer(mail -> mailer.send(mail))
                .newsletter(NewsletterOptions.DEFAULT.withConnections(2))
                .topics(topics)
                .jobRunner(jobs)
                .start();
    }

    private Subscriber subscriber(String name, Slug... declined) {
        return storage.subscribers()
                .create(Subscriber.request(
                                new SubscriberId(ids.next()),
                                EmailAddress.of(name + "@example.org"),
                                LanguageTag.FRENCH,
                                Consent.asked("test", "1", clock.instant()),
                                clock.instant())
                        .confirm(clock.instant())
                        .decline(List.of(declined), clock.instant()));
    }

    private Subscriber stored(Subscriber subscriber) {
        return storage.subscribers().find(subscriber.id()).orElseThrow();
    }

    private static Article published(Blog blog, Slug... tags) {
        Article draft = blog.articles()
                .draft(edit -> edit.title("About " + Arrays.toString(tags))
                        .markdown("Texte.")
                        .tags(List.of(tags)));
        return blog.articles().publish(draft.id(), draft.version());
    }

    private IssueSummary sent(Blog blog, Slug... tags) {
        sent.clear();
        Article article = published(blog, tags);
        IssueSummary issue = blog.newsletter().send(article.id(), article.version());
        jobs.runDue();
        return issue;
    }

    private List<String> recipients() {
        return sent.stream()
                .map(mail -> mail.to().value().replace("@example.org", ""))
                .sorted()
                .toList();
    }

    @Nested
    class An_article {

        @Test
        void goes_to_whoever_wants_one_of_its_topics() {
            subscriber("all");
            subscriber("no-sport", SPORT);
            subscriber("neither", SPORT, EUROPE);
            try (Blog blog = blogWith(EUROPE, SPORT, MUSIC)) {
                sent(blog, SPORT);
                assertThat(recipients()).containsExactly("all");
                sent(blog, SPORT, EUROPE);
                assertThat(recipients()).containsExactly("all", "no-sport");
                sent(blog, OTHER, SPORT);
                assertThat(recipients()).containsExactly("all");
                IssueSummary issue = sent(blog, MUSIC);
                assertThat(recipients()).containsExactly("all", "neither", "no-sport");
                assertThat(blog.newsletter().progress(issue.id()).total()).isEqualTo(3);
            }
        }

        @Test
        void without_a_topic_goes_to_everybody() {
            subscriber("all");
            subscriber("neither", EUROPE, SPORT, OTHER);
            try (Blog blog = blogWith(EUROPE, SPORT)) {
                sent(blog);
                assertThat(recipients()).containsExactly("all", "neither");
                sent(blog, OTHER);
                assertThat(recipients()).as("a tag that is no topic").containsExactly("all", "neither");
            }
        }

        @Test
        void about_what_is_no_topic_any_more_goes_to_everybody_until_it_is_one_again() {
            subscriber("all");
            Subscriber zoe = subscriber("zoe", SPORT);
            try (Blog blog = blogWith(EUROPE)) {
                sent(blog, SPORT);
                assertThat(recipients()).containsExactly("all", "zoe");
                blog.subscribers().decline(zoe.id(), List.of(EUROPE));
            }
            try (Blog blog = blogWith(EUROPE, SPORT)) {
                sent(blog, SPORT, EUROPE);
                assertThat(recipients()).containsExactly("all");
            }
        }

        @Test
        void is_not_counted_for_who_does_not_get_it() {
            IntStream.range(0, 5).forEach(i -> subscriber("reader" + i, SPORT));
            subscriber("zoe");
            try (Blog blog = blogWith(SPORT)) {
                IssueSummary issue = sent(blog, SPORT);
                assertThat(storage.issues().counts(issue.id()).total()).isEqualTo(1);
                assertThat(blog.newsletter().progress(issue.id()).fraction()).isEqualTo(1);
            }
        }
    }

    @Nested
    class To_decline {

        @Test
        void stops_a_delivery_that_is_pending_and_the_ledger_says_why() {
            IntStream.range(0, 100).forEach(i -> subscriber("reader" + i));
            Subscriber last = subscriber("zzz");
            Subscriber gone = subscriber("zzzz");
            try (Blog blog = blogWith(EUROPE, SPORT)) {
                mailer = mail -> {
                    blog.subscribers().decline(last.id(), List.of(SPORT));
                    blog.subscribers().unsubscribe(gone.id());
                    pause();
                    sent.add(mail);
                    return MailOutcome.accepted();
                };
                IssueSummary issue = sent(blog, SPORT);

                assertThat(recipients()).hasSize(100).doesNotContain("zzz", "zzzz");
                assertThat(blog.newsletter().progress(issue.id()).failures())
                        .isEqualTo(Map.of(FailureKind.DECLINED, 1L, FailureKind.LEFT, 1L));
                List<Delivery> failed =
                        storage.issues().deliveries(issue.id(), DeliveryState.Kind.FAILED, Optional.empty(), 9);
                assertThat(failed)
                        .filteredOn(delivery -> delivery.subscriber().equals(last.id()))
                        .singleElement()
                        .extracting(Delivery::state)
                        .asInstanceOf(type(DeliveryState.Failed.class))
                        .extracting(DeliveryState.Failed::reason)
                        .isEqualTo("declined: wants no mail about its topics any more");
                assertThat(stored(last).state()).isEqualTo(new SubscriberState.Confirmed());
            }
        }

        @Test
        void says_all_that_is_declined_and_what_is_so_already_is_not_written_again() {
            Subscriber zoe = subscriber("zoe");
            try (Blog blog = blogWith(SPORT, EUROPE)) {
                Subscribers subscribers = blog.subscribers();
                Subscriber both = subscribers.decline(zoe.id(), List.of(SPORT, EUROPE, SPORT));
                assertThat(both.declined()).containsExactly(EUROPE, SPORT);
                assertThat(subscribers.decline(zoe.id(), List.of(EUROPE, SPORT)))
                        .isEqualTo(both);
                assertThat(subscribers.decline(zoe.id(), List.of(SPORT)).declined())
                        .containsExactly(SPORT);
                assertThat(subscribers.decline(zoe.id(), List.of()).declined()).isEmpty();
                assertThat(stored(zoe).version()).isEqualTo(4);
            }
        }

        @Test
        void what_is_no_topic_is_refused_and_changes_nothing() {
            Subscriber zoe = subscriber("zoe");
            try (Blog blog = blogWith(SPORT)) {
                assertThatThrownBy(() -> blog.subscribers().decline(zoe.id(), List.of(SPORT, OTHER)))
                        .asInstanceOf(type(NotFoundException.class))
                        .returns("Topic", NotFoundException::object)
                        .returns("autre", NotFoundException::id);
                assertThat(stored(zoe)).isEqualTo(zoe);
                assertThatThrownBy(() -> blog.subscribers().decline(new SubscriberId(ids.next()), List.of(SPORT)))
                        .asInstanceOf(type(NotFoundException.class))
                        .returns("Subscriber", NotFoundException::object);
            }
        }

        @Test
        void leaves_what_was_declined_and_is_no_topic_now_as_far_as_there_is_room() {
            Slug[] old = IntStream.range(0, Subscriber.MAX_DECLINED)
                    .mapToObj(number -> Slug.of("old-%03d".formatted(number)))
                    .toArray(Slug[]::new);
            Subscriber zoe = subscriber("zoe", OTHER);
            Subscriber abel = subscriber("abel", old);
            try (Blog blog = blogWith(SPORT, EUROPE)) {
                assertThat(blog.subscribers().decline(zoe.id(), List.of(SPORT)).declined())
                        .containsExactly(OTHER, SPORT);
                assertThat(blog.subscribers().decline(zoe.id(), List.of()).declined())
                        .containsExactly(OTHER);
                assertThat(blog.subscribers()
                                .decline(abel.id(), List.of(SPORT, EUROPE))
                                .declined())
                        .hasSize(Subscriber.MAX_DECLINED)
                        .contains(SPORT, EUROPE);
            }
        }

        @Test
        void is_no_change_of_consent() {
            Subscriber zoe = subscriber("zoe");
            try (Blog blog = blogWith(SPORT)) {
                blog.subscribers().decline(zoe.id(), List.of(SPORT));
                assertThat(blog.subscribers()
                                .history(zoe.id(), PageRequest.first(9))
                                .items())
                        .hasSize(1);
            }
        }

        @Test
        void while_others_change_the_same_person_loses_nothing() {
            Subscriber zoe = subscriber("zoe");
            try (Blog blog = blogWith(SPORT)) {
                Thread renaming = new Thread(() -> IntStream.range(0, 200)
                        .forEach(number -> blog.subscribers().rename(zoe.id(), "Zoë " + number)));
                renaming.start();
                for (int i = 0; i < 201; i++) {
                    blog.subscribers().decline(zoe.id(), i % 2 == 0 ? List.of(SPORT) : List.of());
                }
                join(renaming);
                assertThat(stored(zoe).declined()).containsExactly(SPORT);
                assertThat(stored(zoe).name()).contains("Zoë 199");
            }
        }
    }

    @Nested
    class Topics {

        @Test
        void are_told_as_readers_see_them_in_the_order_of_the_host() {
            storage.tags().put(Tag.named(EUROPE, "L’Europe"));
            storage.tags().put(Tag.named(OTHER, "Autre"));
            try (Blog blog = blogWith(SPORT, EUROPE, SPORT)) {
                assertThat(blog.subscribers().topics())
                        .containsExactly(Tag.named(SPORT, "sport"), Tag.named(EUROPE, "L’Europe"));
            }
            try (Blog blog = blogWith()) {
                assertThat(blog.subscribers().topics()).isEmpty();
            }
        }

        @Test
        void are_as_many_as_somebody_reads_through() {
            Slug[] tooMany = IntStream.rangeClosed(0, Subscribers.MOST_TOPICS)
                    .mapToObj(number -> Slug.of("topic-" + number))
                    .toArray(Slug[]::new);
            Slug[] most = Arrays.copyOf(tooMany, Subscribers.MOST_TOPICS);
            try (Blog blog = blogWith(most)) {
                assertThat(blog.subscribers().topics()).extracting(Tag::slug).containsExactly(most);
            }
            assertThatThrownBy(() -> Blog.builder().topics(tooMany))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a newsletter has at most 20 topics, as many as somebody reads through, not 21");
        }
    }

    @Nested
    class A_tag_that_is_replaced {

        @Test
        void stays_declined_under_its_new_name() {
            Subscriber zoe = subscriber("zoe", SPORT);
            Subscriber left = stored(
                    storage.subscribers().update(subscriber("left", SPORT).unsubscribe(clock.instant())));
            Subscriber abel = subscriber("abel");
            try (Blog blog = blogWith(SPORT, EUROPE)) {
                published(blog, SPORT);
                assertThat(blog.tags().rename(SPORT, EUROPE)).isEqualTo(1);
                assertThat(stored(zoe).declined()).containsExactly(EUROPE, SPORT);
                assertThat(stored(left).declined()).containsExactly(EUROPE, SPORT);
                assertThat(stored(abel)).isEqualTo(abel);
                sent(blog, EUROPE);
                assertThat(recipients()).containsExactly("abel");
                assertThat(blog.tags().rename(SPORT, EUROPE)).isZero();
                assertThat(stored(zoe).version()).isEqualTo(2);
            }
        }

        @Test
        void stays_declined_when_it_is_merged_into_another_topic() {
            Subscriber zoe = subscriber("zoe", SPORT);
            Subscriber both = subscriber("both", SPORT, EUROPE);
            try (Blog blog = blogWith(SPORT, EUROPE)) {
                published(blog, SPORT);
                published(blog, EUROPE);
                blog.tags().merge(SPORT, EUROPE);
                assertThat(stored(zoe).declined()).containsExactly(EUROPE, SPORT);
                assertThat(stored(both)).isEqualTo(both);
            }
        }

        @Test
        void is_followed_by_who_declines_it_in_that_moment() {
            Subscriber zoe = subscriber("zoe");
            Slug[] topics = {SPORT, EUROPE};
            List<Runnable> whenRevised = new ArrayList<>();
            try (Blog blog = Blog.builder()
                    .site(Site.of("Le Billet", URI.create("https://example.org/blog"), LanguageTag.FRENCH))
                    .storage(storage)
                    .topics(topics)
                    .jobRunner(jobs)
                    .listener(event -> {
                        if (event instanceof io.billet.engine.spi.BlogEvent.ArticleRevised) {
                            whenRevised.forEach(Runnable::run);
                        }
                    })
                    .start()) {
                published(blog, SPORT);
                whenRevised.add(() -> blog.subscribers().decline(zoe.id(), List.of(SPORT)));
                blog.tags().rename(SPORT, EUROPE);
                assertThat(stored(zoe).declined()).containsExactly(EUROPE, SPORT);
            }
        }

        @Test
        void is_followed_by_many_and_by_who_has_declined_as_much_as_anybody_can() {
            Slug[] old = IntStream.range(0, Subscriber.MAX_DECLINED - 1)
                    .mapToObj(number -> Slug.of("old-%03d".formatted(number)))
                    .toArray(Slug[]::new);
            Slug[] most = Arrays.copyOf(old, Subscriber.MAX_DECLINED);
            most[most.length - 1] = SPORT;
            Subscriber full = subscriber("full", most);
            List<Subscriber> many = IntStream.range(0, 2_100)
                    .mapToObj(number -> number % 3 == 0 ? subscriber("s" + number, SPORT) : subscriber("s" + number))
                    .toList();
            try (Blog blog = blogWith(SPORT, EUROPE)) {
                published(blog, SPORT);
                blog.tags().rename(SPORT, EUROPE);
                assertThat(stored(full).declined())
                        .hasSize(Subscriber.MAX_DECLINED)
                        .contains(SPORT, EUROPE);
                assertThat(many.stream().filter(each -> stored(each).declined().contains(EUROPE)))
                        .hasSize(700);
            }
        }

        @Test
        void is_refused_where_its_articles_would_go_to_who_declined_it() {
            Subscriber zoe = subscriber("zoe", SPORT);
            try (Blog blog = blogWith(SPORT)) {
                Article article = published(blog, SPORT);
                published(blog, OTHER);
                assertThatThrownBy(() -> blog.tags().rename(SPORT, EUROPE))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage(
                                "the tag \"sport\" is a topic of the newsletter: name \"europe\" among the topics as"
                                        + " well, or its articles go to those who declined it");
                assertThatThrownBy(() -> blog.tags().merge(SPORT, OTHER)).isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> blog.tags().forget(SPORT))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("take it from the topics first");
                assertThat(storage.articles().find(article.id()).orElseThrow().tags())
                        .containsExactly(SPORT);
                assertThat(blog.tags().find(EUROPE)).isEmpty();
                assertThat(stored(zoe)).isEqualTo(zoe);
            }
        }

        @Test
        void is_replaced_as_before_where_it_is_no_topic() {
            Subscriber zoe = subscriber("zoe", OTHER);
            try (Blog blog = blogWith(SPORT)) {
                published(blog, OTHER);
                assertThat(blog.tags().rename(OTHER, MUSIC)).isEqualTo(1);
                assertThat(blog.tags().merge(MUSIC, MUSIC.equals(OTHER) ? MUSIC : described(OTHER)))
                        .isEqualTo(1);
                assertThat(blog.tags().forget(OTHER)).isEqualTo(1);
                assertThat(stored(zoe)).isEqualTo(zoe);
            }
        }

        private Slug described(Slug slug) {
            storage.tags().put(Tag.named(slug, "Autre"));
            return slug;
        }
    }

    @Nested
    class An_import {

        @Test
        void changes_nothing_that_an_existing_person_declines() {
            Subscriber zoe = subscriber("zoe", SPORT);
            Subscriber pending = storage.subscribers()
                    .create(Subscriber.request(
                                    new SubscriberId(ids.next()),
                                    EmailAddress.of("pending@example.org"),
                                    LanguageTag.FRENCH,
                                    Consent.asked("test", "1", clock.instant()),
                                    clock.instant())
                            .decline(List.of(SPORT), clock.instant()));
            try (Blog blog = blogWith(SPORT)) {
                for (Subscriber each : List.of(zoe, pending)) {
                    blog.subscribers()
                            .importer()
                            .add(new ImportedSubscriber(
                                    each.email(),
                                    Optional.empty(),
                                    LanguageTag.GERMAN,
                                    List.of(),
                                    clock.instant(),
                                    "list"));
                }
                assertThat(stored(zoe)).isEqualTo(zoe);
                assertThat(stored(pending).state()).isEqualTo(new SubscriberState.Confirmed());
                assertThat(stored(pending).declined()).containsExactly(SPORT);
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(60);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
