package io.billet.engine.internal.subscription;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads values separated by commas row by row (RFC 4180): quoted values may hold commas, line breaks and doubled quotes. Lines
 * end in LF, CR LF or CR; a mark of byte order at the beginning is passed over. No row takes more than a million characters.
 */
public final class CsvRows {

    /** The longest row, in characters. */
    static final int LONGEST_ROW = 1_000_000;

    private static final int END = -1;
    private static final int NOTHING = -2;

    /**
     * A row.
     *
     * @param line    on which it begins
     * @param values  in order
     * @param problem why it cannot be read; then there are no values
     */
    public record Row(long line, List<String> values, Optional<String> problem) {

        /** Returns whether it is an empty line. */
        public boolean isBlank() {
            return problem.isEmpty() && values.size() == 1 && values.get(0).isBlank();
        }

        String value(int index) {
            return index >= 0 && index < values.size() ? values.get(index) : "";
        }
    }

    private final Reader reader;
    private final char[] buffer = new char[8_192];
    private int filled;
    private int at;
    private int ahead = NOTHING;
    private long line = 1;
    private boolean isBegun;

    /** @param reader need not be buffered */
    public CsvRows(Reader reader) {
        this.reader = reader;
    }

    /** Returns the next row; empty at the end. */
    public Optional<Row> next() throws IOException {
        if (!isBegun) {
            isBegun = true;
            if (peek() == 0xFEFF) {
                read();
            }
        }
        if (peek() == END) {
            return Optional.empty();
        }
        return Optional.of(row(line));
    }

    private Row row(long begins) throws IOException {
        List<String> values = new ArrayList<>();
        int length = 0;
        while (true) {
            StringBuilder value = new StringBuilder();
            Optional<String> problem = peek() == '"' ? quoted(value, length) : plain(value, length);
            if (problem.isPresent()) {
                skipLine();
                return new Row(begins, List.of(), problem);
            }
            values.add(value.toString());
            length += value.length();
            int after = read();
            if (after == ',') {
                continue;
            }
            if (after == '\r' && peek() == '\n') {
                read();
            }
            line++;
            return new Row(begins, List.copyOf(values), Optional.empty());
        }
    }

    private Optional<String> plain(StringBuilder value, int before) throws IOException {
        while (peek() != ',' && !isEndOfLine(peek())) {
            value.append((char) read());
            if (before + value.length() > LONGEST_ROW) {
                return tooLong();
            }
        }
        return Optional.empty();
    }

    private Optional<String> quoted(StringBuilder value, int before) throws IOException {
        read();
        while (true) {
            int c = read();
            if (c == END) {
                return Optional.of("a quoted value does not end");
            } else if (c == '"' && peek() == '"') {
                value.append((char) read());
            } else if (c == '"') {
                return peek() == ',' || isEndOfLine(peek())
                        ? Optional.empty()
                        : Optional.of("there is text after the quotes that end a value");
            } else {
                value.append((char) c);
                if (c == '\n') {
                    line++;
                }
            }
            if (before + value.length() > LONGEST_ROW) {
                return tooLong();
            }
        }
    }

    private static Optional<String> tooLong() {
        return Optional.of("the row has more than " + LONGEST_ROW + " characters");
    }

    /** Goes on with the next line: one bad row spoils no others. */
    private void skipLine() throws IOException {
        while (!isEndOfLine(peek())) {
            read();
        }
        if (read() == '\r' && peek() == '\n') {
            read();
        }
        line++;
    }

    private static boolean isEndOfLine(int c) {
        return c == '\n' || c == '\r' || c == END;
    }

    private int peek() throws IOException {
        if (ahead == NOTHING) {
            ahead = fetch();
        }
        return ahead;
    }

    private int read() throws IOException {
        int c = peek();
        ahead = NOTHING;
        return c;
    }

    private int fetch() throws IOException {
        if (at == filled) {
            filled = reader.read(buffer);
            at = 0;
            if (filled <= 0) {
                filled = 0;
                return END;
            }
        }
        return buffer[at++];
    }
}
