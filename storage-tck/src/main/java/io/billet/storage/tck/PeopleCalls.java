package io.billet.storage.tck;

import io.billet.core.Comment;
import io.billet.core.CommentId;
import io.billet.core.CommentState;
import io.billet.core.Commenter;
import io.billet.core.Consent;
import io.billet.core.EmailAddress;
import io.billet.core.Label;
import io.billet.core.LanguageTag;
import io.billet.core.Slug;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberId;
import io.billet.core.SubscriberState;
import io.billet.storage.api.Capability;
import io.billet.storage.api.CommentQuery;
import io.billet.storage.api.CommenterKey;
import io.billet.storage.api.IdempotencyKey;
import io.billet.storage.api.StoredToken;
import io.billet.storage.api.SubscriberQuery;
import io.billet.storage.api.ThreadQuery;
import io.billet.storage.api.TokenHash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Random calls about subscribers, comments and tokens. */
final class PeopleCalls {

    private static final List<EmailAddress> ADDRESSES = List.of(
            EmailAddress.of("zoe@example.org"),
            EmailAddress.of("zoë@example.org"),
            EmailAddress.of("mıke@example.org"));
    private static final List<Label> LABELS = List.of(Label.of("premium"), Label.of("Premium"), Label.of("é 😀"));
    private static final List<Slug> TOPICS = List.of(Slug.of("sport"), Slug.of("日本語"));
    private static final Instant NOON = Samples.NOON;

    private static final Consent EVIDENCE =
            Consent.asked("form", "1", NOON).from(Optional.of("192.0.2.7"), Optional.of("Agent"));

    private PeopleCalls() {}

    static List<Arbitrary<Call>> with(Set<Capability> capabilities) {
        List<Arbitrary<Call>> calls = new ArrayList<>();
        if (capabilities.contains(Capability.SUBSCRIBERS)) {
            calls.addAll(List.of(
                    newSubscribers(), subscriberChanges(), subscriberChanges(), subscriberLists(), histories()));
        }
        if (capabilities.contains(Capability.COMMENTS)) {
            calls.addAll(List.of(newComments(), newComments(), commentChanges(), commentLists(), threads()));
        }
        if (capabilities.contains(Capability.TOKENS)) {
            calls.add(tokens());
        }
        return calls;
    }

    static Arbitrary<SubscriberId> subscriberIds() {
        return Arbitraries.integers()
                .between(0, 4)
                .map(number -> new SubscriberId(ArticleCalls.id(number).value()));
    }

    private static Arbitrary<EmailAddress> addresses() {
        return Arbitraries.of(ADDRESSES);
    }

    private static Arbitrary<Call> newSubscribers() {
        return Combinators.combine(subscriberIds(), addresses(), Arbitraries.of(LABELS))
                .as((id, email, label) -> new Call(
                        "create subscriber " + id + " " + email + " " + label,
                        storage -> storage.subscribers()
                                .create(Subscriber.request(id, email, LanguageTag.FRENCH, EVIDENCE, NOON)
                                        .label(List.of(label), NOON))));
    }

    private static Arbitrary<Call> subscriberChanges() {
        return Combinators.combine(
                        subscriberIds(),
                        Arbitraries.integers().between(0, 8),
                        Arbitraries.longs().between(0, 1))
                .as((id, what, behind) ->
                        new Call("change " + what + " of subscriber " + id + ", " + behind + " behind", storage -> {
                            if (what == 6) {
                                storage.subscribers().erase(id);
                                return "erased";
                            }
                            return storage.subscribers()
                                    .find(id)
                                    .map(subscriber ->
                                            changed(subscriber, what).withVersion(subscriber.version() - behind))
                                    .map(storage.subscribers()::update);
                        }));
    }

    private static Subscriber changed(Subscriber subscriber, int what) {
        return switch (what) {
            case 0 -> subscriber.label(LABELS, NOON);
            case 1 -> subscriber.unsubscribe(NOON);
            case 2 -> subscriber.suppress(SubscriberState.Reason.BOUNCED, NOON);
            case 3 -> subscriber.moveTo(ADDRESSES.get(2), NOON);
            case 7 -> subscriber.decline(TOPICS, NOON);
            case 8 -> subscriber.decline(TOPICS.subList(1, 2), NOON);
            case 4 ->
                subscriber.state().kind() == SubscriberState.Kind.UNSUBSCRIBED
                        ? subscriber
                                .askAgain(Consent.asked("again", "2", NOON), NOON)
                                .confirm(NOON)
                        : subscriber.speak(LanguageTag.ENGLISH, NOON);
            default ->
                subscriber.state().kind() == SubscriberState.Kind.PENDING
                        ? subscriber.confirm(NOON.plusSeconds(1))
                        : subscriber.introduce("Zoë 😀", LanguageTag.GERMAN, NOON);
        };
    }

    private static Arbitrary<Call> histories() {
        return Combinators.combine(
                        subscriberIds(),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.integers().between(0, 5))
                .as((id, size, second) ->
                        new Call("the history of " + id + ", evidence forgotten up to " + second, storage -> {
                            // All of it: which come first, of those that are too old, is not said.
                            int forgotten = second > 1
                                    ? 0
                                    : storage.subscribers().forgetEvidence(NOON.plusSeconds(second), 1_000);
                            return List.of(forgotten, Listing.of(storage, id).all(size));
                        }));
    }

    private static Arbitrary<Call> subscriberLists() {
        return Combinators.combine(
                        Arbitraries.of(SubscriberState.Kind.class).optional(0.4),
                        Arbitraries.of(LABELS).optional(0.4),
                        addresses(),
                        Arbitraries.integers().between(1, 3))
                .as((state, label, email, size) ->
                        new Call("list subscribers " + state + " " + label + ", find " + email, storage -> {
                            SubscriberQuery query = new SubscriberQuery(state, label);
                            return List.of(
                                    Listing.of(storage, query).all(size),
                                    storage.subscribers().count(query),
                                    storage.subscribers().findByEmail(email));
                        }));
    }

    private static CommentId commentId(int number) {
        return new CommentId(new UUID(number % 2 == 0 ? number : Long.MIN_VALUE + number, number));
    }

    private static Arbitrary<Call> newComments() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.integers().between(0, 5).optional(0.4),
                        addresses().optional(0.6),
                        Arbitraries.integers().between(0, 3).optional(0.4),
                        Arbitraries.integers().between(0, 2))
                .as((id, about, parent, email, key, second) -> new Call(
                        "create comment " + id + " about " + about + " answering " + parent + " with key " + key,
                        storage -> storage.comments()
                                .create(
                                        Comment.submit(
                                                commentId(id),
                                                ArticleCalls.id(about),
                                                parent.filter(other -> !other.equals(id))
                                                        .map(PeopleCalls::commentId),
                                                by(email),
                                                "Text " + id,
                                                NOON.plusSeconds(second)),
                                        key.map(number -> new IdempotencyKey("key-" + number)))));
    }

    private static Commenter by(Optional<EmailAddress> email) {
        return email.map(Commenter.named("Zoë")::withEmail).orElse(Commenter.named("Nobody"));
    }

    private static Arbitrary<Call> commentChanges() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.integers().between(0, 9),
                        Arbitraries.longs().between(0, 1))
                .as((id, what, behind) ->
                        new Call("change " + what + " of comment " + id + ", " + behind + " behind", storage -> {
                            if (what == 9) {
                                storage.comments().deleteAbout(ArticleCalls.id(id));
                                return "deleted";
                            }
                            if (what == 8) {
                                return storage.comments()
                                        .find(commentId(id))
                                        .map(comment ->
                                                storage.comments().remove(comment.id(), comment.version() - behind));
                            }
                            return storage.comments()
                                    .find(commentId(id))
                                    .filter(comment -> comment.state() != CommentState.ERASED)
                                    .map(comment -> changed(comment, what).withVersion(comment.version() - behind))
                                    .map(storage.comments()::update);
                        }));
    }

    private static Comment changed(Comment comment, int what) {
        return switch (what) {
            case 0 -> comment.erase();
            case 1, 2 -> comment.hide();
            case 3, 4 -> comment.edit("Edited", NOON.plusSeconds(9));
            default -> comment.approve();
        };
    }

    private static Arbitrary<Call> commentLists() {
        return Combinators.combine(
                        ArticleCalls.ids().optional(0.4),
                        Arbitraries.of(CommentState.class).set().ofMaxSize(3),
                        addresses().optional(0.3),
                        Arbitraries.of(CommentQuery.Order.class),
                        Arbitraries.integers().between(1, 4))
                .as((about, states, email, order, size) -> {
                    CommentQuery query = new CommentQuery(about, states, email.map(CommenterKey.Address::new), order);
                    return new Call(
                            "list " + query + " by " + size,
                            storage -> List.of(
                                    Listing.of(storage, query).all(size),
                                    storage.comments().count(List.of(query), size),
                                    storage.comments().count(List.of(CommentQuery.all(), query), 1_000)));
                });
    }

    private static Arbitrary<Call> threads() {
        return Combinators.combine(
                        ArticleCalls.ids(),
                        Arbitraries.of(CommentState.class).set().ofMaxSize(3),
                        Arbitraries.of(ThreadQuery.Order.class),
                        Arbitraries.integers().between(1, 4),
                        Arbitraries.integers().between(0, 5))
                .as((about, states, order, size, id) -> {
                    ThreadQuery query = new ThreadQuery(about, states, order);
                    return new Call(
                            "thread " + query + " by " + size + ", find " + id,
                            storage -> List.of(
                                    Listing.of(storage, query).all(size),
                                    storage.comments().findPlaced(commentId(id))));
                });
    }

    private static Arbitrary<Call> tokens() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.of("confirm", "Confirm"),
                        Arbitraries.of("zoe", "zoë"),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, 5))
                .as((number, purpose, subject, second, what) -> new Call(
                        "token " + number + " " + purpose + " " + subject + " " + second + " " + what, storage -> {
                            TokenHash hash = TokenHash.of("secret-" + number);
                            Instant at = NOON.plusSeconds(second);
                            switch (what) {
                                case 0, 1, 2 ->
                                    storage.tokens().put(new StoredToken(hash, purpose, subject, at.plusSeconds(1)));
                                case 3 -> {
                                    return storage.tokens().consume(hash, purpose, at);
                                }
                                case 4 -> storage.tokens().revoke(purpose, subject);
                                default -> {
                                    return storage.tokens().removeExpired(at);
                                }
                            }
                            return storage.tokens().find(hash, purpose, at);
                        }));
    }
}
