package io.billet.storage.tck;

import static io.billet.storage.tck.Mistakes.withoutLast;

import io.billet.core.ConsentRecord;
import io.billet.core.StaleVersionException;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberId;
import io.billet.core.SubscriberState;
import io.billet.storage.api.Bounds;
import io.billet.storage.api.SubscriberStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Mistakes in how the history of consent is kept. */
final class BrokenConsents {

    private BrokenConsents() {}

    static Stream<Broken> consents() {
        Class<?> consents = BlogStorageContract.Consents.class;
        return Stream.of(
                new Broken(
                        "keeps no row of who left",
                        "SUB-12",
                        consents,
                        () -> rows(all -> all.stream()
                                .filter(row -> row.state().kind() != SubscriberState.Kind.UNSUBSCRIBED)
                                .toList())),
                new Broken(
                        "keeps one row, of how they stand",
                        "SUB-12",
                        consents,
                        () -> rows(all -> all.isEmpty() ? all : all.subList(all.size() - 1, all.size()))),
                new Broken("adds a row with each write", "SUB-12", consents, () -> written(false)),
                new Broken(
                        "adds the row before the write, which may be refused", "SUB-12", consents, () -> written(true)),
                new Broken(
                        "leaves out the last row of a history",
                        "SUB-13",
                        consents,
                        () -> new SpoiltStorage()
                                .subscribers(
                                        "history", (store, args) -> withoutLast(history(store, args), (int) args[2]))),
                new Broken(
                        "looks for the row of the version",
                        "SUB-13",
                        consents,
                        () -> new SpoiltStorage().subscribers("history", (store, args) -> {
                            OptionalLong after = (OptionalLong) args[1];
                            boolean stands = after.isEmpty()
                                    || whole(store, (SubscriberId) args[0]).stream()
                                            .anyMatch(row -> row.version() == after.getAsLong());
                            return stands ? history(store, args) : List.of();
                        })),
                new Broken(
                        "lists the last row of a history first",
                        "SUB-13",
                        consents,
                        () -> rows(all -> all.stream()
                                .sorted((a, b) -> Long.compare(b.version(), a.version()))
                                .toList())),
                new Broken("keeps the evidence in the history", "SUB-14", consents, () -> {
                    Map<String, ConsentRecord> first = new ConcurrentHashMap<>();
                    return rows(all -> all.stream()
                                    .map(row -> first.computeIfAbsent(row.subscriber() + " " + row.version(), k -> row))
                                    .toList())
                            .subscribers("forgetEvidence", (store, args) -> {
                                try (Stream<Subscriber> everybody =
                                        store.stream(io.billet.storage.api.SubscriberQuery.all())) {
                                    everybody.forEach(each -> whole(store, each.id())
                                            .forEach(row ->
                                                    first.putIfAbsent(row.subscriber() + " " + row.version(), row)));
                                }
                                return store.forgetEvidence((Instant) args[0], (int) args[1]);
                            });
                }),
                new Broken(
                        "forgets the fact with its evidence",
                        "SUB-14",
                        consents,
                        () -> rows(all -> all.stream()
                                .filter(row -> row.consent().hasEvidence()
                                        || !row.consent().form().equals("form"))
                                .toList())),
                new Broken(
                        "forgets evidence of any age",
                        "SUB-14",
                        consents,
                        () -> new SpoiltStorage()
                                .subscribers(
                                        "forgetEvidence",
                                        (store, args) -> store.forgetEvidence(Instant.MAX, (int) args[1]))),
                new Broken(
                        "forgets all evidence at once, whatever the limit",
                        "SUB-14",
                        consents,
                        () -> new SpoiltStorage().subscribers("forgetEvidence", (store, args) -> {
                            int all = store.forgetEvidence((Instant) args[0], (int) args[1]);
                            int more = all;
                            while (more > 0) {
                                more = store.forgetEvidence((Instant) args[0], Bounds.MOST_AT_ONCE);
                                all += more;
                            }
                            return all;
                        })),
                new Broken(
                        "lets who has read the evidence before write it back",
                        "SUB-14",
                        consents,
                        () -> new SpoiltStorage().subscribers("update", (store, args) -> {
                            Subscriber given = (Subscriber) args[0];
                            try {
                                return store.update(given);
                            } catch (StaleVersionException e) {
                                Subscriber stored = store.find(given.id()).orElseThrow();
                                if (given.consent().hasEvidence()
                                        && !stored.consent().hasEvidence()) {
                                    return store.update(given.withVersion(stored.version()));
                                }
                                throw e;
                            }
                        })),
                new Broken("keeps the history of who was erased", "SUB-10", consents, () -> {
                    Map<SubscriberId, List<ConsentRecord>> kept = new ConcurrentHashMap<>();
                    return new SpoiltStorage()
                            .subscribers("erase", (store, args) -> {
                                SubscriberId id = (SubscriberId) args[0];
                                kept.put(id, whole(store, id));
                                store.erase(id);
                                return null;
                            })
                            .subscribers(
                                    "history",
                                    (store, args) -> kept.containsKey((SubscriberId) args[0])
                                            ? kept.get((SubscriberId) args[0])
                                            : history(store, args));
                }));
    }

    @SuppressWarnings("unchecked")
    private static List<ConsentRecord> history(SubscriberStore store, Object[] args) {
        return store.history((SubscriberId) args[0], (OptionalLong) args[1], (int) args[2]);
    }

    private static List<ConsentRecord> whole(SubscriberStore store, SubscriberId id) {
        return store.history(id, OptionalLong.empty(), Bounds.LONGEST_LIST);
    }

    /** A store whose histories are others; listed as they should be. */
    private static SpoiltStorage rows(UnaryOperator<List<ConsentRecord>> spoilt) {
        return new SpoiltStorage()
                .subscribers(
                        "history",
                        (store, args) ->
                                listed(spoilt.apply(whole(store, (SubscriberId) args[0])), (OptionalLong) args[1], (int)
                                        args[2]));
    }

    private static List<ConsentRecord> listed(List<ConsentRecord> all, OptionalLong after, int limit) {
        return all.stream()
                .filter(row -> after.isEmpty() || row.version() > after.getAsLong())
                .limit(limit)
                .toList();
    }

    private static SpoiltStorage written(boolean evenIfRefused) {
        List<ConsentRecord> all = new CopyOnWriteArrayList<>();
        return new SpoiltStorage()
                .subscribers("create", (store, args) -> {
                    Subscriber stored = store.create((Subscriber) args[0]);
                    all.add(ConsentRecord.of(stored));
                    return stored;
                })
                .subscribers("update", (store, args) -> {
                    Subscriber given = (Subscriber) args[0];
                    ConsentRecord row = ConsentRecord.of(given.withVersion(given.version() + 1));
                    if (evenIfRefused) {
                        all.addAll(ConsentRecord.due(
                                whole(store, given.id()).stream().reduce((a, b) -> b),
                                store.find(given.id()),
                                given.withVersion(given.version() + 1)));
                        return store.update(given);
                    }
                    Subscriber stored = store.update(given);
                    all.add(row);
                    return stored;
                })
                .subscribers(
                        "history",
                        (store, args) -> listed(
                                all.stream()
                                        .filter(row -> row.subscriber().equals(args[0]))
                                        .toList(),
                                (OptionalLong) args[1],
                                (int) args[2]));
    }
}
