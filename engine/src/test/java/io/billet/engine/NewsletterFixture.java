package io.billet.engine;

import io.billet.core.Article;
import io.billet.core.ArticleEdit;
import io.billet.core.Consent;
import io.billet.core.Delivery;
import io.billet.core.DeliveryState;
import io.billet.core.EmailAddress;
import io.billet.core.IdGenerator;
import io.billet.core.IssueState;
import io.billet.core.IssueSummary;
import io.billet.core.LanguageTag;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberId;
import io.billet.engine.spi.BlogEvent;
import io.billet.engine.spi.MailOutcome;
import io.billet.engine.spi.Mailer;
import io.billet.engine.spi.OutgoingMail;
import io.billet.engine.testing.ManualJobRunner;
import io.billet.engine.testing.SettableClock;
import io.billet.storage.api.InMemoryStorage;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** A blog with a newsletter whose clock stands still, whose jobs run when told, and whose mails are kept. */
abstract class NewsletterFixture {

    static final NewsletterOptions OPTIONS = NewsletterOptions.DEFAULT.withConnections(2);
    static final MailOutcome UNKNOWN_USER = new MailOutcome.RefusedForGood("550 5.1.1 User unknown");

    final SettableClock clock = SettableClock.at(TestBlog.START);
    final ManualJobRunner jobs = ManualJobRunner.of(clock);
    final InMemoryStorage storage = new InMemoryStorage();
    final IdGenerator ids = new IdGenerator(clock, new Random(7));
    final List<OutgoingMail> sent = Collections.synchronizedList(new ArrayList<>());
    final List<BlogEvent> events = new CopyOnWriteArrayList<>();
    Mailer mailer = mail -> {
        sent.add(mail);
        return MailOutcome.accepted();
    };

    Blog.Builder builder() {
        return Blog.builder()
                .site(Site.of("Le Billet", URI.create("https://example.org/blog"), LanguageTag.FRENCH))
                .storage(storage)
                .clock(clock)
                .mailer(mail -> mailer.send(mail))
                .newsletter(OPTIONS)
                .jobRunner(jobs)
                .listener(events::add);
    }

    Blog node() {
        return builder().start();
    }

    Subscriber subscriber(String name, UnaryOperator<Subscriber> more) {
        Subscriber subscriber = Subscriber.request(
                        new SubscriberId(ids.next()),
                        EmailAddress.of(name + "@example.org"),
                        LanguageTag.FRENCH,
                        Consent.asked("test", "1", clock.instant()),
                        clock.instant())
                .confirm(clock.instant());
        return storage.subscribers().create(more.apply(subscriber));
    }

    Subscriber subscriber(String name) {
        return subscriber(name, same -> same);
    }

    void subscribers(int count) {
        IntStream.range(0, count).forEach(i -> subscriber("reader" + i));
    }

    static Article published(Blog blog, Consumer<ArticleEdit> content) {
        Article draft = blog.articles().draft(content);
        return blog.articles().publish(draft.id(), draft.version());
    }

    static Article published(Blog blog) {
        return published(blog, edit -> edit.title("Bonjour").markdown("Un texte."));
    }

    IssueState state(IssueSummary issue) {
        return storage.issues().find(issue.id()).orElseThrow().state();
    }

    List<String> recipients() {
        synchronized (sent) {
            return sent.stream()
                    .map(mail -> mail.to().value().replace("@example.org", ""))
                    .sorted()
                    .toList();
        }
    }

    List<Delivery> deliveries(IssueSummary issue, DeliveryState.Kind kind) {
        return storage.issues().deliveries(issue.id(), kind, Optional.empty(), 1_000);
    }

    static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static void await(CountDownLatch latch) {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new AssertionError("nothing happened in 30 seconds");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
