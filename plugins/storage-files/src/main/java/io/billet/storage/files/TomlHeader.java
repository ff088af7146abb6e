package io.billet.storage.files;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads TOML-style headers, as Hugo and Zola have them: fields with strings, numbers, booleans, dates, lists and inline
 * tables; and tables, whose fields bear the table's name and a dot before their own ({@code taxonomies.tags}).
 */
final class TomlHeader {

    private static final int MOST_NESTED = 20;

    private final String text;
    private final List<FrontMatter.Entry> entries = new ArrayList<>();
    private int at;
    private int line;
    private int lineFrom;

    private TomlHeader(String text, int firstLine) {
        this.text = text;
        line = firstLine;
    }

    static List<FrontMatter.Entry> parse(List<String> lines, int firstLine) throws MalformedFileException {
        return new TomlHeader(String.join("", lines), firstLine).entries();
    }

    private List<FrontMatter.Entry> entries() throws MalformedFileException {
        fields("");
        while (at < text.length()) {
            fields(tableHeader() + ".");
        }
        return entries;
    }

    /** Reads {@code [name]} or {@code [[name]]} with what stands before it, or what stands at the end. */
    private String tableHeader() throws MalformedFileException {
        int start = at;
        skipBlanksAndComments();
        if (at >= text.length()) {
            at = start;
            keep(text.length());
            return "";
        }
        int brackets = text.startsWith("[[", at) ? 2 : 1;
        at += brackets;
        skipBlanks();
        String name = name();
        while (peek() == '.') {
            at++;
            skipBlanks();
            name += "." + name();
        }
        for (int i = 0; i < brackets; i++) {
            expect(']');
        }
        endOfLine();
        int end = at;
        at = start;
        keep(end);
        return name;
    }

    private void keep(int end) {
        entries.add(new FrontMatter.Entry("", "", text.substring(at, end), line));
        advance(end);
    }

    /** Reads fields as far as the next table; what stands before its header belongs to it. */
    private void fields(String table) throws MalformedFileException {
        Set<String> names = new HashSet<>();
        while (at < text.length()) {
            int start = at;
            skipBlanksAndComments();
            if (at >= text.length() || peek() == '[') {
                at = start;
                return;
            }
            int fieldAt = at;
            String name = name();
            expect('=');
            Object value = value(0);
            endOfLine();
            int end = at;
            at = start;
            advance(fieldAt);
            if (!names.add(name)) {
                throw new MalformedFileException(line, "the field " + name + " is there twice");
            }
            entries.add(new FrontMatter.Entry(table + name, value, text.substring(start, end), line));
            advance(end);
        }
    }

    private void advance(int end) {
        line = lineAt(end);
        lineFrom = end;
        at = end;
    }

    private String name() throws MalformedFileException {
        if (peek() == '"' || peek() == '\'') {
            return string();
        }
        int start = at;
        while (at < text.length() && (Character.isLetterOrDigit(peek()) || "-_.".indexOf(peek()) >= 0)) {
            at++;
        }
        if (start == at) {
            throw malformed("expected the name of a field");
        }
        String name = text.substring(start, at);
        skipBlanks();
        return name;
    }

    private Object value(int depth) throws MalformedFileException {
        if (depth > MOST_NESTED) {
            throw malformed("nested more than " + MOST_NESTED + " deep");
        }
        skipBlanks();
        return switch (peek()) {
            case '"', '\'' -> string();
            case '[' -> list(depth);
            case '{' -> table(depth);
            default -> bare();
        };
    }

    private List<Object> list(int depth) throws MalformedFileException {
        List<Object> values = new ArrayList<>();
        at++;
        while (true) {
            skipBlanksAndComments();
            if (peek() == ']') {
                at++;
                return values;
            }
            values.add(value(depth + 1));
            skipBlanksAndComments();
            if (peek() == ',') {
                at++;
            } else if (peek() != ']') {
                throw malformed("expected a comma or ]");
            }
        }
    }

    private Map<String, Object> table(int depth) throws MalformedFileException {
        Map<String, Object> values = new LinkedHashMap<>();
        at++;
        while (true) {
            skipBlanks();
            if (peek() == '}') {
                at++;
                return values;
            }
            String name = name();
            expect('=');
            values.put(name, value(depth + 1));
            skipBlanks();
            if (peek() == ',') {
                at++;
            } else if (peek() != '}') {
                throw malformed("expected a comma or }");
            }
        }
    }

    private String string() throws MalformedFileException {
        int start = at;
        char quote = peek();
        String triple = String.valueOf(quote).repeat(3);
        boolean lines = text.startsWith(triple, at);
        String end = lines ? triple : String.valueOf(quote);
        at += end.length();
        if (lines && text.startsWith("\r\n", at)) {
            at += 2;
        } else if (lines && peek() == '\n') {
            at++;
        }
        StringBuilder string = new StringBuilder();
        while (!text.startsWith(end, at)) {
            char c = peek();
            if (at >= text.length() || (!lines && (c == '\n' || c == '\r'))) {
                at = start;
                throw malformed("the string that begins here does not end");
            }
            at++;
            if (c == '\\' && quote == '"') {
                escape(string, lines);
            } else {
                string.append(c);
            }
        }
        at += end.length();
        skipBlanks();
        return string.toString();
    }

    private void escape(StringBuilder string, boolean lines) throws MalformedFileException {
        char c = peek();
        at++;
        switch (c) {
            case 'b' -> string.append('\b');
            case 't' -> string.append('\t');
            case 'n' -> string.append('\n');
            case 'f' -> string.append('\f');
            case 'r' -> string.append('\r');
            case '"', '\\' -> string.append(c);
            case 'u' -> codePoint(string, 4);
            case 'U' -> codePoint(string, 8);
            default -> {
                if (!lines || !Character.isWhitespace(c)) {
                    throw malformed("there is no escape \\" + c);
                }
                while (at < text.length() && Character.isWhitespace(peek())) {
                    at++;
                }
            }
        }
    }

    private void codePoint(StringBuilder string, int digits) throws MalformedFileException {
        try {
            int c = Integer.parseUnsignedInt(text.substring(at, at + digits), 16);
            string.appendCodePoint(c);
            at += digits;
        } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
            throw malformed("an escape wants " + digits + " hexadecimal digits of a character");
        }
    }

    /** Numbers and dates stay text: whose field it is knows what it should be. */
    private Object bare() throws MalformedFileException {
        int start = at;
        while (at < text.length() && ",]}#\r\n".indexOf(peek()) < 0) {
            at++;
        }
        String value = text.substring(start, at).strip();
        if (value.isEmpty()) {
            throw malformed("a value is missing");
        }
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> value.matches("[+-]?[0-9]{1,18}") ? Long.valueOf(Long.parseLong(value)) : value;
        };
    }

    private void expect(char c) throws MalformedFileException {
        skipBlanks();
        if (peek() != c) {
            throw malformed("expected " + c);
        }
        at++;
    }

    private void endOfLine() throws MalformedFileException {
        skipBlanks();
        if (peek() == '#') {
            skipComment();
        }
        if (peek() == '\r') {
            at++;
        }
        if (at < text.length()) {
            if (peek() != '\n') {
                throw malformed("more than one value on a line");
            }
            at++;
        }
    }

    private void skipBlanksAndComments() {
        while (at < text.length() && (Character.isWhitespace(peek()) || peek() == '#')) {
            if (peek() == '#') {
                skipComment();
            } else {
                at++;
            }
        }
    }

    private void skipComment() {
        while (at < text.length() && peek() != '\n') {
            at++;
        }
    }

    private void skipBlanks() {
        while (peek() == ' ' || peek() == '\t') {
            at++;
        }
    }

    /** NUL behind the end, which no branch accepts. */
    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private MalformedFileException malformed(String reason) {
        return new MalformedFileException(lineAt(Math.min(at, text.length())), "TOML: " + reason);
    }

    /** Counts on from where the line is known: counting from the top each time would be slow for thousands of fields. */
    private int lineAt(int index) {
        int from = Math.min(lineFrom, index);
        return line
                + (int) text.substring(from, index)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }
}
