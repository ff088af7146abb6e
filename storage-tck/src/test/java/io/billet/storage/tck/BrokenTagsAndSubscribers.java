package io.billet.storage.tck;

import static io.billet.storage.tck.Mistakes.pause;
import static io.billet.storage.tck.Mistakes.slug;
import static io.billet.storage.tck.Mistakes.subscriber;
import static io.billet.storage.tck.Mistakes.withoutLast;

import io.billet.core.AlreadyExistsException;
import io.billet.core.EmailAddress;
import io.billet.core.Slug;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberId;
import io.billet.core.Tag;
import io.billet.storage.api.Bounds;
import io.billet.storage.api.InMemoryStorage;
import io.billet.storage.api.SubscriberQuery;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Mistakes in how tags and subscribers are kept and listed. */
final class BrokenTagsAndSubscribers {

    private BrokenTagsAndSubscribers() {}

    static Stream<Broken> tagsAndSubscribers() {
        Class<?> tags = BlogStorageContract.Tags.class;
        Class<?> subscribers = BlogStorageContract.Subscribers.class;
        return Stream.of(
                new Broken(
                        "finds several tags in the order of their slugs",
                        "TAG-03",
                        tags,
                        () -> new SpoiltStorage().tags("findAll", (store, args) -> {
                            @SuppressWarnings("unchecked")
                            Collection<Slug> slugs = (Collection<Slug>) args[0];
                            return store.findAll(new TreeSet<>(slugs));
                        })),
                new Broken(
                        "sorts by UTF-16",
                        "TAG-04",
                        tags,
                        () -> new SpoiltStorage().tags("list", (store, args) -> {
                            List<Tag> sorted = new ArrayList<>(store.list(Optional.empty(), Bounds.LONGEST_LIST));
                            sorted.sort(Comparator.comparing(Tag::slug));
                            return sorted.stream()
                                    .filter(tag -> slug(args[0])
                                            .map(after -> tag.slug().compareTo(after) > 0)
                                            .orElse(true))
                                    .limit((int) args[1])
                                    .toList();
                        })),
                new Broken(
                        "leaves out the last tag",
                        "TAG-04",
                        tags,
                        () -> new SpoiltStorage()
                                .tags(
                                        "list",
                                        (store, args) ->
                                                withoutLast(store.list(slug(args[0]), (int) args[1]), (int) args[1]))),
                new Broken(
                        "leaves out the last author",
                        "AUT-04",
                        BlogStorageContract.Authors.class,
                        () -> new SpoiltStorage()
                                .authors(
                                        "list",
                                        (store, args) ->
                                                withoutLast(store.list(slug(args[0]), (int) args[1]), (int) args[1]))),
                new Broken(
                        "looks for the tag at the position",
                        "TAG-04",
                        tags,
                        () -> new SpoiltStorage()
                                .tags(
                                        "list",
                                        (store, args) -> slug(args[0])
                                                        .filter(after -> store.find(after)
                                                                .isEmpty())
                                                        .isPresent()
                                                ? List.of()
                                                : store.list(slug(args[0]), (int) args[1]))),
                new Broken(
                        "leaves out the last subscriber",
                        "SUB-08",
                        BlogStorageContract.SubscriberLists.class,
                        () -> new SpoiltStorage()
                                .subscribers(
                                        "list",
                                        (store, args) -> withoutLast(
                                                store.list(
                                                        (SubscriberQuery) args[0], subscriber(args[1]), (int) args[2]),
                                                (int) args[2]))),
                new Broken(
                        "looks for the subscriber at the position",
                        "SUB-08",
                        BlogStorageContract.SubscriberLists.class,
                        () -> new SpoiltStorage()
                                .subscribers(
                                        "list",
                                        (store, args) -> subscriber(args[1])
                                                        .filter(after -> store.find(after)
                                                                .isEmpty())
                                                        .isPresent()
                                                ? List.of()
                                                : store.list((SubscriberQuery) args[0], subscriber(args[1]), (int)
                                                        args[2]))),
                new Broken(
                        "forgets what somebody declines",
                        "SUB-02",
                        subscribers,
                        () -> new SpoiltStorage().subscribers("create", (store, args) -> {
                            Subscriber subscriber = (Subscriber) args[0];
                            return store.create(subscriber.decline(List.of(), subscriber.updatedAt()));
                        })),
                new Broken(
                        "keeps what somebody declined before",
                        "SUB-02",
                        subscribers,
                        () -> new SpoiltStorage().subscribers("update", (store, args) -> {
                            Subscriber subscriber = (Subscriber) args[0];
                            return store.update(store.find(subscriber.id())
                                    .map(before -> subscriber.decline(before.declined(), subscriber.updatedAt()))
                                    .orElse(subscriber));
                        })),
                new Broken(
                        "lists subscribers without what they decline",
                        "SUB-02",
                        subscribers,
                        () -> new SpoiltStorage()
                                .subscribers(
                                        "list",
                                        (store, args) ->
                                                store
                                                        .list((SubscriberQuery) args[0], subscriber(args[1]), (int)
                                                                args[2])
                                                        .stream()
                                                        .map(each -> each.decline(List.of(), each.updatedAt()))
                                                        .toList())),
                new Broken(
                        "finds subscribers in the order of ids",
                        "SUB-15",
                        subscribers,
                        () -> new SpoiltStorage().subscribers("findAll", (store, args) -> {
                            @SuppressWarnings("unchecked")
                            Collection<SubscriberId> ids = (Collection<SubscriberId>) args[0];
                            Bounds.atOnce(ids, "ids");
                            return store.findAll(new TreeSet<>(ids));
                        })),
                new Broken(
                        "finds subscribers as often as it is asked",
                        "SUB-15",
                        subscribers,
                        () -> new SpoiltStorage().subscribers("findAll", (store, args) -> {
                            @SuppressWarnings("unchecked")
                            Collection<SubscriberId> ids = (Collection<SubscriberId>) args[0];
                            Bounds.atOnce(ids, "ids");
                            return ids.stream()
                                    .flatMap(id -> store.find(id).stream())
                                    .toList();
                        })),
                new Broken("fails when two put one tag", "TAG-01", tags, () -> {
                    Set<Slug> writing = ConcurrentHashMap.newKeySet();
                    return new SpoiltStorage().tags("put", (store, args) -> {
                        Tag tag = (Tag) args[0];
                        if (!writing.add(tag.slug())) {
                            throw new AlreadyExistsException(
                                    "Tag", "slug", tag.slug().value());
                        }
                        pause();
                        store.put(tag);
                        writing.remove(tag.slug());
                        return null;
                    });
                }),
                new Broken(
                        "compares addresses without their accents",
                        "SUB-03",
                        subscribers,
                        () -> new SpoiltStorage().subscribers("create", (store, args) -> {
                            Subscriber subscriber = (Subscriber) args[0];
                            EmailAddress plain = EmailAddress.of(
                                    subscriber.email().value().replace('ë', 'e').replace('ı', 'i'));
                            if (store.findByEmail(plain).isPresent()) {
                                throw new AlreadyExistsException("Subscriber", "email", plain.toString());
                            }
                            return store.create(subscriber);
                        })),
                new Broken("still finds whom it erased", "SUB-10", subscribers, () -> {
                    Map<EmailAddress, Subscriber> seen = new ConcurrentHashMap<>();
                    return new SpoiltStorage()
                            .subscribers("create", (store, args) -> {
                                Subscriber created = store.create((Subscriber) args[0]);
                                seen.put(created.email(), created);
                                return created;
                            })
                            .subscribers(
                                    "findByEmail",
                                    (store, args) -> store.findByEmail((EmailAddress) args[0])
                                            .or(() -> Optional.ofNullable(seen.get((EmailAddress) args[0]))));
                }),
                new Broken(
                        "leaves the addresses of erased subscribers in the ledger",
                        "SUB-10",
                        BlogStorageContract.Ledger.class,
                        () -> new SpoiltStorage().subscribersOf(new InMemoryStorage())),
                new Broken(
                        "counts without the label",
                        "SUB-11",
                        BlogStorageContract.SubscriberLists.class,
                        () -> new SpoiltStorage()
                                .subscribers(
                                        "count",
                                        (store, args) -> store.count(new SubscriberQuery(
                                                ((SubscriberQuery) args[0]).state(), Optional.empty())))),
                new Broken(
                        "streams its first page only",
                        "SUB-09",
                        BlogStorageContract.SubscriberLists.class,
                        () -> new SpoiltStorage()
                                .subscribers(
                                        "stream",
                                        (store, args) ->
                                                store
                                                        .list((SubscriberQuery) args[0], Optional.empty(), 500)
                                                        .stream())));
    }
}
