package io.billet.storage.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedClass;

import io.billet.core.Alias;
import io.billet.core.AlreadyExistsException;
import io.billet.core.Article;
import io.billet.core.ArticleBuilder;
import io.billet.core.ArticleId;
import io.billet.core.ArticleKind;
import io.billet.core.ArticleSummary;
import io.billet.core.Comment;
import io.billet.core.CommentId;
import io.billet.core.DeliveryId;
import io.billet.core.DeliveryState;
import io.billet.core.EmailAddress;
import io.billet.core.IssueId;
import io.billet.core.NotFoundException;
import io.billet.core.PublicationState;
import io.billet.core.Revision;
import io.billet.core.Slug;
import io.billet.core.StaleVersionException;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberId;
import io.billet.core.Tag;
import io.billet.storage.api.ArticleQuery;
import io.billet.storage.api.ArticleStore;
import io.billet.storage.api.BlogStorage;
import io.billet.storage.api.Bounds;
import io.billet.storage.api.Capability;
import io.billet.storage.api.CommentQuery;
import io.billet.storage.api.DatePosition;
import io.billet.storage.api.DeliveryOutcome;
import io.billet.storage.api.IdempotencyKey;
import io.billet.storage.api.InMemoryStorage;
import io.billet.storage.api.Recipient;
import io.billet.storage.api.StoredToken;
import io.billet.storage.api.SubscriberQuery;
import io.billet.storage.api.TokenHash;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** The kit's own proof: mistakes that plugin authors make, each caught by the rule that it breaks. */
class BrokenStoresAreCaughtTest {

    /**
     * @param mistake what is wrong with the store
     * @param rule    the rule that must fail
     * @param part    the part of the contract that is run
     * @param store   opens the store
     */
    record Broken(String mistake, String rule, Class<?> part, Supplier<BlogStorage> store) {
        @Override
        public String toString() {
            return rule + " catches a store that " + mistake;
        }
    }

    @ParameterizedTest
    @MethodSource({
        "storages",
        "articlesThatAreWritten",
        "articlesThatAreListed",
        "tagsAndSubscribers",
        "commentsAndTokens",
        "ledgers"
    })
    void each_mistake_is_caught_by_the_rule_that_it_breaks(Broken broken) {
        List<Event> failures = failuresOf(broken);

        assertThat(failures.stream().map(BrokenStoresAreCaughtTest::ruleOf))
                .as("broken rules")
                .contains(broken.rule());
        assertThat(failures)
                .allSatisfy(failure -> assertThat(messageOf(failure))
                        .startsWith("Rule " + ruleOf(failure) + " is broken: ")
                        .contains("\n  seen:  ", "\n  check: ", "\n  read:  "));
    }

    @ParameterizedTest
    @MethodSource("parts")
    void the_same_store_without_a_mistake_passes(Class<?> part) {
        assertThat(failuresOf(new Broken("makes none", "none", part, SpoiltStorage::new)))
                .isEmpty();
    }

    static Stream<Class<?>> parts() {
        return Stream.of(
                BlogStorageContract.TheStorage.class,
                BlogStorageContract.Articles.class,
                BlogStorageContract.ArticleLists.class,
                BlogStorageContract.Subscribers.class,
                BlogStorageContract.Claims.class);
    }

    private static List<Event> failuresOf(Broken broken) {
        BrokenStorageContract.broken = broken.store();
        BrokenStorageContract.expected = capabilitiesExpectedOf(broken);
        PrintStream console = System.out;
        // The kit's summary of a store that is meant to fail would read like a failure of this build.
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        try {
            return EngineTestKit.engine("junit-jupiter")
                    .selectors(selectNestedClass(List.of(BrokenStorageContract.class), broken.part()))
                    .execute()
                    .testEvents()
                    .failed()
                    .list();
        } finally {
            System.setOut(console);
        }
    }

    private static Set<Capability> capabilitiesExpectedOf(Broken broken) {
        try (BlogStorage storage = broken.store().get()) {
            return storage.capabilities();
        }
    }

    private static String ruleOf(Event failure) {
        return failure.getTestDescriptor().getDisplayName().substring(0, "ART-03".length());
    }

    private static String messageOf(Event failure) {
        return failure.getPayload(TestExecutionResult.class)
                .flatMap(TestExecutionResult::getThrowable)
                .map(Throwable::getMessage)
                .orElse("");
    }

    static Stream<Broken> storages() {
        Class<?> whole = BlogStorageContract.TheStorage.class;
        Class<?> values = BlogStorageContract.Values.class;
        Set<Capability> durable = EnumSet.complementOf(EnumSet.of(Capability.SHARED));
        Set<Capability> noRevisions =
                EnumSet.complementOf(EnumSet.of(Capability.REVISIONS, Capability.DURABLE, Capability.SHARED));
        return Stream.of(
                new Broken("forgets when it is closed", "STO-01", whole, () -> new SpoiltStorage().declaring(durable)),
                new Broken(
                        "answers 'no revisions' where it should say that it keeps none",
                        "STO-02",
                        whole,
                        () -> new SpoiltStorage()
                                .declaring(noRevisions)
                                .articles("revisions", (store, args) -> List.of())),
                new Broken("answers after it was closed", "STO-05", whole, () -> new SpoiltStorage().thatNeverCloses()),
                new Broken(
                        "takes any limit",
                        "STO-06",
                        whole,
                        () -> new SpoiltStorage()
                                .articles(
                                        "due",
                                        (store, args) -> store.due(
                                                (Instant) args[0], Math.min(1_000, Math.max(1, (int) args[1]))))),
                new Broken(
                        "rewrites line ends",
                        "STO-03",
                        values,
                        () -> new SpoiltStorage().comments("create", (store, args) -> {
                            Comment comment = (Comment) args[0];
                            return store.create(
                                    Comment.submit(
                                            comment.id(),
                                            comment.article(),
                                            comment.parent(),
                                            comment.commenter(),
                                            comment.markdown().replace("\r\n", "\n"),
                                            comment.createdAt()),
                                    key(args[1]));
                        })),
                new Broken(
                        "cuts titles to 255 characters",
                        "STO-04",
                        values,
                        () -> new SpoiltStorage()
                                .articles("create", (store, args) -> store.create(cut((Article) args[0])))),
                new Broken(
                        "loses the microseconds of its times",
                        "STO-04",
                        values,
                        () -> new SpoiltStorage()
                                .articles(
                                        "find",
                                        (store, args) -> store.find((ArticleId) args[0])
                                                .map(BrokenStoresAreCaughtTest::toMillis))));
    }

    static Stream<Broken> articlesThatAreWritten() {
        Class<?> part = BlogStorageContract.Articles.class;
        return Stream.of(
                new Broken(
                        "stores new articles of any version",
                        "ART-01",
                        part,
                        () -> new SpoiltStorage()
                                .articles("create", (store, args) -> store.create(((Article) args[0]).withVersion(0)))),
                new Broken(
                        "trims texts",
                        "ART-02",
                        part,
                        () -> new SpoiltStorage()
                                .articles(
                                        "create",
                                        (store, args) -> store.create(((Article) args[0])
                                                .edit(
                                                        Instant.MIN,
                                                        edit -> edit.markdown(((Article) args[0])
                                                                .markdown()
                                                                .strip()))))),
                losing("keeps every article as a post", each -> each.kind(ArticleKind.POST)),
                losing("forgets what is featured", each -> each.featured(false)),
                losing("forgets what is a translation of what", each -> each.translationKey(Optional.empty())),
                losing("forgets who changed an article", each -> each.updatedBy(Optional.empty())),
                losing(
                        "forgets when an article first came to its readers",
                        each -> each.firstPublishedAt(Optional.empty())),
                losing("has no place for the host's attributes", each -> each.attributes(Map.of())),
                new Broken(
                        "puts the host's attributes into the order of their names",
                        "ART-02",
                        part,
                        () -> new SpoiltStorage()
                                .articles(
                                        "find",
                                        (store, args) -> store.find((ArticleId) args[0])
                                                .map(found -> found.toBuilder()
                                                        .attributes(new TreeMap<>(found.attributes()))
                                                        .build()))),
                new Broken(
                        "keeps those aliases only that are slugs",
                        "ART-02",
                        part,
                        () -> new SpoiltStorage().articles("create", (store, args) -> {
                            Article article = (Article) args[0];
                            return store.create(article.toBuilder()
                                    .aliases(article.aliases().stream()
                                            .filter(each -> !each.value().contains("/"))
                                            .toList())
                                    .build());
                        })),
                new Broken(
                        "gives a draft without a title one",
                        "ART-02",
                        part,
                        () -> new SpoiltStorage().articles("create", (store, args) -> {
                            Article article = (Article) args[0];
                            return store.create(
                                    article.title().isEmpty()
                                            ? article.edit(Instant.MIN, edit -> edit.title("Untitled"))
                                            : article);
                        })),
                new Broken(
                        "writes new columns with a new article only",
                        "ART-02",
                        part,
                        () -> new SpoiltStorage().articles("update", (store, args) -> {
                            Article article = (Article) args[0];
                            Optional<Article> before = store.find(article.id());
                            return store.update(before.map(found -> article.toBuilder()
                                            .kind(found.kind())
                                            .featured(found.featured())
                                            .build())
                                    .orElse(article));
                        })),
                new Broken(
                        "tells an alias that is taken as a slug",
                        "ART-03",
                        part,
                        () -> new SpoiltStorage().articles("create", (store, args) -> {
                            try {
                                return store.create((Article) args[0]);
                            } catch (AlreadyExistsException e) {
                                throw e.field().equals("alias")
                                        ? new AlreadyExistsException("Article", "slug", e.value())
                                        : e;
                            }
                        })),
                new Broken(
                        "finds aliases whatever the case of their letters",
                        "ART-08",
                        part,
                        () -> new SpoiltStorage().articles("findByAlias", (store, args) -> {
                            Alias lower = Alias.of(((Alias) args[0]).value().toLowerCase(Locale.ROOT));
                            return store.findByAlias(lower).or(() -> store.findByAlias((Alias) args[0]));
                        })),
                new Broken(
                        "finds by alias what has it as its slug",
                        "ART-08",
                        part,
                        () -> new SpoiltStorage()
                                .articles(
                                        "findByAlias",
                                        (store, args) -> store.findByAlias((Alias) args[0])
                                                .or(() -> store.list(ArticleQuery.all(), Optional.empty(), 100).stream()
                                                        .filter(each -> Alias.of(each.slug())
                                                                .equals(args[0]))
                                                        .findFirst()
                                                        .flatMap(each -> store.find(each.id()))))),
                new Broken(
                        "sums up without what is featured",
                        "ART-16",
                        part,
                        () -> new SpoiltStorage()
                                .articles(
                                        "summaryBySlug",
                                        (store, args) -> store.summaryBySlug((Slug) args[0])
                                                .flatMap(summary -> store.find(summary.id()))
                                                .map(found -> ArticleSummary.of(found.toBuilder()
                                                        .featured(false)
                                                        .build())))),
                new Broken(
                        "looks whether a slug is free before it writes, and writes whatever it is then",
                        "ART-03",
                        part,
                        () -> new SpoiltStorage().articles("create", BrokenStoresAreCaughtTest::checkThenAct)),
                new Broken(
                        "forgets that aliases are taken",
                        "ART-03",
                        part,
                        () -> new SpoiltStorage().articles("create", (store, args) -> {
                            Article article = (Article) args[0];
                            store.findByAlias(Alias.of(article.slug()))
                                    .ifPresent(holder -> store.update(
                                            named(holder, holder.slug().value()).withVersion(holder.version())));
                            return store.create(article);
                        })),
                new Broken(
                        "compares versions before it writes, and not in the write",
                        "ART-05",
                        part,
                        () -> new SpoiltStorage().articles("update", BrokenStoresAreCaughtTest::compareThenSet)),
                new Broken(
                        "lets the last writer win",
                        "ART-05",
                        part,
                        () -> new SpoiltStorage().articles("update", (store, args) -> {
                            Article article = (Article) args[0];
                            return store.update(store.find(article.id())
                                    .map(stored -> article.withVersion(stored.version()))
                                    .orElse(article));
                        })),
                new Broken(
                        "answers from a cache that nobody tells of changes",
                        "ART-07",
                        part,
                        BrokenStoresAreCaughtTest::withStaleCache),
                new Broken(
                        "finds slugs without their accents",
                        "ART-08",
                        part,
                        () -> new SpoiltStorage().articles("findBySlug", (store, args) -> {
                            Optional<Article> exact = store.findBySlug((Slug) args[0]);
                            Slug plain = Slug.fromTitle(((Slug) args[0]).value());
                            return store.findBySlug(plain).or(() -> exact);
                        })),
                new Broken(
                        "deletes whatever the version",
                        "ART-14",
                        part,
                        () -> new SpoiltStorage().articles("delete", (store, args) -> {
                            ArticleId id = (ArticleId) args[0];
                            store.delete(
                                    id, store.find(id).map(Article::version).orElse(1L));
                            return null;
                        })),
                new Broken(
                        "sums up under aliases, too",
                        "ART-16",
                        part,
                        () -> new SpoiltStorage().articles("summaryBySlug", (store, args) -> {
                            Slug slug = (Slug) args[0];
                            return store.findBySlug(slug)
                                    .or(() -> store.findByAlias(Alias.of(slug)))
                                    .map(ArticleSummary::of);
                        })),
                new Broken(
                        "takes for come by time whatever is published",
                        "ART-17",
                        part,
                        () -> new SpoiltStorage()
                                .articles(
                                        "publishedByTime",
                                        (store, args) -> store
                                                .list(ArticleQuery.published((Instant) args[1]), Optional.empty(), (int)
                                                        args[2])
                                                .stream()
                                                .flatMap(summary -> store.find(summary.id()).stream())
                                                .toList())),
                new Broken(
                        "keeps what came before a failure",
                        "ART-15",
                        part,
                        () -> new SpoiltStorage().articles("create", (store, args) -> {
                            try {
                                return store.create((Article) args[0]);
                            } catch (AlreadyExistsException e) {
                                Article article = (Article) args[0];
                                if (!article.aliases().isEmpty()
                                        && store.find(article.id()).isEmpty()) {
                                    store.create(Article.draft(
                                            article.id(),
                                            Samples.NOON,
                                            edit -> edit.title("Half")
                                                    .slug(Slug.of(article.aliases()
                                                            .get(0)
                                                            .value()))));
                                }
                                throw e;
                            }
                        })));
    }

    static Stream<Broken> articlesThatAreListed() {
        Class<?> part = BlogStorageContract.ArticleLists.class;
        return Stream.of(
                new Broken(
                        "shows equal dates in any order",
                        "ART-09",
                        part,
                        () -> listing((rows, all, after, limit) -> {
                            List<ArticleSummary> shuffled = new ArrayList<>(rows);
                            Collections.shuffle(shuffled);
                            return shuffled;
                        })),
                new Broken(
                        "leaves out the last article of a list",
                        "ART-09",
                        part,
                        () -> listing((rows, all, after, limit) -> withoutLast(rows, limit))),
                new Broken(
                        "begins anew after the end",
                        "ART-09",
                        part,
                        () -> listing((rows, all, after, limit) -> rows.isEmpty() && after.isPresent()
                                ? all.subList(0, Math.min(limit, all.size()))
                                : rows)),
                new Broken(
                        "returns one article more, to know whether there is more",
                        "ART-09",
                        part,
                        () -> listing((rows, all, after, limit) -> {
                            int from = rows.isEmpty() ? 0 : all.indexOf(rows.get(0));
                            return rows.isEmpty() ? rows : all.subList(from, Math.min(all.size(), from + limit + 1));
                        })),
                new Broken(
                        "begins with the article at the position",
                        "ART-09",
                        part,
                        () -> listing((rows, all, after, limit) -> {
                            Optional<ArticleSummary> at = all.stream()
                                    .filter(each -> after.equals(Optional.of(DatePosition.of(each))))
                                    .findFirst();
                            return Stream.concat(at.stream(), rows.stream())
                                    .limit(limit)
                                    .toList();
                        })),
                new Broken(
                        "leaves a bound out that is met",
                        "ART-09",
                        part,
                        () -> new SpoiltStorage().articles("list", (store, args) -> {
                            ArticleQuery query = (ArticleQuery) args[0];
                            ArticleQuery narrower = query.since()
                                    .map(since -> query.since(since.plusNanos(1)))
                                    .orElse(query);
                            return store.list(narrower, position(args[1]), (int) args[2]);
                        })),
                new Broken(
                        "lists up to a bound and no further, once there is a position",
                        "ART-09",
                        part,
                        () -> new SpoiltStorage().articles("list", (store, args) -> {
                            ArticleQuery query = (ArticleQuery) args[0];
                            Optional<DatePosition> after = position(args[1]);
                            ArticleQuery wider = after.isEmpty()
                                    ? query
                                    : new ArticleQuery(
                                            query.state(),
                                            query.tag(),
                                            query.author(),
                                            query.language(),
                                            Optional.empty(),
                                            Optional.empty(),
                                            query.order());
                            return store.list(wider, after, (int) args[2]);
                        })),
                new Broken("pages by offset", "ART-10", part, () -> byOffset(new ConcurrentHashMap<>())),
                new Broken(
                        "looks for the article at the position",
                        "ART-11",
                        part,
                        () -> listing((rows, all, after, limit) -> after.filter(place -> all.stream()
                                                .map(DatePosition::of)
                                                .noneMatch(place::equals))
                                        .isPresent()
                                ? List.of()
                                : rows)),
                new Broken(
                        "compares the dates of positions only",
                        "ART-11",
                        part,
                        () -> new SpoiltStorage().articles("list", (store, args) -> {
                            ArticleQuery query = (ArticleQuery) args[0];
                            boolean forward = query.order() == ArticleQuery.Order.OLDEST_FIRST;
                            Optional<DatePosition> after = position(args[1])
                                    .map(place ->
                                            new DatePosition(place.at(), forward ? new UUID(-1, -1) : new UUID(0, 0)));
                            return store.list(query, after, (int) args[2]);
                        })),
                new Broken(
                        "takes lists of any length",
                        "STO-06",
                        BlogStorageContract.TheStorage.class,
                        () -> new SpoiltStorage()
                                .articles(
                                        "list",
                                        (store, args) -> store.list(
                                                (ArticleQuery) args[0],
                                                position(args[1]),
                                                Math.min(1_001, Math.max(1, (int) args[2]))))),
                new Broken(
                        "sums up in the order of ids",
                        "ART-18",
                        part,
                        () -> new SpoiltStorage().articles("summaries", (store, args) -> {
                            @SuppressWarnings("unchecked")
                            Collection<ArticleId> ids = (Collection<ArticleId>) args[0];
                            Bounds.atOnce(ids, "ids");
                            return store.summaries(new TreeSet<>(ids));
                        })),
                new Broken(
                        "sums up as often as it is asked",
                        "ART-18",
                        part,
                        () -> new SpoiltStorage().articles("summaries", (store, args) -> {
                            @SuppressWarnings("unchecked")
                            Collection<ArticleId> ids = (Collection<ArticleId>) args[0];
                            return ids.stream()
                                    .flatMap(id -> store.summaries(List.of(id)).stream())
                                    .toList();
                        })),
                new Broken(
                        "counts on beyond the bound",
                        "ART-19",
                        part,
                        () -> new SpoiltStorage()
                                .articles(
                                        "count",
                                        (store, args) -> store.count(articleQueries(args[0]), Long.MAX_VALUE))),
                new Broken(
                        "counts without the bounds of the date",
                        "ART-19",
                        part,
                        () -> new SpoiltStorage()
                                .articles(
                                        "count",
                                        (store, args) -> store.count(
                                                articleQueries(args[0]).stream()
                                                        .map(query -> new ArticleQuery(
                                                                query.state(),
                                                                query.tag(),
                                                                query.author(),
                                                                query.language(),
                                                                Optional.empty(),
                                                                query.before(),
                                                                query.order()))
                                                        .toList(),
                                                (long) args[1]))),
                new Broken(
                        "counts each query once, however often it is asked",
                        "ART-19",
                        part,
                        () -> new SpoiltStorage()
                                .articles(
                                        "count",
                                        (store, args) -> store.count(
                                                articleQueries(args[0]).stream()
                                                        .distinct()
                                                        .toList(),
                                                (long) args[1]))),
                new Broken(
                        "calls what is published due",
                        "ART-12",
                        BlogStorageContract.Articles.class,
                        () -> new SpoiltStorage()
                                .articles(
                                        "due",
                                        (store, args) -> store
                                                .list(
                                                        ArticleQuery.all()
                                                                .upTo((Instant) args[0])
                                                                .oldestFirst(),
                                                        Optional.empty(),
                                                        Bounds.LONGEST_LIST)
                                                .stream()
                                                .filter(each -> each.state().kind() != PublicationState.Kind.DRAFT)
                                                .limit((int) args[1])
                                                .flatMap(each -> store.find(each.id()).stream())
                                                .toList())),
                new Broken(
                        "keeps the revisions of what is deleted",
                        "ART-13",
                        BlogStorageContract.Revisions.class,
                        BrokenStoresAreCaughtTest::withImmortalRevisions),
                new Broken(
                        "leaves out the first revision",
                        "ART-13",
                        BlogStorageContract.Revisions.class,
                        () -> new SpoiltStorage()
                                .articles(
                                        "revisions",
                                        (store, args) -> withoutLast(
                                                store.revisions(
                                                        (ArticleId) args[0], (OptionalLong) args[1], (int) args[2]),
                                                (int) args[2]))),
                new Broken(
                        "takes the version before which to list for one to list",
                        "ART-13",
                        BlogStorageContract.Revisions.class,
                        () -> new SpoiltStorage().articles("revisions", (store, args) -> {
                            OptionalLong before = (OptionalLong) args[1];
                            return store.revisions(
                                    (ArticleId) args[0],
                                    before.isPresent() && before.getAsLong() < Long.MAX_VALUE
                                            ? OptionalLong.of(before.getAsLong() + 1)
                                            : before,
                                    (int) args[2]);
                        })));
    }

    static Stream<Broken> tagsAndSubscribers() {
        Class<?> tags = BlogStorageContract.Tags.class;
        Class<?> subscribers = BlogStorageContract.Subscribers.class;
        return Stream.of(
                new Broken(
                        "finds several tags in the order of their slugs",
                        "TAG-03",
                        tags,
                        () -> new SpoiltStorage().tags("findAll", (store, args) -> {
                            @SuppressWarnings("unchecked")
                            Collection<Slug> slugs = (Collection<Slug>) args[0];
                            return store.findAll(new TreeSet<>(slugs));
                        })),
                new Broken(
                        "sorts by UTF-16",
                        "TAG-04",
                        tags,
                        () -> new SpoiltStorage().tags("list", (store, args) -> {
                            List<Tag> sorted = new ArrayList<>(store.list(Optional.empty(), Bounds.LONGEST_LIST));
                            sorted.sort(Comparator.comparing(Tag::slug));
                            return sorted.stream()
                                    .filter(tag -> slug(args[0])
                                            .map(after -> tag.slug().compareTo(after) > 0)
                                            .orElse(true))
                                    .limit((int) args[1])
                                    .toList();
                        })),
                new Broken(
                        "leaves out the last tag",
                        "TAG-04",
                        tags,
                        () -> new SpoiltStorage()
                                .tags(
                                        "list",
                                        (store, args) ->
                                                withoutLast(store.list(slug(args[0]), (int) args[1]), (int) args[1]))),
                new Broken(
                        "leaves out the last author",
                        "AUT-04",
                        BlogStorageContract.Authors.class,
                        () -> new SpoiltStorage()
                                .authors(
                                        "list",
                                        (store, args) ->
                                                withoutLast(store.list(slug(args[0]), (int) args[1]), (int) args[1]))),
                new Broken(
                        "looks for the tag at the position",
                        "TAG-04",
                        tags,
                        () -> new SpoiltStorage()
                                .tags(
                                        "list",
                                        (store, args) -> slug(args[0])
                                                        .filter(after -> store.find(after)
                                                                .isEmpty())
                                                        .isPresent()
                                                ? List.of()
                                                : store.list(slug(args[0]), (int) args[1]))),
                new Broken(
                        "leaves out the last subscriber",
                        "SUB-08",
                        BlogStorageContract.SubscriberLists.class,
                        () -> new SpoiltStorage()
                                .subscribers(
                                        "list",
                                        (store, args) -> withoutLast(
                                                store.list(
                                                        (SubscriberQuery) args[0], subscriber(args[1]), (int) args[2]),
                                                (int) args[2]))),
                new Broken(
                        "looks for the subscriber at the position",
                        "SUB-08",
                        BlogStorageContract.SubscriberLists.class,
                        () -> new SpoiltStorage()
                                .subscribers(
                                        "list",
                                        (store, args) -> subscriber(args[1])
                                                        .filter(after -> store.find(after)
                                                                .isEmpty())
                                                        .isPresent()
                                                ? List.of()
                                                : store.list((SubscriberQuery) args[0], subscriber(args[1]), (int)
                                                        args[2]))),
                new Broken("fails when two put one tag", "TAG-01", tags, () -> {
                    Set<Slug> writing = ConcurrentHashMap.newKeySet();
                    return new SpoiltStorage().tags("put", (store, args) -> {
                        Tag tag = (Tag) args[0];
                        if (!writing.add(tag.slug())) {
                            throw new AlreadyExistsException(
                                    "Tag", "slug", tag.slug().value());
                        }
                        pause();
                        store.put(tag);
                        writing.remove(tag.slug());
                        return null;
                    });
                }),
                new Broken(
                        "compares addresses without their accents",
                        "SUB-03",
                        subscribers,
                        () -> new SpoiltStorage().subscribers("create", (store, args) -> {
                            Subscriber subscriber = (Subscriber) args[0];
                            EmailAddress plain = EmailAddress.of(
                                    subscriber.email().value().replace('ë', 'e').replace('ı', 'i'));
                            if (store.findByEmail(plain).isPresent()) {
                                throw new AlreadyExistsException("Subscriber", "email", plain.toString());
                            }
                            return store.create(subscriber);
                        })),
                new Broken("still finds whom it erased", "SUB-10", subscribers, () -> {
                    Map<EmailAddress, Subscriber> seen = new ConcurrentHashMap<>();
                    return new SpoiltStorage()
                            .subscribers("create", (store, args) -> {
                                Subscriber created = store.create((Subscriber) args[0]);
                                seen.put(created.email(), created);
                                return created;
                            })
                            .subscribers(
                                    "findByEmail",
                                    (store, args) -> store.findByEmail((EmailAddress) args[0])
                                            .or(() -> Optional.ofNullable(seen.get((EmailAddress) args[0]))));
                }),
                new Broken(
                        "leaves the addresses of erased subscribers in the ledger",
                        "SUB-10",
                        BlogStorageContract.Ledger.class,
                        () -> new SpoiltStorage().subscribersOf(new InMemoryStorage())),
                new Broken(
                        "counts without the label",
                        "SUB-11",
                        BlogStorageContract.SubscriberLists.class,
                        () -> new SpoiltStorage()
                                .subscribers(
                                        "count",
                                        (store, args) -> store.count(new SubscriberQuery(
                                                ((SubscriberQuery) args[0]).state(), Optional.empty())))),
                new Broken(
                        "streams its first page only",
                        "SUB-09",
                        BlogStorageContract.SubscriberLists.class,
                        () -> new SpoiltStorage()
                                .subscribers(
                                        "stream",
                                        (store, args) ->
                                                store
                                                        .list((SubscriberQuery) args[0], Optional.empty(), 500)
                                                        .stream())));
    }

    static Stream<Broken> commentsAndTokens() {
        Class<?> comments = BlogStorageContract.Comments.class;
        Class<?> tokens = BlogStorageContract.Tokens.class;
        return Stream.of(
                new Broken(
                        "pays no heed to idempotency keys",
                        "COM-03",
                        comments,
                        () -> new SpoiltStorage()
                                .comments(
                                        "create", (store, args) -> store.create((Comment) args[0], Optional.empty()))),
                new Broken("uses a key up although the call failed", "COM-05", comments, () -> {
                    Set<IdempotencyKey> used = new HashSet<>();
                    return new SpoiltStorage().comments("create", (store, args) -> {
                        Optional<IdempotencyKey> key = key(args[1]);
                        try {
                            if (key.isPresent() && used.contains(key.get())) {
                                throw new AlreadyExistsException("Comment", "key", "taken");
                            }
                            return store.create((Comment) args[0], key);
                        } catch (RuntimeException e) {
                            key.ifPresent(used::add);
                            throw e;
                        }
                    });
                }),
                new Broken(
                        "looks for the parent before the key and the id",
                        "COM-05",
                        comments,
                        () -> new SpoiltStorage().comments("create", (store, args) -> {
                            Comment comment = (Comment) args[0];
                            comment.parent()
                                    .filter(parent -> store.find(parent).isEmpty())
                                    .ifPresent(parent -> {
                                        throw new NotFoundException("Comment", parent.toString());
                                    });
                            return store.create(comment, key(args[1]));
                        })),
                new Broken("keeps an erased comment under its idempotency key", "COM-10", comments, () -> {
                    Map<IdempotencyKey, Comment> answers = new ConcurrentHashMap<>();
                    return new SpoiltStorage().comments("create", (store, args) -> {
                        Comment stored = store.create((Comment) args[0], key(args[1]));
                        return key(args[1])
                                .map(key -> answers.computeIfAbsent(key, any -> stored))
                                .orElse(stored);
                    });
                }),
                new Broken(
                        "removes what is answered",
                        "COM-12",
                        comments,
                        () -> new SpoiltStorage().comments("remove", (store, args) -> {
                            CommentId id = (CommentId) args[0];
                            if (!store.remove(id, (Long) args[1])) {
                                store.deleteAbout(store.find(id).orElseThrow().article());
                            }
                            return true;
                        })),
                new Broken(
                        "removes whatever version there is",
                        "COM-12",
                        comments,
                        () -> new SpoiltStorage().comments("remove", (store, args) -> {
                            CommentId id = (CommentId) args[0];
                            return store.remove(
                                    id, store.find(id).map(Comment::version).orElse(1L));
                        })),
                new Broken(
                        "hides what is to be removed",
                        "COM-12",
                        comments,
                        () -> new SpoiltStorage().comments("remove", (store, args) -> {
                            store.update(store.find((CommentId) args[0])
                                    .orElseThrow()
                                    .erase()
                                    .withVersion((Long) args[1]));
                            return true;
                        })),
                new Broken(
                        "counts comments of every state",
                        "COM-09",
                        BlogStorageContract.CommentLists.class,
                        () -> new SpoiltStorage()
                                .comments(
                                        "count",
                                        (store, args) -> store.count(
                                                commentQueries(args[0]).stream()
                                                        .map(query -> new CommentQuery(
                                                                query.article(),
                                                                Set.of(),
                                                                query.email(),
                                                                query.order()))
                                                        .toList(),
                                                (long) args[1]))),
                new Broken(
                        "counts up to the bound in each state",
                        "COM-09",
                        BlogStorageContract.CommentLists.class,
                        () -> new SpoiltStorage()
                                .comments(
                                        "count",
                                        (store, args) -> commentQueries(args[0]).stream()
                                                .map(query -> query.states().isEmpty()
                                                        ? store.count(List.of(query), (long) args[1])
                                                                .get(0)
                                                        : query.states().stream()
                                                                .mapToLong(state -> store.count(
                                                                                List.of(query.in(state)),
                                                                                (long) args[1])
                                                                        .get(0))
                                                                .sum())
                                                .toList())),
                new Broken(
                        "leaves out the last comment",
                        "COM-09",
                        BlogStorageContract.CommentLists.class,
                        () -> new SpoiltStorage()
                                .comments(
                                        "list",
                                        (store, args) -> withoutLast(
                                                store.list((CommentQuery) args[0], position(args[1]), (int) args[2]),
                                                (int) args[2]))),
                new Broken(
                        "looks for the comment at the position",
                        "COM-09",
                        BlogStorageContract.CommentLists.class,
                        () -> new SpoiltStorage()
                                .comments(
                                        "list",
                                        (store, args) -> position(args[1])
                                                        .filter(after -> store.find(new CommentId(after.id()))
                                                                .isEmpty())
                                                        .isPresent()
                                                ? List.of()
                                                : store.list(
                                                        (CommentQuery) args[0], position(args[1]), (int) args[2]))),
                new Broken(
                        "lists one state after the other",
                        "COM-09",
                        BlogStorageContract.CommentLists.class,
                        () -> new SpoiltStorage().comments("list", (store, args) -> {
                            List<Comment> sorted = new ArrayList<>(
                                    store.list((CommentQuery) args[0], position(args[1]), (int) args[2]));
                            sorted.sort(Comparator.comparing(Comment::state));
                            return sorted;
                        })),
                new Broken(
                        "finds several comments in the order of their ids",
                        "COM-13",
                        comments,
                        () -> new SpoiltStorage().comments("findAll", (store, args) -> {
                            @SuppressWarnings("unchecked")
                            Collection<CommentId> ids = (Collection<CommentId>) args[0];
                            return store.findAll(new TreeSet<>(ids));
                        })),
                new Broken(
                        "forgets what a token's note says",
                        "TOK-02",
                        tokens,
                        () -> new SpoiltStorage()
                                .tokens(
                                        "find",
                                        (store, args) -> store.find(
                                                        (TokenHash) args[0], (String) args[1], (Instant) args[2])
                                                .map(token -> new StoredToken(
                                                        token.hash(),
                                                        token.purpose(),
                                                        token.subject(),
                                                        token.expiresAt())))),
                new Broken(
                        "reads a token and then deletes it",
                        "TOK-03",
                        tokens,
                        () -> new SpoiltStorage().tokens("consume", (store, args) -> {
                            var found = store.find((TokenHash) args[0], (String) args[1], (Instant) args[2]);
                            pause();
                            store.consume((TokenHash) args[0], (String) args[1], (Instant) args[2]);
                            return found;
                        })),
                new Broken(
                        "compares purposes without their case",
                        "TOK-02",
                        tokens,
                        () -> new SpoiltStorage()
                                .tokens(
                                        "find",
                                        (store, args) -> store.find(
                                                (TokenHash) args[0],
                                                ((String) args[1]).toLowerCase(Locale.ROOT),
                                                (Instant) args[2]))),
                new Broken(
                        "rounds times up to the microsecond",
                        "TOK-02",
                        tokens,
                        () -> new SpoiltStorage()
                                .tokens(
                                        "find",
                                        (store, args) -> store.find(
                                                (TokenHash) args[0], (String) args[1], rounded((Instant) args[2])))));
    }

    static Stream<Broken> ledgers() {
        Class<?> ledger = BlogStorageContract.Ledger.class;
        Class<?> claims = BlogStorageContract.Claims.class;
        return Stream.of(
                new Broken(
                        "refuses a call in which somebody is named twice",
                        "ISS-04",
                        ledger,
                        () -> new SpoiltStorage().issues("enqueue", (store, args) -> {
                            @SuppressWarnings("unchecked")
                            Collection<Recipient> people = (Collection<Recipient>) args[1];
                            if (people.stream()
                                            .map(Recipient::subscriber)
                                            .distinct()
                                            .count()
                                    < people.size()) {
                                throw new AlreadyExistsException("Delivery", "subscriber", "twice");
                            }
                            return store.enqueue((IssueId) args[0], people, (Instant) args[2]);
                        })),
                new Broken(
                        "claims what somebody else is at",
                        "ISS-06",
                        claims,
                        () -> new SpoiltStorage()
                                .issues(
                                        "claim",
                                        (store, args) -> store.claim(
                                                (IssueId) args[0],
                                                (String) args[1],
                                                (int) args[2],
                                                ((Instant) args[3]).plus(Duration.ofDays(1)),
                                                (Duration) args[4]))),
                new Broken(
                        "records whatever the fence",
                        "ISS-07",
                        claims,
                        () -> new SpoiltStorage().issues("record", (store, args) -> {
                            for (long fence = 1; fence < 10; fence++) {
                                if (store.record((DeliveryId) args[0], fence, (DeliveryOutcome) args[2])) {
                                    return true;
                                }
                            }
                            return false;
                        })),
                new Broken(
                        "leaves out the first issue",
                        "ISS-09",
                        BlogStorageContract.Issues.class,
                        () -> new SpoiltStorage()
                                .issues(
                                        "list",
                                        (store, args) ->
                                                withoutLast(store.list(issue(args[0]), (int) args[1]), (int) args[1]))),
                new Broken(
                        "looks for the issue at the position",
                        "ISS-09",
                        BlogStorageContract.Issues.class,
                        () -> new SpoiltStorage()
                                .issues(
                                        "list",
                                        (store, args) -> issue(args[0])
                                                        .filter(after -> store.find(after)
                                                                .isEmpty())
                                                        .isPresent()
                                                ? List.of()
                                                : store.list(issue(args[0]), (int) args[1]))),
                new Broken(
                        "leaves out the last delivery",
                        "ISS-09",
                        ledger,
                        () -> new SpoiltStorage()
                                .issues(
                                        "deliveries",
                                        (store, args) -> withoutLast(
                                                store.deliveries(
                                                        (IssueId) args[0],
                                                        (DeliveryState.Kind) args[1],
                                                        delivery(args[2]),
                                                        (int) args[3]),
                                                (int) args[3]))),
                new Broken(
                        "begins with the delivery at the position",
                        "ISS-09",
                        ledger,
                        () -> new SpoiltStorage()
                                .issues(
                                        "deliveries",
                                        (store, args) -> store.deliveries(
                                                (IssueId) args[0],
                                                (DeliveryState.Kind) args[1],
                                                delivery(args[2])
                                                        .map(DeliveryId::value)
                                                        .map(id -> new DeliveryId(new UUID(
                                                                id.getMostSignificantBits(),
                                                                id.getLeastSignificantBits() - 1))),
                                                (int) args[3]))),
                new Broken("counts once and remembers", "ISS-08", ledger, () -> {
                    Map<Object, Object> counted = new ConcurrentHashMap<>();
                    return new SpoiltStorage()
                            .issues(
                                    "counts",
                                    (store, args) -> counted.computeIfAbsent(args[0], id -> store.counts((IssueId) id)))
                            .issues("enqueue", (store, args) -> {
                                @SuppressWarnings("unchecked")
                                Collection<Recipient> people = (Collection<Recipient>) args[1];
                                int added = store.enqueue((IssueId) args[0], people, (Instant) args[2]);
                                counted.computeIfAbsent(args[0], id -> store.counts((IssueId) id));
                                return added;
                            });
                }),
                new Broken(
                        "never forgets",
                        "ISS-10",
                        ledger,
                        () -> new SpoiltStorage().issues("forget", (store, args) -> null)));
    }

    private static Object checkThenAct(ArticleStore store, Object[] args) {
        Article article = (Article) args[0];
        if (store.findBySlug(article.slug()).isPresent()) {
            throw new AlreadyExistsException("Article", "slug", article.slug().value());
        }
        pause();
        try {
            return store.create(article);
        } catch (AlreadyExistsException e) {
            // Without a constraint, this would have been stored as well.
            store.create(named(article, "also-" + article.id()));
            return article.withVersion(1);
        }
    }

    private static Object compareThenSet(ArticleStore store, Object[] args) {
        Article article = (Article) args[0];
        Article stored = store.find(article.id()).orElse(article);
        if (stored.version() != article.version()) {
            throw new StaleVersionException("Article", article.id().toString(), article.version(), stored.version());
        }
        pause();
        while (true) {
            try {
                return store.update(store.find(article.id())
                        .map(now -> article.withVersion(now.version()))
                        .orElse(article));
            } catch (StaleVersionException e) {
                Thread.onSpinWait();
            }
        }
    }

    private static BlogStorage withStaleCache() {
        Map<ArticleId, Optional<Article>> cache = new ConcurrentHashMap<>();
        return new SpoiltStorage()
                .articles("find", (store, args) -> cache.computeIfAbsent((ArticleId) args[0], store::find));
    }

    private static BlogStorage withImmortalRevisions() {
        Map<ArticleId, List<Revision>> last = new ConcurrentHashMap<>();
        return new SpoiltStorage()
                .articles("delete", (store, args) -> {
                    ArticleId id = (ArticleId) args[0];
                    last.put(id, store.revisions(id, OptionalLong.empty(), 100));
                    store.delete(id, (long) args[1]);
                    return null;
                })
                .articles("revisions", (store, args) -> {
                    List<Revision> kept = last.getOrDefault((ArticleId) args[0], List.of());
                    OptionalLong before = (OptionalLong) args[1];
                    return kept.isEmpty()
                            ? store.revisions((ArticleId) args[0], before, (int) args[2])
                            : kept.stream()
                                    .filter(each -> each.version() < before.orElse(Long.MAX_VALUE))
                                    .limit((int) args[2])
                                    .toList();
                });
    }

    /** What a list of articles makes of the right answer, and of the whole list. */
    private interface WrongList {
        List<ArticleSummary> of(
                List<ArticleSummary> rows, List<ArticleSummary> all, Optional<DatePosition> after, int limit);
    }

    private static BlogStorage listing(WrongList mistake) {
        return new SpoiltStorage().articles("list", (store, args) -> {
            ArticleQuery query = (ArticleQuery) args[0];
            Optional<DatePosition> after = position(args[1]);
            List<ArticleSummary> rows = store.list(query, after, (int) args[2]);
            List<ArticleSummary> all = store.list(query, Optional.empty(), Bounds.LONGEST_LIST);
            return mistake.of(rows, all, after, (int) args[2]);
        });
    }

    /** As a store does that asks for one row more than it returns, and takes the last one away unseen. */
    private static <T> List<T> withoutLast(List<T> rows, int limit) {
        return rows.isEmpty() || rows.size() == limit ? rows : rows.subList(0, rows.size() - 1);
    }

    /** Remembers how many rows it returned up to each position, and skips as many of what there is by then. */
    private static BlogStorage byOffset(Map<List<Object>, Integer> offsets) {
        return new SpoiltStorage().articles("list", (store, args) -> {
            ArticleQuery query = (ArticleQuery) args[0];
            List<ArticleSummary> all = store.list(query, Optional.empty(), Bounds.LONGEST_LIST);
            int from = position(args[1])
                    .map(after -> offsets.getOrDefault(List.of(query, after), 0))
                    .orElse(0);
            List<ArticleSummary> rows =
                    all.subList(Math.min(from, all.size()), Math.min(all.size(), from + (int) args[2]));
            if (!rows.isEmpty()) {
                offsets.put(List.of(query, DatePosition.of(rows.get(rows.size() - 1))), from + rows.size());
            }
            return rows;
        });
    }

    @SuppressWarnings("unchecked")
    private static Optional<DatePosition> position(Object argument) {
        return (Optional<DatePosition>) argument;
    }

    @SuppressWarnings("unchecked")
    private static Optional<Slug> slug(Object argument) {
        return (Optional<Slug>) argument;
    }

    @SuppressWarnings("unchecked")
    private static Optional<SubscriberId> subscriber(Object argument) {
        return (Optional<SubscriberId>) argument;
    }

    @SuppressWarnings("unchecked")
    private static Optional<IssueId> issue(Object argument) {
        return (Optional<IssueId>) argument;
    }

    @SuppressWarnings("unchecked")
    private static Optional<DeliveryId> delivery(Object argument) {
        return (Optional<DeliveryId>) argument;
    }

    @SuppressWarnings("unchecked")
    private static List<ArticleQuery> articleQueries(Object argument) {
        return (List<ArticleQuery>) argument;
    }

    @SuppressWarnings("unchecked")
    private static List<CommentQuery> commentQueries(Object argument) {
        return (List<CommentQuery>) argument;
    }

    private static Article cut(Article article) {
        return article.edit(
                Instant.MIN,
                edit -> edit.title(article.title()
                        .substring(0, Math.min(255, article.title().length()))));
    }

    /** The same article under a slug of its own, without former ones. */
    private static Article named(Article article, String slug) {
        return Article.draft(
                article.id(),
                article.createdAt(),
                edit -> edit.slug(Slug.of(slug)).title(article.title()).markdown(article.markdown()));
    }

    private static Broken losing(String what, UnaryOperator<ArticleBuilder> loss) {
        return new Broken(
                what,
                "ART-02",
                BlogStorageContract.Articles.class,
                () -> new SpoiltStorage()
                        .articles(
                                "create",
                                (store, args) -> store.create(loss.apply(((Article) args[0]).toBuilder())
                                        .build())));
    }

    private static Article toMillis(Article article) {
        return article.toBuilder()
                .createdAt(article.createdAt().truncatedTo(ChronoUnit.MILLIS))
                .updatedAt(article.updatedAt().truncatedTo(ChronoUnit.MILLIS))
                .build();
    }

    private static Instant rounded(Instant at) {
        Instant cut = at.truncatedTo(ChronoUnit.MICROS);
        return cut.equals(at) ? at : cut.plusNanos(1_000);
    }

    @SuppressWarnings("unchecked")
    private static Optional<IdempotencyKey> key(Object argument) {
        return (Optional<IdempotencyKey>) argument;
    }

    /** Opens the gap between a look and the leap that follows, through which rivals come. */
    private static void pause() {
        LockSupport.parkNanos(200_000);
    }
}
