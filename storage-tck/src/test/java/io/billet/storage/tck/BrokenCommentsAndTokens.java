package io.billet.storage.tck;

import static io.billet.storage.tck.Mistakes.key;
import static io.billet.storage.tck.Mistakes.pause;
import static io.billet.storage.tck.Mistakes.position;
import static io.billet.storage.tck.Mistakes.withoutLast;

import io.billet.core.AlreadyExistsException;
import io.billet.core.Comment;
import io.billet.core.CommentId;
import io.billet.core.NotFoundException;
import io.billet.storage.api.CommentQuery;
import io.billet.storage.api.IdempotencyKey;
import io.billet.storage.api.StoredToken;
import io.billet.storage.api.TokenHash;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Mistakes in how comments and tokens are kept. */
final class BrokenCommentsAndTokens {

    private BrokenCommentsAndTokens() {}

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
                                                                query.article(), Set.of(), query.by(), query.order()))
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
                                                (TokenHash) args[0], (String) args[1], rounded((Instant) args[2])))),
                new Broken(
                        "lists what is held for somebody up to nobody's limit",
                        "TOK-06",
                        tokens,
                        () -> new SpoiltStorage()
                                .tokens(
                                        "list",
                                        (store, args) -> store.list((String) args[0], (String) args[1], 1_000))),
                new Broken(
                        "lists what is held for a name in capitals",
                        "TOK-06",
                        tokens,
                        () -> new SpoiltStorage()
                                .tokens(
                                        "list",
                                        (store, args) -> Stream.of("zoe", "Zoe")
                                                .filter(name -> name.equalsIgnoreCase((String) args[1]))
                                                .flatMap(name ->
                                                        store.list((String) args[0], name, (int) args[2]).stream())
                                                .toList())));
    }

    @SuppressWarnings("unchecked")
    private static List<CommentQuery> commentQueries(Object argument) {
        return (List<CommentQuery>) argument;
    }

    private static Instant rounded(Instant at) {
        Instant cut = at.truncatedTo(ChronoUnit.MICROS);
        return cut.equals(at) ? at : cut.plusNanos(1_000);
    }
}
