package io.billet.engine;

import io.billet.core.Author;
import io.billet.core.EmailAddress;
import io.billet.core.Tag;
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
import io.billet.engine.internal.mail.MailComposer;
import io.billet.engine.internal.mail.MailPurpose;
import io.billet.engine.internal.mail.NotifyOwner;
import io.billet.engine.internal.name.ListNames;
import io.billet.engine.internal.name.NameFollower;
import io.billet.engine.internal.name.NamedKind;
import io.billet.engine.internal.name.ReplaceName;
import io.billet.engine.spi.SpamChecker;
import io.billet.engine.spi.Staff;
import io.billet.storage.api.Capability;
import io.billet.storage.api.StagedEditStore;
import java.net.URI;
import java.util.Optional;

/**
 * The one place where it is decided who works with whom for articles, their names, comments and feeds: makes the use cases of
 * each subject and the door to them, and tells the jobs what to do. No use case sees it. {@link MemberRooms} is the same for
 * subscribers and the newsletter.
 */
record Rooms(
        CommonParts common,
        RenderCache cache,
        Editions editions,
        SpamChecker spamChecker,
        Staff staff,
        Optional<Notices> notices) {

    /**
     * To whom the blog sends notices.
     *
     * @param desk the host's page where the owner decides about comments and issues
     */
    record Notices(EmailAddress to, URI desk) {}

    Articles articles() {
        var store = common.storage().articles();
        ArticleVersions versions = new ArticleVersions(store);
        ReviewArticle review = new ReviewArticle(cache);
        FreeSlug freeSlug = new FreeSlug(common.random());
        PublishDue publishDue = new PublishDue(store, review, common.clock(), common.told());
        common.jobs().define(BackgroundJob.PUBLISH, publishDue);
        Runnable scheduled = () -> common.jobs().wake(BackgroundJob.PUBLISH, "A scheduled article");
        return new Articles(
                store,
                common.storage()::revisions,
                common.storage().tags(),
                common.storage().authors(),
                new DraftArticle(store, cache, common.site().language(), common.ids(), common.clock(), freeSlug),
                new EditArticle(store, versions, cache, review, freeSlug, common.clock(), common.told()),
                new PublishArticle(store, versions, review, common.clock(), common.told(), scheduled),
                publishDue,
                new WithdrawArticle(
                        store, common.storage().comments(), stagedEditStore(), versions, common.clock(), common.told()),
                read(),
                review,
                Optional.empty());
    }

    private Optional<StagedEditStore> stagedEditStore() {
        return common.storage().capabilities().contains(Capability.STAGED_EDITS)
                ? Optional.of(common.storage().stagedEdits())
                : Optional.empty();
    }

    StagedEdits stagedEdits() {
        var store = common.storage().articles();
        return new StagedEdits(
                new StageArticle(
                        store,
                        common.storage()::stagedEdits,
                        new ArticleVersions(store),
                        cache,
                        read(),
                        new ReviewArticle(cache),
                        common.clock(),
                        common.told()),
                Optional.empty());
    }

    /** @param topics who follows where a tag is replaced */
    Tags tags(NameFollower topics) {
        NamedKind<Tag> kind = NamedKind.of(common.storage().tags());
        ListNames<Tag> names = new ListNames<>(common.storage().articles(), kind, editions, common.clock());
        return new Tags(kind, names, replacing(kind, names, topics), Optional.empty());
    }

    Authors authors() {
        NamedKind<Author> kind = NamedKind.of(common.storage().authors());
        ListNames<Author> names = new ListNames<>(common.storage().articles(), kind, editions, common.clock());
        return new Authors(kind, names, replacing(kind, names, NameFollower.NOBODY), Optional.empty());
    }

    private <T> ReplaceName<T> replacing(NamedKind<T> kind, ListNames<T> names, NameFollower follower) {
        return new ReplaceName<>(common.storage().articles(), kind, names, follower, common.clock(), common.told());
    }

    Comments comments() {
        var articles = common.storage().articles();
        var store = common.storage().comments();
        notices.ifPresent(wanted -> {
            NotifyOwner notify = new NotifyOwner(
                    common.outbox(),
                    new MailComposer(common.site(), common.urls(), common.messages()),
                    store,
                    wanted.to(),
                    common.site().language(),
                    wanted.desk());
            common.sendOutbox().define(MailPurpose.NOTICE_OF_COMMENTS, notify);
            common.sendOutbox().define(MailPurpose.NOTICE_OF_ISSUE, notify::ofIssue);
            common.told().add(notify);
        });
        Badges badges = new Badges(staff);
        AuthorNames authorNames = new AuthorNames(common.storage().authors(), editions);
        return new Comments(
                store,
                new FindDiscussion(articles, cache, common.clock()),
                new SubmitComment(
                        articles,
                        store,
                        cache,
                        spamChecker,
                        authorNames,
                        badges,
                        common.limits(),
                        common.ids(),
                        common.clock(),
                        common.told()),
                new ReadThread(articles, store, cache, badges, common.clock()),
                new ModerateComment(store, common.told()),
                new EraseComment(store, common.told()));
    }

    Feeds feeds() {
        return new Feeds(new RssFeed(common.site(), common.urls(), read(), cache));
    }

    private ReadArticles read() {
        return new ReadArticles(common.storage().articles(), editions, cache, common.clock());
    }
}
