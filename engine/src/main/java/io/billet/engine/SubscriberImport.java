package io.billet.engine;

import io.billet.core.InvalidValueException;
import io.billet.engine.internal.subscription.CsvRows;
import io.billet.engine.internal.subscription.ImportSubscriber;
import io.billet.engine.internal.subscription.SubscriberColumns;
import java.io.IOException;
import java.io.Reader;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Takes confirmed subscribers from elsewhere, with evidence of when they subscribed there. It mails nobody and tells no
 * listener; who has left here, is suppressed or was erased stays so; who is subscribed already is left as they are. So a
 * file may be imported again, after a kill or years later.
 *
 * <pre>{@code
 * try (Reader csv = Files.newBufferedReader(path)) {
 *     Map<ImportOutcome, Long> counts = blog.subscribers().importer()
 *             .csv(csv, ImportOptions.from("ghost", LanguageTag.FRENCH), row -> log(row));
 * }
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class SubscriberImport {

    private final ImportSubscriber one;

    SubscriberImport(ImportSubscriber one) {
        this.one = one;
    }

    /**
     * Takes one.
     *
     * @param subscriber who
     * @return what has become of them
     * @throws InvalidValueException if a value breaks its rule
     */
    public ImportOutcome add(ImportedSubscriber subscriber) {
        return one.add(subscriber);
    }

    /**
     * Takes a file of values separated by commas (RFC 4180), as the members' export of Ghost and the subscribers' export of
     * listmonk write it, row by row. Columns are found by their names in the first line: {@code email}; {@code created_at}
     * (ISO 8601, a blank for the T will do); {@code name}, {@code language}, {@code labels} if there; who has {@code
     * deleted_at}, a false {@code subscribed_to_emails} or another {@code status} than {@code enabled} is left out. Other
     * columns are passed over. The memory that it takes does not grow with the number of rows.
     *
     * @param csv     the file; it is not closed
     * @param options how to read it
     * @param rows    is told of each row, in order
     * @return how many rows came out how
     * @throws IOException              if the file cannot be read
     * @throws IllegalArgumentException if the first line has no {@code email}, or no {@code created_at} and the options no time
     */
    public Map<ImportOutcome, Long> csv(Reader csv, ImportOptions options, Consumer<ImportedRow> rows)
            throws IOException {
        Map<ImportOutcome, Long> counts = new EnumMap<>(ImportOutcome.class);
        CsvRows file = new CsvRows(csv);
        SubscriberColumns columns = SubscriberColumns.of(file.next(), options);
        for (Optional<CsvRows.Row> row = file.next(); row.isPresent(); row = file.next()) {
            if (!row.get().isBlank()) {
                ImportedRow told = take(row.get(), columns);
                counts.merge(told.outcome(), 1L, Long::sum);
                rows.accept(told);
            }
        }
        return counts;
    }

    private ImportedRow take(CsvRows.Row row, SubscriberColumns columns) {
        if (row.problem().isPresent()) {
            return new ImportedRow(row.line(), ImportOutcome.INVALID, row.problem());
        }
        if (!columns.wantsMail(row)) {
            return new ImportedRow(row.line(), ImportOutcome.NOT_WANTED, Optional.empty());
        }
        try {
            return new ImportedRow(row.line(), add(columns.subscriber(row)), Optional.empty());
        } catch (InvalidValueException e) {
            return new ImportedRow(row.line(), ImportOutcome.INVALID, Optional.ofNullable(e.getMessage()));
        }
    }
}
