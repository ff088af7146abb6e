package io.billet.storage.tck;

import static io.billet.storage.tck.Mistakes.key;
import static io.billet.storage.tck.Mistakes.withoutLast;

import io.billet.core.Comment;
import io.billet.core.CommentId;
import io.billet.core.CommentState;
import io.billet.storage.api.CommentPlace;
import io.billet.storage.api.CommentQuery;
import io.billet.storage.api.CommentStore;
import io.billet.storage.api.CommenterKey;
import io.billet.storage.api.DatePosition;
import io.billet.storage.api.PlacedComment;
import io.billet.storage.api.ThreadQuery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Mistakes in how comments stand in their thread, and in by whom they are. */
final class BrokenThreads {

    private BrokenThreads() {}

    static Stream<Broken> threads() {
        return Stream.of(
                orders(
                        "lets an answer stand apart, at its own time",
                        "COM-15",
                        Comparator.comparing(each -> DatePosition.of(each.comment()))),
                orders("orders ids by the sign of their halves", "COM-15", BrokenThreads::signed),
                orders(
                        "lists the answers before what they answer",
                        "COM-15",
                        Comparator.<PlacedComment, CommentPlace>comparing(each -> CommentPlace.ofBeginning(
                                        each.place().path().get(0)))
                                .thenComparing(PlacedComment::place, Comparator.reverseOrder())),
                places(
                        "has every answer stand below the first of the thread only",
                        path -> path.size() < 3 ? path : List.of(path.get(0), path.get(path.size() - 1))),
                places(
                        "lets a path go on from its end when it is full",
                        path -> path.size() < CommentPlace.MAX_LENGTH ? path : path.subList(1, path.size())),
                rows(
                        "begins anew below an erased comment",
                        "COM-14",
                        (store, row) -> row.comment()
                                        .parent()
                                        .flatMap(store::find)
                                        .filter(parent -> parent.state() == CommentState.ERASED)
                                        .isPresent()
                                ? new PlacedComment(
                                        CommentPlace.ofBeginning(row.place().id()), row.comment())
                                : row),
                thread("goes on after the answers to the last comment", (store, query, after, limit) -> {
                    List<PlacedComment> rest = store.thread(query, after, 1_000);
                    return rest.stream()
                            .filter(row -> after.isEmpty()
                                    || !row.place()
                                            .ancestors()
                                            .contains(after.get().id()))
                            .limit(limit)
                            .toList();
                }),
                thread("lists the last comment of a page once more", (store, query, after, limit) -> {
                    List<PlacedComment> rows = new ArrayList<>(store.thread(query, after, limit));
                    after.flatMap(place -> store.findPlaced(place.id())).ifPresent(row -> rows.add(0, row));
                    return rows.subList(0, Math.min(rows.size(), limit));
                }),
                thread(
                        "leaves out the last comment of a thread",
                        (store, query, after, limit) -> withoutLast(store.thread(query, after, limit), limit)),
                thread(
                        "looks for the comment at the place",
                        (store, query, after, limit) -> after.isPresent()
                                        && store.find(after.get().id()).isEmpty()
                                ? List.of()
                                : store.thread(query, after, limit)),
                thread(
                        "reads from one end only",
                        (store, query, after, limit) -> store.thread(
                                new ThreadQuery(query.article(), query.states(), ThreadQuery.Order.FORWARD),
                                after,
                                limit)),
                thread(
                        "lists comments of every state",
                        (store, query, after, limit) ->
                                store.thread(new ThreadQuery(query.article(), Set.of(), query.order()), after, limit)),
                new Broken(
                        "finds a comment at the place of what it answers",
                        "COM-16",
                        BlogStorageContract.Threads.class,
                        () -> new SpoiltStorage()
                                .comments(
                                        "findPlaced",
                                        (store, args) -> store.findPlaced((CommentId) args[0])
                                                .map(found -> found.comment()
                                                        .parent()
                                                        .flatMap(store::findPlaced)
                                                        .map(above -> new PlacedComment(above.place(), found.comment()))
                                                        .orElse(found)))),
                new Broken(
                        "pays no heed to the keys of answers",
                        "COM-03",
                        BlogStorageContract.Comments.class,
                        () -> new SpoiltStorage().comments("create", (store, args) -> {
                            Comment comment = (Comment) args[0];
                            return store.create(
                                    comment, comment.parent().isPresent() ? Optional.empty() : key(args[1]));
                        })),
                new Broken(
                        "passes over where an update would move a comment to",
                        "COM-17",
                        BlogStorageContract.Comments.class,
                        () -> new SpoiltStorage().comments("update", (store, args) -> {
                            Comment comment = (Comment) args[0];
                            return store.update(store.find(comment.id())
                                    .map(stored -> new Comment(
                                            stored.id(),
                                            stored.article(),
                                            stored.parent(),
                                            comment.commenter(),
                                            comment.markdown(),
                                            comment.state(),
                                            comment.createdAt(),
                                            comment.editedAt(),
                                            comment.version()))
                                    .orElse(comment));
                        })),
                by(
                        "finds every comment by a subscriber",
                        key -> key instanceof CommenterKey.Member ? Optional.empty() : Optional.of(key)),
                by(
                        "finds every comment by a user of the host",
                        key -> key instanceof CommenterKey.HostUser ? Optional.empty() : Optional.of(key)));
    }

    private interface ThreadMistake {
        List<PlacedComment> list(CommentStore store, ThreadQuery query, Optional<CommentPlace> after, int limit);
    }

    private static Broken thread(String mistake, ThreadMistake list) {
        return thread(mistake, "COM-15", list);
    }

    private static Broken thread(String mistake, String rule, ThreadMistake list) {
        return new Broken(
                mistake,
                rule,
                BlogStorageContract.Threads.class,
                () -> new SpoiltStorage()
                        .comments(
                                "thread",
                                (store, args) ->
                                        list.list(store, (ThreadQuery) args[0], place(args[1]), (int) args[2])));
    }

    @SuppressWarnings("unchecked")
    private static Optional<CommentPlace> place(Object argument) {
        return (Optional<CommentPlace>) argument;
    }

    /** In an order of its own, and consistent in it. */
    private static Broken orders(String mistake, String rule, Comparator<PlacedComment> forward) {
        return thread(mistake, rule, (store, query, after, limit) -> {
            Comparator<PlacedComment> order = query.order() == ThreadQuery.Order.FORWARD ? forward : forward.reversed();
            Optional<PlacedComment> last = after.flatMap(place -> store.findPlaced(place.id()));
            return store.thread(query, Optional.empty(), 1_000).stream()
                    .filter(row -> last.isEmpty() || order.compare(row, last.get()) > 0)
                    .sorted(order)
                    .limit(limit)
                    .toList();
        });
    }

    private static int signed(PlacedComment one, PlacedComment other) {
        List<CommentId> path = one.place().path();
        List<CommentId> others = other.place().path();
        for (int i = 0; i < Math.min(path.size(), others.size()); i++) {
            int byId = path.get(i).value().compareTo(others.get(i).value());
            if (byId != 0) {
                return byId;
            }
        }
        return Integer.compare(path.size(), others.size());
    }

    private static Broken places(String mistake, Function<List<CommentId>, List<CommentId>> path) {
        return rows(
                mistake,
                "COM-14",
                (store, row) -> new PlacedComment(
                        new CommentPlace(path.apply(row.place().path())), row.comment()));
    }

    private interface RowMistake {
        PlacedComment placed(CommentStore store, PlacedComment row);
    }

    private static Broken rows(String mistake, String rule, RowMistake placing) {
        return thread(mistake, rule, (store, query, after, limit) -> {
            boolean forward = query.order() == ThreadQuery.Order.FORWARD;
            Comparator<CommentPlace> order = forward ? Comparator.naturalOrder() : Comparator.reverseOrder();
            return store.thread(query, Optional.empty(), 1_000).stream()
                    .map(row -> placing.placed(store, row))
                    .filter(row -> after.isEmpty() || order.compare(row.place(), after.get()) > 0)
                    .sorted(Comparator.comparing(PlacedComment::place, order))
                    .limit(limit)
                    .toList();
        });
    }

    private static Broken by(String mistake, Function<CommenterKey, Optional<CommenterKey>> heeded) {
        return new Broken(
                mistake,
                "COM-09",
                BlogStorageContract.CommentLists.class,
                () -> new SpoiltStorage().comments("list", (store, args) -> {
                    CommentQuery query = (CommentQuery) args[0];
                    return store.list(
                            new CommentQuery(
                                    query.article(), query.states(), query.by().flatMap(heeded), query.order()),
                            Mistakes.position(args[1]),
                            (int) args[2]);
                }));
    }
}
