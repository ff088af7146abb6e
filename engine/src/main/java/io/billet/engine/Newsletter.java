package io.billet.engine;

import io.billet.core.AlreadyExistsException;
import io.billet.core.ArticleAccess;
import io.billet.core.ArticleId;
import io.billet.core.Delivery;
import io.billet.core.DeliveryId;
import io.billet.core.DeliveryState;
import io.billet.core.EmailAddress;
import io.billet.core.IllegalTransitionException;
import io.billet.core.InvalidValueException;
import io.billet.core.Issue;
import io.billet.core.IssueId;
import io.billet.core.IssueState;
import io.billet.core.IssueSummary;
import io.billet.core.LanguageTag;
import io.billet.core.NotFoundException;
import io.billet.core.StaleVersionException;
import io.billet.core.Subscriber;
import io.billet.engine.internal.Place;
import io.billet.engine.internal.newsletter.Despatch;
import io.billet.engine.spi.BounceReport;
import io.billet.engine.spi.MailOutcome;
import io.billet.engine.spi.OutgoingMail;
import io.billet.storage.api.IssueQuery;
import io.billet.storage.api.IssueStore;
import io.billet.storage.api.UnsupportedCapabilityException;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Mailing articles to subscribers.
 *
 * <pre>{@code
 * Article draft = blog.articles().draft(edit -> edit.title("Bonjour").markdown("..."));
 * blog.newsletter().planWithPublication(draft.id());        // mailed when it is published, once
 * blog.articles().publish(draft.id(), draft.version());
 *
 * IssueSummary issue = blog.newsletter().send(article.id(), article.version());   // or now
 * blog.newsletter().progress(issue.id()).fraction();
 * }</pre>
 *
 * <p>An article becomes an issue: its text and those of its published translations are frozen, and so is who gets it. Nodes
 * that run {@link BackgroundJob#NEWSLETTER} send it, each a part at a time; whichever is killed, nobody is missed, and who gets
 * it twice gets it under one {@code Message-ID}. Right before each mail it is asked whether its recipient still wants it, or has left
 * or {@linkplain Subscribers#decline declined} its topics, and how much of the article they may read.
 *
 * <p>An article is mailed once: however often it is published, planned or sent, by any number of nodes, there is one issue of it
 * ({@link #sendAgain} makes another). What is late ({@link NewsletterOptions#latest}) waits for its owner.
 *
 * <p>Needs a storage that keeps issues: without, each method throws {@link UnsupportedCapabilityException}. Thread-safe. Any
 * method may throw {@link io.billet.storage.api.StorageException}.
 */
public final class Newsletter {

    private final Supplier<IssueStore> store;
    private final Despatch despatch;

    Newsletter(Supplier<IssueStore> store, Despatch despatch) {
        this.store = store;
        this.despatch = despatch;
    }

    /**
     * Sends a published article to those who subscribe now, in the background. If it is planned, it goes now instead.
     *
     * @param article which
     * @param version the version its author has seen; what becomes of it after is not mailed
     * @return its issue; of an article that was mailed in this version already, that one
     * @throws NotFoundException          if there is no such article
     * @throws StaleVersionException      if it has been changed since
     * @throws IllegalTransitionException if it is not public
     * @throws AlreadyExistsException     if it was mailed in another version (field {@code article})
     */
    public IssueSummary send(ArticleId article, long version) {
        return IssueSummary.of(despatch.plan().send(article, version));
    }

    /**
     * Sends an article that was mailed before once more, to those who subscribe now.
     *
     * @param article which
     * @param version the version its author has seen
     * @return its new issue
     * @throws NotFoundException          if there is no such article
     * @throws StaleVersionException      if it has been changed since
     * @throws IllegalTransitionException if it is not public
     */
    public IssueSummary sendAgain(ArticleId article, long version) {
        return IssueSummary.of(despatch.plan().sendAgain(article, version));
    }

    /**
     * Has an article mailed at a time, as it is then. If it is not public by then, it goes when it is, unless that is too late.
     *
     * @param article which; with a title
     * @param at      when, not before now
     * @return its issue, or the one that was planned before, for that time
     * @throws NotFoundException      if there is no such article
     * @throws InvalidValueException  if it has no title, or the time is over
     * @throws AlreadyExistsException if it is on its way or was mailed (field {@code article})
     */
    public IssueSummary plan(ArticleId article, Instant at) {
        return IssueSummary.of(despatch.plan().plan(article, Optional.of(at)));
    }

    /**
     * Has an article mailed at the moment at which it is published, whichever node publishes it. Withdrawn before, it is not; a
     * second publication is not mailed.
     *
     * @param article which; with a title
     * @return its issue; of an article that is on its way or was mailed already, that one
     * @throws NotFoundException     if there is no such article
     * @throws InvalidValueException if it has no title
     */
    public IssueSummary planWithPublication(ArticleId article) {
        return IssueSummary.of(despatch.plan().plan(article, Optional.empty()));
    }

    /**
     * Plans an issue for another time, one that is late for instance.
     *
     * @param issue which; planned, or paused before its audience was frozen
     * @param at    when, not before now; empty for the moment of publication
     * @return the issue
     * @throws NotFoundException          if there is no such issue
     * @throws InvalidValueException      if the time is over
     * @throws IllegalTransitionException if it cannot be planned any more
     */
    public IssueSummary replan(IssueId issue, Optional<Instant> at) {
        return IssueSummary.of(despatch.plan().planAnew(issue, at));
    }

    /**
     * Lets an issue rest. Mails that are on their way come to an end; within a second or so no other begins. Twice is no error.
     *
     * @param issue which
     * @return the issue
     * @throws NotFoundException          if there is no such issue
     * @throws IllegalTransitionException if it is at an end
     */
    public IssueSummary pause(IssueId issue) {
        return IssueSummary.of(despatch.halt().pause(issue));
    }

    /**
     * Lets an issue that rests go on, whyever it rests; one that was late or another deployment's, too. Who has got it gets it
     * no second time.
     *
     * @param issue which
     * @return the issue
     * @throws NotFoundException          if there is no such issue
     * @throws IllegalTransitionException if it does not rest, or its article is not public
     */
    public IssueSummary resume(IssueId issue) {
        return IssueSummary.of(despatch.halt().resume(issue));
    }

    /**
     * Stops an issue for good: who has not got it does not get it.
     *
     * @param issue which
     * @return the issue
     * @throws NotFoundException          if there is no such issue
     * @throws IllegalTransitionException if it is at an end
     */
    public IssueSummary cancel(IssueId issue) {
        return IssueSummary.of(despatch.halt().cancel(issue));
    }

    /**
     * Has deliveries tried again that are {@linkplain DeliveryState.Uncertain uncertain} or {@linkplain DeliveryState.Failed
     * failed}, under the same {@code Message-ID}. Those of somebody who has left or is suppressed fail once more.
     *
     * @param issue      which; completed or on its way
     * @param deliveries at most 1,000 of its deliveries
     * @return how many are tried again; others are left alone
     * @throws NotFoundException          if there is no such issue
     * @throws IllegalTransitionException if it is cancelled, rests or was not sent yet
     */
    public int retry(IssueId issue, Collection<DeliveryId> deliveries) {
        return despatch.retry().retry(issue, deliveries);
    }

    /**
     * Sends an article, or a draft, to some addresses as the mail that it would be, with {@code [Test]} before its subject.
     * Nothing is written down; its links to unsubscribe lead nowhere. Returns when all are sent.
     *
     * @param article   which; with a title
     * @param addresses 1 to 20
     * @param language  of what surrounds the article
     * @return what became of each
     * @throws NotFoundException     if there is no such article
     * @throws InvalidValueException if it has no title
     */
    public Map<EmailAddress, MailOutcome> test(
            ArticleId article, Collection<EmailAddress> addresses, LanguageTag language) {
        return despatch.trial().send(article, addresses, language);
    }

    /**
     * Returns an article, or a draft, as the mail that it would be; {@link OutgoingMail#html()} is for a browser.
     *
     * @param article  which; with a title
     * @param to       stands in the mail as its recipient
     * @param language of what surrounds the article
     * @param access   how much of it its recipient may read; not {@code NONE}
     * @throws NotFoundException     if there is no such article
     * @throws InvalidValueException if it has no title
     */
    public OutgoingMail preview(ArticleId article, EmailAddress to, LanguageTag language, ArticleAccess access) {
        return despatch.trial().preview(article, to, language, access);
    }

    /**
     * Returns how far an issue has come. Asking counts its deliveries: once a second is often enough for a page.
     *
     * @param issue which
     * @throws NotFoundException if there is no such issue
     */
    public IssueProgress progress(IssueId issue) {
        return despatch.watch().progress(issue);
    }

    /**
     * Takes what a mail server or a service says of a mail after it was taken. A dead address and a complaint suppress their
     * subscriber; a full mailbox, a message or a sender that was not wanted and a delay do not. It may be told any number of
     * times.
     *
     * <p>A report is believed by the {@code Message-ID} of a delivery, and by its recipient if it names one: anybody can write that the
     * mail to an address came back. What is known for certain of an address alone, by a service whose signature was checked, is told by
     * {@link Subscribers#find(io.billet.core.EmailAddress)} and {@link Subscribers#suppress}.
     *
     * @param report what is said
     * @return who gets no mail any more because of it
     */
    public Optional<Subscriber> report(BounceReport report) {
        return despatch.reports().receive(report);
    }

    /**
     * Returns an issue with its texts.
     *
     * @param issue which
     */
    public Optional<Issue> find(IssueId issue) {
        return store.get().find(issue);
    }

    /**
     * Returns a page of issues, the latest first.
     *
     * @param query   which issues
     * @param request which part
     */
    public Page<IssueSummary> list(IssueQuery query, PageRequest request) {
        return Place.OF_ISSUES.page(request, (after, limit) -> store.get().list(query, after, limit));
    }

    /**
     * Returns a page of an issue's deliveries, for instance of those that failed, with the reason.
     *
     * @param issue   which
     * @param state   those in this state
     * @param request which part
     */
    public Page<Delivery> deliveries(IssueId issue, DeliveryState.Kind state, PageRequest request) {
        return Place.OF_DELIVERIES.page(request, (after, limit) -> store.get().deliveries(issue, state, after, limit));
    }

    /** Lets all rest that are planned or on their way, when a copy of a database becomes a deployment of its own. */
    int pauseAll(IssueState.Reason reason) {
        return despatch.halt().pauseAll(reason);
    }

    void close() {
        despatch.job().close();
    }

    void end() {
        despatch.job().end();
    }
}
