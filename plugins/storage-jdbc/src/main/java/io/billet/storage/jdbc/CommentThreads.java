package io.billet.storage.jdbc;

import io.billet.core.ArticleId;
import io.billet.core.CommentId;
import io.billet.core.CommentState;
import io.billet.storage.api.Bounds;
import io.billet.storage.api.CommentPlace;
import io.billet.storage.api.PlacedComment;
import io.billet.storage.api.ThreadQuery;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;

/**
 * Comments about an article in the order of their places. While nodes are exchanged one by one, releases that know of no
 * places write comments too: whoever reads a thread and meets one without a place gives it one first.
 */
final class CommentThreads {

    private static final String INDEX = "comment_7";

    private final Database database;

    CommentThreads(Database database) {
        this.database = database;
    }

    List<PlacedComment> list(ThreadQuery query, Optional<CommentPlace> after, int limit) {
        Bounds.listLimit(limit);
        while (true) {
            List<CommentRow> rows = database.read(
                    "list a thread",
                    handle -> select(handle, query, after, limit)
                            .map(database.mapper(CommentRow::read))
                            .list());
            if (rows.stream().allMatch(row -> row.place().isPresent())) {
                return rows.stream().map(CommentThreads::placed).toList();
            }
            placeAllAbout(query.article());
        }
    }

    Optional<PlacedComment> find(CommentId id) {
        while (true) {
            Optional<CommentRow> row = database.read(
                    "find a comment",
                    handle -> handle.createQuery("SELECT * FROM <prefix>comment WHERE id = :id")
                            .bind("id", id.value())
                            .map(database.mapper(CommentRow::read))
                            .findOne());
            if (row.isEmpty() || row.get().place().isPresent()) {
                return row.map(CommentThreads::placed);
            }
            placeAllAbout(row.get().comment().article());
        }
    }

    private static PlacedComment placed(CommentRow row) {
        return new PlacedComment(row.place().orElseThrow(), row.comment());
    }

    /**
     * Each state has its part of the index: the first rows of each are merged. Those without a place come before all, so that
     * one statement tells whether there are any.
     */
    private Query select(Handle handle, ThreadQuery query, Optional<CommentPlace> after, int limit) {
        Dialect dialect = database.dialect();
        boolean backward = query.order() == ThreadQuery.Order.BACKWARD;
        List<Conditions> parts = new ArrayList<>();
        List<String> selects = new ArrayList<>();
        for (CommentState state : states(query)) {
            Conditions part = ofState(query, state, after.map(SortKey::of), backward);
            parts.add(part);
            selects.add("SELECT *, 0 AS unplaced FROM "
                    + part.table("<prefix>comment", "", dialect, Optional.of(String.valueOf(limit)))
                    + part.where(dialect)
                    + part.order(dialect) + Conditions.limit(limit));
            selects.add(
                    "SELECT *, 1 AS unplaced FROM " + unplaced(":article_" + state, ":state_" + state) + " LIMIT 1");
        }
        String order = backward ? "place DESC" : "place";
        Query select = handle.createQuery("(" + String.join(") UNION ALL (", selects) + ") ORDER BY unplaced DESC, "
                + order + Conditions.limit(limit));
        parts.forEach(part -> part.bind(select));
        return select;
    }

    private static List<CommentState> states(ThreadQuery query) {
        return query.states().isEmpty()
                ? List.of(CommentState.values())
                : query.states().stream().sorted().toList();
    }

    private static Conditions ofState(ThreadQuery query, CommentState state, Optional<byte[]> after, boolean backward) {
        Conditions conditions = new Conditions("_" + state)
                .indexed("article", "article", query.article().value())
                .indexed("state", "state", state.name())
                .along(INDEX);
        return backward ? conditions.descendingBy("place", after) : conditions.ascendingBy("place", after);
    }

    private String unplaced(String article, String state) {
        return "<prefix>comment" + database.dialect().alongIndex(INDEX) + " WHERE article = " + article
                + " AND state = " + state + " AND place IS NULL";
    }

    /** Several nodes may do so at a time: they come to the same places. */
    private void placeAllAbout(ArticleId article) {
        database.write("place comments", handle -> {
            Map<UUID, Optional<UUID>> parents = unplaced(handle, article);
            Map<UUID, Optional<CommentPlace>> places = placesOf(handle, outside(parents));
            Map<UUID, CommentPlace> found = new LinkedHashMap<>();
            parents.keySet().forEach(id -> place(id, parents, places, found));
            PreparedBatch batch =
                    handle.prepareBatch("UPDATE <prefix>comment SET place = :place WHERE id = :id AND place IS NULL");
            found.forEach((id, place) ->
                    batch.bind("id", id).bind("place", SortKey.of(place)).add());
            return found.isEmpty() ? new int[0] : batch.execute();
        });
    }

    private Map<UUID, Optional<UUID>> unplaced(Handle handle, ArticleId article) {
        CommentState[] states = CommentState.values();
        String selects = IntStream.range(0, states.length)
                .mapToObj(i -> "SELECT id, parent FROM " + unplaced(":article", ":state_" + i))
                .collect(Collectors.joining(" UNION ALL "));
        Query query = handle.createQuery(selects).bind("article", article.value());
        IntStream.range(0, states.length).forEach(i -> query.bind("state_" + i, states[i].name()));
        Map<UUID, Optional<UUID>> parents = new LinkedHashMap<>();
        query.map(database.mapper(row -> Map.entry(row.uuid("id"), row.optionalUuid("parent"))))
                .forEach(row -> parents.put(row.getKey(), row.getValue()));
        return parents;
    }

    private static Set<UUID> outside(Map<UUID, Optional<UUID>> parents) {
        return parents.values().stream()
                .flatMap(Optional::stream)
                .filter(parent -> !parents.containsKey(parent))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Map<UUID, Optional<CommentPlace>> placesOf(Handle handle, Collection<UUID> ids) {
        Map<UUID, Optional<CommentPlace>> places = new HashMap<>();
        List<UUID> all = List.copyOf(ids);
        for (int from = 0; from < all.size(); from += Bounds.MOST_AT_ONCE) {
            handle.createQuery("SELECT id, place FROM <prefix>comment WHERE id IN (<ids>)")
                    .bindList("ids", all.subList(from, Math.min(all.size(), from + Bounds.MOST_AT_ONCE)))
                    .map(database.mapper(row -> Map.entry(
                            row.uuid("id"), row.optionalOctets("place").map(SortKey::toPlace))))
                    .forEach(row -> places.put(row.getKey(), row.getValue()));
        }
        return places;
    }

    /**
     * Gives a comment its place, and first to those that it answers. A thread begins where what is answered is not there, or
     * answers its own answer, as no store lets it. Nothing is placed under what somebody has written only just now.
     */
    private static void place(
            UUID id,
            Map<UUID, Optional<UUID>> parents,
            Map<UUID, Optional<CommentPlace>> outside,
            Map<UUID, CommentPlace> found) {
        Set<UUID> chain = new LinkedHashSet<>();
        Optional<UUID> next = Optional.of(id);
        while (next.isPresent() && parents.containsKey(next.get()) && !found.containsKey(next.get())) {
            if (!chain.add(next.get())) {
                next = Optional.empty();
            } else {
                next = parents.get(next.get());
            }
        }
        Optional<CommentPlace> above = next.map(found::get);
        if (above.isEmpty() && next.filter(outside::containsKey).isPresent()) {
            above = next.flatMap(outside::get);
            if (above.isEmpty()) {
                return;
            }
        }
        UUID[] fromBelow = chain.toArray(UUID[]::new);
        for (int i = fromBelow.length - 1; i >= 0; i--) {
            CommentId comment = new CommentId(fromBelow[i]);
            CommentPlace place =
                    above.map(parent -> parent.ofAnswer(comment)).orElseGet(() -> CommentPlace.ofBeginning(comment));
            found.put(fromBelow[i], place);
            above = Optional.of(place);
        }
    }
}
