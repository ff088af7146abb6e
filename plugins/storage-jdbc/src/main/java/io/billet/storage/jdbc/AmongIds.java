package io.billet.storage.jdbc;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Asks for rows by many ids at once. PostgreSQL is given them as one array: of a thousand parameters it finds that they are many
 * beside the rows that it knows of, reads the whole table, and compares each row with one after the other.
 */
final class AmongIds {

    private final Dialect dialect;
    private final List<UUID> ids;

    /** @param ids one or more */
    AmongIds(Dialect dialect, Collection<UUID> ids) {
        this.dialect = dialect;
        this.ids = List.copyOf(ids);
    }

    /** Returns the condition, to be bound by {@link #bind}; once in a statement. */
    String in(String column) {
        return dialect.takesArrays() ? column + " = ANY (CAST(:ids AS uuid[]))" : column + " IN (<ids>)";
    }

    <S extends SqlStatement<S>> S bind(S statement) {
        return dialect.takesArrays()
                ? statement.bind("ids", ids.stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}")))
                : statement.bindList("ids", ids);
    }
}
