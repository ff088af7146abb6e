package io.billet.spring;

import io.billet.core.CommentState;
import io.billet.engine.Blog;
import io.billet.engine.Renderings;
import io.billet.engine.spi.BlogEvent;
import io.billet.engine.spi.BlogListener;
import io.billet.engine.spi.MailOutcome;
import io.billet.engine.spi.Mailer;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Counts by what a listener is told, and by what becomes of mails. The counters are there from the beginning, so that none of them is
 * missing while nothing has happened. Thread-safe.
 */
final class BlogMeters implements MeterBinder, BlogListener, MailerDecorator, NamedBlog.OfOneBlog {

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
    private final String name;
    private final Supplier<@Nullable Blog> blog;

    /**
     * @param name of one of several blogs, which is a tag then; else empty
     * @param blog asked for when it is measured, since the blog is told of its listeners before it is made
     */
    BlogMeters(String name, Supplier<@Nullable Blog> blog) {
        this.name = name;
        this.blog = blog;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        counter(registry, "billet.articles", "event", "published");
        counter(registry, "billet.articles", "event", "withdrawn");
        counter(registry, "billet.subscribers", "event", "confirmed");
        counter(registry, "billet.subscribers", "event", "left");
        for (CommentState state : CommentState.values()) {
            if (state != CommentState.ERASED && state != CommentState.HIDDEN) {
                counter(registry, "billet.comments", "verdict", name(state));
            }
        }
        for (String outcome : new String[] {"accepted", "refused", "deferred", "unknown"}) {
            counter(registry, "billet.mails", "outcome", outcome);
        }
        Gauge.builder(
                        "billet.mails.waiting",
                        this,
                        meters -> meters.measured(blog -> blog.outbox().waiting()))
                .description("Mails that wait in the storage to be sent, or are being sent")
                .tags(ofBlog())
                .register(registry);
        renderings(registry, "made", Renderings::made);
        renderings(registry, "spared", Renderings::spared);
        Gauge.builder(
                        "billet.renderings.kept",
                        this,
                        meters -> meters.measured(blog -> blog.renderings().kept()))
                .description("Rendered texts that this node remembers")
                .tags(ofBlog())
                .register(registry);
    }

    private void renderings(MeterRegistry registry, String work, ToDoubleFunction<Renderings> count) {
        FunctionCounter.builder(
                        "billet.renderings",
                        this,
                        meters -> meters.measured(blog -> count.applyAsDouble(blog.renderings())))
                .description("Texts that were asked for, to be shown")
                .tag("work", work)
                .tags(ofBlog())
                .register(registry);
    }

    private void counter(MeterRegistry registry, String meter, String tag, String value) {
        FunctionCounter.builder(meter, count(meter, value), LongAdder::sum)
                .tag(tag, value)
                .tags(ofBlog())
                .register(registry);
    }

    private Tags ofBlog() {
        return name.isEmpty() ? Tags.empty() : Tags.of("blog", name);
    }

    @Override
    public String blog() {
        return name;
    }

    private LongAdder count(String meter, String value) {
        return counts.computeIfAbsent(meter + " " + value, key -> new LongAdder());
    }

    private double measured(ToDoubleFunction<Blog> value) {
        Blog measured = blog.get();
        return measured == null ? Double.NaN : value.applyAsDouble(measured);
    }

    private static String name(CommentState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void on(BlogEvent event) {
        if (event instanceof BlogEvent.ArticlePublished) {
            count("billet.articles", "published").increment();
        } else if (event instanceof BlogEvent.ArticleWithdrawn) {
            count("billet.articles", "withdrawn").increment();
        } else if (event instanceof BlogEvent.SubscriberConfirmed) {
            count("billet.subscribers", "confirmed").increment();
        } else if (event instanceof BlogEvent.SubscriberLeft) {
            count("billet.subscribers", "left").increment();
        } else if (event instanceof BlogEvent.CommentSubmitted submitted) {
            count("billet.comments", name(submitted.comment().state())).increment();
        }
    }

    @Override
    public Mailer around(Mailer mailer) {
        return mail -> {
            try {
                MailOutcome outcome = mailer.send(mail);
                count("billet.mails", name(outcome)).increment();
                return outcome;
            } catch (RuntimeException e) {
                // As the engine takes it.
                count("billet.mails", "deferred").increment();
                throw e;
            }
        };
    }

    private static String name(MailOutcome outcome) {
        if (outcome instanceof MailOutcome.Accepted) {
            return "accepted";
        }
        if (outcome instanceof MailOutcome.RefusedForGood) {
            return "refused";
        }
        return outcome instanceof MailOutcome.RefusedForNow ? "deferred" : "unknown";
    }
}
