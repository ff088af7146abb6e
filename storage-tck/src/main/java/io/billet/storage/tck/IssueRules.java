package io.billet.storage.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.AlreadyExistsException;
import io.billet.core.Audience;
import io.billet.core.DeliveryCounts;
import io.billet.core.Issue;
import io.billet.core.IssueId;
import io.billet.core.IssueState;
import io.billet.core.NotFoundException;
import io.billet.core.StaleVersionException;
import io.billet.storage.api.Capability;
import io.billet.storage.api.CommentQuery;
import io.billet.storage.api.IdempotencyKey;
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
        assertThat(Listing.ofIssues(storage()).all(5)).containsExactly(sending);
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
                .containsExactlyInAnyOrderElementsOf(stored);
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
                Audience.MEMBERS,
                new IssueState.Preparing(),
                Samples.NOON,
                0);
        Issue cancelled = issues().update(issues().create(forMembers, Optional.empty())
                .cancel(new DeliveryCounts(1, 2, 3, 4, 5), Samples.NOON));
        assertThat(issues().find(cancelled.id())).contains(cancelled);
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
                    .containsExactlyElementsOf(created);
        }
        List<IssueId> met = Listing.ofIssues(storage()).all(3, page -> create()).stream()
                .map(Issue::id)
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

        Listing.ofIssues(storage()).assertIs(created);
        Listing.ofIssues(storage()).assertGoesOnAfter(never, created);
        Listing.ofIssues(storage()).assertGoesOnAfter(new IssueId(new UUID(0, 0)), List.of());
    }
}
