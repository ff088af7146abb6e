package io.billet.storage.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Counts of several lists, each up to a bound. A count walks along the index that the list does and stops at the bound; many
 * stand in one statement, as the way to the database costs more than most of them.
 */
final class CappedCounts {

    /** In one statement: H2 reads a union by recursion. */
    private static final int MOST_PARTS = 100;

    /**
     * What is walked along for a count, or for a part of one.
     *
     * @param place      the column by which the list is ordered
     * @param from       from {@code FROM} to the end of the conditions
     * @param conditions have the order, and bind the parameters, whose names no other part has
     */
    record Part(String place, String from, Conditions conditions) {

        /** What has no bound need not be walked through in order. */
        private String count(Dialect dialect, long atMost) {
            return atMost == Long.MAX_VALUE
                    ? "COUNT(*) AS counted " + from
                    : "COUNT(*) AS counted FROM (SELECT " + place + " " + from + conditions.order(dialect)
                            + " LIMIT :most) counted_places";
        }
    }

    /** Makes the parts of a query; what has a count of its own in each is added up. */
    interface Parts<Q> {

        /**
         * @param suffixes for the parameters of each part
         * @param limit    the parameter with the bound; empty if there is none
         */
        List<Part> of(Q query, Function<Integer, String> suffixes, Optional<String> limit);
    }

    private record Numbered(int query, Part part) {}

    private CappedCounts() {}

    static <Q> List<Long> of(Handle handle, Dialect dialect, List<Q> queries, long atMost, Parts<Q> parts) {
        Optional<String> limit = atMost == Long.MAX_VALUE ? Optional.empty() : Optional.of(":most");
        List<Numbered> all = new ArrayList<>();
        for (int i = 0; i < queries.size(); i++) {
            int query = i;
            parts.of(queries.get(i), part -> "_" + query + "_" + part, limit)
                    .forEach(part -> all.add(new Numbered(query, part)));
        }
        long[] counts = new long[queries.size()];
        for (int from = 0; from < all.size(); from += MOST_PARTS) {
            add(handle, dialect, all.subList(from, Math.min(all.size(), from + MOST_PARTS)), atMost, counts);
        }
        return IntStream.range(0, counts.length)
                .mapToObj(i -> Math.min(counts[i], atMost))
                .toList();
    }

    private static void add(Handle handle, Dialect dialect, List<Numbered> some, long atMost, long[] counts) {
        String sql = some.stream()
                .map(each ->
                        "SELECT " + each.query() + " AS query, " + each.part().count(dialect, atMost))
                .collect(Collectors.joining(" UNION ALL "));
        Query counting = handle.createQuery(sql);
        if (atMost < Long.MAX_VALUE) {
            counting.bind("most", atMost);
        }
        some.forEach(each -> each.part().conditions().bind(counting));
        counting.map((row, context) -> new long[] {row.getLong("query"), row.getLong("counted")})
                .forEach(counted -> counts[(int) counted[0]] += counted[1]);
    }
}
