package io.billet.storage.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.ArticleId;
import io.billet.core.ArticleSummary;
import io.billet.core.Author;
import io.billet.core.Comment;
import io.billet.core.ConsentRecord;
import io.billet.core.Delivery;
import io.billet.core.DeliveryId;
import io.billet.core.DeliveryState;
import io.billet.core.IssueId;
import io.billet.core.IssueSummary;
import io.billet.core.OutboxId;
import io.billet.core.OutboxMail;
import io.billet.core.RevisionSummary;
import io.billet.core.Slug;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberId;
import io.billet.core.Tag;
import io.billet.storage.api.ArticleQuery;
import io.billet.storage.api.BlogStorage;
import io.billet.storage.api.Bounds;
import io.billet.storage.api.CommentPlace;
import io.billet.storage.api.CommentQuery;
import io.billet.storage.api.DatePosition;
import io.billet.storage.api.IssueQuery;
import io.billet.storage.api.PlacedComment;
import io.billet.storage.api.SubscriberQuery;
import io.billet.storage.api.ThreadQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A list of a store: what a call returns, and where its rows stand. Every list of every store is read through this, so that all
 * are held to the same.
 *
 * @param name       what the list is of, for messages
 * @param list       returns what comes after a position, at most so many
 * @param positionOf where a row stands
 * @param <T>        what the list is of
 * @param <P>        a position
 */
record Listing<T, P>(String name, BiFunction<Optional<P>, Integer, List<T>> list, Function<T, P> positionOf) {

    private static final int LONGEST_ROW_TOLD = 400;

    static Listing<ArticleSummary, DatePosition> of(BlogStorage storage, ArticleQuery query) {
        return new Listing<>(
                query.toString(), (after, limit) -> storage.articles().list(query, after, limit), query::positionOf);
    }

    static Listing<RevisionSummary, Long> ofRevisions(BlogStorage storage, ArticleId article) {
        return new Listing<>(
                "revisions",
                (after, limit) -> storage.revisions()
                        .list(article, after.map(OptionalLong::of).orElseGet(OptionalLong::empty), limit),
                RevisionSummary::version);
    }

    static Listing<ArticleId, ArticleId> ofStagedEdits(BlogStorage storage) {
        return new Listing<>("staged edits", storage.stagedEdits()::list, id -> id);
    }

    static Listing<Comment, DatePosition> of(BlogStorage storage, CommentQuery query) {
        return new Listing<>(
                query.toString(), (after, limit) -> storage.comments().list(query, after, limit), DatePosition::of);
    }

    static Listing<PlacedComment, CommentPlace> of(BlogStorage storage, ThreadQuery query) {
        return new Listing<>(
                query.toString(),
                (after, limit) -> storage.comments().thread(query, after, limit),
                PlacedComment::place);
    }

    static Listing<Subscriber, SubscriberId> of(BlogStorage storage, SubscriberQuery query) {
        return new Listing<>(
                query.toString(), (after, limit) -> storage.subscribers().list(query, after, limit), Subscriber::id);
    }

    static Listing<IssueSummary, IssueId> of(BlogStorage storage, IssueQuery query) {
        return new Listing<>(
                query.toString(), (after, limit) -> storage.issues().list(query, after, limit), IssueSummary::id);
    }

    static Listing<IssueSummary, IssueId> ofIssues(BlogStorage storage) {
        return of(storage, IssueQuery.all());
    }

    static Listing<ConsentRecord, Long> of(BlogStorage storage, SubscriberId subscriber) {
        return new Listing<>(
                "the history of consent",
                (after, limit) -> storage.subscribers()
                        .history(subscriber, after.map(OptionalLong::of).orElseGet(OptionalLong::empty), limit),
                ConsentRecord::version);
    }

    static Listing<Delivery, DeliveryId> of(BlogStorage storage, IssueId issue, DeliveryState.Kind state) {
        return new Listing<>(
                "deliveries that are " + state,
                (after, limit) -> storage.issues().deliveries(issue, state, after, limit),
                Delivery::id);
    }

    static Listing<OutboxMail, OutboxId> ofOutbox(BlogStorage storage, DeliveryState.Kind state) {
        return new Listing<>(
                "mails that are " + state,
                (after, limit) -> storage.outbox().list(state, after, limit),
                OutboxMail::id);
    }

    static Listing<Tag, Slug> ofTags(BlogStorage storage) {
        return new Listing<>("tags", storage.tags()::list, Tag::slug);
    }

    static Listing<Author, Slug> ofAuthors(BlogStorage storage) {
        return new Listing<>("authors", storage.authors()::list, Author::slug);
    }

    /** Reads the whole list, so many rows at a time. */
    List<T> all(int limit) {
        return all(limit, part -> {});
    }

    /** Reads the whole list, and does something after each part of it. */
    List<T> all(int limit, Consumer<List<T>> betweenParts) {
        List<T> met = new ArrayList<>();
        Optional<P> after = Optional.empty();
        while (true) {
            List<T> part = list.apply(after, limit);
            assertThat(part.size()).as("%s: rows, of at most %s", name, limit).isLessThanOrEqualTo(limit);
            if (part.isEmpty()) {
                return met;
            }
            met.addAll(part);
            assertThat(met.size())
                    .as("%s: rows met without coming to an end", name)
                    .isLessThan(2 * Rounds.MAX);
            betweenParts.accept(part);
            after = Optional.of(positionOf.apply(part.get(part.size() - 1)));
        }
    }

    /**
     * Asks for the rows after each row, and from the beginning, in parts of many sizes: the end of the list is one of its
     * places, and the size that just reaches there one of the sizes.
     *
     * @param expected the whole list; not long
     */
    void assertIs(List<T> expected) {
        int size = expected.size();
        for (int limit : new TreeSet<>(
                List.of(1, 2, 3, Math.max(1, size - 1), Math.max(1, size), size + 1, Bounds.LONGEST_LIST))) {
            assertAre(
                    expected.subList(0, Math.min(limit, size)),
                    list.apply(Optional.empty(), limit),
                    "the first " + limit + " of " + size);
            for (int place = 1; place <= size; place++) {
                assertAre(
                        expected.subList(place, Math.min(place + limit, size)),
                        list.apply(Optional.of(positionOf.apply(expected.get(place - 1))), limit),
                        "at most " + limit + " after number " + place + " of " + size);
            }
        }
    }

    /** Asks for what comes after a position at which no row of the list stands. */
    void assertGoesOnAfter(P position, List<T> expected) {
        for (int limit : new TreeSet<>(List.of(1, Math.max(1, expected.size()), expected.size() + 1))) {
            assertAre(
                    expected.subList(0, Math.min(limit, expected.size())),
                    list.apply(Optional.of(position), limit),
                    "at most " + limit + " after " + position + ", where none of them stands");
        }
    }

    /** Compares the places first: they are shorter to tell. */
    private void assertAre(List<T> expected, List<T> listed, String part) {
        assertRows(
                name + ": places of " + part,
                expected.stream().map(positionOf).toList(),
                listed.stream().map(positionOf).toList());
        assertRows(name + ": " + part, expected, listed);
    }

    /** Tells where two lists part, and no more: both as a whole are pages long. */
    static <R> void assertRows(String what, List<R> expected, List<R> listed) {
        for (int i = 0; i < Math.max(expected.size(), listed.size()); i++) {
            String wanted = row(expected, i);
            String found = row(listed, i);
            if (i >= expected.size() || i >= listed.size() || !expected.get(i).equals(listed.get(i))) {
                throw new AssertionError("[" + what + "] expected " + expected.size() + " rows, listed are "
                        + listed.size() + "; number " + (i + 1) + " was to be\n  " + wanted + "\nand is\n  " + found);
            }
        }
    }

    private static String row(List<?> rows, int index) {
        String row = index < rows.size() ? rows.get(index).toString() : "not there";
        return row.length() <= LONGEST_ROW_TOLD ? row : row.substring(0, LONGEST_ROW_TOLD) + "…";
    }

    /** The limits that no list takes (STO-06). */
    void assertRefusesLimitsOutOfRange() {
        for (int limit : List.of(0, -1, Bounds.LONGEST_LIST + 1, Integer.MIN_VALUE, Integer.MAX_VALUE)) {
            StoreRules.failure(
                    IllegalArgumentException.class,
                    "a list of " + name + " with limit " + limit,
                    () -> list.apply(Optional.empty(), limit));
        }
        assertThat(list.apply(Optional.empty(), Bounds.LONGEST_LIST)).isNotNull();
    }
}
