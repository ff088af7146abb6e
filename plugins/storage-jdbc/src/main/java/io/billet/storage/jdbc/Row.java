package io.billet.storage.jdbc;

import io.billet.core.Alias;
import io.billet.core.HttpUrl;
import io.billet.core.Image;
import io.billet.core.Label;
import io.billet.core.Slug;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.mapper.RowMapper;

/** The row of a result, in the terms of the models. */
final class Row {

    private final ResultSet columns;
    private final Dialect dialect;

    private Row(ResultSet columns, Dialect dialect) {
        this.columns = columns;
        this.dialect = dialect;
    }

    /** Makes something of a row. */
    @FunctionalInterface
    interface Reader<T> {
        T read(Row row) throws SQLException;
    }

    static <T> RowMapper<T> mapper(Dialect dialect, Reader<T> reader) {
        return (columns, context) -> reader.read(new Row(columns, dialect));
    }

    String text(String column) throws SQLException {
        return columns.getString(column);
    }

    Optional<String> optionalText(String column) throws SQLException {
        return Optional.ofNullable(columns.getString(column));
    }

    String longText(String column) throws SQLException {
        return dialect.readLongText(columns, column);
    }

    long number(String column) throws SQLException {
        return columns.getLong(column);
    }

    Optional<Long> optionalNumber(String column) throws SQLException {
        long number = columns.getLong(column);
        return columns.wasNull() ? Optional.empty() : Optional.of(number);
    }

    boolean flag(String column) throws SQLException {
        return columns.getBoolean(column);
    }

    Instant time(String column) throws SQLException {
        return Micros.toInstant(columns.getLong(column));
    }

    Optional<Instant> optionalTime(String column) throws SQLException {
        long micros = columns.getLong(column);
        return columns.wasNull() ? Optional.empty() : Optional.of(Micros.toInstant(micros));
    }

    UUID uuid(String column) throws SQLException {
        return optionalUuid(column).orElseThrow(() -> new SQLException(column + " is null"));
    }

    Optional<UUID> optionalUuid(String column) throws SQLException {
        return Optional.ofNullable(dialect.readUuid(columns, column));
    }

    Optional<byte[]> optionalOctets(String column) throws SQLException {
        return Optional.ofNullable(columns.getBytes(column));
    }

    <E extends Enum<E>> E constant(Class<E> type, String column) throws SQLException {
        return Enum.valueOf(type, columns.getString(column));
    }

    List<Slug> slugs(String column) throws SQLException {
        return lines(column).stream().map(Slug::of).toList();
    }

    /** What a column says that came later; nothing says an empty list. */
    List<Slug> optionalSlugs(String column) throws SQLException {
        return optionalText(column).isEmpty() ? List.of() : slugs(column);
    }

    List<Alias> aliases(String column) throws SQLException {
        return lines(column).stream().map(Alias::of).toList();
    }

    List<Label> labels(String column) throws SQLException {
        return lines(column).stream().map(Label::of).toList();
    }

    List<HttpUrl> urls(String column) throws SQLException {
        return lines(column).stream().map(HttpUrl::of).toList();
    }

    Optional<Image> image(String sourceColumn, String descriptionColumn) throws SQLException {
        String source = columns.getString(sourceColumn);
        String description = columns.getString(descriptionColumn);
        return source == null ? Optional.empty() : Optional.of(new Image(source, description));
    }

    /** No value of a list has a line break in it, by the rules of the models. */
    static String lines(Collection<?> values) {
        return values.stream().map(Object::toString).collect(Collectors.joining("\n"));
    }

    static Optional<String> optionalLines(Collection<?> values) {
        return values.isEmpty() ? Optional.empty() : Optional.of(lines(values));
    }

    private List<String> lines(String column) throws SQLException {
        String lines = columns.getString(column);
        return lines.isEmpty() ? List.of() : List.of(lines.split("\n"));
    }
}
