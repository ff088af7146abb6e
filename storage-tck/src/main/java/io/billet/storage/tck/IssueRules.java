package io.billet.storage.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.AlreadyExistsException;
import io.billet.core.Article;
import io.billet.core.ArticleId;
import io.billet.core.Audience;
import io.billet.core.DeliveryCounts;
import io.billet.core.Issue;
import io.billet.core.IssueId;
import io.billet.core.IssueState;
import io.billet.core.IssueSummary;
import io.billet.core.IssueText;
import io.billet.core.LanguageTag;
import io.billet.core.NotFoundException;
import io.billet.core.StaleVersionException;
import io.billet.storage.api.Capability;
import io.billet.storage.api.CommentQuery;
import io.billet.storage.api.IdempotencyKey;
import io.billet.storage.api.IssueQuery;
import io.billet.storage.api.IssueStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

/** Rules of storing and changing newsletter issues. */
@Needs(Capability.ISSUES)
abstract class IssueRules extends StoreRules {

    IssueRules(BlogStorageContract contract) {
        super(contract);
    }

    private IssueStore issues() {
        return storage().issues();
    }

    private Issue create() {
        return issues().create(samples.issue(), Optional.empty());
    }

    @RuleTest(check = "create() must store issue.withVersion(1), refuse other versions than 0, and keep ids unique")
    void iss_01_a_new_issue_becomes_version_1() {
        Issue issue = samples.issue();
        assertThat(issues().create(issue, Optional.empty())).isEqualTo(issue.withVersion(1));

        AlreadyExistsException taken = failure(
                AlreadyExistsException.class,
                "create() with an id that is stored",
                () -> issues().create(issue, Optional.empty()));
        assertThat(taken.object() + "." + taken.field()).isEqualTo("Issue.id");
        Issue other = samples.issue();
        failure(
                IllegalArgumentException.class,
                "create() of an issue of version 2",
                () -> issues().create(other.withVersion(2), Optional.empty()));
        assertThat(issues().find(other.id())).isEmpty();
    }

    @RuleTest(check = "store the key with the issue, under a unique constraint, and return the row it leads to")
    void iss_01_a_repeated_create_stores_nothing_and_returns_what_is_there_now() {
        Optional<IdempotencyKey> key = Optional.of(new IdempotencyKey("k1"));
        Issue first = issues().create(samples.issue(), key);
        assertThat(issues().create(samples.issue(), key)).isEqualTo(first);
        Issue sending = issues().update(first.send(3, Samples.NOON));

        assertThat(issues().create(samples.issue(), key)).isEqualTo(sending);
        assertThat(Listing.ofIssues(storage()).all(5)).containsExactly(IssueSummary.of(sending));
    }

    @RuleTest(check = "keep the key as it is given: it names an article's id, and each id is another key")
    void iss_01_of_an_article_one_automatic_issue_is_made() {
        ArticleId article = samples.articleId();
        Optional<IdempotencyKey> key = Optional.of(IdempotencyKey.automaticIssueOf(article));
        Issue automatic = issues().create(samples.issueOf(article), key);
        Issue byHand = issues().create(samples.issueOf(article), Optional.empty());
        ArticleId other = samples.articleId();
        Issue ofAnother = samples.issueOf(other);
        assertThat(issues().create(ofAnother, Optional.of(IdempotencyKey.automaticIssueOf(other))))
                .as("the automatic issue of another article")
                .isEqualTo(ofAnother.withVersion(1));

        assertThat(issues().create(samples.issueOf(article), key)).isEqualTo(automatic);
        assertThat(Listing.of(storage(), IssueQuery.all().about(article)).all(5))
                .containsExactly(IssueSummary.of(byHand), IssueSummary.of(automatic));
        assertThat(issues().find(ofAnother.id())).contains(ofAnother.withVersion(1));
    }

    @RuleTest(check = "when the insert meets a rival's key, read the rival's issue and return it")
    void iss_01_of_64_threads_with_one_key_one_stores_and_all_get_it() {
        List<Issue> stored = new ArrayList<>();
        for (int round = 0; round < rounds(); round++) {
            Optional<IdempotencyKey> key = Optional.of(new IdempotencyKey("key-" + round));
            List<Issue> attempts =
                    IntStream.range(0, 64).mapToObj(i -> samples.issue()).toList();
            List<Issue> got =
                    Race.of(64, i -> issues().create(attempts.get(i), key)).allSucceeded("creating with one key");

            assertThat(got.stream().distinct()).as("what 64 threads got").hasSize(1);
            if (looksForEachLoser(round)) {
                assertThat(attempts.stream()
                                .filter(each -> issues().find(each.id()).isPresent()))
                        .as("issues stored under one key")
                        .hasSize(1);
            }
            stored.add(got.get(0));
        }
        assertThat(Listing.ofIssues(storage()).all(1_000))
                .as("issues stored after all rounds")
                .containsExactlyInAnyOrderElementsOf(
                        stored.stream().map(IssueSummary::of).toList());
    }

    @RuleTest(needs = Capability.COMMENTS, check = "keep the keys of issues and comments apart")
    void iss_01_keys_of_comments_are_other_keys() {
        Optional<IdempotencyKey> key = Optional.of(new IdempotencyKey("k1"));
        storage().comments().create(samples.comment(samples.articleId(), "Text"), key);
        Issue issue = samples.issue();

        assertThat(issues().create(issue, key)).isEqualTo(issue.withVersion(1));
        assertThat(storage().comments().count(List.of(CommentQuery.all()), 9)).containsExactly(1L);
    }

    @RuleTest(check = "compare what is written with what is read, in each state")
    void iss_02_everything_is_read_back_as_it_was_written_in_every_state() {
        DeliveryCounts counts = new DeliveryCounts(0, 0, 5_000_000_000L, 2, 3);
        Issue issue = create();
        assertThat(issues().find(issue.id()).orElseThrow())
                .usingRecursiveComparison()
                .isEqualTo(issue);
        Issue sending = issues().update(issue.send(5_000_000_005L, Samples.NOON));
        assertThat(issues().find(issue.id())).contains(sending);
        Issue completed = issues().update(sending.complete(counts, Samples.NOON.plusNanos(1_000)));
        assertThat(issues().find(issue.id())).contains(completed);

        Issue forMembers = new Issue(
                samples.issue().id(),
                samples.articleId(),
                0,
                "Subject",
                List.of(),
                Audience.MEMBERS,
                new IssueState.Preparing(),
                Samples.NOON,
                0);
        Issue cancelled = issues().update(issues().create(forMembers, Optional.empty())
                .cancel(new DeliveryCounts(1, 2, 3, 4, 5), Samples.NOON));
        assertThat(issues().find(cancelled.id())).contains(cancelled);
    }

    @RuleTest(
            check =
                    "keep when it is planned for, why it rests and how many its audience was frozen with, and their absence")
    void iss_02_an_issue_that_waits_or_rests_is_read_back_as_it_was() {
        List<IssueState> states = new ArrayList<>();
        states.add(new IssueState.Planned(Optional.empty()));
        states.add(new IssueState.Planned(Optional.of(Samples.NOON.plusNanos(1_000))));
        for (IssueState.Reason reason : IssueState.Reason.values()) {
            states.add(new IssueState.Paused(Samples.NOON, reason, Optional.empty()));
            states.add(new IssueState.Paused(Samples.NOON, reason, Optional.of(5_000_000_000L)));
        }
        for (IssueState state : states) {
            Issue given = inState(samples.issue(), state);
            Issue stored = issues().create(given, Optional.empty());
            assertThat(issues().find(given.id())).contains(given.withVersion(1));
            assertThat(issues().list(IssueQuery.all(), Optional.empty(), 1)).containsExactly(IssueSummary.of(stored));
        }
        Issue planned = issues().create(
                        inState(samples.issueOf(samples.articleId()), new IssueState.Planned(Optional.empty())),
                        Optional.empty());
        Issue resting = planned.pause(IssueState.Reason.CLONE, Samples.NOON);
        issues().update(resting);
        assertThat(issues().find(planned.id())).contains(resting.withVersion(2));
        Issue preparing = resting.withVersion(2).resume(Samples.NOON);
        issues().update(preparing);
        assertThat(issues().find(planned.id())).contains(preparing.withVersion(3));
    }

    @RuleTest(check = "store all texts of an issue in their order, and replace all of them in update()")
    void iss_02_the_texts_of_an_issue_are_kept_in_each_language_and_in_their_order() {
        Issue bare = issues().create(samples.issueOf(samples.articleId()), Optional.empty());
        assertThat(issues().find(bare.id()).orElseThrow().texts()).isEmpty();
        List<IssueText> texts = new ArrayList<>(samples.issue().texts());
        texts.add(new IssueText(LanguageTag.of("pt-BR"), "Terceiro", "# Texto\n\n" + Samples.UNICODE));
        Issue current = bare;
        List<List<IssueText>> versions = List.of(
                List.copyOf(texts), List.of(texts.get(2), texts.get(0)), List.of(texts.get(1)), List.copyOf(texts));
        for (List<IssueText> version : versions) {
            Issue frozen = current.freeze(4, version);
            current = issues().update(frozen);
            assertThat(issues().find(bare.id())).contains(frozen.withVersion(current.version()));
        }
        Issue second = current;
        Issue sending = issues().update(second.send(1, Samples.NOON));
        assertThat(issues().find(bare.id())).contains(sending);
        failure(
                StaleVersionException.class,
                "update() of the texts, based on a version that is not the stored one",
                () -> issues().update(second.freeze(7, texts.subList(0, 1))));
        assertThat(issues().find(bare.id()).orElseThrow().texts())
                .as("texts after an update that was refused")
                .isEqualTo(texts);
    }

    @RuleTest(check = "create() must store the texts of an issue of its own, and none where a key leads to another")
    void iss_02_the_longest_text_fits() {
        String longest = "\uD83D\uDE00".repeat(Article.MAX_MARKDOWN / 2);
        Issue issue = samples.issue().freeze(3, List.of(new IssueText(LanguageTag.FRENCH, "Long", longest)));
        Issue stored = issues().create(issue, Optional.of(new IdempotencyKey("long")));

        assertThat(issues().find(issue.id())).contains(stored);
        assertThat(issues().create(samples.issue(), Optional.of(new IdempotencyKey("long"))))
                .isEqualTo(stored);
    }

    private static Issue inState(Issue issue, IssueState state) {
        return new Issue(
                issue.id(),
                issue.article(),
                issue.articleVersion(),
                issue.subject(),
                issue.texts(),
                issue.audience(),
                state,
                issue.createdAt(),
                issue.version());
    }

    @RuleTest(check = "UPDATE ... WHERE id = ? AND version = ?, and tell a missing row from another version")
    void iss_03_an_update_is_refused_when_the_version_is_not_the_stored_one() {
        Issue first = create();
        Issue second = issues().update(first.send(1, Samples.NOON));
        assertThat(second.version()).isEqualTo(2);

        StaleVersionException stale = failure(
                StaleVersionException.class,
                "update() based on version 1 of an issue at version 2",
                () -> issues().update(first.cancel(DeliveryCounts.NONE, Samples.NOON)));
        assertThat(stale.object() + " " + stale.id()).isEqualTo("Issue " + first.id());
        assertThat(issues().find(first.id())).contains(second);
        Issue never = samples.issue().withVersion(1);
        failure(NotFoundException.class, "update() of what is not stored", () -> issues().update(never));
    }

    @RuleTest(check = "is the comparison of the version part of the write itself, not a read before it?")
    void iss_03_of_many_threads_that_update_one_version_one_wins() {
        for (int round = 0; round < fewerRounds(); round++) {
            Issue issue = create();
            Issue winner = Race.of(16, i -> issues().update(issue.send(i, Samples.NOON)))
                    .onlyWinner("sending one issue", StaleVersionException.class);
            assertThat(issues().find(issue.id())).contains(winner);
        }
    }

    @RuleTest(check = "ORDER BY id DESC, and ask for ids smaller than the last one")
    void iss_09_issues_are_listed_the_latest_id_first() {
        List<Issue> created = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            created.add(samples.issue());
        }
        Collections.shuffle(created, new Random(2));
        created.replaceAll(issue -> issues().create(issue, Optional.empty()));
        created.sort(Comparator.comparing(Issue::id).reversed());

        for (int size : List.of(1, 4, 11, 12)) {
            assertThat(Listing.ofIssues(storage()).all(size))
                    .as("pages of %s", size)
                    .containsExactlyElementsOf(summaries(created));
        }
        List<IssueId> met = Listing.ofIssues(storage()).all(3, page -> create()).stream()
                .map(IssueSummary::id)
                .toList();
        assertThat(met)
                .as("met while newer issues were made")
                .containsExactlyElementsOf(created.stream().map(Issue::id).toList());
    }

    @RuleTest(check = "does the last part end where the list ends: with the first issue, and with nothing after it?")
    void iss_09_the_list_of_issues_ends_with_the_first_and_goes_on_after_any_id() {
        Listing.ofIssues(storage()).assertIs(List.of());
        List<Issue> created = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            created.add(0, create());
            samples.issue();
        }
        IssueId never = samples.issue().id();

        Listing.ofIssues(storage()).assertIs(summaries(created));
        Listing.ofIssues(storage()).assertGoesOnAfter(never, summaries(created));
        Listing.ofIssues(storage()).assertGoesOnAfter(new IssueId(new UUID(0, 0)), List.of());
    }

    @RuleTest(check = "does each condition reach the query, and is the state of a row that changed looked at anew?")
    void iss_09_state_and_article_narrow_the_list_alone_and_together_to_its_end() {
        ArticleId one = samples.articleId();
        ArticleId two = samples.articleId();
        List<Issue> created = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Issue issue = issues().create(samples.issueOf(i % 3 == 0 ? two : one), Optional.empty());
            created.add(0, i % 2 == 0 ? issue : issues().update(issue.pause(IssueState.Reason.OWNER, Samples.NOON)));
        }
        for (Optional<ArticleId> article : List.of(Optional.<ArticleId>empty(), Optional.of(one), Optional.of(two))) {
            for (Optional<IssueState.Kind> state : List.of(
                    Optional.<IssueState.Kind>empty(),
                    Optional.of(IssueState.Kind.PREPARING),
                    Optional.of(IssueState.Kind.PAUSED),
                    Optional.of(IssueState.Kind.SENDING))) {
                IssueQuery query = new IssueQuery(state, article);
                List<Issue> expected = created.stream().filter(query::accepts).toList();
                Listing.of(storage(), query).assertIs(summaries(expected));
                Listing.of(storage(), query).assertGoesOnAfter(samples.issue().id(), summaries(expected));
            }
        }
        Listing.of(storage(), IssueQuery.all().about(samples.articleId())).assertIs(List.of());
    }

    private static List<IssueSummary> summaries(List<Issue> issues) {
        return issues.stream().map(IssueSummary::of).toList();
    }
}
