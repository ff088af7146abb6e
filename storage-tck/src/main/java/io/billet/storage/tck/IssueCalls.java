package io.billet.storage.tck;

import io.billet.core.Audience;
import io.billet.core.Delivery;
import io.billet.core.DeliveryCounts;
import io.billet.core.DeliveryId;
import io.billet.core.DeliveryState;
import io.billet.core.EmailAddress;
import io.billet.core.Issue;
import io.billet.core.IssueId;
import io.billet.core.IssueState;
import io.billet.core.IssueText;
import io.billet.core.LanguageTag;
import io.billet.core.SubscriberId;
import io.billet.storage.api.BlogStorage;
import io.billet.storage.api.Capability;
import io.billet.storage.api.ClaimedDelivery;
import io.billet.storage.api.DeliveryOutcome;
import io.billet.storage.api.DeliveryReport;
import io.billet.storage.api.IdempotencyKey;
import io.billet.storage.api.IssueQuery;
import io.billet.storage.api.Recipient;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Random calls about issues and their ledger. Fences are compared by no one: each store counts them as it likes. */
final class IssueCalls {

    private static final Instant NOON = Samples.NOON;

    private IssueCalls() {}

    static List<Arbitrary<Call>> with(Set<Capability> capabilities) {
        return capabilities.contains(Capability.ISSUES)
                ? List.of(creations(), changes(), enqueueing(), enqueueing(), claims(), records(), records(), looks())
                : List.of();
    }

    private static Arbitrary<IssueId> ids() {
        return Arbitraries.integers()
                .between(0, 2)
                .map(number -> new IssueId(ArticleCalls.id(number).value()));
    }

    private static Arbitrary<Instant> times() {
        return Arbitraries.integers().between(0, 4).map(second -> NOON.plusSeconds(second));
    }

    private static Arbitrary<Call> creations() {
        return Combinators.combine(ids(), Arbitraries.integers().between(0, 2).optional(0.3))
                .as((id, key) -> new Call(
                        "create issue " + id + " with key " + key,
                        storage -> storage.issues()
                                .create(
                                        new Issue(
                                                id,
                                                ArticleCalls.id(1),
                                                1,
                                                "Subject",
                                                List.of(new IssueText(LanguageTag.FRENCH, "Sujet", "Texte")),
                                                Audience.MEMBERS,
                                                new IssueState.Preparing(),
                                                NOON,
                                                0),
                                        key.map(number -> new IdempotencyKey("key-" + number)))));
    }

    private static Arbitrary<Call> changes() {
        return Combinators.combine(
                        ids(),
                        Arbitraries.longs().between(0, 1),
                        Arbitraries.integers().between(0, 6))
                .as((id, behind, what) ->
                        new Call("change " + what + " of issue " + id + ", " + behind + " behind", storage -> {
                            if (what == 0) {
                                return storage.issues().cancelPending(id);
                            }
                            return storage.issues()
                                    .find(id)
                                    .map(issue -> changed(issue, what).withVersion(issue.version() - behind))
                                    .map(storage.issues()::update);
                        }));
    }

    /** Only what is legal where the issue stands; else it stays as it is. */
    private static Issue changed(Issue issue, int what) {
        IssueState.Kind kind = issue.state().kind();
        return switch (what) {
            case 4 -> kind == IssueState.Kind.PAUSED ? issue.resume(NOON) : issue.pause(IssueState.Reason.OWNER, NOON);
            case 5 ->
                kind == IssueState.Kind.PREPARING
                        ? issue.freeze(9, List.of(new IssueText(LanguageTag.GERMAN, "Betreff", "Text 😀")))
                        : issue;
            case 6 -> kind == IssueState.Kind.PREPARING ? issue.pause(IssueState.Reason.LATE, NOON) : issue;
            default -> kind == IssueState.Kind.PREPARING ? issue.send(what, NOON) : issue;
        };
    }

    private static Arbitrary<Call> enqueueing() {
        return Combinators.combine(
                        ids(), Arbitraries.integers().between(0, 5).list().ofMaxSize(4), times())
                .as((id, people, now) -> new Call(
                        "enqueue " + people + " in " + id + " at " + now,
                        storage -> storage.issues()
                                .enqueue(
                                        id,
                                        people.stream()
                                                .map(person -> recipient(id, person))
                                                .toList(),
                                        now)));
    }

    /** Two people share a delivery's id, so that ids clash now and then. */
    private static Recipient recipient(IssueId issue, int person) {
        int number = person == 5 ? 4 : person;
        UUID id = new UUID(issue.value().getLeastSignificantBits(), number);
        return new Recipient(
                new DeliveryId(id),
                new SubscriberId(ArticleCalls.id(person).value()),
                EmailAddress.of("reader" + person + "@example.org"),
                LanguageTag.FRENCH);
    }

    private static Arbitrary<Call> claims() {
        return Combinators.combine(
                        ids(),
                        Arbitraries.integers().between(0, 4).optional(0.3),
                        Arbitraries.integers().between(1, 4),
                        times(),
                        Arbitraries.integers().between(1, 3))
                .as((id, behind, limit, now, lease) -> new Call(
                        "claim " + limit + " of " + id + " behind " + behind + " at " + now + " for " + lease + " s",
                        storage -> claimed(storage.issues()
                                .claim(
                                        id,
                                        behind.map(
                                                number -> recipient(id, number).delivery()),
                                        "worker-" + limit,
                                        limit,
                                        now,
                                        Duration.ofSeconds(lease)))));
    }

    private static List<Object> claimed(List<ClaimedDelivery> rows) {
        return List.of(
                withoutFences(rows.stream().map(ClaimedDelivery::delivery).toList()),
                rows.stream().map(ClaimedDelivery::isLapsed).toList());
    }

    private static Arbitrary<Call> records() {
        Arbitrary<DeliveryOutcome> outcomes = Combinators.combine(
                        times(), Arbitraries.integers().between(0, 3))
                .as((at, what) -> switch (what) {
                    case 0 -> new DeliveryOutcome.Sent(at);
                    case 1 -> new DeliveryOutcome.Uncertain(at);
                    case 2 -> new DeliveryOutcome.Retry(at);
                    default -> new DeliveryOutcome.Failed(at, "550 é");
                });
        return Combinators.combine(
                        ids(),
                        Arbitraries.integers().between(0, 4).set().ofMaxSize(4),
                        outcomes.list().ofSize(5),
                        Arbitraries.longs().between(0, 1).list().ofSize(5))
                .as((id, numbers, ends, behind) -> new Call(
                        "record " + ends + " of " + numbers + " in " + id + ", " + behind + " fences behind",
                        storage -> storage.issues()
                                .record(numbers.stream()
                                        .map(number -> {
                                            DeliveryId row =
                                                    recipient(id, number).delivery();
                                            long fence = fenceOf(storage, id, row) - behind.get(number);
                                            return new DeliveryReport(row, fence, ends.get(number));
                                        })
                                        .toList())));
    }

    private static long fenceOf(BlogStorage storage, IssueId issue, DeliveryId row) {
        return rows(storage, issue).stream()
                .filter(each -> each.id().equals(row))
                .findFirst()
                .map(Delivery::fence)
                .orElse(0L);
    }

    private static Arbitrary<Call> looks() {
        return Combinators.combine(
                        ids(),
                        PeopleCalls.subscriberIds().optional(0.3),
                        Arbitraries.of(IssueState.Kind.class).optional(0.5),
                        ArticleCalls.ids().optional(0.5))
                .as((id, forgotten, state, article) -> new Call(
                        "look at " + id + ", those " + state + " about " + article + " and forget " + forgotten,
                        storage -> {
                            forgotten.ifPresent(storage.issues()::forget);
                            DeliveryCounts counts = storage.issues().counts(id);
                            Optional<Issue> issue = storage.issues().find(id);
                            return List.of(
                                    issue,
                                    counts,
                                    withoutFences(rows(storage, id)),
                                    Listing.of(storage, new IssueQuery(state, article))
                                            .all(2));
                        }));
    }

    private static List<Delivery> rows(BlogStorage storage, IssueId issue) {
        return Arrays.stream(DeliveryState.Kind.values())
                .flatMap(kind -> Listing.of(storage, issue, kind).all(2).stream())
                .toList();
    }

    private static List<Delivery> withoutFences(List<Delivery> rows) {
        return rows.stream()
                .map(row -> new Delivery(
                        row.id(),
                        row.issue(),
                        row.subscriber(),
                        row.email(),
                        row.language(),
                        row.state(),
                        row.attempts(),
                        0))
                .toList();
    }
}
