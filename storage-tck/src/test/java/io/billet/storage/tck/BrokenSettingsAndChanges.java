package io.billet.storage.tck;

import static io.billet.storage.tck.Mistakes.pause;

import io.billet.core.Article;
import io.billet.core.Tag;
import io.billet.storage.api.PublicChanges;
import io.billet.storage.api.StoredToken;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Mistakes in how settings are kept, and in when marks are raised. */
final class BrokenSettingsAndChanges {

    private BrokenSettingsAndChanges() {}

    static Stream<Broken> settingsAndChanges() {
        return Stream.concat(settings(), changes());
    }

    @SuppressWarnings("unchecked")
    private static Optional<String> text(Object argument) {
        return (Optional<String>) argument;
    }

    private static Stream<Broken> settings() {
        Class<?> part = BlogStorageContract.Settings.class;
        return Stream.of(
                new Broken(
                        "replaces a setting whatever is there",
                        "SET-01",
                        part,
                        () -> new SpoiltStorage()
                                .settings(
                                        "replace",
                                        (store, args) -> store.replace(
                                                (String) args[0], store.find((String) args[0]), text(args[2])))),
                new Broken(
                        "looks at a setting and then replaces it",
                        "SET-01",
                        part,
                        () -> new SpoiltStorage().settings("replace", (store, args) -> {
                            if (!store.find((String) args[0]).equals(text(args[1]))) {
                                return false;
                            }
                            pause();
                            return store.replace((String) args[0], store.find((String) args[0]), text(args[2]));
                        })),
                new Broken(
                        "compares settings without their case",
                        "SET-01",
                        part,
                        () -> new SpoiltStorage().settings("replace", (store, args) -> {
                            Optional<String> stored = store.find((String) args[0]);
                            boolean alike = stored.map(value -> value.toLowerCase(Locale.ROOT))
                                    .equals(text(args[1]).map(value -> value.toLowerCase(Locale.ROOT)));
                            return store.replace((String) args[0], alike ? stored : text(args[1]), text(args[2]));
                        })),
                new Broken(
                        "keeps an empty value as none",
                        "SET-02",
                        part,
                        () -> new SpoiltStorage()
                                .settings(
                                        "find",
                                        (store, args) ->
                                                store.find((String) args[0]).filter(value -> !value.isEmpty()))),
                new Broken(
                        "strips values",
                        "SET-02",
                        part,
                        () -> new SpoiltStorage()
                                .settings(
                                        "find",
                                        (store, args) ->
                                                store.find((String) args[0]).map(String::strip))),
                new Broken(
                        "takes any name for one in small letters",
                        "SET-03",
                        part,
                        () -> new SpoiltStorage()
                                .settings(
                                        "find",
                                        (store, args) -> store.find(((String) args[0]).toLowerCase(Locale.ROOT)))));
    }

    private static Stream<Broken> changes() {
        Class<?> part = BlogStorageContract.Changes.class;
        return Stream.of(
                new Broken(
                        "never raises the editorial mark",
                        "CHG-01",
                        part,
                        () -> new SpoiltStorage().changes(marks -> new PublicChanges(0, marks.discussion()))),
                new Broken("raises no mark when an article is taken back", "CHG-01", part, () -> {
                    AtomicLong kept = new AtomicLong();
                    SpoiltStorage storage = new SpoiltStorage();
                    return storage.articles("update", (store, args) -> {
                                Article article = (Article) args[0];
                                boolean stays = article.publishedAt().isPresent();
                                long before = storage.properChanges().editorial();
                                Article stored = store.update(article);
                                kept.addAndGet(
                                        stays ? 0 : storage.properChanges().editorial() - before);
                                return stored;
                            })
                            .changes(marks -> new PublicChanges(marks.editorial() - kept.get(), marks.discussion()));
                }),
                new Broken(
                        "takes one mark for both",
                        "CHG-02",
                        part,
                        () -> new SpoiltStorage()
                                .changes(marks -> new PublicChanges(marks.editorial() + marks.discussion(), 0))),
                new Broken(
                        "raises the mark of discussions every other time",
                        "CHG-02",
                        part,
                        () -> new SpoiltStorage()
                                .changes(marks -> new PublicChanges(marks.editorial(), marks.discussion() / 2))),
                new Broken(
                        "lets marks come back",
                        "CHG-01",
                        part,
                        () -> new SpoiltStorage()
                                .changes(marks -> new PublicChanges(marks.editorial() % 3, marks.discussion()))),
                new Broken("loses marks of changes at once", "CHG-03", part, () -> {
                    AtomicLong mark = new AtomicLong();
                    return new SpoiltStorage()
                            .tags("put", (store, args) -> {
                                long seen = mark.get();
                                pause();
                                store.put((Tag) args[0]);
                                mark.set(seen + 1);
                                return null;
                            })
                            .changes(marks -> new PublicChanges(mark.get(), marks.discussion()));
                }),
                new Broken("raises a mark with every token", "CHG-04", part, () -> {
                    AtomicLong tokens = new AtomicLong();
                    return new SpoiltStorage()
                            .tokens("put", (store, args) -> {
                                tokens.incrementAndGet();
                                store.put((StoredToken) args[0]);
                                return null;
                            })
                            .changes(marks -> new PublicChanges(marks.editorial() + tokens.get(), marks.discussion()));
                }));
    }
}
