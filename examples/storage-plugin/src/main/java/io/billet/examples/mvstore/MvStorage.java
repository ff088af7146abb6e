package io.billet.examples.mvstore;

import io.billet.core.Alias;
import io.billet.core.AlreadyExistsException;
import io.billet.core.Article;
import io.billet.core.ArticleId;
import io.billet.core.ArticleSummary;
import io.billet.core.Author;
import io.billet.core.NotFoundException;
import io.billet.core.Revision;
import io.billet.core.Slug;
import io.billet.core.StaleVersionException;
import io.billet.core.Tag;
import io.billet.storage.api.ArticleQuery;
import io.billet.storage.api.ArticleStore;
import io.billet.storage.api.AuthorStore;
import io.billet.storage.api.BlogStorage;
import io.billet.storage.api.Bounds;
import io.billet.storage.api.Capability;
import io.billet.storage.api.CommentStore;
import io.billet.storage.api.DatePosition;
import io.billet.storage.api.IssueStore;
import io.billet.storage.api.SlugOrder;
import io.billet.storage.api.StorageException;
import io.billet.storage.api.StoredToken;
import io.billet.storage.api.SubscriberStore;
import io.billet.storage.api.TagStore;
import io.billet.storage.api.TokenHash;
import io.billet.storage.api.TokenStore;
import io.billet.storage.api.UnsupportedCapabilityException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A storage plugin as a third party would write it: articles, tags, authors and tokens as JSON in the MVStore of H2, a
 * map that lives in a file. One file, for reading; written from the javadoc of the SPI alone.
 *
 * <p>What it cannot do it declares missing, and the contract kit skips: it keeps no revisions, subscribers, comments and
 * issues (combine it with a storage that does), and one process uses the file at a time. Lists look at every article,
 * which is right for hundreds and wrong for a million.
 */
public final class MvStorage implements BlogStorage {

    private final MVStore store;
    private final Shelf<Article> articles;
    private final Shelf<Tag> tags;
    private final Shelf<Author> authors;
    private final Shelf<StoredToken> tokens;

    /** @param file where everything is kept; made if it is not there */
    public MvStorage(Path file) {
        try {
            // Without a background writer nothing is written but by commit(), which is ours to call.
            store = new MVStore.Builder()
                    .fileName(file.toString())
                    .autoCommitDisabled()
                    .open();
        } catch (MVStoreException e) {
            throw new StorageException("the file of the storage cannot be opened", e);
        }
        articles = new Shelf<>("articles", Article.class);
        tags = new Shelf<>("tags", Tag.class);
        authors = new Shelf<>("authors", Author.class);
        tokens = new Shelf<>("tokens", StoredToken.class);
        // A rollback goes back to the last commit, and must find the maps there.
        store.commit();
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(Capability.ARTICLES, Capability.TOKENS, Capability.DURABLE);
    }

    @Override
    public void close() {
        synchronized (store) {
            store.close();
        }
    }

    @Override
    public ArticleStore articles() {
        return new Articles();
    }

    @Override
    public TagStore tags() {
        return new Tags();
    }

    @Override
    public AuthorStore authors() {
        return new Authors();
    }

    @Override
    public TokenStore tokens() {
        return new Tokens();
    }

    @Override
    public SubscriberStore subscribers() {
        throw new UnsupportedCapabilityException("MvStorage", Capability.SUBSCRIBERS);
    }

    @Override
    public CommentStore comments() {
        throw new UnsupportedCapabilityException("MvStorage", Capability.COMMENTS);
    }

    @Override
    public IssueStore issues() {
        throw new UnsupportedCapabilityException("MvStorage", Capability.ISSUES);
    }

    /** One call at a time, so that looking and writing are one step. */
    private <T> T read(Supplier<T> work) {
        synchronized (store) {
            if (store.isClosed()) {
                throw new IllegalStateException("this storage has been closed");
            }
            return work.get();
        }
    }

    /** All that the work writes is on the disk when this returns, or none of it is there (STO-01, ART-15). */
    private <T> T write(Supplier<T> work) {
        return read(() -> {
            try {
                T result = work.get();
                store.commit();
                store.sync();
                return result;
            } catch (MVStoreException e) {
                store.rollback();
                throw new StorageException("the file of the storage cannot be written", e);
            } catch (RuntimeException e) {
                store.rollback();
                throw e;
            }
        });
    }

    /** A map of JSON texts; the models carry Jackson's annotations, and print and read back equal. */
    private final class Shelf<T> {

        private static final JsonMapper JSON = JsonMapper.builder().build();

        private final MVMap<String, String> map;
        private final Class<T> type;

        Shelf(String name, Class<T> type) {
            map = store.openMap(name);
            this.type = type;
        }

        Optional<T> get(Object key) {
            return Optional.ofNullable(map.get(key.toString())).map(json -> JSON.readValue(json, type));
        }

        void put(Object key, T value) {
            map.put(key.toString(), JSON.writeValueAsString(value));
        }

        Optional<T> remove(Object key) {
            return Optional.ofNullable(map.remove(key.toString())).map(json -> JSON.readValue(json, type));
        }

        Stream<T> all() {
            return map.values().stream().map(json -> JSON.readValue(json, type));
        }
    }

    /** What comes after a position in the order (ART-10), whether or not a row still stands there (ART-11). */
    private static <T, P> Stream<T> after(
            Optional<P> position, Comparator<P> order, Function<T, P> positionOf, Stream<T> rows) {
        return rows.filter(row -> position.map(last -> order.compare(positionOf.apply(row), last) > 0)
                        .orElse(true))
                .sorted(Comparator.comparing(positionOf, order));
    }

    private final class Articles implements ArticleStore {

        @Override
        public Article create(Article article) {
            if (article.version() != 0) {
                throw new IllegalArgumentException("a new article has version 0, not " + article.version());
            }
            return write(() -> {
                if (articles.get(article.id()).isPresent()) {
                    throw new AlreadyExistsException(
                            "Article", "id", article.id().toString());
                }
                return putIfAddressesAreFree(article.withVersion(1));
            });
        }

        @Override
        public Article update(Article article) {
            return write(() -> {
                requireVersion(article.id(), article.version());
                return putIfAddressesAreFree(article.withVersion(article.version() + 1));
            });
        }

        @Override
        public void delete(ArticleId id, long version) {
            write(() -> {
                requireVersion(id, version);
                return articles.remove(id);
            });
        }

        private void requireVersion(ArticleId id, long version) {
            Article stored = articles.get(id).orElseThrow(() -> new NotFoundException("Article", id.toString()));
            if (stored.version() != version) {
                throw new StaleVersionException("Article", id.toString(), version, stored.version());
            }
        }

        private Article putIfAddressesAreFree(Article article) {
            addressesOf(article).forEach(address -> {
                if (articles.all()
                        .anyMatch(other -> !other.id().equals(article.id())
                                && addressesOf(other).anyMatch(address::equals))) {
                    boolean isSlug = address.equals(Alias.of(article.slug()));
                    throw new AlreadyExistsException("Article", isSlug ? "slug" : "alias", address.value());
                }
            });
            articles.put(article.id(), article);
            return article;
        }

        private static Stream<Alias> addressesOf(Article article) {
            return Stream.concat(Stream.of(Alias.of(article.slug())), article.aliases().stream());
        }

        @Override
        public Optional<Article> find(ArticleId id) {
            return read(() -> articles.get(id));
        }

        @Override
        public Optional<Article> findBySlug(Slug slug) {
            return first(article -> article.slug().equals(slug));
        }

        @Override
        public Optional<Article> findByAlias(Alias alias) {
            return first(article -> article.aliases().contains(alias));
        }

        private Optional<Article> first(Predicate<Article> wanted) {
            return read(() -> articles.all().filter(wanted).findFirst());
        }

        @Override
        public List<ArticleSummary> list(ArticleQuery query, Optional<DatePosition> after, int limit) {
            Comparator<DatePosition> oldestFirst = Comparator.naturalOrder();
            Comparator<DatePosition> order =
                    query.order() == ArticleQuery.Order.OLDEST_FIRST ? oldestFirst : oldestFirst.reversed();
            return read(
                    () -> after(after, order, DatePosition::of, articles.all().filter(query::accepts))
                            .limit(Bounds.listLimit(limit))
                            .map(ArticleSummary::of)
                            .toList());
        }

        @Override
        public List<Revision> revisions(ArticleId id, OptionalLong beforeVersion, int limit) {
            throw new UnsupportedCapabilityException("MvStorage", Capability.REVISIONS);
        }
    }

    /** Tags and authors, in the order of their slugs. */
    private <T> List<T> listBySlug(Shelf<T> shelf, Function<T, Slug> slugOf, Optional<Slug> after, int limit) {
        return read(() -> after(after, SlugOrder.BY_CODE_POINT, slugOf, shelf.all())
                .limit(Bounds.listLimit(limit))
                .toList());
    }

    private final class Tags implements TagStore {
        @Override
        public void put(Tag tag) {
            write(() -> {
                tags.put(tag.slug(), tag);
                return tag;
            });
        }

        @Override
        public Optional<Tag> find(Slug slug) {
            return read(() -> tags.get(slug));
        }

        @Override
        public List<Tag> list(Optional<Slug> after, int limit) {
            return listBySlug(tags, Tag::slug, after, limit);
        }

        @Override
        public void delete(Slug slug) {
            write(() -> tags.remove(slug));
        }
    }

    private final class Authors implements AuthorStore {
        @Override
        public void put(Author author) {
            write(() -> {
                authors.put(author.slug(), author);
                return author;
            });
        }

        @Override
        public Optional<Author> find(Slug slug) {
            return read(() -> authors.get(slug));
        }

        @Override
        public List<Author> list(Optional<Slug> after, int limit) {
            return listBySlug(authors, Author::slug, after, limit);
        }

        @Override
        public void delete(Slug slug) {
            write(() -> authors.remove(slug));
        }
    }

    private final class Tokens implements TokenStore {

        @Override
        public void put(StoredToken token) {
            write(() -> {
                if (tokens.get(token.hash().value()).isPresent()) {
                    throw new AlreadyExistsException(
                            "StoredToken", "hash", token.hash().value());
                }
                tokens.put(token.hash().value(), token);
                return token;
            });
        }

        @Override
        public Optional<StoredToken> find(TokenHash hash, String purpose, Instant now) {
            return read(() -> tokens.get(hash.value())
                    .filter(token -> token.purpose().equals(purpose) && now.isBefore(token.expiresAt())));
        }

        @Override
        public Optional<StoredToken> consume(TokenHash hash, String purpose, Instant now) {
            return write(() -> {
                Optional<StoredToken> token = find(hash, purpose, now);
                token.ifPresent(used -> tokens.remove(used.hash().value()));
                return token;
            });
        }

        @Override
        public void revoke(String purpose, String subject) {
            remove(token -> token.purpose().equals(purpose) && token.subject().equals(subject));
        }

        @Override
        public int removeExpired(Instant now) {
            return remove(token -> !now.isBefore(token.expiresAt()));
        }

        private int remove(Predicate<StoredToken> doomed) {
            return write(() -> {
                List<StoredToken> gone = tokens.all().filter(doomed).toList();
                gone.forEach(token -> tokens.remove(token.hash().value()));
                return gone.size();
            });
        }
    }
}
