package io.billet.engine;

import io.billet.core.Alias;
import io.billet.core.AlreadyExistsException;
import io.billet.core.Article;
import io.billet.core.ArticleAccess;
import io.billet.core.ArticleEdit;
import io.billet.core.ArticleId;
import io.billet.core.ArticleKind;
import io.billet.core.ArticleSummary;
import io.billet.core.Author;
import io.billet.core.HostIdentity;
import io.billet.core.IllegalTransitionException;
import io.billet.core.InvalidValueException;
import io.billet.core.NotFoundException;
import io.billet.core.Reader;
import io.billet.core.Revision;
import io.billet.core.RevisionSummary;
import io.billet.core.Slug;
import io.billet.core.StaleVersionException;
import io.billet.core.Tag;
import io.billet.engine.internal.Place;
import io.billet.engine.internal.article.DraftArticle;
import io.billet.engine.internal.article.EditArticle;
import io.billet.engine.internal.article.PublishArticle;
import io.billet.engine.internal.article.PublishDue;
import io.billet.engine.internal.article.ReadArticles;
import io.billet.engine.internal.article.ReviewArticle;
import io.billet.engine.internal.article.WithdrawArticle;
import io.billet.engine.spi.ArticleNotice;
import io.billet.engine.spi.BlogEvent;
import io.billet.renderer.MarkdownLimitException;
import io.billet.storage.api.ArticleQuery;
import io.billet.storage.api.ArticleStore;
import io.billet.storage.api.AuthorStore;
import io.billet.storage.api.RevisionStore;
import io.billet.storage.api.StorageException;
import io.billet.storage.api.TagStore;
import io.billet.storage.api.UnsupportedCapabilityException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Writing, publishing and reading articles.
 *
 * <p>For authors: {@link #draft}, {@link #edit}, {@link #publish} and kin. Each change names the version it is based on,
 * and fails with {@link StaleVersionException} if somebody else has changed the article since; nothing is overwritten
 * unseen. For readers: {@link #read} and {@link #page}, which ask {@link ArticleAccess} what may be seen.
 *
 * <p>Thread-safe. Any method may throw {@link io.billet.storage.api.StorageException}.
 */
public final class Articles {

    private final ArticleStore store;
    private final Supplier<RevisionStore> revisions;
    private final TagStore tags;
    private final AuthorStore authors;
    private final DraftArticle draftArticle;
    private final EditArticle editArticle;
    private final PublishArticle publishArticle;
    private final PublishDue publishDue;
    private final WithdrawArticle withdrawArticle;
    private final ReadArticles readArticles;
    private final ReviewArticle reviewArticle;
    private final Optional<HostIdentity> by;

    /** @param by who changes articles through this door; empty if nobody knows */
    Articles(
            ArticleStore store,
            Supplier<RevisionStore> revisions,
            TagStore tags,
            AuthorStore authors,
            DraftArticle draftArticle,
            EditArticle editArticle,
            PublishArticle publishArticle,
            PublishDue publishDue,
            WithdrawArticle withdrawArticle,
            ReadArticles readArticles,
            ReviewArticle reviewArticle,
            Optional<HostIdentity> by) {
        this.store = store;
        this.revisions = revisions;
        this.tags = tags;
        this.authors = authors;
        this.draftArticle = draftArticle;
        this.editArticle = editArticle;
        this.publishArticle = publishArticle;
        this.publishDue = publishDue;
        this.withdrawArticle = withdrawArticle;
        this.readArticles = readArticles;
        this.reviewArticle = reviewArticle;
        this.by = by;
    }

    /**
     * Returns the same door for one of the host's users: articles that are changed through it say that it was they
     * ({@link Article#updatedBy}). What is changed without it says that nobody knows.
     *
     * <pre>{@code
     * blog.articles().as(HostIdentity.of(user.id())).publish(article.id(), article.version());
     * }</pre>
     *
     * @param user who they are in the host application
     */
    public Articles as(HostIdentity user) {
        return new Articles(
                store,
                revisions,
                tags,
                authors,
                draftArticle,
                editArticle,
                publishArticle,
                publishDue,
                withdrawArticle,
                readArticles,
                reviewArticle,
                Optional.of(user));
    }

    /**
     * Stores a new draft, in the blog's language unless {@code content} says another. Without a slug of its own it gets one
     * from its title, with a number if that is taken; it follows the title until the article is published.
     *
     * @param content says title, text and all else; a title may come later
     * @return the draft as stored
     * @throws InvalidValueException  if a value breaks its rule
     * @throws MarkdownLimitException if the text cannot be rendered within the renderer's limits
     * @throws AlreadyExistsException if the slug or an alias that {@code content} says is taken
     */
    public Article draft(Consumer<ArticleEdit> content) {
        return draftArticle.draft(by, content);
    }

    /**
     * Changes an article's content. Of a published article readers see the change at once. Of one that has ever been public,
     * the slug's predecessor leads on to the new one; of any other it leads nowhere, and nobody else is kept from it.
     *
     * @param id      which
     * @param version the version that the author has seen
     * @param changes says what changes; what it does not name stays
     * @return the article as stored
     * @throws NotFoundException      if there is no such article
     * @throws StaleVersionException  if it has been changed since
     * @throws InvalidValueException  if a value breaks its rule
     * @throws MarkdownLimitException if the text cannot be rendered within the renderer's limits
     * @throws AlreadyExistsException if the slug or an alias that {@code changes} says is taken
     */
    public Article edit(ArticleId id, long version, Consumer<ArticleEdit> changes) {
        return editArticle.edit(id, version, by, changes);
    }

    /**
     * Says what an author should know about an article before it is published, such as that nothing of it is public. The
     * same is logged when it is published or changed after that, and told to {@linkplain BlogEvent.ArticlePublished
     * listeners}.
     *
     * @param article as it is stored
     * @return what to know; usually empty
     */
    public Set<ArticleNotice> review(Article article) {
        return reviewArticle.review(article);
    }

    /**
     * Publishes an article now; one that was published before keeps the date of that. An article that is not for everyone
     * should have a {@code <!--members-only-->} line, before
     * which stands what everyone may read: without it others see nothing of its text, and {@link #review} says so.
     *
     * @param id      which
     * @param version the version that the author has seen
     * @return the article as stored
     * @throws NotFoundException          if there is no such article
     * @throws StaleVersionException      if it has been changed since
     * @throws IllegalTransitionException if it is published already
     * @throws InvalidValueException      if it has no title
     */
    public Article publish(ArticleId id, long version) {
        return publishArticle.publishNow(id, version, by);
    }

    /**
     * Publishes an article under an earlier date, such as that of its first appearance elsewhere. The date of a published one
     * is {@linkplain ArticleEdit#firstPublishedAt edited}.
     *
     * @param id      which
     * @param version the version that the author has seen
     * @param at      since when it counts as published; not in the future
     * @return the article as stored
     * @throws NotFoundException          if there is no such article
     * @throws StaleVersionException      if it has been changed since
     * @throws IllegalTransitionException if it is published already
     * @throws InvalidValueException      if it has no title, or the date lies in the future: {@linkplain #schedule schedule} it
     */
    public Article publish(ArticleId id, long version, Instant at) {
        return publishArticle.publish(id, version, by, at);
    }

    /**
     * Has an article published at a time to come, by {@link BackgroundJob#PUBLISH}.
     *
     * @param id      which
     * @param version the version that the author has seen
     * @param at      when; in the future
     * @return the article as stored
     * @throws NotFoundException          if there is no such article
     * @throws StaleVersionException      if it has been changed since
     * @throws IllegalTransitionException if it is published
     * @throws InvalidValueException      if it has no title, or the time is not in the future
     */
    public Article schedule(ArticleId id, long version, Instant at) {
        return publishArticle.schedule(id, version, by, at);
    }

    /**
     * Takes a published or scheduled article back to a draft.
     *
     * @param id      which
     * @param version the version that the author has seen
     * @return the article as stored
     * @throws NotFoundException          if there is no such article
     * @throws StaleVersionException      if it has been changed since
     * @throws IllegalTransitionException if it is a draft or archived
     */
    public Article unpublish(ArticleId id, long version) {
        return withdrawArticle.unpublish(id, version, by);
    }

    /**
     * Takes an article out of the blog and keeps it.
     *
     * @param id      which
     * @param version the version that the author has seen
     * @return the article as stored
     * @throws NotFoundException          if there is no such article
     * @throws StaleVersionException      if it has been changed since
     * @throws IllegalTransitionException if it is archived already
     * @throws InvalidValueException      if it has no title
     */
    public Article archive(ArticleId id, long version) {
        return withdrawArticle.archive(id, version, by);
    }

    /**
     * Removes an article, its revisions and the comments on it for good. If it fails half-way, such as with a
     * {@link StorageException}, call it again: what is left is removed, even if that is only comments.
     *
     * @param id      which
     * @param version the version that the author has seen
     * @throws NotFoundException     if there is no such article, nor a comment on it
     * @throws StaleVersionException if it has been changed since
     */
    public void delete(ArticleId id, long version) {
        withdrawArticle.delete(id, version);
    }

    /**
     * Publishes the scheduled articles whose time has come; each under the time it was scheduled for. A blog
     * that runs {@link BackgroundJob#PUBLISH} does this by itself; several nodes may do it at once. Tells listeners, too, of
     * articles that somebody has written into the storage with a date to come, such as a file, and whose time has come since
     * the blog was built; nothing is written for those, and each node tells its own listeners.
     *
     * @return how many this call published
     */
    public int publishDue() {
        return publishDue.publishDue();
    }

    /**
     * Returns the article with its whole text, for its authors.
     *
     * @param id which
     */
    public Optional<Article> find(ArticleId id) {
        return store.find(id);
    }

    /**
     * Returns the article with its whole text, for its authors.
     *
     * @param slug the slug in use
     */
    public Optional<Article> findBySlug(Slug slug) {
        return store.findBySlug(slug);
    }

    /**
     * Returns a page for authors; for readers see {@link #page}.
     *
     * @param query   which articles
     * @param request which part
     */
    public Page<ArticleSummary> list(ArticleQuery query, PageRequest request) {
        return Place.of(query).page(request, (after, limit) -> store.list(query, after, limit));
    }

    /**
     * Returns the history of an article, without texts, the latest version first; for authors. A version is in it if it changed
     * the title, the summary or the text.
     *
     * @param id      which article
     * @param request which part
     * @throws UnsupportedCapabilityException if the storage keeps no revisions, as that of files: git does
     */
    public Page<RevisionSummary> revisions(ArticleId id, PageRequest request) {
        return Place.OF_REVISIONS.page(
                request,
                (after, limit) ->
                        revisions.get().list(id, after.map(OptionalLong::of).orElseGet(OptionalLong::empty), limit));
    }

    /**
     * Returns what an article said in one version of its {@linkplain #revisions history}; for authors.
     *
     * @param id      which article
     * @param version the version
     * @return empty if that version is not in its history, or not any longer
     * @throws UnsupportedCapabilityException if the storage keeps no revisions
     */
    public Optional<Revision> revision(ArticleId id, long version) {
        return revisions.get().find(id, version);
    }

    /**
     * Has an article say again what it said: title, summary and text of an earlier version. That is an {@linkplain #edit edit}, so
     * it becomes a version of its own, and readers of a published article see it at once.
     *
     * @param id       which
     * @param version  the version that the author has seen
     * @param revision the version whose words are to come back
     * @return the article as stored
     * @throws NotFoundException      if there is no such article, or no such revision of it
     * @throws StaleVersionException  if it has been changed since
     * @throws InvalidValueException  if it had no title then, and is no draft
     * @throws MarkdownLimitException if the text cannot be rendered within the renderer's limits
     * @throws UnsupportedCapabilityException if the storage keeps no revisions
     */
    public Article restore(ArticleId id, long version, long revision) {
        Revision said =
                revision(id, revision).orElseThrow(() -> new NotFoundException("Revision", id + "/" + revision));
        return edit(
                id,
                version,
                edit -> edit.title(said.title())
                        .summary(said.summary().orElse(""))
                        .markdown(said.markdown()));
    }

    /**
     * Shortens the history of an article to its latest versions. What it says now stays in any case.
     *
     * @param id   which
     * @param keep how many versions to keep; 1 or more
     * @return how many were removed
     * @throws UnsupportedCapabilityException if the storage keeps no revisions
     */
    public int pruneRevisions(ArticleId id, int keep) {
        return revisions.get().prune(id, keep);
    }

    /**
     * Looks for a published article by a slug it bears or bore.
     *
     * @param slug   the slug
     * @param reader who asks
     * @return the article as the reader may see it, or where it is now, or that there is none
     */
    public ArticleResult read(Slug slug, Reader reader) {
        return readArticles.read(slug, reader);
    }

    /**
     * Looks for a published article to which a path leads that it had elsewhere, or a slug that it bore.
     *
     * @param alias  the path
     * @param reader who asks
     * @return where the article is now, or that there is none; never the article
     */
    public ArticleResult follow(Alias alias, Reader reader) {
        return readArticles.follow(alias, reader);
    }

    /**
     * Lists published articles, the latest first, without pages that stand by themselves ({@link ArticleKind#PAGE}).
     *
     * @param selection which of them
     * @param reader    who asks
     * @param request   which part
     * @return a page of what the reader may see
     */
    public Page<ArticleTeaser> page(ArticleFilter selection, Reader reader, PageRequest request) {
        return readArticles.page(selection, reader, request);
    }

    /**
     * Returns the newest of the posts that {@link #page} lists, with the number of the page where those before them stand.
     *
     * @param selection which of them
     * @param reader    who asks
     * @param size      how many stand on a numbered page; 1 to 500. Here stand as many, or more, up to twice as many less one;
     *                  less only if there are no more
     * @return what the reader may see
     * @throws IllegalArgumentException if the size is out of its range
     */
    public NumberedPage<ArticleTeaser> newest(ArticleFilter selection, Reader reader, int size) {
        return readArticles.newest(selection, reader, size);
    }

    /**
     * Returns a page of the posts that {@link #page} lists, counted from the oldest: {@link NumberedPage} tells more.
     *
     * @param selection which of them
     * @param reader    who asks
     * @param size      how many stand on a page; 1 to 500; with another size the numbers mean others
     * @param number    which page
     * @return what the reader may see; empty if there is no page of that number, or it is not full yet
     * @throws IllegalArgumentException if the size is out of its range
     */
    public Optional<NumberedPage<ArticleTeaser>> numbered(
            ArticleFilter selection, Reader reader, int size, int number) {
        return readArticles.numbered(selection, reader, size, number);
    }

    /**
     * Counts posts by months of the blog's zone.
     *
     * @param selection which of them
     * @return the months in which there are any, the latest first
     */
    public List<ArchiveMonth> archive(ArticleFilter selection) {
        return readArticles.archive(selection);
    }

    /**
     * Stores what is to be said of a tag, in place of what was said before. A tag that articles name needs no such words:
     * it goes by its slug then.
     *
     * @param tag the tag
     */
    public void describe(Tag tag) {
        tags.put(tag);
    }

    /**
     * Stores what is to be said of an author, in place of what was said before.
     *
     * @param author the author
     */
    public void describe(Author author) {
        authors.put(author);
    }

    /**
     * Returns what is said of it.
     *
     * @param slug a tag's slug
     */
    public Optional<Tag> tag(Slug slug) {
        return tags.find(slug);
    }

    /**
     * Returns what is said of them.
     *
     * @param slug an author's slug
     */
    public Optional<Author> author(Slug slug) {
        return authors.find(slug);
    }
}
