package io.billet.engine.internal.subscription;

import io.billet.core.Comment;
import io.billet.core.Commenter;
import io.billet.core.Consent;
import io.billet.core.ConsentRecord;
import io.billet.core.Delivery;
import io.billet.core.DeliveryId;
import io.billet.core.DeliveryState;
import io.billet.core.EmailAddress;
import io.billet.core.HostIdentity;
import io.billet.core.HttpUrl;
import io.billet.core.OutboxId;
import io.billet.core.OutboxMail;
import io.billet.core.Slug;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberId;
import io.billet.core.SubscriberState;
import io.billet.storage.api.CommentQuery;
import io.billet.storage.api.CommentStore;
import io.billet.storage.api.CommenterKey;
import io.billet.storage.api.DatePosition;
import io.billet.storage.api.IssueStore;
import io.billet.storage.api.OutboxStore;
import io.billet.storage.api.StoredToken;
import io.billet.storage.api.SubscriberStore;
import io.billet.storage.api.TokenStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that is held about a subscriber (GDPR, articles 15 and 20). Hashes of tokens are left out: they say nothing of anybody
 * and are for nobody's eyes.
 */
public final class ExportSubscriber {

    private static final int PART = 500;

    private final SubscriberStore subscribers;
    private final SubscriberHistory history;
    private final TokenStore tokens;
    private final CommentStore comments;
    private final Optional<IssueStore> issues;
    private final OutboxStore outbox;
    private final InstantSource clock;

    /**
     * @param issues what knows who was sent what, if the storage keeps it
     */
    public ExportSubscriber(
            SubscriberStore subscribers,
            SubscriberHistory history,
            TokenStore tokens,
            CommentStore comments,
            Optional<IssueStore> issues,
            OutboxStore outbox,
            InstantSource clock) {
        this.subscribers = subscribers;
        this.history = history;
        this.tokens = tokens;
        this.comments = comments;
        this.issues = issues;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Returns it as JSON, if there is such a subscriber. */
    public Optional<String> json(SubscriberId id) {
        return subscribers.find(id).map(this::export).map(JsonText::of);
    }

    private Map<String, Object> export(Subscriber subscriber) {
        SubscriberId id = subscriber.id();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("exportedAt", clock.instant());
        all.put("subscriber", of(subscriber));
        List<ConsentRecord> rows = history.of(id).toList();
        all.put("history", rows.stream().map(ExportSubscriber::of).toList());
        all.put(
                "linksAndSessions",
                Arrays.stream(Tokens.Purpose.values())
                        .flatMap(purpose -> tokens.list(purpose.name(), id.toString(), PART).stream())
                        .map(ExportSubscriber::of)
                        .toList());
        all.put("mails", mails(outbox, id));
        all.put("issues", issues.map(store -> deliveries(store, id)).orElse(List.of()));
        Stream<EmailAddress> addresses =
                Stream.concat(Stream.of(subscriber.email()), rows.stream().map(ConsentRecord::email));
        all.put("comments", comments(id, addresses.distinct().toList()));
        return all;
    }

    private static Map<String, Object> of(Subscriber subscriber) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", subscriber.id());
        json.put("email", subscriber.email().value());
        json.put("name", subscriber.name());
        json.put("language", subscriber.language());
        json.put("labels", subscriber.labels().stream().map(Object::toString).toList());
        json.put("declined", subscriber.declined().stream().map(Slug::value).toList());
        json.put("state", of(subscriber.state()));
        json.put("consent", of(subscriber.consent()));
        json.put("createdAt", subscriber.createdAt());
        json.put("updatedAt", subscriber.updatedAt());
        json.put("version", subscriber.version());
        return json;
    }

    private static Map<String, Object> of(ConsentRecord row) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("version", row.version());
        json.put("at", row.at());
        json.put("email", row.email().value());
        json.put("language", row.language());
        json.put("state", of(row.state()));
        json.put("consent", of(row.consent()));
        return json;
    }

    private static Map<String, Object> of(SubscriberState state) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", state.kind());
        if (state instanceof SubscriberState.Unsubscribed left) {
            json.put("at", left.at());
        } else if (state instanceof SubscriberState.Suppressed suppressed) {
            json.put("at", suppressed.at());
            json.put("reason", suppressed.reason());
        }
        return json;
    }

    private static Map<String, Object> of(Consent consent) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("form", consent.form());
        json.put("textVersion", consent.textVersion());
        json.put("askedAt", consent.askedAt());
        json.put("confirmedAt", consent.confirmedAt());
        json.put("address", consent.address());
        json.put("agent", consent.agent());
        return json;
    }

    private static Map<String, Object> of(StoredToken token) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("for", token.purpose());
        json.put("expiresAt", token.expiresAt());
        json.put("note", token.note());
        return json;
    }

    private static List<Map<String, Object>> mails(OutboxStore store, SubscriberId id) {
        return Arrays.stream(DeliveryState.Kind.values())
                .flatMap(kind -> ExportSubscriber.<OutboxId, OutboxMail>walk(
                        (after, limit) -> store.list(kind, after, limit), OutboxMail::id))
                .filter(mail -> mail.subject().equals(id.toString()))
                .map(mail -> {
                    Map<String, Object> json = new LinkedHashMap<>();
                    json.put("id", mail.id());
                    json.put("for", mail.purpose());
                    json.put("createdAt", mail.createdAt());
                    json.put("note", mail.note());
                    json.put("state", mail.state().kind());
                    json.put("reason", reason(mail.state()));
                    return json;
                })
                .toList();
    }

    /** What the server of a recipient said may tell something of them. */
    private static Optional<String> reason(DeliveryState state) {
        return state instanceof DeliveryState.Failed failed ? Optional.of(failed.reason()) : Optional.empty();
    }

    private static List<Map<String, Object>> deliveries(IssueStore store, SubscriberId id) {
        return ExportSubscriber.<DeliveryId, Delivery>walk(
                        (after, limit) -> store.received(id, after, limit), Delivery::id)
                .map(delivery -> {
                    Map<String, Object> json = new LinkedHashMap<>();
                    json.put("id", delivery.id());
                    json.put("issue", delivery.issue());
                    json.put("email", delivery.email().value());
                    json.put("language", delivery.language());
                    json.put("state", delivery.state().kind());
                    json.put("reason", reason(delivery.state()));
                    json.put("attempts", delivery.attempts());
                    return json;
                })
                .toList();
    }

    private List<Map<String, Object>> comments(SubscriberId id, List<EmailAddress> addresses) {
        Stream<CommenterKey> keys = Stream.concat(
                Stream.of(new CommenterKey.Member(id)), addresses.stream().map(CommenterKey.Address::new));
        return keys
                .flatMap(key -> ExportSubscriber.<DatePosition, Comment>walk(
                        (after, limit) -> comments.list(CommentQuery.all().by(key), after, limit), DatePosition::of))
                .collect(Collectors.toMap(Comment::id, Function.identity(), (one, same) -> one, LinkedHashMap::new))
                .values()
                .stream()
                .map(ExportSubscriber::of)
                .toList();
    }

    private static Map<String, Object> of(Comment comment) {
        Commenter commenter = comment.commenter();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", comment.id());
        json.put("article", comment.article());
        json.put("parent", comment.parent());
        json.put("name", commenter.name());
        json.put("email", commenter.email().map(EmailAddress::value));
        json.put("url", commenter.url().map(HttpUrl::value));
        json.put("identity", commenter.identity().map(HostIdentity::value));
        json.put("text", comment.markdown());
        json.put("state", comment.state());
        json.put("createdAt", comment.createdAt());
        json.put("editedAt", comment.editedAt());
        return json;
    }

    private static <P, T> Stream<T> walk(BiFunction<Optional<P>, Integer, List<T>> page, Function<T, P> position) {
        List<T> all = new ArrayList<>();
        Optional<P> after = Optional.empty();
        while (true) {
            List<T> next = page.apply(after, PART);
            all.addAll(next);
            if (next.size() < PART) {
                return all.stream();
            }
            after = Optional.of(position.apply(next.get(next.size() - 1)));
        }
    }
}
