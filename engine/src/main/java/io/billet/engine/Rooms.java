package io.billet.engine;

import io.billet.core.Author;
import io.billet.core.EmailAddress;
import io.billet.core.IdGenerator;
import io.billet.core.Reader;
import io.billet.core.Slug;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberId;
import io.billet.core.Tag;
import io.billet.engine.internal.Listeners;
import io.billet.engine.internal.article.ArticleVersions;
import io.billet.engine.internal.article.DraftArticle;
import io.billet.engine.internal.article.EditArticle;
import io.billet.engine.internal.article.Editions;
import io.billet.engine.internal.article.FreeSlug;
import io.billet.engine.internal.article.PublishArticle;
import io.billet.engine.internal.article.PublishDue;
import io.billet.engine.internal.article.ReadArticles;
import io.billet.engine.internal.article.RenderCache;
import io.billet.engine.internal.article.ReviewArticle;
import io.billet.engine.internal.article.StageArticle;
import io.billet.engine.internal.article.WithdrawArticle;
import io.billet.engine.internal.comment.AuthorNames;
import io.billet.engine.internal.comment.Badges;
import io.billet.engine.internal.comment.EraseComment;
import io.billet.engine.internal.comment.FindDiscussion;
import io.billet.engine.internal.comment.ModerateComment;
import io.billet.engine.internal.comment.ReadThread;
import io.billet.engine.internal.comment.SubmitComment;
import io.billet.engine.internal.feed.RssFeed;
import io.billet.engine.internal.job.Jobs;
import io.billet.engine.internal.limit.Limits;
import io.billet.engine.internal.mail.IssueArticle;
import io.billet.engine.internal.mail.IssueComposer;
import io.billet.engine.internal.mail.MailComposer;
import io.billet.engine.internal.mail.MailOutbox;
import io.billet.engine.internal.mail.MailPurpose;
import io.billet.engine.internal.mail.NotifyOwner;
import io.billet.engine.internal.mail.RemoveEndedMails;
import io.billet.engine.internal.mail.SendOutbox;
import io.billet.engine.internal.name.ListNames;
import io.billet.engine.internal.name.NameFollower;
import io.billet.engine.internal.name.NamedKind;
import io.billet.engine.internal.name.ReplaceName;
import io.billet.engine.internal.newsletter.Despatch;
import io.billet.engine.internal.newsletter.Letters;
import io.billet.engine.internal.subscription.ConfirmSubscription;
import io.billet.engine.internal.subscription.DeclineTopics;
import io.billet.engine.internal.subscription.EraseSubscriber;
import io.billet.engine.internal.subscription.ErasedAddresses;
import io.billet.engine.internal.subscription.ExportSubscriber;
import io.billet.engine.internal.subscription.FindSubscriber;
import io.billet.engine.internal.subscription.FollowRenamedTopics;
import io.billet.engine.internal.subscription.ForgetEvidence;
import io.billet.engine.internal.subscription.FormAge;
import io.billet.engine.internal.subscription.ImportSubscriber;
import io.billet.engine.internal.subscription.IntroduceSubscriber;
import io.billet.engine.internal.subscription.KeepNoLonger;
import io.billet.engine.internal.subscription.LabelSubscriber;
import io.billet.engine.internal.subscription.LeaveNewsletter;
import io.billet.engine.internal.subscription.MoveSubscriber;
import io.billet.engine.internal.subscription.MovingMails;
import io.billet.engine.internal.subscription.PrivateFeed;
import io.billet.engine.internal.subscription.RequestSubscription;
import io.billet.engine.internal.subscription.SignIn;
import io.billet.engine.internal.subscription.SignedLinks;
import io.billet.engine.internal.subscription.SigningKeys;
import io.billet.engine.internal.subscription.SubscriberHistory;
import io.billet.engine.internal.subscription.TidyUp;
import io.billet.engine.internal.subscription.Tokens;
import io.billet.engine.spi.BlogEvent;
import io.billet.engine.spi.Mailer;
import io.billet.engine.spi.SpamChecker;
import io.billet.engine.spi.Staff;
import io.billet.renderer.MarkdownRenderer;
import io.billet.storage.api.BlogStorage;
import io.billet.storage.api.Capability;
import io.billet.storage.api.IssueStore;
import io.billet.storage.api.StagedEditStore;
import io.billet.storage.api.SubscriberStore;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * The one place where it is decided who works with whom: makes the use cases of each subject and the door to them, and tells
 * the jobs what to do. No use case sees it.
 */
record Rooms(
        Site site,
        BlogUrls urls,
        BlogStorage storage,
        InstantSource clock,
        RandomGenerator random,
        IdGenerator ids,
        Messages messages,
        Jobs jobs,
        MailOutbox outbox,
        SendOutbox sendOutbox,
        RenderCache cache,
        Editions editions,
        SpamChecker spamChecker,
        Staff staff,
        Limits limits,
        Predicate<EmailAddress> accepts,
        Duration formAge,
        Retention retention,
        Listeners told,
        Optional<Notices> notices,
        Mail newsletterMail) {

    /**
     * To whom the blog sends notices.
     *
     * @param desk the host's page where the owner decides about comments and issues
     */
    record Notices(EmailAddress to, URI desk) {}

    /**
     * What sends the newsletter.
     *
     * @param owner   stands in the names of threads
     * @param mailer  sends a mail
     * @param options how
     * @param topics  tags among which subscribers choose
     * @param mayMail whether this deployment is one that sends
     */
    record Mail(String owner, Mailer mailer, NewsletterOptions options, List<Slug> topics, BooleanSupplier mayMail) {}

    Articles articles() {
        var store = storage.articles();
        ArticleVersions versions = new ArticleVersions(store);
        ReviewArticle review = new ReviewArticle(cache);
        FreeSlug freeSlug = new FreeSlug(random);
        PublishDue publishDue = new PublishDue(store, review, clock, told);
        jobs.define(BackgroundJob.PUBLISH, publishDue);
        Runnable scheduled = () -> jobs.wake(BackgroundJob.PUBLISH, "A scheduled article");
        return new Articles(
                store,
                storage::revisions,
                storage.tags(),
                storage.authors(),
                new DraftArticle(store, cache, site.language(), ids, clock, freeSlug),
                new EditArticle(store, versions, cache, review, freeSlug, clock, told),
                new PublishArticle(store, versions, review, clock, told, scheduled),
                publishDue,
                new WithdrawArticle(store, storage.comments(), stagedEditStore(), versions, clock, told),
                read(),
                review,
                Optional.empty());
    }

    private Optional<StagedEditStore> stagedEditStore() {
        return storage.capabilities().contains(Capability.STAGED_EDITS)
                ? Optional.of(storage.stagedEdits())
                : Optional.empty();
    }

    StagedEdits stagedEdits() {
        var store = storage.articles();
        return new StagedEdits(
                new StageArticle(
                        store,
                        storage::stagedEdits,
                        new ArticleVersions(store),
                        cache,
                        read(),
                        new ReviewArticle(cache),
                        clock,
                        told),
                Optional.empty());
    }

    Tags tags() {
        NamedKind<Tag> kind = NamedKind.of(storage.tags());
        ListNames<Tag> names = new ListNames<>(storage.articles(), kind, editions, clock);
        FollowRenamedTopics follower = new FollowRenamedTopics(storage.subscribers(), newsletterMail.topics(), clock);
        return new Tags(
                kind,
                names,
                new ReplaceName<>(storage.articles(), kind, names, follower, clock, told),
                Optional.empty());
    }

    Authors authors() {
        NamedKind<Author> kind = NamedKind.of(storage.authors());
        ListNames<Author> names = new ListNames<>(storage.articles(), kind, editions, clock);
        return new Authors(
                kind,
                names,
                new ReplaceName<>(storage.articles(), kind, names, NameFollower.NOBODY, clock, told),
                Optional.empty());
    }

    Subscribers subscribers() {
        SubscriberStore store = storage.subscribers();
        Tokens tokens = new Tokens(storage.tokens(), clock, random);
        jobs.define(BackgroundJob.MAIL, sendOutbox);
        SignedLinks links = new SignedLinks(new SigningKeys("link-keys", storage.settings(), clock, random));
        FindSubscriber find = new FindSubscriber(store, tokens, links);
        FormAge formAge =
                new FormAge(new SigningKeys("form-keys", storage.settings(), clock, random), clock, formAge());
        MailComposer composer = new MailComposer(site, urls, messages);
        ErasedAddresses erased =
                new ErasedAddresses(storage.tokens(), new SigningKeys("erased-key", storage.settings(), clock, random));
        SubscriberHistory history = new SubscriberHistory(store);
        ForgetEvidence forgetEvidence = new ForgetEvidence(store);
        KeepNoLonger keepNoLonger = new KeepNoLonger(store, outbox, tokens, forgetEvidence, retention, clock);
        jobs.define(
                BackgroundJob.TIDY,
                new TidyUp(tokens, formAge, keepNoLonger, new RemoveEndedMails(storage.outbox(), clock)));
        Optional<IssueStore> issues =
                storage.capabilities().contains(Capability.ISSUES) ? Optional.of(storage.issues()) : Optional.empty();
        RequestSubscription request =
                new RequestSubscription(store, tokens, outbox, composer, limits, accepts, formAge, ids, clock);
        sendOutbox.define(MailPurpose.SUBSCRIBE, request);
        ConfirmSubscription confirm =
                new ConfirmSubscription(store, find, tokens, links, erased, outbox, composer, clock, told);
        sendOutbox.define(MailPurpose.WELCOME, confirm);
        return new Subscribers(
                store,
                find,
                request,
                confirm,
                new SignIn(find, tokens),
                moving(store, find, tokens, composer),
                new PrivateFeed(find, tokens),
                new LeaveNewsletter(store, history, find, tokens, clock, told),
                new EraseSubscriber(
                        store, history, tokens, erased, new EraseComment(storage.comments(), told), issues, outbox),
                new ExportSubscriber(
                        store, history, storage.tokens(), storage.comments(), issues, storage.outbox(), clock),
                new SubscriberImport(new ImportSubscriber(store, erased, accepts, ids, clock)),
                new LabelSubscriber(store, find, clock),
                new IntroduceSubscriber(store, find, clock),
                new DeclineTopics(store, storage.tags(), find, newsletterMail.topics(), clock),
                forgetEvidence,
                links,
                formAge);
    }

    private MoveSubscriber moving(SubscriberStore store, FindSubscriber find, Tokens tokens, MailComposer composer) {
        MovingMails mails = new MovingMails(outbox, composer);
        MoveSubscriber moving = new MoveSubscriber(store, find, tokens, mails, limits, accepts, clock);
        sendOutbox.define(MailPurpose.MOVE, mails.asking(moving::link));
        sendOutbox.define(MailPurpose.MOVED, mails.telling(id -> store.find(id).map(Subscriber::email)));
        return moving;
    }

    Newsletter newsletter(MarkdownRenderer articleRenderer) {
        Despatch despatch = Despatch.of(new Despatch.Surroundings(
                newsletterMail.owner(),
                storage,
                urls,
                this::reader,
                letters(articleRenderer),
                links(),
                leave(),
                newsletterMail.mailer(),
                newsletterMail.options(),
                newsletterMail.topics(),
                newsletterMail.mayMail(),
                ids,
                random,
                clock,
                told,
                () -> jobs.wake(BackgroundJob.NEWSLETTER, "An issue")));
        if (storage.capabilities().contains(Capability.ISSUES)) {
            jobs.define(BackgroundJob.NEWSLETTER, despatch.job());
            told.add(event -> {
                if (event instanceof BlogEvent.ArticlePublished) {
                    jobs.nudge(BackgroundJob.NEWSLETTER);
                }
            });
        }
        return new Newsletter(storage::issues, despatch);
    }

    /** Where accounts at the host make members, a subscription opens nothing: neither on a page nor in a mail. */
    private Reader reader(Subscriber subscriber) {
        return site.letterhead().promisesMembership() ? Reader.Member.of(subscriber) : Reader.ANONYMOUS;
    }

    private Letters letters(MarkdownRenderer articleRenderer) {
        IssueComposer composer = new IssueComposer(site, messages, articleRenderer);
        return (issue, text, article, frame, access) -> {
            IssueArticle around = IssueArticle.of(article, storage.authors().findAll(article.authors()), urls);
            return composer.letter(issue, text, around, frame, access)::to;
        };
    }

    private Letters.Links links() {
        SignedLinks signed = signedLinks();
        return new Letters.Links() {
            @Override
            public URI unsubscribe(SubscriberId subscriber) {
                return urls.unsubscribe(signed.token(SignedLinks.Purpose.UNSUBSCRIBE, subscriber));
            }

            @Override
            public URI preferences(SubscriberId subscriber) {
                return urls.preferences(signed.token(SignedLinks.Purpose.PREFERENCES, subscriber));
            }
        };
    }

    private SignedLinks signedLinks() {
        return new SignedLinks(new SigningKeys("link-keys", storage.settings(), clock, random));
    }

    private LeaveNewsletter leave() {
        Tokens tokens = new Tokens(storage.tokens(), clock, random);
        FindSubscriber find = new FindSubscriber(storage.subscribers(), tokens, signedLinks());
        return new LeaveNewsletter(
                storage.subscribers(), new SubscriberHistory(storage.subscribers()), find, tokens, clock, told);
    }

    Comments comments() {
        var articles = storage.articles();
        var store = storage.comments();
        notices.ifPresent(wanted -> {
            NotifyOwner notify = new NotifyOwner(
                    outbox, new MailComposer(site, urls, messages), store, wanted.to(), site.language(), wanted.desk());
            sendOutbox.define(MailPurpose.NOTICE_OF_COMMENTS, notify);
            sendOutbox.define(MailPurpose.NOTICE_OF_ISSUE, notify::ofIssue);
            told.add(notify);
        });
        Badges badges = new Badges(staff);
        AuthorNames authorNames = new AuthorNames(storage.authors(), editions);
        return new Comments(
                store,
                new FindDiscussion(articles, cache, clock),
                new SubmitComment(articles, store, cache, spamChecker, authorNames, badges, limits, ids, clock, told),
                new ReadThread(articles, store, cache, badges, clock),
                new ModerateComment(store, told),
                new EraseComment(store, told));
    }

    Feeds feeds() {
        return new Feeds(new RssFeed(site, urls, read(), cache));
    }

    private ReadArticles read() {
        return new ReadArticles(storage.articles(), editions, cache, clock);
    }
}
