package io.billet.engine;

import io.billet.core.IdGenerator;
import io.billet.core.LanguageTag;
import io.billet.renderer.HtmlPolicy;
import io.billet.renderer.MarkdownRenderer;
import io.billet.storage.api.BlogStorage;
import io.billet.storage.api.Capability;
import io.billet.storage.api.InMemoryStorage;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A blog inside an application.
 *
 * <pre>{@code
 * Site site = Site.of("Le Billet", URI.create("https://example.org/blog"), LanguageTag.FRENCH);
 * try (Blog blog = Blog.builder().site(site).storage(JdbcStorage.h2File(path)).build()) {
 *     Article draft = blog.articles().draft(edit -> edit.title("Bonjour").markdown("Un *premier* article."));
 *     blog.articles().publish(draft.id(), draft.version());
 * }
 * }</pre>
 *
 * <p>With nothing but a site it runs: it keeps everything in memory and writes mail to the log.
 *
 * <p>Thread-safe; an application keeps one for each of its blogs. {@link #close()} ends its two background threads and
 * sends the mail that waits; the storage belongs to whoever opened it and is not closed.
 */
public final class Blog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Blog.class);

    private final BlogContext context;
    private final Articles articles;
    private final Subscribers subscribers;
    private final Comments comments;
    private final Feeds feeds;
    private final Maintenance maintenance;

    private Blog(BlogContext context, Duration maintenanceEvery) {
        this.context = context;
        articles = new Articles(context);
        subscribers = new Subscribers(context);
        comments = new Comments(context);
        feeds = new Feeds(context);
        maintenance = new Maintenance(maintenanceEvery, articles::publishDue, context.tokens()::removeExpired);
    }

    /** Returns a builder; a {@link Builder#site site} is all it needs. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns what the blog says about itself. */
    public Site site() {
        return context.site();
    }

    /** Returns the addresses of its pages. */
    public BlogUrls urls() {
        return context.urls();
    }

    /** Returns writing, publishing and reading articles. */
    public Articles articles() {
        return articles;
    }

    /** Returns subscribing, confirming, signing in and leaving. */
    public Subscribers subscribers() {
        return subscribers;
    }

    /** Returns discussing articles, and keeping order. */
    public Comments comments() {
        return comments;
    }

    /** Returns the blog for feed readers. */
    public Feeds feeds() {
        return feeds;
    }

    /** Returns the words it says to people. */
    public Messages messages() {
        return context.messages();
    }

    /** Returns where it takes the time from. */
    public InstantSource clock() {
        return context.clock();
    }

    /**
     * Adds somebody who is told what happens from now on, for as long as there is this blog; see
     * {@link Builder#listener} for those who are there from the beginning.
     *
     * @param listener the listener; thread-safe
     */
    public void listen(BlogListener listener) {
        context.listeners().add(listener);
    }

    /** Returns once all mail that waits now is sent or given up; for tests. */
    void awaitMail() {
        context.mail().await();
    }

    /** Ends the background threads and sends the mail that waits, for 10 seconds at most. */
    @Override
    public void close() {
        maintenance.close();
        context.mail().close();
    }

    /** Builds a {@link Blog}. Not thread-safe. */
    public static final class Builder {

        private @Nullable Site site;
        private @Nullable BlogStorage storage;
        private Mailer mailer = Mailer.logging();
        private InstantSource clock = Clock.systemUTC();
        private RandomGenerator random = new SecureRandom();
        private SpamChecker spamChecker = SpamChecker.holdAll();
        private @Nullable RateLimiter rateLimiter;
        private MarkdownRenderer articleRenderer = MarkdownRenderer.article();
        private MarkdownRenderer commentRenderer = MarkdownRenderer.comment();
        private EqualTime equalTime = EqualTime.DEFAULT;
        private Duration maintenanceEvery = Duration.ofSeconds(30);
        private Messages messages = Messages.of("io.billet.engine.messages");
        private final List<BlogListener> listeners = new ArrayList<>();

        private Builder() {}

        /**
         * Sets what the blog says about itself. Required.
         *
         * @param newSite the site
         * @return this
         */
        public Builder site(Site newSite) {
            site = newSite;
            return this;
        }

        /**
         * Sets where everything is kept. Default: in memory, gone when the process ends.
         *
         * @param newStorage must keep articles, subscribers, comments and tokens
         * @return this
         */
        public Builder storage(BlogStorage newStorage) {
            storage = newStorage;
            return this;
        }

        /**
         * Sets how mail is sent. Default: it is written to the log, {@link Mailer#logging()}.
         *
         * @param newMailer the mailer
         * @return this
         */
        public Builder mailer(Mailer newMailer) {
            mailer = newMailer;
            return this;
        }

        /**
         * Sets where the time comes from. Default: the system's clock. For tests there is
         * {@link io.billet.engine.testing.SettableClock}.
         *
         * @param newClock the clock
         * @return this
         */
        public Builder clock(InstantSource newClock) {
            clock = newClock;
            return this;
        }

        /**
         * Sets where ids and tokens take their randomness from. Default: a {@link SecureRandom}; anything weaker lets
         * strangers guess the links in mails.
         *
         * @param newRandom the source; thread-safe
         * @return this
         */
        public Builder random(RandomGenerator newRandom) {
            random = newRandom;
            return this;
        }

        /**
         * Sets who looks at comments first. Default: every comment waits for a moderator.
         *
         * @param newSpamChecker the checker
         * @return this
         */
        public Builder spamChecker(SpamChecker newSpamChecker) {
            spamChecker = newSpamChecker;
            return this;
        }

        /**
         * Sets how often strangers may do what costs. Default: {@link RateLimiter#inMemory}; {@link
         * RateLimiter#unlimited()} switches it off.
         *
         * @param newRateLimiter the limiter
         * @return this
         */
        public Builder rateLimiter(RateLimiter newRateLimiter) {
            rateLimiter = newRateLimiter;
            return this;
        }

        /** For tests that ask a thousand times. */
        Builder equalTime(EqualTime newEqualTime) {
            equalTime = newEqualTime;
            return this;
        }

        /**
         * Sets how articles are rendered. Default: {@link MarkdownRenderer#article()}. Feeds use the same options under
         * {@link HtmlPolicy#FEED}.
         *
         * @param renderer the renderer
         * @return this
         */
        public Builder articleRenderer(MarkdownRenderer renderer) {
            articleRenderer = renderer;
            return this;
        }

        /**
         * Sets how comments are rendered. Default: {@link MarkdownRenderer#comment()}.
         *
         * @param renderer the renderer; under {@link HtmlPolicy#COMMENT}
         * @return this
         */
        public Builder commentRenderer(MarkdownRenderer renderer) {
            commentRenderer = renderer;
            return this;
        }

        /**
         * Adds somebody who is told what happens. Default: nobody.
         *
         * @param listener the listener
         * @return this
         */
        public Builder listener(BlogListener listener) {
            listeners.add(listener);
            return this;
        }

        /**
         * Adds words in a language, or says Billet's own otherwise.
         *
         * @param language the language
         * @param bundle   the words
         * @return this
         */
        public Builder messages(LanguageTag language, ResourceBundle bundle) {
            messages = messages.with(language, bundle);
            return this;
        }

        /**
         * Sets how often the blog publishes what is due and clears away expired tokens. Default: every 30 seconds.
         *
         * @param interval 1 second to 1 day; zero switches it off: then the host calls {@link Articles#publishDue}
         * @return this
         */
        public Builder maintenanceEvery(Duration interval) {
            boolean inRange =
                    interval.compareTo(Duration.ofSeconds(1)) >= 0 && interval.compareTo(Duration.ofDays(1)) <= 0;
            if (!interval.isZero() && !inRange) {
                throw new IllegalArgumentException("the interval is 1 second to 1 day, or zero; not " + interval);
            }
            maintenanceEvery = interval;
            return this;
        }

        /**
         * Builds the blog and starts its background threads.
         *
         * @return a blog
         * @throws IllegalStateException    if the site is missing
         * @throws IllegalArgumentException if the storage cannot do what a blog needs, or the renderer of comments is
         *                                  not made for strangers
         */
        public Blog build() {
            if (site == null) {
                throw new IllegalStateException("a blog needs a site: Blog.builder().site(Site.of(...))");
            }
            if (commentRenderer.policy() != HtmlPolicy.COMMENT) {
                throw new IllegalArgumentException("comments come from strangers: their renderer must be under"
                        + " HtmlPolicy.COMMENT, not " + commentRenderer.policy());
            }
            BlogStorage open = storage == null ? new InMemoryStorage() : storage;
            requireCapabilities(open);
            return new Blog(context(site, open), maintenanceEvery);
        }

        private BlogContext context(Site its, BlogStorage open) {
            BlogUrls urls = new BlogUrls(its);
            InstantSource time = new StorableTime(clock);
            return new BlogContext(
                    its,
                    urls,
                    open,
                    time,
                    random,
                    new IdGenerator(time, random),
                    new Tokens(open.tokens(), time, random),
                    new MailQueue(mailer),
                    new MailComposer(its, urls, messages),
                    messages,
                    new RenderCache(articleRenderer, commentRenderer, feedRenderer(urls.home())),
                    spamChecker,
                    Optional.ofNullable(rateLimiter).orElseGet(() -> RateLimiter.inMemory(time)),
                    new Refusals(LOG),
                    equalTime,
                    new Listeners(listeners));
        }

        private MarkdownRenderer feedRenderer(URI base) {
            return articleRenderer.toBuilder()
                    .policy(HtmlPolicy.FEED)
                    .baseUrl(base)
                    .build();
        }

        private static void requireCapabilities(BlogStorage storage) {
            Set<Capability> missing =
                    EnumSet.of(Capability.ARTICLES, Capability.SUBSCRIBERS, Capability.COMMENTS, Capability.TOKENS);
            missing.removeAll(storage.capabilities());
            if (!missing.isEmpty()) {
                throw new IllegalArgumentException("the storage lacks " + missing
                        + "; combine it with one that has them: BlogStorage.compose(...)");
            }
        }
    }
}
