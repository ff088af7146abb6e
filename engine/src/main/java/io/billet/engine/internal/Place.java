package io.billet.engine.internal;

import io.billet.core.ArticleSummary;
import io.billet.core.Comment;
import io.billet.core.ConsentRecord;
import io.billet.core.Delivery;
import io.billet.core.DeliveryId;
import io.billet.core.InvalidValueException;
import io.billet.core.IssueId;
import io.billet.core.IssueSummary;
import io.billet.core.OutboxId;
import io.billet.core.OutboxMail;
import io.billet.core.RevisionSummary;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberId;
import io.billet.engine.Cursor;
import io.billet.engine.Page;
import io.billet.engine.PageRequest;
import io.billet.storage.api.ArticleQuery;
import io.billet.storage.api.DatePosition;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Where a row stands in one kind of list: makes pages of the lists that a store returns, and cursors of the places where they
 * end.
 *
 * <p>The octets of a cursor begin with the kind of the list, so that a cursor of another list is told from a right one.
 *
 * @param <T> what the list is of
 * @param <P> a position in it, as the store knows it
 */
public final class Place<T, P> {

    public static final Place<ArticleSummary, DatePosition> OF_ARTICLES =
            new Place<>('a', 12 + 16, DatePosition::of, Place::put, Place::date);

    private static final Place<ArticleSummary, DatePosition> OF_CHANGED_ARTICLES =
            new Place<>('k', 12 + 16, DatePosition::ofChange, Place::put, Place::date);

    public static final Place<Comment, DatePosition> OF_COMMENTS =
            new Place<>('c', 12 + 16, DatePosition::of, Place::put, Place::date);

    public static final Place<RevisionSummary, Long> OF_REVISIONS =
            new Place<>('r', 8, RevisionSummary::version, ByteBuffer::putLong, ByteBuffer::getLong);

    public static final Place<Subscriber, SubscriberId> OF_SUBSCRIBERS = new Place<>(
            's', 16, Subscriber::id, (octets, id) -> put(octets, id.value()), octets -> new SubscriberId(uuid(octets)));

    public static final Place<ConsentRecord, Long> OF_CONSENT =
            new Place<>('h', 8, ConsentRecord::version, ByteBuffer::putLong, ByteBuffer::getLong);

    public static final Place<OutboxMail, OutboxId> OF_OUTBOX = new Place<>(
            'o', 16, OutboxMail::id, (octets, id) -> put(octets, id.value()), octets -> new OutboxId(uuid(octets)));
    public static final Place<IssueSummary, IssueId> OF_ISSUES = new Place<>(
            'i', 16, IssueSummary::id, (octets, id) -> put(octets, id.value()), octets -> new IssueId(uuid(octets)));

    public static final Place<Delivery, DeliveryId> OF_DELIVERIES = new Place<>(
            'd', 16, Delivery::id, (octets, id) -> put(octets, id.value()), octets -> new DeliveryId(uuid(octets)));

    private final byte kind;
    private final int length;
    private final Function<T, P> positionOf;
    private final BiFunction<ByteBuffer, P, ByteBuffer> writer;
    private final Function<ByteBuffer, P> reader;

    private Place(
            char kind,
            int length,
            Function<T, P> positionOf,
            BiFunction<ByteBuffer, P, ByteBuffer> writer,
            Function<ByteBuffer, P> reader) {
        this.kind = (byte) kind;
        this.length = length;
        this.positionOf = positionOf;
        this.writer = writer;
        this.reader = reader;
    }

    /** In the order that is asked for: a cursor of the other one leads nowhere. */
    public static Place<ArticleSummary, DatePosition> of(ArticleQuery query) {
        return query.order().isByChange() ? OF_CHANGED_ARTICLES : OF_ARTICLES;
    }

    /**
     * Reads a page, and one row more to know whether anything follows.
     *
     * @param list returns what comes after a position, at most so many
     * @throws InvalidValueException if the cursor is of another list, or nobody made it
     */
    public Page<T> page(PageRequest request, BiFunction<Optional<P>, Integer, List<T>> list) {
        List<T> rows = list.apply(request.after().map(this::positionIn), request.size() + 1);
        if (rows.size() <= request.size()) {
            return new Page<>(rows, Optional.empty());
        }
        List<T> items = rows.subList(0, request.size());
        return new Page<>(items, Optional.of(cursorAt(positionOf.apply(items.get(items.size() - 1)))));
    }

    private Cursor cursorAt(P position) {
        byte[] octets = writer.apply(ByteBuffer.allocate(1 + length).put(kind), position)
                .array();
        return new Cursor(Base64.getUrlEncoder().withoutPadding().encodeToString(octets));
    }

    private P positionIn(Cursor cursor) {
        try {
            byte[] octets = Base64.getUrlDecoder().decode(cursor.value());
            if (octets.length == 1 + length && octets[0] == kind) {
                P position = reader.apply(ByteBuffer.wrap(octets, 1, length));
                // Base64 has several spellings of one value, and a position fewer values than octets: only one is ours.
                if (cursorAt(position).equals(cursor)) {
                    return position;
                }
            }
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException | InvalidValueException e) {
            // Told below, in the words of the model.
        }
        throw InvalidValueException.malformed(
                "Cursor",
                "value",
                "a cursor of an earlier page of this list",
                cursor.value().length() + " characters");
    }

    private static ByteBuffer put(ByteBuffer octets, DatePosition position) {
        octets.putLong(position.at().getEpochSecond()).putInt(position.at().getNano());
        return put(octets, position.id());
    }

    private static DatePosition date(ByteBuffer octets) {
        return new DatePosition(Instant.ofEpochSecond(octets.getLong(), octets.getInt()), uuid(octets));
    }

    private static ByteBuffer put(ByteBuffer octets, UUID id) {
        return octets.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }

    private static UUID uuid(ByteBuffer octets) {
        return new UUID(octets.getLong(), octets.getLong());
    }
}
