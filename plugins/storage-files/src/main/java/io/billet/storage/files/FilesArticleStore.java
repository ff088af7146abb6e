package io.billet.storage.files;

import io.billet.core.Alias;
import io.billet.core.AlreadyExistsException;
import io.billet.core.Article;
import io.billet.core.ArticleId;
import io.billet.core.ArticleSummary;
import io.billet.core.NotFoundException;
import io.billet.core.PublicationState;
import io.billet.core.Slug;
import io.billet.core.StaleVersionException;
import io.billet.storage.api.ArticleQuery;
import io.billet.storage.api.ArticleStore;
import io.billet.storage.api.Bounds;
import io.billet.storage.api.DatePosition;
import io.billet.storage.api.StorageException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Articles, each in a file of its own. */
final class FilesArticleStore implements ArticleStore {

    private static final Logger LOG = LoggerFactory.getLogger(FilesArticleStore.class);

    private static final int MOST_LOOKS = 5;

    private final FolderAccess access;
    private final ArticleFolder folder;
    private final ArticleWriter writer;
    private final Path newArticles;
    private final Foretold foretold = new Foretold();
    private final long refreshNanos;
    private volatile long refreshedAt;
    private volatile boolean refreshDue;

    FilesArticleStore(FolderAccess access, ArticleFolder folder, Path newArticles, Duration refresh) {
        this.access = access;
        this.folder = folder;
        this.newArticles = newArticles;
        writer = new ArticleWriter(folder);
        refreshNanos = refresh.toNanos();
        access.exclusively(() -> refreshed(Optional.empty()));
    }

    /** Nothing is read yet: whoever asks next looks. */
    void useZone(ZoneId zone) {
        access.exclusively(() -> {
            folder.useZone(zone);
            refreshDue = true;
            return zone;
        });
    }

    /** Returns all articles without their texts, in the order of their dates; the same object as long as none has changed. */
    Collection<Article> outlines() {
        return read(() -> folder.byDate().values());
    }

    List<BrokenFile> broken() {
        return read(folder::broken);
    }

    List<BrokenFile> doubtful() {
        return read(folder::doubtful);
    }

    @Override
    public Article create(Article article) {
        if (article.version() != 0) {
            throw new IllegalArgumentException("Article to be created must have version 0, not " + article.version());
        }
        return access.write(() -> {
            refreshed(Optional.empty());
            if (folder.find(article.id()).isPresent()) {
                throw new AlreadyExistsException("Article", "id", article.id().toString());
            }
            requireFreeAddresses(article);
            return write(freePathFor(article), Optional.empty(), article.withVersion(1));
        });
    }

    @Override
    public Article update(Article article) {
        return access.write(() -> {
            ArticleContent stored = current(article.id(), article.version());
            requireFreeAddresses(article);
            Path path = pathAfter(stored, article);
            List<Path> obsolete = folder.leftOver(article.id());
            Article written = write(path, Optional.of(stored), article.withVersion(article.version() + 1));
            Stream.concat(obsolete.stream(), Stream.of(stored.relative()))
                    .filter(each -> !each.equals(path))
                    .forEach(access::deleteObsolete);
            if (!path.equals(stored.relative()) || !obsolete.isEmpty()) {
                refreshedAfterwards(Optional.empty());
            }
            return written;
        });
    }

    @Override
    public void delete(ArticleId id, long version) {
        access.write(() -> {
            ArticleContent stored = current(id, version);
            try {
                // Those first: one that remained would be taken for the article.
                folder.leftOver(id).forEach(access::delete);
                access.delete(stored.relative());
            } finally {
                refreshedAfterwards(Optional.of(stored.relative()));
            }
            return stored;
        });
    }

    @Override
    public Optional<Article> find(ArticleId id) {
        return whole(() -> folder.find(id));
    }

    @Override
    public Optional<Article> findBySlug(Slug slug) {
        return whole(() -> claimant(Alias.of(slug)).filter(stored -> bears(stored, Alias.of(slug))));
    }

    @Override
    public Optional<Article> findByAlias(Alias alias) {
        return whole(() -> claimant(alias)
                .or(() -> folder.besides(alias).flatMap(folder::find))
                .filter(stored -> !bears(stored, alias)));
    }

    private Optional<ArticleFolder.Stored> claimant(Alias address) {
        return folder.claimantOf(address).flatMap(folder::find);
    }

    private static boolean bears(ArticleFolder.Stored stored, Alias address) {
        return Alias.of(stored.outline().slug()).equals(address);
    }

    @Override
    public List<ArticleSummary> list(ArticleQuery query, Optional<DatePosition> after, int limit) {
        Bounds.listLimit(limit);
        return read(() -> {
            NavigableMap<DatePosition, Article> rows = query.order().isByChange() ? folder.byChange() : folder.byDate();
            NavigableMap<DatePosition, Article> inOrder = query.order().isDescending() ? rows.descendingMap() : rows;
            return after.map(position -> inOrder.tailMap(position, false)).orElse(inOrder).values().stream()
                    .filter(query::accepts)
                    .limit(limit)
                    .map(ArticleSummary::of)
                    .toList();
        });
    }

    @Override
    public List<ArticleSummary> summaries(Collection<ArticleId> ids) {
        Bounds.atOnce(ids, "ids");
        return read(() -> ids.stream()
                .distinct()
                .flatMap(id -> folder.find(id).stream())
                .map(stored -> ArticleSummary.of(stored.outline()))
                .toList());
    }

    @Override
    public List<Long> count(List<ArticleQuery> queries, long atMost) {
        Bounds.counts(queries, atMost);
        return read(() -> queries.stream()
                .map(query -> folder.byDate().values().stream()
                        .filter(query::accepts)
                        .limit(atMost)
                        .count())
                .toList());
    }

    @Override
    public List<Article> publishedByTime(Instant after, Instant upTo, int limit) {
        Bounds.limitAtOnce(limit);
        return read(() -> foretold.come(folder, after, upTo, limit)).stream()
                .flatMap(id -> find(id).stream())
                .filter(article -> Foretold.hasCome(article, after, upTo))
                .toList();
    }

    private static boolean isScheduled(Article article) {
        return article.state().kind() == PublicationState.Kind.SCHEDULED;
    }

    /** Which names articles bear, each once: their tags, or their authors. */
    Set<Slug> borne(Function<Article, List<Slug>> names) {
        return read(() -> folder.byDate().values().stream()
                .flatMap(article -> names.apply(article).stream())
                .collect(Collectors.toSet()));
    }

    /** Reads the file of an article that is sought among the outlines; they may be older than the file. */
    private Optional<Article> whole(Supplier<Optional<ArticleFolder.Stored>> search) {
        Optional<Optional<ArticleContent>> found = read(() -> search.get().map(folder::content));
        Optional<ArticleContent> whole = found.isPresent() && found.get().isEmpty()
                ? access.exclusively(() -> current(search))
                : found.flatMap(content -> content);
        return whole.map(ArticleContent::article);
    }

    private Optional<ArticleContent> current(Supplier<Optional<ArticleFolder.Stored>> search) {
        for (int look = 0; look < MOST_LOOKS; look++) {
            Optional<ArticleFolder.Stored> stored = search.get();
            if (stored.isEmpty()) {
                return Optional.empty();
            }
            Optional<ArticleContent> content = folder.content(stored.get());
            if (content.isPresent()) {
                return content;
            }
            refreshed(stored.map(ArticleFolder.Stored::relative));
        }
        throw new StorageException("a file is changed more often than it can be read");
    }

    private <T> T read(Supplier<T> work) {
        if (refreshDue || System.nanoTime() - refreshedAt >= refreshNanos) {
            access.exclusively(() -> refreshed(Optional.empty()));
        }
        return access.read(work);
    }

    private ArticleFolder refreshed(Optional<Path> suspect) {
        folder.refresh(suspect);
        refreshedAt = System.nanoTime();
        refreshDue = false;
        return folder;
    }

    /** What was written is written, whether or not it can be looked at now; whoever reads next looks again. */
    private void refreshedAfterwards(Optional<Path> written) {
        refreshDue = true;
        try {
            refreshed(written);
        } catch (StorageException e) {
            LOG.warn("the folder could not be read after a write; it will be read again", e);
        }
    }

    /** Reads the file again, so that no edit by hand is overwritten unseen. */
    private ArticleContent current(ArticleId id, long version) {
        refreshed(Optional.empty());
        ArticleContent stored =
                current(() -> folder.find(id)).orElseThrow(() -> new NotFoundException("Article", id.toString()));
        if (stored.article().version() != version) {
            throw new StaleVersionException(
                    "Article", id.toString(), version, stored.article().version());
        }
        return stored;
    }

    private void requireFreeAddresses(Article article) {
        ArticleFolder.addressesOf(article)
                .filter(address -> folder.claimantOf(address)
                        .filter(holder -> !holder.equals(article.id()))
                        .isPresent())
                .findFirst()
                .ifPresent(address -> {
                    boolean isSlug = address.equals(Alias.of(article.slug()));
                    throw new AlreadyExistsException("Article", isSlug ? "slug" : "alias", address.value());
                });
    }

    private Path freePathFor(Article article) {
        String date =
                ArticleQuery.dateOf(article).atZone(folder.zone()).toLocalDate().toString();
        Path path = newArticles.resolve(date + "-" + article.slug() + ".md");
        for (int number = 2; access.exists(path); number++) {
            path = newArticles.resolve(date + "-" + article.slug().numbered(number) + ".md");
        }
        return path;
    }

    /**
     * A file that bears its article's slug follows it; a bundle stays where its pictures are. As with Jekyll, what is
     * published leaves the folder of drafts.
     */
    private Path pathAfter(ArticleContent stored, Article article) {
        ArticlePath path = new ArticlePath(stored.relative(), Instant.EPOCH);
        boolean leavesDrafts = path.isDraft() && !path.isBundle() && isOnItsWay(article);
        return leavesDrafts ? freePathFor(article) : renamed(path, stored, article);
    }

    private static boolean isOnItsWay(Article article) {
        return article.state().kind() == PublicationState.Kind.PUBLISHED || isScheduled(article);
    }

    private Path renamed(ArticlePath path, ArticleContent stored, Article article) {
        if (isNamedByItsAuthor(stored, article)) {
            return stored.relative();
        }
        return path.renamed(stored.article().slug().value(), article.slug().value())
                .filter(target -> !access.exists(target))
                .orElse(stored.relative());
    }

    /** Where the slug of a draft only follows its title, the name that somebody has given its file stays. */
    private static boolean isNamedByItsAuthor(ArticleContent stored, Article article) {
        return stored.seal().id().isEmpty()
                && article.firstPublishedAt().isEmpty()
                && hasSlugOfTitle(stored.article())
                && hasSlugOfTitle(article);
    }

    private static boolean hasSlugOfTitle(Article article) {
        return article.slug().equals(Slug.fromTitle(article.title(), article.language()));
    }

    private Article write(Path path, Optional<ArticleContent> before, Article article) {
        byte[] octets = writer.octets(path, before, article);
        foretold.written(before, article);
        try {
            access.replace(path, octets);
        } finally {
            refreshedAfterwards(Optional.of(path));
        }
        return article;
    }
}
