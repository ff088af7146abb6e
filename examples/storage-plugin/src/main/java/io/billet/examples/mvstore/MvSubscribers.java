package io.billet.examples.mvstore;

import io.billet.core.AlreadyExistsException;
import io.billet.core.Consent;
import io.billet.core.ConsentRecord;
import io.billet.core.EmailAddress;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberId;
import io.billet.storage.api.Bounds;
import io.billet.storage.api.IssueStore;
import io.billet.storage.api.SubscriberQuery;
import io.billet.storage.api.SubscriberStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Subscribers, each with the history of their consent. */
final class MvSubscribers implements SubscriberStore {

    private final MvFile file;
    private final IssueStore issues;
    private final MvFile.Shelf<Person> people;

    /** What one key leads to; a row of a history is kept where its subscriber is, and goes with them. */
    record Person(Subscriber subscriber, List<ConsentRecord> history) {
        SubscriberId id() {
            return subscriber.id();
        }
    }

    MvSubscribers(MvFile file, IssueStore issues) {
        this.file = file;
        this.issues = issues;
        people = file.shelf("subscribers", Person.class);
    }

    @Override
    public Subscriber create(Subscriber subscriber) {
        MvFile.requireNew(subscriber.version());
        return file.write(() -> {
            people.requireAbsent("Subscriber", "id", subscriber.id());
            return put(Optional.empty(), subscriber.withVersion(1));
        });
    }

    @Override
    public Subscriber update(Subscriber given) {
        return file.write(() -> {
            Optional<Subscriber> found = find(given.id());
            MvFile.required("Subscriber", given.id(), found, Subscriber::version, given.version());
            return put(found, given.withVersion(given.version() + 1));
        });
    }

    /** With what its history is to say (SUB-12), and only if the address is nobody else's (SUB-03). */
    private Subscriber put(Optional<Subscriber> found, Subscriber stored) {
        if (findByEmail(stored.email())
                .map(Subscriber::id)
                .filter(id -> !id.equals(stored.id()))
                .isPresent()) {
            throw new AlreadyExistsException(
                    "Subscriber", "email", stored.email().toString());
        }
        List<ConsentRecord> history =
                people.get(stored.id()).map(Person::history).orElse(List.of());
        Optional<ConsentRecord> latest = history.stream().reduce((earlier, later) -> later);
        Stream<ConsentRecord> due = ConsentRecord.due(latest, found, stored).stream();
        people.put(
                stored.id(),
                new Person(stored, Stream.concat(history.stream(), due).toList()));
        return stored;
    }

    @Override
    public void erase(SubscriberId id) {
        file.write(() -> {
            issues.forget(id);
            return people.remove(id);
        });
    }

    @Override
    public Optional<Subscriber> find(SubscriberId id) {
        return file.read(() -> people.get(id).map(Person::subscriber));
    }

    @Override
    public Optional<Subscriber> findByEmail(EmailAddress email) {
        return file.read(() -> people.all()
                .map(Person::subscriber)
                .filter(each -> each.email().equals(email))
                .findFirst());
    }

    @Override
    public List<Subscriber> list(SubscriberQuery query, Optional<SubscriberId> after, int limit) {
        return people
                .list(each -> query.accepts(each.subscriber()), Comparator.naturalOrder(), Person::id, after, limit)
                .stream()
                .map(Person::subscriber)
                .toList();
    }

    @Override
    public List<ConsentRecord> history(SubscriberId id, OptionalLong afterVersion, int limit) {
        Bounds.listLimit(limit);
        return file.read(() -> people.get(id).stream()
                .flatMap(person -> person.history().stream())
                .filter(row -> afterVersion.isEmpty() || row.version() > afterVersion.getAsLong())
                .limit(limit)
                .toList());
    }

    @Override
    public int forgetEvidence(Instant before, int limit) {
        int[] left = {Bounds.limitAtOnce(limit)};
        return file.write(() -> {
            people.all().toList().forEach(person -> {
                Subscriber subscriber = isOld(person.subscriber().consent(), before, left)
                        ? person.subscriber()
                                .withoutEvidence()
                                .withVersion(person.subscriber().version() + 1)
                        : person.subscriber();
                people.put(
                        person.id(),
                        new Person(
                                subscriber,
                                person.history().stream()
                                        .map(row -> isOld(row.consent(), before, left) ? row.withoutEvidence() : row)
                                        .toList()));
            });
            return limit - left[0];
        });
    }

    private static boolean isOld(Consent consent, Instant before, int[] left) {
        return consent.hasEvidenceOf(before) && left[0] > 0 && left[0]-- > 0;
    }
}
