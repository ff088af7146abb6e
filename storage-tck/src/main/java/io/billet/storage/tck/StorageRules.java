package io.billet.storage.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.billet.core.Alias;
import io.billet.core.AlreadyExistsException;
import io.billet.core.Article;
import io.billet.core.ArticleId;
import io.billet.core.Comment;
import io.billet.core.Delivery;
import io.billet.core.DeliveryState;
import io.billet.core.EmailAddress;
import io.billet.core.Issue;
import io.billet.core.OutboxId;
import io.billet.core.OutboxMail;
import io.billet.core.Slug;
import io.billet.core.StaleVersionException;
import io.billet.core.Subscriber;
import io.billet.storage.api.ArticleQuery;
import io.billet.storage.api.BlogStorage;
import io.billet.storage.api.Bounds;
import io.billet.storage.api.Capability;
import io.billet.storage.api.CommentQuery;
import io.billet.storage.api.DeliveryOutcome;
import io.billet.storage.api.IssueQuery;
import io.billet.storage.api.StorageException;
import io.billet.storage.api.StoredToken;
import io.billet.storage.api.SubscriberQuery;
import io.billet.storage.api.ThreadQuery;
import io.billet.storage.api.TokenHash;
import io.billet.storage.api.UnsupportedCapabilityException;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Rules of a storage as a whole: capabilities, closing, durability, sharing. */
abstract class StorageRules extends StoreRules {

    StorageRules(BlogStorageContract contract) {
        super(contract);
    }

    @RuleTest(check = "capabilities(): does the test class expect what the storage declares?")
    void sto_02_the_declared_capabilities_are_those_that_are_expected() {
        assertThat(storage().capabilities())
                .containsExactlyInAnyOrderElementsOf(contract().capabilities());
    }

    @RuleTest(check = "throw UnsupportedCapabilityException from the accessor or from each method of a missing store")
    void sto_02_what_is_not_declared_fails_and_says_so() {
        Map<Capability, Consumer<BlogStorage>> uses = uses();
        uses.forEach((capability, use) -> {
            if (contract().capabilities().contains(capability)) {
                return;
            }
            UnsupportedCapabilityException refused = failure(
                    UnsupportedCapabilityException.class,
                    "using " + capability + ", which is not declared",
                    () -> use.accept(storage()));
            assertThat(refused.capability())
                    .as("the capability that is missing")
                    .isEqualTo(capability);
        });
    }

    @RuleTest(check = "does each method check that the storage is open before it answers?")
    void sto_05_calls_after_closing_fail() {
        storage().close();

        uses().forEach((capability, use) -> {
            if (contract().capabilities().contains(capability)) {
                Throwable thrown = catchThrowable(() -> use.accept(storage()));
                assertThat(thrown == null ? "nothing was thrown" : thrown)
                        .as("reading %s after close()", capability)
                        .isInstanceOfAny(StorageException.class, IllegalStateException.class);
            }
        });
    }

    @RuleTest(check = "make close() do nothing the second time")
    void sto_05_closing_twice_is_no_error() {
        storage().close();

        assertThat(catchThrowable(() -> storage().close()))
                .as("the second close()")
                .isNull();
    }

    @RuleTest(
            needs = {Capability.DURABLE, Capability.ARTICLES},
            check = "is everything flushed to the disk or committed before a call returns?")
    void sto_01_articles_survive_closing_and_opening() throws Exception {
        Article article = storage().articles().create(samples.fullArticle("kept"));
        Article other = storage().articles().create(samples.published("renamed", Samples.NOON));
        Article renamed = storage().articles().update(other.edit(Samples.NOON, edit -> edit.slug(Slug.of("new-name"))));
        Article deleted = storage().articles().create(samples.draft("deleted"));
        storage().articles().delete(deleted.id(), 1);
        storage().tags().put(samples.fullTag("europe"));
        storage().authors().put(samples.fullAuthor("zoë"));
        storage().close();

        try (BlogStorage again = contract().openAgain()) {
            assertThat(again.articles().find(article.id())).contains(article);
            assertThat(again.articles().findByAlias(Alias.of("renamed"))).contains(renamed);
            assertThat(again.articles().find(deleted.id())).isEmpty();
            assertThat(again.tags().find(Slug.of("europe"))).contains(samples.fullTag("europe"));
            assertThat(again.authors().find(Slug.of("zoë"))).contains(samples.fullAuthor("zoë"));
            assertThat(Listing.of(again, ArticleQuery.all()).all(10)).hasSize(2);
        }
    }

    @RuleTest(
            needs = {Capability.DURABLE, Capability.SUBSCRIBERS},
            check = "is everything flushed to the disk or committed before a call returns?")
    void sto_01_subscribers_survive_closing_and_opening() throws Exception {
        Subscriber zoe = storage().subscribers().create(samples.fullSubscriber("zoe@example.org"));
        Subscriber gone = storage().subscribers().create(samples.pending("gone@example.org"));
        storage().subscribers().erase(gone.id());
        storage().close();

        try (BlogStorage again = contract().openAgain()) {
            assertThat(Listing.of(again, SubscriberQuery.all()).all(10)).containsExactly(zoe);
            assertThat(again.subscribers().findByEmail(gone.email())).isEmpty();
        }
    }

    @RuleTest(
            needs = {Capability.DURABLE, Capability.COMMENTS},
            check = "is everything flushed to the disk or committed before a call returns?")
    void sto_01_comments_survive_closing_and_opening() throws Exception {
        Comment comment = storage().comments().create(samples.fullComment(samples.articleId()), Optional.empty());
        storage().close();

        try (BlogStorage again = contract().openAgain()) {
            assertThat(Listing.of(again, CommentQuery.all()).all(10)).containsExactly(comment);
        }
    }

    @RuleTest(
            needs = {Capability.DURABLE, Capability.ISSUES},
            check = "is everything flushed to the disk or committed before a call returns?")
    void sto_01_issues_and_their_ledger_survive_closing_and_opening() throws Exception {
        Issue issue = storage().issues().create(samples.issue(), Optional.empty());
        storage().issues().enqueue(issue.id(), List.of(samples.recipient(1), samples.recipient(2)), Samples.NOON);
        Delivery claimed = storage()
                .issues()
                .claim(issue.id(), "worker", 1, Samples.NOON, Duration.ofMinutes(1))
                .get(0);
        recorded(claimed.id(), claimed.fence(), new DeliveryOutcome.Sent(Samples.NOON));
        storage().close();

        try (BlogStorage again = contract().openAgain()) {
            assertThat(again.issues().find(issue.id())).contains(issue);
            assertThat(again.issues().counts(issue.id()).sent()).as("sent").isEqualTo(1);
            assertThat(again.issues().counts(issue.id()).pending())
                    .as("pending")
                    .isEqualTo(1);
        }
    }

    @RuleTest(
            needs = {Capability.DURABLE, Capability.TOKENS},
            check = "is everything flushed to the disk or committed before a call returns?")
    void sto_01_tokens_survive_closing_and_opening() throws Exception {
        StoredToken kept = samples.token("kept", "confirm", "someone", Samples.NOON.plusSeconds(60));
        StoredToken used = samples.token("used", "confirm", "someone", Samples.NOON.plusSeconds(60));
        storage().tokens().put(kept);
        storage().tokens().put(used);
        storage().tokens().consume(used.hash(), "confirm", Samples.NOON);
        storage().close();

        try (BlogStorage again = contract().openAgain()) {
            assertThat(again.tokens().find(kept.hash(), "confirm", Samples.NOON))
                    .contains(kept);
            assertThat(again.tokens().find(used.hash(), "confirm", Samples.NOON))
                    .isEmpty();
        }
    }

    @RuleTest(
            needs = {Capability.DURABLE, Capability.OUTBOX},
            check = "is everything flushed to the disk or committed before a call returns?")
    void sto_01_the_outbox_survives_closing_and_opening() throws Exception {
        OutboxMail waiting =
                OutboxMail.pending(new OutboxId(samples.id()), "confirm", "zoe", Optional.of("é"), Samples.NOON);
        storage().outbox().add(waiting);
        storage()
                .outbox()
                .add(OutboxMail.pending(new OutboxId(samples.id()), "confirm", "gone", Optional.empty(), Samples.NOON));
        storage().outbox().forget("gone");
        storage().close();

        try (BlogStorage again = contract().openAgain()) {
            assertThat(again.outbox().list(DeliveryState.Kind.PENDING, Optional.empty(), 9))
                    .containsExactly(waiting);
            OutboxMail second =
                    OutboxMail.pending(new OutboxId(samples.id()), "confirm", "zoe", Optional.empty(), Samples.NOON);
            assertThat(again.outbox().add(second)).as("add() of what waits").isFalse();
        }
    }

    @RuleTest(
            needs = {Capability.DURABLE, Capability.SETTINGS},
            check = "is everything flushed to the disk or committed before a call returns?")
    void sto_01_settings_survive_closing_and_opening() throws Exception {
        storage().settings().replace("kept", Optional.empty(), Optional.of("a"));
        storage().settings().replace("gone", Optional.empty(), Optional.of("a"));
        storage().settings().replace("gone", Optional.of("a"), Optional.empty());
        storage().close();

        try (BlogStorage again = contract().openAgain()) {
            assertThat(again.settings().find("kept")).contains("a");
            assertThat(again.settings().find("gone")).isEmpty();
        }
    }

    @RuleTest(
            needs = {Capability.SHARED, Capability.ARTICLES},
            check = "does the storage keep copies in memory that another process cannot change?")
    void sto_01_two_that_share_a_storage_see_each_others_articles() throws Exception {
        try (BlogStorage other = contract().openAgain()) {
            Article here = storage().articles().create(samples.draft("here"));
            assertThat(other.articles().findBySlug(Slug.of("here"))).contains(here);

            Article changed = other.articles().update(here.edit(Samples.NOON, edit -> edit.title("Changed elsewhere")));
            assertThat(storage().articles().find(here.id())).contains(changed);
            failure(
                    StaleVersionException.class,
                    "an update based on a version that the other has replaced",
                    () -> storage().articles().update(here.edit(Samples.NOON, edit -> edit.title("Lost?"))));
        }
    }

    @RuleTest(
            needs = {Capability.SHARED, Capability.ARTICLES},
            check = "is uniqueness a constraint of the database, not a lock or a check in the process?")
    void sto_01_a_slug_is_unique_among_all_that_share_a_storage() throws Exception {
        try (BlogStorage other = contract().openAgain()) {
            for (int round = 0; round < fewerRounds(); round++) {
                Article[] articles = new Article[16];
                for (int i = 0; i < articles.length; i++) {
                    articles[i] = samples.draft("shared-" + round);
                }
                Race.of(16, i -> (i % 2 == 0 ? storage() : other).articles().create(articles[i]))
                        .onlyWinner("creating one slug through two handles", AlreadyExistsException.class);
            }
        }
    }

    @RuleTest(
            needs = {Capability.SHARED, Capability.ISSUES},
            check = "does claim() lock or compare-and-set the rows in the database?")
    void sto_01_a_delivery_is_claimed_once_by_all_that_share_a_storage() throws Exception {
        try (BlogStorage other = contract().openAgain()) {
            for (int round = 0; round < fewerRounds(); round++) {
                Issue issue = storage().issues().create(samples.issue(), Optional.empty());
                storage().issues().enqueue(issue.id(), List.of(samples.recipient(round)), Samples.NOON);
                Race<List<Delivery>> race = Race.of(
                        8,
                        i -> (i % 2 == 0 ? storage() : other)
                                .issues()
                                .claim(issue.id(), "worker-" + i, 1, Samples.NOON, Duration.ofMinutes(1)));
                long claims = race.allSucceeded("claiming one delivery through two handles").stream()
                        .mapToLong(List::size)
                        .sum();
                assertThat(claims).as("claims of one delivery").isEqualTo(1);
            }
        }
    }

    @RuleTest(
            needs = Capability.ARTICLES,
            check = "check limits and collections before asking the database: Bounds does")
    void sto_06_articles_refuse_arguments_out_of_range() {
        Listing.of(storage(), ArticleQuery.all()).assertRefusesLimitsOutOfRange();
        Listing.ofTags(storage()).assertRefusesLimitsOutOfRange();
        Listing.ofAuthors(storage()).assertRefusesLimitsOutOfRange();
        for (int limit : List.of(0, -1, Bounds.MOST_AT_ONCE + 1)) {
            assertRefused(
                    "due() with limit " + limit, () -> storage().articles().due(Samples.NOON, limit));
        }
        List<Slug> tooMany = IntStream.rangeClosed(0, Bounds.MOST_AT_ONCE)
                .mapToObj(i -> Slug.of("tag-" + i))
                .toList();
        assertRefused("findAll() with 1001 tags", () -> storage().tags().findAll(tooMany));
        assertRefused("findAll() with 1001 authors", () -> storage().authors().findAll(tooMany));
        assertRefused(
                "summaries() of 1001 articles",
                () -> storage()
                        .articles()
                        .summaries(Stream.generate(samples::articleId)
                                .limit(Bounds.MOST_AT_ONCE + 1L)
                                .toList()));
        assertRefused(
                "count() of 301 queries",
                () -> storage().articles().count(Collections.nCopies(Bounds.MOST_COUNTS + 1, ArticleQuery.all()), 1));
        assertRefused("count() up to 0", () -> storage().articles().count(List.of(ArticleQuery.all()), 0));
    }

    @RuleTest(
            needs = {Capability.ARTICLES, Capability.REVISIONS},
            check = "check limits before asking the database: Bounds does")
    void sto_06_revisions_refuse_limits_out_of_range() {
        Article article = storage().articles().create(samples.draft("told"));

        Listing.ofRevisions(storage(), article.id()).assertRefusesLimitsOutOfRange();
    }

    @RuleTest(needs = Capability.STAGED_EDITS, check = "check limits before asking the database: Bounds does")
    void sto_06_staged_edits_refuse_limits_out_of_range() {
        Listing.ofStagedEdits(storage()).assertRefusesLimitsOutOfRange();
    }

    @RuleTest(needs = Capability.SUBSCRIBERS, check = "check limits before asking the database: Bounds does")
    void sto_06_subscribers_refuse_limits_out_of_range() {
        Listing.of(storage(), SubscriberQuery.all()).assertRefusesLimitsOutOfRange();
    }

    @RuleTest(
            needs = Capability.COMMENTS,
            check = "check limits and collections before asking the database: Bounds does")
    void sto_06_comments_refuse_arguments_out_of_range() {
        Listing.of(storage(), CommentQuery.all()).assertRefusesLimitsOutOfRange();
        Listing.of(storage(), ThreadQuery.about(samples.articleId())).assertRefusesLimitsOutOfRange();
        ArticleId article = samples.articleId();
        assertRefused(
                "findAll() of 1001 comments",
                () -> storage()
                        .comments()
                        .findAll(Stream.generate(
                                        () -> samples.comment(article, "Never").id())
                                .limit(Bounds.MOST_AT_ONCE + 1L)
                                .toList()));
        assertRefused(
                "count() of 301 queries",
                () -> storage().comments().count(Collections.nCopies(Bounds.MOST_COUNTS + 1, CommentQuery.all()), 1));
        assertRefused("count() up to 0", () -> storage().comments().count(List.of(CommentQuery.all()), 0));
    }

    @RuleTest(needs = Capability.ISSUES, check = "check limits before asking the database: Bounds does")
    void sto_06_issues_refuse_limits_out_of_range() {
        Issue issue = storage().issues().create(samples.issue(), Optional.empty());

        Listing.ofIssues(storage()).assertRefusesLimitsOutOfRange();
        Listing.of(storage(), issue.id(), DeliveryState.Kind.PENDING).assertRefusesLimitsOutOfRange();
    }

    private static void assertRefused(String call, ThrowingCallable code) {
        failure(IllegalArgumentException.class, call, code);
    }

    private Map<Capability, Consumer<BlogStorage>> uses() {
        Map<Capability, Consumer<BlogStorage>> uses = new EnumMap<>(Capability.class);
        uses.put(Capability.ARTICLES, used -> {
            used.articles().find(samples.articleId());
        });
        uses.put(Capability.REVISIONS, used -> used.revisions().list(samples.articleId(), OptionalLong.empty(), 1));
        uses.put(Capability.STAGED_EDITS, used -> used.stagedEdits().find(samples.articleId()));
        uses.put(Capability.SUBSCRIBERS, used -> used.subscribers().findByEmail(EmailAddress.of("a@example.org")));
        uses.put(Capability.COMMENTS, used -> used.comments().list(CommentQuery.all(), Optional.empty(), 1));
        uses.put(Capability.ISSUES, used -> used.issues().list(IssueQuery.all(), Optional.empty(), 1));
        uses.put(Capability.OUTBOX, used -> used.outbox().list(DeliveryState.Kind.PENDING, Optional.empty(), 1));
        uses.put(Capability.SETTINGS, used -> used.settings().find("key"));
        uses.put(Capability.CHANGES, BlogStorage::changes);
        uses.put(Capability.TOKENS, used -> used.tokens().find(TokenHash.of("x"), "confirm", Samples.NOON));
        return uses;
    }
}
