package io.billet.storage.jdbc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * What a row must meet to be listed, and in which order. Clauses and columns are constants of this package; what a caller
 * asks for only ever becomes the value of a parameter.
 */
final class Conditions {

    private final List<String> clauses = new ArrayList<>();
    private final List<String> order = new ArrayList<>();
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Map<String, List<String>> lists = new LinkedHashMap<>();

    /**
     * Asks for equality in a column that leads the index to be used. The column is named in the order too, where it
     * changes nothing, because H2 reads rows in the order of an index only if the whole index is named.
     */
    Conditions indexed(String column, String parameter, Object value) {
        order.add(column);
        return and(column + " = :" + parameter, parameter, value);
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

    /** The column that the list is ordered by; unique. */
    Conditions orderedBy(String column) {
        order.add(column);
        return this;
    }

    String where() {
        return clauses.isEmpty() ? "" : " WHERE " + String.join(" AND ", clauses);
    }

    String ascending() {
        return " ORDER BY " + String.join(", ", order);
    }

    String descending() {
        return " ORDER BY " + String.join(" DESC, ", order) + " DESC";
    }

    <S extends SqlStatement<S>> S bind(S statement) {
        values.forEach(statement::bind);
        lists.forEach(statement::bindList);
        return statement;
    }
}
