package io.billet.storage.jdbc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * What a row must meet to be listed, in which order, and from where on. Clauses and columns are constants of this package;
 * what a caller asks for only ever becomes the value of a parameter.
 */
final class Conditions {

    private static final String AFTER = "after";

    private final List<String> leading = new ArrayList<>();
    private final List<String> leadingParameters = new ArrayList<>();
    private final List<String> clauses = new ArrayList<>();
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Map<String, List<String>> lists = new LinkedHashMap<>();
    private String sortedBy = "";
    private String index = "";
    private boolean descending;

    /** Asks for equality in a column that leads the index to be used. */
    Conditions indexed(String column, String parameter, Object value) {
        leading.add(column);
        leadingParameters.add(":" + parameter);
        values.put(parameter, value);
        return this;
    }

    Conditions and(String clause, String parameter, Object value) {
        clauses.add(clause);
        values.put(parameter, value);
        return this;
    }

    /**
     * @param wanted at least one value
     */
    Conditions oneOf(String column, String parameter, List<String> wanted) {
        clauses.add(column + " IN (<" + parameter + ">)");
        lists.put(parameter, wanted);
        return this;
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
     * @param after  the place of the last row before those that are asked for
     */
    Conditions ascendingBy(String column, Optional<?> after) {
        sortedBy = column;
        after.ifPresent(place -> values.put(AFTER, place));
        return this;
    }

    /**
     * @param column unique, and next in the index after the leading columns
     * @param after  the place of the last row before those that are asked for
     */
    Conditions descendingBy(String column, Optional<?> after) {
        descending = true;
        return ascendingBy(column, after);
    }

    /** Returns what follows the name, or the alias, of the table whose index was named. */
    String hint(Dialect dialect) {
        return index.isEmpty() ? "" : dialect.alongIndex(index);
    }

    String where(Dialect dialect) {
        List<String> all = new ArrayList<>();
        boolean inRows = dialect.confinesWalksByRows() && !sortedBy.isEmpty() && !leading.isEmpty();
        if (inRows) {
            addRowBounds(all);
        } else {
            for (int i = 0; i < leading.size(); i++) {
                all.add(leading.get(i) + " = " + leadingParameters.get(i));
            }
            if (values.containsKey(AFTER)) {
                all.add(sortedBy + (descending ? " < :" : " > :") + AFTER);
            }
        }
        all.addAll(clauses);
        return all.isEmpty() ? "" : " WHERE " + String.join(" AND ", all);
    }

    /** The same as equality in the leading columns and a place in the last, said so that only their index will do. */
    private void addRowBounds(List<String> all) {
        String columns = String.join(", ", leading);
        String parameters = String.join(", ", leadingParameters);
        String forward = descending ? " < " : " > ";
        String back = descending ? " >= " : " <= ";
        String start = descending ? " <= " : " >= ";
        all.add(
                values.containsKey(AFTER)
                        ? row(columns, sortedBy) + forward + row(parameters, ":" + AFTER)
                        : row(columns) + start + row(parameters));
        all.add(row(columns) + back + row(parameters));
    }

    private static String row(String... parts) {
        return "(" + String.join(", ", parts) + ")";
    }

    /** Names the leading columns too, because H2 reads rows in the order of an index only if the whole index is named. */
    String order(Dialect dialect) {
        List<String> columns = new ArrayList<>(dialect.ordersByPlaceAlone() ? List.of() : leading);
        columns.add(sortedBy);
        String direction = descending ? " DESC" : "";
        return " ORDER BY " + String.join(direction + ", ", columns) + direction;
    }

    <S extends SqlStatement<S>> S bind(S statement) {
        values.forEach(statement::bind);
        lists.forEach(statement::bindList);
        return statement;
    }
}
