package io.billet.engine;

import io.billet.core.DeliveryState;
import io.billet.core.EmailAddress;
import io.billet.core.IdGenerator;
import io.billet.core.IssueState;
import io.billet.core.LanguageTag;
import io.billet.core.OutboxMail;
import io.billet.core.Slug;
import io.billet.engine.internal.Listeners;
import io.billet.engine.internal.article.Editions;
import io.billet.engine.internal.article.RenderCache;
import io.billet.engine.internal.job.Jobs;
import io.billet.engine.internal.limit.EqualTime;
import io.billet.engine.internal.limit.Limits;
import io.billet.engine.internal.limit.NetworkAddress;
import io.billet.engine.internal.limit.Refusals;
import io.billet.engine.internal.mail.Deployment;
import io.billet.engine.internal.mail.HostMailer;
import io.billet.engine.internal.mail.MailOutbox;
import io.billet.engine.internal.mail.SendOutbox;
import io.billet.engine.spi.BlogListener;
import io.billet.engine.spi.JobRunner;
import io.billet.engine.spi.Mailer;
import io.billet.engine.spi.RateLimiter;
import io.billet.engine.spi.SpamChecker;
import io.billet.engine.spi.Staff;
import io.billet.renderer.HtmlPolicy;
import io.billet.renderer.MarkdownFeature;
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
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A blog inside an application.
 *
 * <pre>{@code
 * Site site = Site.of("Le Billet", URI.create("https://example.org/blog"), LanguageTag.FRENCH);
 * try (Blog blog = Blog.builder().site(site).storage(JdbcStorage.h2File(path)).start()) {
 *     Article draft = blog.articles().draft(edit -> edit.title("Bonjour").markdown("Un *premier* article."));
 *     blog.articles().publish(draft.id(), draft.version());
 * }
 * }</pre>
 *
 * <p>With nothing but a site it runs: it keeps everything in memory and writes mail to the log.
 *
 * <p>Building is not starting. {@link Builder#start()} also runs the {@linkplain BackgroundJob background jobs}: it publishes
 * what is due, sends mail, tidies up. {@link Builder#build()} gives a blog that does nothing by itself, for an import, a test or
 * a node that only answers requests; {@link #start(BackgroundJob, BackgroundJob...)} runs some jobs here and leaves others to
 * another node: what is to be done stands in the storage.
 *
 * <p>Thread-safe; an application keeps one for each of its blogs. {@link #close()} ends the jobs; the storage belongs to
 * whoever opened it and is not closed.
 */
public final class Blog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Blog.class);
    private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(10);

    private final Site site;
    private final BlogUrls urls;
    private final Messages messages;
    private final InstantSource clock;
    private final Listeners listeners;
    private final Jobs jobs;
    private final SendOutbox sendOutbox;
    private final Outbox outbox;
    private final RenderCache rendered;
    private final Articles articles;
    private final StagedEdits stagedEdits;
    private final Tags tags;
    private final Authors authors;
    private final Subscribers subscribers;
    private final Newsletter newsletter;
    private final Comments comments;
    private final Feeds feeds;

    private Blog(
            Site site,
            BlogUrls urls,
            Messages messages,
            InstantSource clock,
            Listeners listeners,
            Jobs jobs,
            SendOutbox sendOutbox,
            Outbox outbox,
            RenderCache rendered,
            Articles articles,
            StagedEdits stagedEdits,
            Tags tags,
            Authors authors,
            Subscribers subscribers,
            Newsletter newsletter,
            Comments comments,
            Feeds feeds) {
        this.site = site;
        this.urls = urls;
        this.messages = messages;
        this.clock = clock;
        this.listeners = listeners;
        this.jobs = jobs;
        this.sendOutbox = sendOutbox;
        this.outbox = outbox;
        this.rendered = rendered;
        this.articles = articles;
        this.stagedEdits = stagedEdits;
        this.tags = tags;
        this.authors = authors;
        this.subscribers = subscribers;
        this.newsletter = newsletter;
        this.comments = comments;
        this.feeds = feeds;
    }

    /** Returns a builder; a {@link Builder#site site} is all it needs. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns what the blog says about itself. */
    public Site site() {
        return site;
    }

    /** Returns the addresses of its pages. */
    public BlogUrls urls() {
        return urls;
    }

    /** Returns writing, publishing and reading articles. */
    public Articles articles() {
        return articles;
    }

    /** Returns working on published articles before readers see it. */
    public StagedEdits stagedEdits() {
        return stagedEdits;
    }

    /** Returns its tags. */
    public Tags tags() {
        return tags;
    }

    /** Returns its authors. */
    public Authors authors() {
        return authors;
    }

    /** Returns subscribing, confirming, signing in and leaving. */
    public Subscribers subscribers() {
        return subscribers;
    }

    /** Returns mailing articles to subscribers. */
    public Newsletter newsletter() {
        return newsletter;
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
        return messages;
    }

    /** Returns where it takes the time from. */
    public InstantSource clock() {
        return clock;
    }

    /**
     * Adds somebody who is told what happens from now on, for as long as there is this blog; see
     * {@link Builder#listener} for those who are there from the beginning.
     *
     * @param listener the listener; thread-safe
     */
    public void listen(BlogListener listener) {
        listeners.add(listener);
    }

    /** Returns the mails that belong to no newsletter issue, and for which deployment they are sent. */
    public Outbox outbox() {
        return outbox;
    }

    /** Returns how often Markdown was rendered to be shown, and how often that was spared. */
    public Renderings renderings() {
        return rendered.renderings();
    }

    /** Returns once all mail that may be sent now is sent or given up, while its job runs; for tests. */
    void awaitMail() {
        try {
            while (isMailDue()) {
                Thread.sleep(1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isMailDue() {
        Stream<OutboxMail> open = Stream.of(DeliveryState.Kind.PENDING, DeliveryState.Kind.CLAIMED)
                .flatMap(kind -> outbox.list(kind, PageRequest.first(1_000)).items().stream());
        return open.anyMatch(mail -> mail.state().kind() == DeliveryState.Kind.CLAIMED
                || mail.state()
                        .claimableFrom()
                        .filter(from -> !from.isAfter(clock.instant()))
                        .isPresent());
    }

    /**
     * Runs all background jobs from now on, until the blog is closed. Jobs that run already are left alone.
     *
     * @return this
     * @throws IllegalStateException if the blog is closed
     */
    public Blog start() {
        jobs.start(EnumSet.allOf(BackgroundJob.class));
        return this;
    }

    /**
     * Runs some background jobs from now on, until the blog is closed. Jobs that run already are left alone.
     *
     * @param first which
     * @param more  which others
     * @return this
     * @throws IllegalStateException if the blog is closed
     */
    public Blog start(BackgroundJob first, BackgroundJob... more) {
        jobs.start(EnumSet.of(first, more));
        return this;
    }

    /**
     * Ends the background jobs, and sends what mail waits if this blog has sent mail; returns after 10 seconds at the latest. Mail
     * that is left stands in the storage, for another node or the next start. Closing twice is no error.
     */
    @Override
    public void close() {
        long deadline = System.nanoTime() + PATIENCE_AT_CLOSE.toNanos();
        List<String> left = new ArrayList<>();
        boolean sendsMail = jobs.isRunning(BackgroundJob.MAIL);
        try {
            newsletter.close();
            List<BackgroundJob> unfinished = jobs.end(deadline);
            unfinished.forEach(job -> left.add("the job " + job.name() + " still runs"));
            if (sendsMail && !unfinished.contains(BackgroundJob.MAIL)) {
                sendOutbox.sendRest(deadline, owner(site));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            left.add("interrupted");
        } finally {
            jobs.release();
            newsletter.end();
        }
        if (!left.isEmpty()) {
            LOG.warn("The blog at {} was closed; {}", owner(site), String.join("; ", left));
        }
    }

    /** Stands in the names of threads and in what is logged. */
    private static String owner(Site site) {
        return site.baseUrl().getRawAuthority() + site.baseUrl().getRawPath();
    }

    /** Builds a {@link Blog}. Not thread-safe. */
    public static final class Builder {

        private @Nullable Site site;
        private @Nullable BlogStorage storage;
        private @Nullable Mailer mailer;
        private InstantSource clock = Clock.systemUTC();
        private RandomGenerator random = new SecureRandom();
        private SpamChecker spamChecker = SpamChecker.holdAll();
        private Staff staff = Staff.none();
        private @Nullable RateLimiter rateLimiter;
        private MarkdownRenderer articleRenderer = MarkdownRenderer.article();
        private MarkdownRenderer commentRenderer = MarkdownRenderer.comment();
        private EqualTime equalTime = EqualTime.DEFAULT;
        private Predicate<EmailAddress> accepts = address -> true;
        private Duration formAge = Duration.ofSeconds(1);
        private Retention retention = Retention.standard();
        private @Nullable JobRunner jobRunner;
        private Optional<Rooms.Notices> notices = Optional.empty();
        private Optional<String> deployment = Optional.empty();
        private Duration lateAfter = Duration.ofHours(24);
        private NewsletterOptions newsletterOptions = NewsletterOptions.DEFAULT;
        private List<Slug> topics = List.of();
        private Messages messages = Messages.of(Messages.class);
        private final Map<LanguageTag, ResourceBundle> bundles = new LinkedHashMap<>();
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
         * @param newStorage must keep articles, subscribers, comments, tokens and settings
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
            mailer = Objects.requireNonNull(newMailer, "newMailer");
            return this;
        }

        /**
         * Sets how the newsletter is sent. Default: {@link NewsletterOptions#DEFAULT}.
         *
         * @param options how
         * @return this
         */
        public Builder newsletter(NewsletterOptions options) {
            newsletterOptions = Objects.requireNonNull(options, "options");
            return this;
        }

        /**
         * Names the topics of the newsletter: tags among which subscribers choose, in the order in which they are asked. An article
         * that bears topics goes to whoever has not {@linkplain Subscribers#decline declined} each of them; one that bears none
         * goes to everybody. Default: none, and nobody is asked.
         *
         * @param tags their slugs; at most {@value Subscribers#MOST_TOPICS}
         * @return this
         * @throws IllegalArgumentException if there are more
         */
        public Builder topics(Slug... tags) {
            List<Slug> named = Arrays.stream(tags).distinct().toList();
            if (named.size() > Subscribers.MOST_TOPICS) {
                throw new IllegalArgumentException("a newsletter has at most " + Subscribers.MOST_TOPICS
                        + " topics, as many as somebody reads through, not " + named.size());
            }
            topics = named;
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
         * Sets who of the host's users writes and moderates the blog, so that their comments bear a badge. Default: nobody is known.
         *
         * @param newStaff knows them
         * @return this
         */
        public Builder staff(Staff newStaff) {
            staff = newStaff;
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

        /**
         * Sets to which addresses the blog writes: a host leaves out the domains of throw-away mailboxes, or those that it has
         * blocked. Default: to all. Who types another is told so openly, so decide by the domain and not by the person: what
         * is told of a domain is no secret about anybody. A member whose domain is left out later cannot sign in by mail any
         * more.
         *
         * <pre>{@code
         * Blog.builder().acceptsAddress(address -> !throwAway.contains(address.domain()))
         * }</pre>
         *
         * @param newAccepts says yes to those it writes to; thread-safe and quick
         * @return this
         */
        public Builder acceptsAddress(Predicate<EmailAddress> newAccepts) {
            accepts = newAccepts;
            return this;
        }

        /**
         * Sets the time that a person takes at least to fill in the form to subscribe. What comes sooner is answered as all
         * others are, and no mail is sent; the log says so. Default: 1 second. Forms without a stamp
         * ({@link Subscribers#formStamp()}), such as a host's own, have no age.
         *
         * @param least zero, which believes everybody, to 1 minute
         * @return this
         * @throws IllegalArgumentException if out of range
         */
        public Builder formAge(Duration least) {
            if (least.isNegative() || least.compareTo(Duration.ofMinutes(1)) > 0) {
                throw new IllegalArgumentException("people take zero to 1 minute for a form, not " + least);
            }
            formAge = least;
            return this;
        }

        /**
         * Sets for how long the blog keeps what it needs for a while only. Default: {@link Retention#standard()}.
         *
         * @param newRetention for how long
         * @return this
         */
        public Builder retention(Retention newRetention) {
            retention = newRetention;
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
         * Adds words in a language, or says Billet's own otherwise. Those that articles are rendered with are among them
         * ({@link MarkdownRenderer.Builder#words}).
         *
         * @param language the language
         * @param bundle   the words
         * @return this
         */
        public Builder messages(LanguageTag language, ResourceBundle bundle) {
            messages = messages.with(language, bundle);
            bundles.put(language, bundle);
            return this;
        }

        /**
         * Sets who is told by mail of what waits for them, in the language of the site: an issue that is late, and comments that wait for a
         * moderator, one mail for all that come within five minutes. Default: nobody.
         *
         * @param owner where to
         * @param desk  the host's page on which they decide; absolute
         * @return this
         * @throws IllegalArgumentException if the address of the page is not absolute
         */
        public Builder notices(EmailAddress owner, URI desk) {
            if (!desk.isAbsolute()) {
                throw new IllegalArgumentException("the address of a page in a mail is absolute");
            }
            notices = Optional.of(new Rooms.Notices(owner, desk));
            return this;
        }

        /**
         * Sets what this deployment is called, so that a copy of its database under another name sends no mail; see {@link
         * Outbox}. All nodes of one deployment have one name. Default: the host, port and path of the {@linkplain Site#baseUrl()
         * base URL}, by which a copy with the same base URL cannot be told: take it from the environment then.
         *
         * @param name 1 to 200 characters on one line
         * @return this
         * @throws IllegalArgumentException if it is blank, longer, or not one line
         */
        public Builder deployment(String name) {
            if (name.isBlank() || name.length() > 200 || name.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("a deployment's name is 1 to 200 characters on one line, not one of "
                        + name.length() + " characters");
            }
            deployment = Optional.of(name.strip());
            return this;
        }

        /**
         * Sets after how long a mail that nobody waits for, a welcome or a notice, is not sent any more by itself, as no node was
         * up in the meantime; it waits for the owner ({@link Outbox#sendAgain}). Links to confirm and to sign in are sent whenever
         * it is. Default: 24 hours.
         *
         * @param time longer than nothing, up to 365 days
         * @return this
         * @throws IllegalArgumentException if out of range
         */
        public Builder lateAfter(Duration time) {
            if (time.isNegative() || time.isZero() || time.compareTo(Duration.ofDays(365)) > 0) {
                throw new IllegalArgumentException("mail is late after more than nothing, up to 365 days, not " + time);
            }
            lateAfter = time;
            return this;
        }

        /**
         * Sets where background jobs run. Default: in two daemon threads of the blog's own, from its start until it is closed.
         *
         * @param newRunner may serve many blogs; it is not closed with this one
         * @return this
         */
        public Builder jobRunner(JobRunner newRunner) {
            jobRunner = newRunner;
            return this;
        }

        /**
         * Builds the blog and starts all its background jobs.
         *
         * @return a blog that does by itself what is to be done
         * @throws IllegalStateException    as {@link #build()}
         * @throws IllegalArgumentException as {@link #build()}
         */
        public Blog start() {
            return build().start();
        }

        /**
         * Builds the blog, which does nothing by itself until it is {@linkplain Blog#start() started}: no article is published
         * when its time has come and no mail is sent.
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
            open.useZone(site.zone());
            return assemble(site, open);
        }

        private Blog assemble(Site its, BlogStorage open) {
            InstantSource time = new StorableTime(clock);
            Jobs jobs = new Jobs(owner(its), Optional.ofNullable(jobRunner), time, random);
            Listeners told = new Listeners(listeners);
            BlogUrls urls = new BlogUrls(its);
            Mailer sender = new HostMailer(mailer == null ? Mailer.logging() : mailer);
            IdGenerator ids = new IdGenerator(time, random);
            Deployment own = new Deployment(
                    open.settings(),
                    deployment.orElseGet(() -> owner(its)),
                    deployment.isPresent() || !isLoopback(its.baseUrl()));
            MailOutbox outbox = new MailOutbox(open.outbox(), ids, time, () -> jobs.wake(BackgroundJob.MAIL, "A mail"));
            SendOutbox sendOutbox =
                    new SendOutbox(open.outbox(), sender, own, ids.next().toString(), lateAfter, time, random, told);
            RateLimiter limiter = rateLimiter == null ? RateLimiter.inMemory(time) : rateLimiter;
            RenderCache rendered = new RenderCache(
                    forPages(articleRenderer), forPages(commentRenderer), forPages(feedRenderer(urls.home())));
            CommonParts common = new CommonParts(
                    its,
                    urls,
                    messages,
                    open,
                    time,
                    random,
                    ids,
                    jobs,
                    told,
                    outbox,
                    sendOutbox,
                    new Limits(limiter, new Refusals(LOG, its.baseUrl().getHost()), equalTime));
            Rooms rooms =
                    new Rooms(common, rendered, new Editions(open, time, its.zone()), spamChecker, staff, notices);
            MemberRooms memberRooms = new MemberRooms(
                    common,
                    new MemberRooms.People(accepts, formAge, retention),
                    new MemberRooms.Mail(
                            owner(its),
                            own.guarding(sender),
                            newsletterOptions,
                            topics,
                            own::mayClaim,
                            forMail(articleRenderer)));
            Newsletter newsletter = memberRooms.newsletter();
            Runnable beforeAdoption = open.capabilities().contains(Capability.ISSUES)
                    ? () -> newsletter.pauseAll(IssueState.Reason.CLONE)
                    : () -> {};
            return new Blog(
                    its,
                    urls,
                    messages,
                    time,
                    told,
                    jobs,
                    sendOutbox,
                    new Outbox(open.outbox(), outbox, own, beforeAdoption),
                    rendered,
                    rooms.articles(),
                    rooms.stagedEdits(),
                    rooms.tags(memberRooms.followTopics()),
                    rooms.authors(),
                    memberRooms.subscribers(),
                    newsletter,
                    rooms.comments(),
                    rooms.feeds());
        }

        private MarkdownRenderer forPages(MarkdownRenderer renderer) {
            return forMail(
                    renderer.toBuilder().enable(MarkdownFeature.SCROLLING).build());
        }

        private MarkdownRenderer forMail(MarkdownRenderer renderer) {
            MarkdownRenderer.Builder withWords = renderer.toBuilder();
            bundles.forEach(withWords::words);
            return withWords.build();
        }

        private MarkdownRenderer feedRenderer(URI base) {
            return articleRenderer.toBuilder()
                    .policy(HtmlPolicy.FEED)
                    .baseUrl(base)
                    .build();
        }

        private static boolean isLoopback(URI baseUrl) {
            String host = baseUrl.getHost();
            return host.equals("localhost")
                    || host.endsWith(".localhost")
                    || NetworkAddress.parse(host.replaceAll("[\\[\\]]", ""))
                            .map(NetworkAddress::isLoopback)
                            .orElse(false);
        }

        private static void requireCapabilities(BlogStorage storage) {
            Set<Capability> missing = EnumSet.of(
                    Capability.ARTICLES,
                    Capability.SUBSCRIBERS,
                    Capability.COMMENTS,
                    Capability.TOKENS,
                    Capability.OUTBOX,
                    Capability.SETTINGS);
            missing.removeAll(storage.capabilities());
            if (!missing.isEmpty()) {
                throw new IllegalArgumentException("the storage lacks " + missing
                        + "; combine it with one that has them: BlogStorage.compose(...)");
            }
        }
    }
}
