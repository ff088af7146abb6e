package io.billet.engine;

import io.billet.core.Author;
import io.billet.core.EmailAddress;
import io.billet.core.IdGenerator;
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
import io.billet.engine.internal.mail.MailComposer;
import io.billet.engine.internal.mail.MailQueue;
import io.billet.engine.internal.name.ListNames;
import io.billet.engine.internal.name.NamedKind;
import io.billet.engine.internal.name.ReplaceName;
import io.billet.engine.internal.subscription.ConfirmSubscription;
import io.billet.engine.internal.subscription.EraseSubscriber;
import io.billet.engine.internal.subscription.ErasedAddresses;
import io.billet.engine.internal.subscription.ExportSubscriber;
import io.billet.engine.internal.subscription.FindSubscriber;
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
import io.billet.engine.spi.SpamChecker;
import io.billet.engine.spi.Staff;
import io.billet.storage.api.BlogStorage;
import io.billet.storage.api.Capability;
import io.billet.storage.api.IssueStore;
import io.billet.storage.api.OutboxStore;
import io.billet.storage.api.StagedEditStore;
import io.billet.storage.api.SubscriberStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
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
        MailQueue mail,
        RenderCache cache,
        Editions editions,
        SpamChecker spamChecker,
        Staff staff,
        Limits limits,
        Predicate<EmailAddress> accepts,
        Duration formAge,
        Retention retention,
        Listeners told) {

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
        return new Tags(kind, names, new ReplaceName<>(storage.articles(), kind, names, clock, told), Optional.empty());
    }

    Authors authors() {
        NamedKind<Author> kind = NamedKind.of(storage.authors());
        ListNames<Author> names = new ListNames<>(storage.articles(), kind, editions, clock);
        return new Authors(
                kind, names, new ReplaceName<>(storage.articles(), kind, names, clock, told), Optional.empty());
    }

    Subscribers subscribers() {
        SubscriberStore store = storage.subscribers();
        Tokens tokens = new Tokens(storage.tokens(), clock, random);
        jobs.define(BackgroundJob.MAIL, mail);
        SignedLinks links = new SignedLinks(new SigningKeys("link-keys", storage.settings(), clock, random));
        FindSubscriber find = new FindSubscriber(store, tokens, links);
        FormAge formAge =
                new FormAge(new SigningKeys("form-keys", storage.settings(), clock, random), clock, formAge());
        MailComposer composer = new MailComposer(site, urls, messages);
        ErasedAddresses erased =
                new ErasedAddresses(storage.tokens(), new SigningKeys("erased-key", storage.settings(), clock, random));
        SubscriberHistory history = new SubscriberHistory(store);
        Optional<OutboxStore> outbox =
                storage.capabilities().contains(Capability.OUTBOX) ? Optional.of(storage.outbox()) : Optional.empty();
        ForgetEvidence forgetEvidence = new ForgetEvidence(store);
        KeepNoLonger keepNoLonger = new KeepNoLonger(store, outbox, tokens, forgetEvidence, retention, clock);
        jobs.define(BackgroundJob.TIDY, new TidyUp(tokens, formAge, keepNoLonger));
        Optional<IssueStore> issues =
                storage.capabilities().contains(Capability.ISSUES) ? Optional.of(storage.issues()) : Optional.empty();
        return new Subscribers(
                store,
                find,
                new RequestSubscription(store, tokens, mail, composer, limits, accepts, formAge, ids, clock),
                new ConfirmSubscription(store, find, tokens, links, erased, mail, composer, ids, clock, told),
                new SignIn(find, tokens),
                moving(store, find, tokens, composer),
                new PrivateFeed(find, tokens),
                new LeaveNewsletter(store, history, find, tokens, clock, told),
                new EraseSubscriber(
                        store, history, tokens, erased, new EraseComment(storage.comments(), told), issues, outbox),
                new ExportSubscriber(store, history, storage.tokens(), storage.comments(), issues, outbox, clock),
                new SubscriberImport(new ImportSubscriber(store, erased, accepts, ids, clock)),
                new LabelSubscriber(store, find, clock),
                new IntroduceSubscriber(store, find, clock),
                forgetEvidence,
                links,
                formAge);
    }

    private MoveSubscriber moving(SubscriberStore store, FindSubscriber find, Tokens tokens, MailComposer composer) {
        MovingMails mails = new MovingMails(mail, composer, ids);
        MoveSubscriber moving = new MoveSubscriber(store, find, tokens, mails, limits, accepts, clock);
        mails.linksFrom(moving::link);
        return moving;
    }

    Comments comments() {
        var articles = storage.articles();
        var store = storage.comments();
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
