package io.billet.storage.tck;

import static io.billet.storage.tck.Mistakes.cut;
import static io.billet.storage.tck.Mistakes.key;

import io.billet.core.Article;
import io.billet.core.ArticleId;
import io.billet.core.Comment;
import io.billet.storage.api.Capability;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Mistakes in what a storage promises as a whole, and in values. */
final class BrokenStorages {

    private BrokenStorages() {}

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
                        () -> new SpoiltStorage().declaring(noRevisions).revisions("list", (store, args) -> List.of())),
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
                                        (store, args) ->
                                                store.find((ArticleId) args[0]).map(BrokenStorages::toMillis))));
    }

    private static Article toMillis(Article article) {
        return article.toBuilder()
                .createdAt(article.createdAt().truncatedTo(ChronoUnit.MILLIS))
                .updatedAt(article.updatedAt().truncatedTo(ChronoUnit.MILLIS))
                .build();
    }
}
