package io.billet.storage.jdbc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * What a row must meet to be listed, in which order, and from where on. Clauses and columns are constants of this package;
 * what a caller asks for only ever becomes the value of a parameter, but for a number of rows (see {@link #limit}).
 */
final class Conditions {

    private final List<String> leading = new ArrayList<>();
    private final List<String> leadingParameters = new ArrayList<>();
    private final List<String> clauses = new ArrayList<>();
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final String suffix;
    private String sortedBy = "";
    private String index = "";
    private boolean descending;
    private Optional<Bound> lower = Optional.empty();
    private Optional<Bound> upper = Optional.empty();
    private boolean walked;
    private boolean counted;
    private boolean comparesRows = true;
    private boolean asksForAbsence;
    private boolean isByEquality;

    /**
     * An end of a part of the list.
     *
     * @param comparison of a row's place with this one
     * @param place      octets, or an id
     */
    private record Bound(String comparison, Object place) {}

    Conditions() {
        this("");
    }

    /**
     * @param suffix ends the name of each parameter, so that several of these can stand in one statement
     */
    Conditions(String suffix) {
        this.suffix = suffix;
    }

    /** Asks for equality in a column that leads the index to be used. */
    Conditions indexed(String column, String parameter, Object value) {
        leading.add(column);
        leadingParameters.add(named(parameter, value));
        return this;
    }

    /** Asks for no value in a column that leads the index to be used. */
    Conditions absent(String column) {
        leading.add(column);
        leadingParameters.add("");
        asksForAbsence = true;
        return this;
    }

    /**
     * @param clause with a question mark in the place of the parameter
     */
    Conditions and(String clause, String parameter, Object value) {
        clauses.add(clause.replace("?", named(parameter, value)));
        return this;
    }

    /**
     * @param clause without a parameter
     */
    Conditions and(String clause) {
        clauses.add(clause);
        return this;
    }

    private String named(String parameter, Object value) {
        values.put(parameter + suffix, value);
        return ":" + parameter + suffix;
    }

    /**
     * Names the index that has the leading columns first and the place of a row next.
     *
     * @param name without the table prefix; a constant
     */
    Conditions along(String name) {
        index = name;
        return this;
    }

    /**
     * @param column unique, and next in the index after the leading columns
     * @param after  the place after which the list begins
     */
    Conditions ascendingBy(String column, Optional<?> after) {
        sortedBy = column;
        lower = after.map(place -> new Bound(">", place));
        return this;
    }

    /**
     * @param column unique, and next in the index after the leading columns
     * @param after  the place after which the list begins
     */
    Conditions descendingBy(String column, Optional<?> after) {
        sortedBy = column;
        descending = true;
        upper = after.map(place -> new Bound("<", place));
        return this;
    }

    /**
     * Confines the list, once its order is known, to a part of it. Each end is compared once, with whichever place is
     * nearer: a database may begin to walk at the other.
     *
     * @param since  the first place; empty for no bound
     * @param before the first place that is too great; empty for no bound
     */
    Conditions between(Optional<byte[]> since, Optional<byte[]> before) {
        since.filter(place -> lower.isEmpty() || Arrays.compareUnsigned(place, octets(lower)) > 0)
                .ifPresent(place -> lower = Optional.of(new Bound(">=", place)));
        before.filter(place -> upper.isEmpty() || Arrays.compareUnsigned(place, octets(upper)) < 0)
                .ifPresent(place -> upper = Optional.of(new Bound("<", place)));
        return this;
    }

    /** Says that the index holds no more rows than are asked for, so that nothing but its leading columns confines the list. */
    Conditions byEquality() {
        comparesRows = false;
        isByEquality = true;
        return this;
    }

    /** Says that the rows are only counted. */
    Conditions counted() {
        counted = true;
        return this;
    }

    private static byte[] octets(Optional<Bound> bound) {
        return (byte[]) bound.orElseThrow().place();
    }

    /** Returns what follows the name, or the alias, of the table whose index was named. */
    String hint(Dialect dialect) {
        return index.isEmpty() ? "" : dialect.alongIndex(index);
    }

    /**
     * Returns the table to read a list from, to stand after {@code FROM}; to be asked for before {@link #where}. Where a list
     * is confined by comparing rows, these are the rows from its beginning on, at most as many as are wanted: such a
     * comparison says where to begin in an index, but not where to stop, and behind the end of the list stand other rows. Where
     * all rows are wanted, or those between two places are counted, no rows are compared: else a span of an hour would be read
     * to the end of the index, or as far as is counted at most.
     *
     * <p>The first value is kept from PostgreSQL's planner, which knows how many rows have it: it would find that hardly any
     * row comes before the most frequent value, take a plan made for this value alone to be the cheaper one, and make it at each
     * call (docs/adr/0094).
     *
     * @param table its name
     * @param alias may be empty
     * @param limit how many rows are wanted, a number or a parameter; empty for all
     */
    String table(String table, String alias, Dialect dialect, Optional<String> limit) {
        String aliased = alias.isEmpty() ? table : table + " " + alias;
        comparesRows = !isByEquality && limit.isPresent() && !(counted && lower.isPresent() && upper.isPresent());
        // What else is asked of a row must be asked before they are counted.
        walked = isConfinedByRows(dialect) && clauses.isEmpty();
        if (!walked) {
            return aliased + hint(dialect);
        }
        String hidden = "(SELECT " + leadingParameters.get(0) + ")";
        String beginning = descending ? rowBound(upper, "upper", "<=", hidden) : rowBound(lower, "lower", ">=", hidden);
        return "(SELECT * FROM " + aliased + " WHERE " + beginning + order(dialect) + " LIMIT " + limit.orElseThrow()
                + ") " + (alias.isEmpty() ? "walked" : alias);
    }

    /** No comparison of rows finds what is absent. */
    private boolean isConfinedByRows(Dialect dialect) {
        return dialect.confinesWalksByRows()
                && comparesRows
                && !sortedBy.isEmpty()
                && !leading.isEmpty()
                && !asksForAbsence;
    }

    String where(Dialect dialect) {
        List<String> all = new ArrayList<>();
        if (isConfinedByRows(dialect) && !walked) {
            all.add(rowBound(lower, "lower", ">=", leadingParameters.get(0)));
            all.add(rowBound(upper, "upper", "<=", leadingParameters.get(0)));
        } else {
            for (int i = 0; i < leading.size(); i++) {
                String parameter = leadingParameters.get(i);
                all.add(leading.get(i) + (parameter.isEmpty() ? " IS NULL" : " = " + parameter));
            }
            lower.map(bound -> sortedBy + " " + bound.comparison() + " " + named("lower", bound.place()))
                    .ifPresent(all::add);
            upper.map(bound -> sortedBy + " " + bound.comparison() + " " + named("upper", bound.place()))
                    .ifPresent(all::add);
        }
        all.addAll(clauses);
        return all.isEmpty() ? "" : " WHERE " + String.join(" AND ", all);
    }

    /** The same as equality in the leading columns and a place in the last, said so that only their index will do. */
    private String rowBound(Optional<Bound> bound, String parameter, String unbounded, String first) {
        String columns = String.join(", ", leading);
        String parameters = Stream.concat(
                        Stream.of(first), leadingParameters.stream().skip(1))
                .collect(Collectors.joining(", "));
        return bound.map(end -> "(" + columns + ", " + sortedBy + ") " + end.comparison() + " (" + parameters + ", "
                        + named(parameter, end.place()) + ")")
                .orElseGet(() -> "(" + columns + ") " + unbounded + " (" + parameters + ")");
    }

    /** Names the leading columns too, because H2 reads rows in the order of an index only if the whole index is named. */
    String order(Dialect dialect) {
        List<String> columns = new ArrayList<>(dialect.ordersByPlaceAlone() ? List.of() : leading);
        columns.add(sortedBy);
        String direction = descending ? " DESC" : "";
        return " ORDER BY " + String.join(direction + ", ", columns) + direction;
    }

    /**
     * Returns the end of a statement that lists so many rows. The number stands in its text: PostgreSQL takes a parameter for
     * a tenth of the table, finds that a plan for any value would be dear, and plans each call anew, which takes longer than
     * the page (docs/adr/0094).
     */
    static String limit(int rows) {
        return " LIMIT " + rows;
    }

    /** Binds what {@link #where} has named. */
    <S extends SqlStatement<S>> S bind(S statement) {
        values.forEach(statement::bind);
        return statement;
    }
}
