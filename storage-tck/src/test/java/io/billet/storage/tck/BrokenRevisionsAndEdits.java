package io.billet.storage.tck;

import static io.billet.storage.tck.Mistakes.slug;
import static io.billet.storage.tck.Mistakes.withoutLast;

import io.billet.core.ArticleId;
import io.billet.core.Author;
import io.billet.core.Revision;
import io.billet.core.RevisionSummary;
import io.billet.core.StagedEdit;
import io.billet.core.Tag;
import io.billet.storage.api.BlogStorage;
import io.billet.storage.api.RevisionStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Mistakes in what remains of earlier versions, in what waits to be said, and in names that nobody has described. */
final class BrokenRevisionsAndEdits {

    private BrokenRevisionsAndEdits() {}

    static Stream<Broken> revisions() {
        Class<?> part = BlogStorageContract.Revisions.class;
        return Stream.of(
                new Broken(
                        "keeps the revisions of what is deleted",
                        "ART-13",
                        part,
                        BrokenRevisionsAndEdits::withImmortalRevisions),
                new Broken(
                        "leaves out the first revision",
                        "REV-01",
                        part,
                        () -> revisions((store, article, before, limit) ->
                                withoutLast(store.list(article, before, limit), limit))),
                new Broken(
                        "takes the version before which to list for one to list",
                        "REV-01",
                        part,
                        () -> revisions((store, article, before, limit) -> store.list(
                                article,
                                before.isPresent() && before.getAsLong() < Long.MAX_VALUE
                                        ? OptionalLong.of(before.getAsLong() + 1)
                                        : before,
                                limit))),
                new Broken(
                        "finds the revision that was in force in any version",
                        "REV-02",
                        part,
                        () -> new SpoiltStorage()
                                .revisions(
                                        "find",
                                        (store, args) ->
                                                store.list((ArticleId) args[0], after((long) args[1]), 1).stream()
                                                        .findFirst()
                                                        .flatMap(each -> store.find(each.article(), each.version())))),
                new Broken(
                        "forgets who made a revision",
                        "REV-03",
                        part,
                        () -> new SpoiltStorage()
                                .revisions(
                                        "find",
                                        (store, args) -> store.find((ArticleId) args[0], (long) args[1])
                                                .map(each -> new Revision(
                                                        each.article(),
                                                        each.version(),
                                                        each.title(),
                                                        each.summary(),
                                                        each.markdown(),
                                                        each.at(),
                                                        Optional.empty())))),
                new Broken(
                        "keeps one revision fewer",
                        "REV-04",
                        part,
                        () -> new SpoiltStorage()
                                .revisions(
                                        "prune",
                                        (store, args) ->
                                                store.prune((ArticleId) args[0], Math.max(1, (int) args[1] - 1)))),
                new Broken(
                        "counts what it keeps",
                        "REV-04",
                        part,
                        () -> new SpoiltStorage().revisions("prune", (store, args) -> {
                            store.prune((ArticleId) args[0], (int) args[1]);
                            return store.list((ArticleId) args[0], OptionalLong.empty(), 100)
                                    .size();
                        })));
    }

    private static OptionalLong after(long version) {
        return version == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(version + 1);
    }

    private interface WrongList {
        List<RevisionSummary> of(RevisionStore store, ArticleId article, OptionalLong before, int limit);
    }

    private static BlogStorage revisions(WrongList mistake) {
        return new SpoiltStorage()
                .revisions(
                        "list",
                        (store, args) -> mistake.of(store, (ArticleId) args[0], (OptionalLong) args[1], (int) args[2]));
    }

    private static BlogStorage withImmortalRevisions() {
        SpoiltStorage storage = new SpoiltStorage();
        Map<ArticleId, List<RevisionSummary>> last = new ConcurrentHashMap<>();
        RevisionStore proper = storage.revisions();
        return storage.articles("delete", (store, args) -> {
                    ArticleId id = (ArticleId) args[0];
                    last.put(id, proper.list(id, OptionalLong.empty(), 100));
                    store.delete(id, (long) args[1]);
                    return null;
                })
                .revisions("list", (store, args) -> {
                    List<RevisionSummary> kept = last.getOrDefault((ArticleId) args[0], List.of());
                    OptionalLong before = (OptionalLong) args[1];
                    return kept.isEmpty()
                            ? store.list((ArticleId) args[0], before, (int) args[2])
                            : kept.stream()
                                    .filter(each -> each.version() < before.orElse(Long.MAX_VALUE))
                                    .limit((int) args[2])
                                    .toList();
                });
    }

    static Stream<Broken> stagedEdits() {
        Class<?> part = BlogStorageContract.StagedEdits.class;
        return Stream.of(
                new Broken(
                        "puts one edit over another",
                        "STG-01",
                        part,
                        () -> new SpoiltStorage().stagedEdits("put", (store, args) -> {
                            StagedEdit edit = (StagedEdit) args[0];
                            long stored = store.find(edit.article())
                                    .map(StagedEdit::version)
                                    .orElse(0L);
                            return store.put(edit.withVersion(stored));
                        })),
                new Broken(
                        "forgets on what an edit is based",
                        "STG-02",
                        part,
                        () -> new SpoiltStorage()
                                .stagedEdits(
                                        "find",
                                        (store, args) ->
                                                store.find((ArticleId) args[0]).map(each -> each.onto(1)))),
                new Broken(
                        "discards whatever version there is",
                        "STG-03",
                        part,
                        () -> new SpoiltStorage().stagedEdits("discard", (store, args) -> {
                            long stored = store.find((ArticleId) args[0])
                                    .map(StagedEdit::version)
                                    .orElse((long) args[1]);
                            store.discard((ArticleId) args[0], stored);
                            return null;
                        })),
                new Broken(
                        "leaves out the last article that has an edit",
                        "STG-04",
                        part,
                        () -> new SpoiltStorage().stagedEdits("list", (store, args) -> {
                            @SuppressWarnings("unchecked")
                            Optional<ArticleId> after = (Optional<ArticleId>) args[0];
                            return withoutLast(store.list(after, (int) args[1]), (int) args[1]);
                        })),
                new Broken("discards the edit with its article", "STG-05", part, () -> {
                    SpoiltStorage storage = new SpoiltStorage();
                    return storage.articles("delete", (store, args) -> {
                        store.delete((ArticleId) args[0], (long) args[1]);
                        storage.stagedEdits()
                                .find((ArticleId) args[0])
                                .ifPresent(edit -> storage.stagedEdits().discard(edit.article(), edit.version()));
                        return null;
                    });
                }));
    }

    static Stream<Broken> names() {
        return Stream.of(
                new Broken(
                        "lists described tags only",
                        "TAG-06",
                        BlogStorageContract.Tags.class,
                        () -> new SpoiltStorage()
                                .tags(
                                        "list",
                                        (store, args) -> store.list(slug(args[0]), 1_001).stream()
                                                .filter(each ->
                                                        store.find(each.slug()).isPresent())
                                                .limit((int) args[1])
                                                .toList())),
                new Broken(
                        "describes an author whom articles name", "AUT-06", BlogStorageContract.Authors.class, () -> {
                            SpoiltStorage storage = new SpoiltStorage();
                            return storage.authors(
                                    "list",
                                    (store, args) -> store.list(slug(args[0]), (int) args[1]).stream()
                                            .peek(each -> {
                                                if (store.find(each.slug()).isEmpty()) {
                                                    store.put(Author.named(each.slug(), each.name()));
                                                }
                                            })
                                            .toList());
                        }),
                new Broken(
                        "finds a tag that nobody has described",
                        "TAG-06",
                        BlogStorageContract.Tags.class,
                        () -> new SpoiltStorage()
                                .tags(
                                        "find",
                                        (store, args) -> store.list(Optional.empty(), 1_001).stream()
                                                .filter(each -> each.slug().equals(args[0]))
                                                .map(Tag.class::cast)
                                                .findFirst())));
    }
}
