package io.billet.storage.files;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads TOML-style headers, as Hugo and Zola have them: fields with strings, numbers, booleans, dates, lists and inline
 * tables. What follows a table's header ({@code [extra]}) is kept as it is and means nothing to a blog.
 */
final class TomlHeader {

    private static final int MOST_NESTED = 20;

    private final String text;
    private final int firstLine;
    private int at;

    private TomlHeader(String text, int firstLine) {
        this.text = text;
        this.firstLine = firstLine;
    }

    static List<FrontMatter.Entry> parse(List<String> lines, int firstLine) throws MalformedFileException {
        return new TomlHeader(String.join("", lines), firstLine).entries();
    }

    private List<FrontMatter.Entry> entries() throws MalformedFileException {
        List<FrontMatter.Entry> entries = new ArrayList<>();
        List<String> names = new ArrayList<>();
        while (at < text.length()) {
            int start = at;
            skipBlanksAndComments();
            if (at >= text.length() || text.charAt(at) == '[') {
                entries.add(new FrontMatter.Entry("", "", text.substring(start), lineAt(start)));
                break;
            }
            int line = lineAt(at);
            String name = name();
            expect('=');
            Object value = value(0);
            endOfLine();
            if (names.contains(name)) {
                throw new MalformedFileException(line, "the field " + name + " is there twice");
            }
            names.add(name);
            entries.add(new FrontMatter.Entry(name, value, text.substring(start, at), line));
        }
        return entries;
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
                throw malformed("a string does not end");
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

    private int lineAt(int index) {
        return firstLine
                + (int) text.substring(0, index).chars().filter(c -> c == '\n').count();
    }
}
