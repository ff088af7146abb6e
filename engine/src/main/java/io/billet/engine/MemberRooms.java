package io.billet.engine;

import io.billet.core.Author;
import io.billet.core.EmailAddress;
import io.billet.core.Reader;
import io.billet.core.Slug;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberId;
import io.billet.engine.internal.comment.EraseComment;
import io.billet.engine.internal.mail.IssueArticle;
import io.billet.engine.internal.mail.IssueComposer;
import io.billet.engine.internal.mail.MailComposer;
import io.billet.engine.internal.mail.MailPurpose;
import io.billet.engine.internal.mail.RemoveEndedMails;
import io.billet.engine.internal.name.NameFollower;
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
import io.billet.renderer.MarkdownRenderer;
import io.billet.storage.api.BlogStorage;
import io.billet.storage.api.Capability;
import io.billet.storage.api.IssueStore;
import io.billet.storage.api.SubscriberStore;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * The one place where it is decided who works with whom for subscribers and the newsletter, as {@link Rooms} does for the rest.
 * What both doors need stands here once: one memory of the keys that sign links among it, so that a key that is retired signs
 * nothing more on this node from then on.
 */
final class MemberRooms {

    /**
     * What a host decides about people.
     *
     * @param accepts which addresses may subscribe
     * @param formAge how long somebody takes at least to fill a form in
     * @param retained how long what is known of them is kept
     */
    record People(Predicate<EmailAddress> accepts, Duration formAge, Retention retained) {}

    /**
     * What sends the newsletter.
     *
     * @param owner    stands in the names of threads
     * @param mailer   sends a mail
     * @param options  how
     * @param topics   tags among which subscribers choose
     * @param mayMail  whether this deployment is one that sends
     * @param articles renders them for mails
     */
    record Mail(
            String owner,
            Mailer mailer,
            NewsletterOptions options,
            List<Slug> topics,
            BooleanSupplier mayMail,
            MarkdownRenderer articles) {}

    private final CommonParts common;
    private final People people;
    private final Mail mail;
    private final SubscriberStore store;
    private final SubscriberHistory history;
    private final Tokens tokens;
    private final SignedLinks links;
    private final FindSubscriber find;
    private final LeaveNewsletter leave;

    MemberRooms(CommonParts common, People people, Mail mail) {
        this.common = common;
        this.people = people;
        this.mail = mail;
        this.store = common.storage().subscribers();
        this.history = new SubscriberHistory(store);
        this.tokens = new Tokens(common.storage().tokens(), common.clock(), common.random());
        this.links = new SignedLinks(keys("link-keys"));
        this.find = new FindSubscriber(store, tokens, links);
        this.leave = new LeaveNewsletter(store, history, find, tokens, common.clock(), common.told());
    }

    private SigningKeys keys(String name) {
        return new SigningKeys(name, common.storage().settings(), common.clock(), common.random());
    }

    Subscribers subscribers() {
        FormAge formAge = new FormAge(keys("form-keys"), common.clock(), people.formAge());
        MailComposer composer = new MailComposer(common.site(), common.urls(), common.messages());
        ErasedAddresses erased = new ErasedAddresses(common.storage().tokens(), keys("erased-key"));
        ForgetEvidence forgetEvidence = new ForgetEvidence(store);
        tidy(formAge, forgetEvidence);
        RequestSubscription request = new RequestSubscription(
                store,
                tokens,
                common.outbox(),
                composer,
                common.limits(),
                people.accepts(),
                formAge,
                common.ids(),
                common.clock());
        ConfirmSubscription confirm = new ConfirmSubscription(
                store, find, tokens, links, erased, common.outbox(), composer, common.clock(), common.told());
        common.jobs().define(BackgroundJob.MAIL, common.sendOutbox());
        common.sendOutbox().define(MailPurpose.SUBSCRIBE, request);
        common.sendOutbox().define(MailPurpose.WELCOME, confirm);
        return new Subscribers(
                store,
                find,
                request,
                confirm,
                new SignIn(find, tokens),
                moving(composer),
                new PrivateFeed(find, tokens),
                leave,
                erasing(erased),
                exporting(),
                new SubscriberImport(
                        new ImportSubscriber(store, erased, people.accepts(), common.ids(), common.clock())),
                new LabelSubscriber(store, find, common.clock()),
                new IntroduceSubscriber(store, find, common.clock()),
                new DeclineTopics(store, common.storage().tags(), find, mail.topics(), common.clock()),
                forgetEvidence,
                links,
                formAge);
    }

    private void tidy(FormAge formAge, ForgetEvidence forgetEvidence) {
        KeepNoLonger keepNoLonger =
                new KeepNoLonger(store, common.outbox(), tokens, forgetEvidence, people.retained(), common.clock());
        RemoveEndedMails removeEndedMails =
                new RemoveEndedMails(common.storage().outbox(), common.clock());
        common.jobs().define(BackgroundJob.TIDY, new TidyUp(tokens, formAge, keepNoLonger, removeEndedMails));
    }

    private MoveSubscriber moving(MailComposer composer) {
        MovingMails mails = new MovingMails(common.outbox(), composer);
        MoveSubscriber moving =
                new MoveSubscriber(store, find, tokens, mails, common.limits(), people.accepts(), common.clock());
        common.sendOutbox().define(MailPurpose.MOVE, mails.asking(moving::link));
        common.sendOutbox()
                .define(MailPurpose.MOVED, mails.telling(id -> store.find(id).map(Subscriber::email)));
        return moving;
    }

    private EraseSubscriber erasing(ErasedAddresses erased) {
        EraseComment comments = new EraseComment(common.storage().comments(), common.told());
        return new EraseSubscriber(store, history, tokens, erased, comments, issues(), common.outbox());
    }

    private ExportSubscriber exporting() {
        BlogStorage storage = common.storage();
        return new ExportSubscriber(
                store, history, storage.tokens(), storage.comments(), issues(), storage.outbox(), common.clock());
    }

    private Optional<IssueStore> issues() {
        BlogStorage storage = common.storage();
        return storage.capabilities().contains(Capability.ISSUES) ? Optional.of(storage.issues()) : Optional.empty();
    }

    NameFollower followTopics() {
        return new FollowRenamedTopics(store, mail.topics(), common.clock());
    }

    Newsletter newsletter() {
        Despatch despatch = Despatch.of(new Despatch.Surroundings(
                mail.owner(),
                common.storage(),
                common.urls(),
                this::reader,
                letters(),
                linksInLetters(),
                leave,
                mail.mailer(),
                mail.options(),
                mail.topics(),
                mail.mayMail(),
                common.ids(),
                common.random(),
                common.clock(),
                common.told(),
                () -> common.jobs().wake(BackgroundJob.NEWSLETTER, "An issue")));
        if (issues().isPresent()) {
            common.jobs().define(BackgroundJob.NEWSLETTER, despatch.job());
            common.told().add(event -> {
                if (event instanceof BlogEvent.ArticlePublished) {
                    common.jobs().nudge(BackgroundJob.NEWSLETTER);
                }
            });
        }
        return new Newsletter(common.storage()::issues, despatch);
    }

    /** Where accounts at the host make members, a subscription opens nothing: neither on a page nor in a mail. */
    private Reader reader(Subscriber subscriber) {
        return common.site().letterhead().promisesMembership() ? Reader.Member.of(subscriber) : Reader.ANONYMOUS;
    }

    private Letters letters() {
        IssueComposer composer = new IssueComposer(common.site(), common.messages(), mail.articles());
        return (issue, text, article, frame, access) -> {
            List<Author> authors = common.storage().authors().findAll(article.authors());
            return composer.letter(issue, text, IssueArticle.of(article, authors, common.urls()), frame, access)::to;
        };
    }

    private Letters.Links linksInLetters() {
        return new Letters.Links() {
            @Override
            public URI unsubscribe(SubscriberId subscriber) {
                return common.urls().unsubscribe(links.token(SignedLinks.Purpose.UNSUBSCRIBE, subscriber));
            }

            @Override
            public URI preferences(SubscriberId subscriber) {
                return common.urls().preferences(links.token(SignedLinks.Purpose.PREFERENCES, subscriber));
            }
        };
    }
}
