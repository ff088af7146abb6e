package io.billet.engine;

import io.billet.core.Article;
import io.billet.core.ArticleEdit;
import io.billet.core.EmailAddress;
import io.billet.core.LanguageTag;
import io.billet.engine.internal.limit.EqualTime;
import io.billet.engine.spi.BlogEvent;
import io.billet.engine.spi.OutgoingMail;
import io.billet.engine.spi.RateLimiter;
import io.billet.engine.testing.RecordingMailer;
import io.billet.engine.testing.SettableClock;
import io.billet.storage.api.InMemoryStorage;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A blog with a clock that stands still and a mailer that remembers. */
final class TestBlog implements AutoCloseable {

    static final Instant START = Instant.parse("2026-11-22T08:00:00Z");
    private static final Pattern TOKEN = Pattern.compile("token=([\\w-]+)");

    final SettableClock clock = SettableClock.at(START);
    final RecordingMailer mailer = new RecordingMailer();
    final InMemoryStorage storage = new InMemoryStorage();
    final List<BlogEvent> events = new CopyOnWriteArrayList<>();
    final Blog blog;

    TestBlog() {
        this(builder -> builder);
    }

    TestBlog(UnaryOperator<Blog.Builder> more) {
        Site site = Site.of("Le Billet", URI.create("https://example.org/blog/"), LanguageTag.FRENCH);
        blog = more.apply(Blog.builder()
                        .site(site)
                        .storage(storage)
                        .mailer(mailer)
                        .clock(clock)
                        .rateLimiter(RateLimiter.unlimited())
                        .equalTime(new EqualTime(Duration.ZERO))
                        .listener(events::add))
                .build()
                .start(BackgroundJob.MAIL);
    }

    Article published(Consumer<ArticleEdit> content) {
        Article draft = blog.articles().draft(content);
        return blog.articles().publish(draft.id(), draft.version());
    }

    String tokenMailedTo(EmailAddress email) throws InterruptedException {
        OutgoingMail mail = mailer.await(email, Duration.ofSeconds(10))
                .orElseThrow(() -> new AssertionError("no mail came to " + email));
        return tokenIn(mail.text());
    }

    static String tokenIn(String text) {
        Matcher token = TOKEN.matcher(text);
        if (!token.find()) {
            throw new AssertionError("no link in " + text);
        }
        return token.group(1);
    }

    MemberSession member(String email) throws InterruptedException {
        EmailAddress address = EmailAddress.of(email);
        blog.subscribers().subscribe(SubscribeRequest.of(address, LanguageTag.FRENCH, "test"));
        MemberSession membership = blog.subscribers().confirm(tokenMailedTo(address));
        mailer.await(address, Duration.ofSeconds(10));
        return membership;
    }

    @Override
    public void close() {
        blog.close();
        storage.close();
    }
}
