package io.billet.engine.internal.newsletter;

import io.billet.core.IdGenerator;
import io.billet.core.Reader;
import io.billet.core.Slug;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberState.Reason;
import io.billet.engine.BlogUrls;
import io.billet.engine.NewsletterOptions;
import io.billet.engine.internal.Listeners;
import io.billet.engine.internal.newsletter.Letters.Links;
import io.billet.engine.internal.subscription.LeaveNewsletter;
import io.billet.engine.spi.Mailer;
import io.billet.storage.api.BlogStorage;
import io.billet.storage.api.Capability;
import io.billet.storage.api.IssueStore;
import io.billet.storage.api.SettingStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The use cases of the newsletter, made to work with one another.
 *
 * @param plan    makes issues of articles
 * @param halt    lets them rest, go on, end
 * @param retry   has deliveries tried again
 * @param watch   says how far they are
 * @param trial   shows what they will look like
 * @param reports takes what comes back
 * @param job     sends them
 */
public record Despatch(
        PlanIssue plan,
        HaltIssue halt,
        RetryDeliveries retry,
        WatchIssue watch,
        TryIssue trial,
        ReceiveReports reports,
        SendNewsletters job) {

    /**
     * What the newsletter needs of the rest of a blog.
     *
     * @param owner   stands in the names of threads
     * @param readers as whom a subscriber reads: as a member, unless a subscription opens nothing
     * @param topics  tags among which subscribers choose
     * @param mayMail whether this deployment is one that sends, asked before each claim
     * @param wake    tells the job that there is something to do
     */
    public record Surroundings(
            String owner,
            BlogStorage storage,
            BlogUrls urls,
            Function<Subscriber, Reader> readers,
            Letters letters,
            Links links,
            LeaveNewsletter leave,
            Mailer mailer,
            NewsletterOptions options,
            List<Slug> topics,
            BooleanSupplier mayMail,
            IdGenerator ids,
            RandomGenerator random,
            InstantSource clock,
            Listeners told,
            Runnable wake) {}

    public static Despatch of(Surroundings its) {
        Supplier<IssueStore> issues = its.storage()::issues;
        var articles = its.storage().articles();
        var subscribers = its.storage().subscribers();
        InstantSource clock = its.clock();
        NewsletterOptions options = its.options();
        String worker = "node-" + its.ids().next();
        IssueChanges changes = new IssueChanges(issues, its.told());
        Translations translations = new Translations(articles, clock);
        LastSeen lastSeen = new LastSeen(settings(its.storage()), clock, worker);
        Wish wish = new Wish(Set.copyOf(its.topics()));
        Brake brake = new Brake(options, clock);
        SenderThreads threads = new SenderThreads(its.owner(), options.connections());
        Courier courier = new Courier(
                subscribers,
                wish,
                its.links(),
                its.mailer(),
                new Verdict(options, clock, its.random()),
                brake,
                id -> its.leave().suppress(id, Reason.BOUNCED),
                clock);
        SendIssue send = new SendIssue(
                issues,
                subscribers,
                articles,
                translations,
                changes,
                its.readers(),
                its.letters(),
                courier,
                threads,
                brake,
                options,
                worker,
                clock);
        return new Despatch(
                new PlanIssue(issues, articles, translations, changes, its.ids(), clock, its.wake()),
                new HaltIssue(issues, articles, changes, lastSeen, clock, its.wake()),
                new RetryDeliveries(issues, changes, lastSeen, clock, its.wake()),
                new WatchIssue(issues, changes, clock),
                new TryIssue(articles, its.letters(), its.urls(), its.mailer(), its.mayMail(), its.ids(), clock),
                new ReceiveReports(issues, subscribers, its.leave()::suppress),
                new SendNewsletters(
                        issues,
                        articles,
                        new BeginIssues(issues, articles, translations, changes, options.latest(), clock),
                        new EnqueueAudience(issues, subscribers, wish, changes, threads, its.ids(), clock),
                        send,
                        threads,
                        brake,
                        changes,
                        lastSeen,
                        options,
                        its.mayMail(),
                        clock));
    }

    private static Optional<SettingStore> settings(BlogStorage storage) {
        return storage.capabilities().contains(Capability.SETTINGS)
                ? Optional.of(storage.settings())
                : Optional.empty();
    }
}
