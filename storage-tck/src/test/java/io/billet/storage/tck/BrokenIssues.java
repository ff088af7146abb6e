package io.billet.storage.tck;

import static io.billet.storage.tck.Mistakes.key;
import static io.billet.storage.tck.Mistakes.withoutLast;

import io.billet.core.DeliveryId;
import io.billet.core.Issue;
import io.billet.core.IssueId;
import io.billet.core.IssueState;
import io.billet.core.IssueSummary;
import io.billet.core.IssueText;
import io.billet.storage.api.Bounds;
import io.billet.storage.api.DeliveryReport;
import io.billet.storage.api.IdempotencyKey;
import io.billet.storage.api.IssueQuery;
import io.billet.storage.api.IssueStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Mistakes in how issues are kept and listed, and in how outcomes are recorded many at a time. */
final class BrokenIssues {

    private BrokenIssues() {}

    static Stream<Broken> issues() {
        Class<?> issues = BlogStorageContract.Issues.class;
        return Stream.of(
                new Broken(
                        "cuts keys",
                        "ISS-01",
                        issues,
                        () -> new SpoiltStorage()
                                .issues(
                                        "create",
                                        (store, args) -> store.create(
                                                (Issue) args[0],
                                                key(args[1])
                                                        .map(key -> new IdempotencyKey(key.value()
                                                                .substring(
                                                                        0,
                                                                        Math.min(
                                                                                30,
                                                                                key.value()
                                                                                        .length()))))))),
                new Broken(
                        "keeps the first text only",
                        "ISS-02",
                        issues,
                        () -> stored(texts -> texts.subList(0, Math.min(1, texts.size())), state -> state)),
                new Broken(
                        "keeps texts in the order of their languages",
                        "ISS-02",
                        issues,
                        () -> stored(
                                texts -> texts.stream()
                                        .sorted((a, b) -> a.language()
                                                .value()
                                                .compareTo(b.language().value()))
                                        .toList(),
                                state -> state)),
                new Broken(
                        "forgets how many an issue that rests was for",
                        "ISS-02",
                        issues,
                        () -> stored(
                                texts -> texts,
                                state -> state instanceof IssueState.Paused paused
                                        ? new IssueState.Paused(paused.at(), paused.reason(), Optional.empty())
                                        : state)),
                new Broken(
                        "adds texts to those that are there",
                        "ISS-02",
                        issues,
                        () -> new SpoiltStorage().issues("update", (store, args) -> {
                            Issue given = (Issue) args[0];
                            List<IssueText> texts = new ArrayList<>(given.texts());
                            store.find(given.id()).map(Issue::texts).orElse(List.of()).stream()
                                    .filter(text -> texts.stream()
                                            .noneMatch(each -> each.language().equals(text.language())))
                                    .forEach(texts::add);
                            return store.update(with(given, texts, given.state()));
                        })),
                new Broken(
                        "leaves out the first issue",
                        "ISS-09",
                        issues,
                        () -> new SpoiltStorage()
                                .issues("list", (store, args) -> withoutLast(list(store, args), (int) args[2]))),
                new Broken(
                        "looks for the issue at the position",
                        "ISS-09",
                        issues,
                        () -> new SpoiltStorage()
                                .issues(
                                        "list",
                                        (store, args) -> issue(args[1])
                                                        .filter(after -> store.find(after)
                                                                .isEmpty())
                                                        .isPresent()
                                                ? List.of()
                                                : list(store, args))),
                new Broken(
                        "takes a part of all issues, and of these those in a state",
                        "ISS-09",
                        issues,
                        () -> new SpoiltStorage()
                                .issues(
                                        "list",
                                        (store, args) ->
                                                store.list(IssueQuery.all(), issue(args[1]), (int) args[2]).stream()
                                                        .filter(row -> ((IssueQuery) args[0])
                                                                .accepts(store.find(row.id())
                                                                        .orElseThrow()))
                                                        .toList())),
                new Broken(
                        "lists by the state that an issue had at first",
                        "ISS-09",
                        issues,
                        () -> new SpoiltStorage()
                                .issues(
                                        "list",
                                        (store, args) -> ((IssueQuery) args[0])
                                                        .state()
                                                        .filter(state -> state != IssueState.Kind.PREPARING)
                                                        .isPresent()
                                                ? List.of()
                                                : store.list(
                                                        new IssueQuery(
                                                                Optional.empty(), ((IssueQuery) args[0]).article()),
                                                        issue(args[1]),
                                                        (int) args[2]))));
    }

    static Stream<Broken> reports() {
        Class<?> reports = BlogStorageContract.Reports.class;
        return Stream.of(
                new Broken(
                        "records whatever the fence",
                        "ISS-07",
                        BlogStorageContract.Claims.class,
                        () -> recording((store, given) -> refused(store, given, 0, 9))),
                new Broken(
                        "records with the fence of the claim before",
                        "ISS-07",
                        reports,
                        () -> recording((store, given) -> refused(store, given, 0, 1))),
                new Broken(
                        "stops at the first report that is refused",
                        "ISS-07",
                        reports,
                        () -> recording((store, given) -> {
                            List<DeliveryReport> all = List.copyOf(given);
                            for (int i = 0; i < all.size(); i++) {
                                if (!store.record(List.of(all.get(i))).isEmpty()) {
                                    return ids(all.subList(i, all.size()));
                                }
                            }
                            return Set.of();
                        })),
                new Broken(
                        "names the first that is refused and no other",
                        "ISS-07",
                        reports,
                        () -> recording((store, given) ->
                                store.record(given).stream().limit(1).collect(java.util.stream.Collectors.toSet()))),
                new Broken(
                        "returns what it recorded",
                        "ISS-07",
                        reports,
                        () -> recording((store, given) -> {
                            Set<DeliveryId> recorded = new LinkedHashSet<>(ids(given));
                            recorded.removeAll(store.record(given));
                            return recorded;
                        })),
                new Broken(
                        "gives all rows the outcome of the first",
                        "ISS-07",
                        reports,
                        () -> recording((store, given) -> store.record(given.stream()
                                .map(report -> new DeliveryReport(
                                        report.delivery(),
                                        report.fence(),
                                        given.iterator().next().outcome()))
                                .toList()))),
                new Broken(
                        "records what stands before a bad reason",
                        "ISS-07",
                        reports,
                        () -> recording((store, given) -> {
                            Bounds.reports(given);
                            Set<DeliveryId> refused = new LinkedHashSet<>();
                            given.forEach(report -> refused.addAll(store.record(List.of(report))));
                            return refused;
                        })),
                new Broken(
                        "takes any number of reports, and two about one row",
                        "ISS-07",
                        reports,
                        () -> recording((store, given) -> {
                            Set<DeliveryId> refused = new LinkedHashSet<>();
                            given.forEach(report -> report.outcome().toState());
                            given.forEach(report -> refused.addAll(store.record(List.of(report))));
                            return refused;
                        })),
                new Broken(
                        "tells two calls at once that they recorded a row",
                        "ISS-07",
                        reports,
                        () -> recording((store, given) -> {
                            Set<DeliveryId> claimed = new LinkedHashSet<>(ids(given));
                            claimed.retainAll(store.record(List.of()));
                            Set<DeliveryId> refused = store.record(given);
                            return refused.size() == given.size() && given.size() == 8 ? Set.of() : refused;
                        })),
                new Broken(
                        "refuses a report about who was forgotten",
                        "ISS-10",
                        reports,
                        () -> recording((store, given) -> {
                            Set<DeliveryId> refused = new LinkedHashSet<>(store.record(given));
                            given.stream()
                                    .map(DeliveryReport::delivery)
                                    .filter(id -> isGone(store, id))
                                    .forEach(refused::add);
                            return refused;
                        })));
    }

    private static boolean isGone(IssueStore store, DeliveryId id) {
        return store.list(IssueQuery.all(), Optional.empty(), 100).stream()
                .flatMap(issue -> Stream.of(io.billet.core.DeliveryState.Kind.values())
                        .flatMap(kind ->
                                store.deliveries(issue.id(), kind, Optional.empty(), Bounds.LONGEST_LIST).stream()))
                .noneMatch(row -> row.id().equals(id));
    }

    private interface Recording {
        Set<DeliveryId> record(IssueStore store, Collection<DeliveryReport> given);
    }

    private static SpoiltStorage recording(Recording mistake) {
        return new SpoiltStorage().issues("record", (store, args) -> {
            @SuppressWarnings("unchecked")
            Collection<DeliveryReport> given = (Collection<DeliveryReport>) args[0];
            return mistake.record(store, given);
        });
    }

    /** Tries greater fences as well. */
    private static Set<DeliveryId> refused(IssueStore store, Collection<DeliveryReport> given, int from, int to) {
        Bounds.reports(given);
        given.forEach(report -> report.outcome().toState());
        Set<DeliveryId> refused = new LinkedHashSet<>();
        for (DeliveryReport report : given) {
            boolean recorded = false;
            for (int more = from; more <= to && !recorded; more++) {
                recorded = store.record(
                                List.of(new DeliveryReport(report.delivery(), report.fence() + more, report.outcome())))
                        .isEmpty();
            }
            if (!recorded) {
                refused.add(report.delivery());
            }
        }
        return refused;
    }

    private static Set<DeliveryId> ids(Collection<DeliveryReport> reports) {
        Set<DeliveryId> ids = new LinkedHashSet<>();
        reports.forEach(report -> ids.add(report.delivery()));
        return ids;
    }

    private static SpoiltStorage stored(UnaryOperator<List<IssueText>> texts, UnaryOperator<IssueState> state) {
        return new SpoiltStorage()
                .issues("create", (store, args) -> store.create(spoilt((Issue) args[0], texts, state), key(args[1])))
                .issues("update", (store, args) -> store.update(spoilt((Issue) args[0], texts, state)));
    }

    private static Issue spoilt(Issue issue, UnaryOperator<List<IssueText>> texts, UnaryOperator<IssueState> state) {
        return with(issue, texts.apply(issue.texts()), state.apply(issue.state()));
    }

    private static Issue with(Issue issue, List<IssueText> texts, IssueState state) {
        return new Issue(
                issue.id(),
                issue.article(),
                issue.articleVersion(),
                issue.subject(),
                texts,
                issue.audience(),
                state,
                issue.createdAt(),
                issue.version());
    }

    private static List<IssueSummary> list(IssueStore store, Object[] args) {
        return store.list((IssueQuery) args[0], issue(args[1]), (int) args[2]);
    }

    @SuppressWarnings("unchecked")
    private static Optional<IssueId> issue(Object argument) {
        return (Optional<IssueId>) argument;
    }
}
