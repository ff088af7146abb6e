package io.billet.storage.files;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A file taken apart: its header and what follows it, to the letter.
 *
 * @param before a byte order mark and blank lines, or nothing
 * @param header the front matter; empty if there is none
 * @param body   all that follows
 */
record ArticleFile(String before, FrontMatter header, String body) {

    /** The longest header, in characters. */
    static final int MAX_HEADER = 65_536;

    /** The longest file, in octets: the longest text in characters of three octets each, and a header. */
    static final int MAX_OCTETS = 6_500_000;

    private static final String BYTE_ORDER_MARK = "\ufeff";

    /** YAML's own (YAML 1.2.2, 9.1.2), which Jekyll takes for a fence. */
    private static final String END_OF_DOCUMENT = "...";

    private static final List<FrontMatter.Format> FENCED = List.of(FrontMatter.Format.YAML, FrontMatter.Format.TOML);

    // Each takes what it can and gives nothing back, as the text may be a stranger's and millions of characters long.
    private static final Pattern FIELD =
            Pattern.compile("[\"']?+\\p{L}[\\p{L}\\w -]*+[\"']?+\\s*+[:=](?:\\s.*+)?+", Pattern.DOTALL);
    private static final Pattern TABLE_OR_COMMENT = Pattern.compile("[\\[#].*+", Pattern.DOTALL);
    private static final Pattern KNOWN_FIELD = Pattern.compile("(?:title|layout|date):(?:\\s.*+)?+", Pattern.DOTALL);

    static ArticleFile parse(byte[] octets) throws MalformedFileException {
        String text = decoded(octets);
        String before = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : "";
        String rest = text.substring(before.length());
        for (FrontMatter.Format format : FENCED) {
            if (fence(rest, 0, format.opening()).isPresent()) {
                return withHeader(before, rest, format);
            }
        }
        if (PropertiesHeader.opens(rest)) {
            return withHeader(before, rest, FrontMatter.Format.PROPERTIES);
        }
        if (opensUnfenced(rest)) {
            return withHeader(before, rest, FrontMatter.Format.UNOPENED_YAML);
        }
        return afterBlankLines(before, rest);
    }

    /** Hugo and Zola pass over blank lines before a header; without a field behind it, a fence is a rule in Markdown. */
    private static ArticleFile afterBlankLines(String before, String rest) throws MalformedFileException {
        int from = 0;
        while (from < rest.length() && rest.substring(from, lineEnd(rest, from)).isBlank()) {
            from = lineEnd(rest, from);
        }
        for (FrontMatter.Format format : FENCED) {
            Optional<String> opening = from == 0 ? Optional.empty() : fence(rest, from, format.opening());
            int behind = from + opening.map(String::length).orElse(0);
            if (opening.isPresent() && (isLike(FIELD, rest, behind) || isLike(TABLE_OR_COMMENT, rest, behind))) {
                return withHeader(before + rest.substring(0, from), rest.substring(from), format);
            }
        }
        return new ArticleFile(before, FrontMatter.empty(), rest);
    }

    private static boolean isLike(Pattern pattern, String text, int from) {
        return pattern.matcher(text.substring(from, lineEnd(text, from)).stripTrailing())
                .matches();
    }

    /**
     * Hexo needs no fence before a header: lines of fields, among them one that a text would not begin with, as far as a
     * fence. A line above a fence is a heading in Markdown.
     */
    private static boolean opensUnfenced(String text) {
        if (!isLike(FIELD, text, 0)) {
            return false;
        }
        boolean known = false;
        for (int at = 0; at < text.length() && at <= MAX_HEADER; at = lineEnd(text, at)) {
            String line = text.substring(at, lineEnd(text, at)).stripTrailing();
            if (line.equals(FrontMatter.Format.UNOPENED_YAML.closing())) {
                return known;
            }
            if (line.isEmpty()) {
                return false;
            }
            known = known || KNOWN_FIELD.matcher(line).matches();
        }
        return false;
    }

    /** Reads a file of nothing but fields, be they between fences or not. */
    static FrontMatter fields(byte[] octets) throws MalformedFileException {
        String text = decoded(octets);
        List<String> lines = lines(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
        String fence = FrontMatter.Format.YAML.closing();
        long fences = lines.stream()
                .filter(line -> line.stripTrailing().equals(fence))
                .count();
        if (fences > 1) {
            ArticleFile fenced = parse(octets);
            if (fenced.header().format() == FrontMatter.Format.YAML
                    && fenced.body().isBlank()) {
                return fenced.header();
            }
        }
        String lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
        return new FrontMatter(FrontMatter.Format.BARE_YAML, lineEnd, YamlHeader.parse(lines, 1));
    }

    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        for (int at = 0; at < text.length(); at = lineEnd(text, at)) {
            lines.add(text.substring(at, lineEnd(text, at)));
        }
        return lines;
    }

    /** Returns the fence's line at this place with its end, if it stands there. */
    private static Optional<String> fence(String text, int from, String fence) {
        int end = lineEnd(text, from);
        String line = text.substring(from, end);
        return line.stripTrailing().equals(fence) ? Optional.of(line) : Optional.empty();
    }

    private static ArticleFile withHeader(String before, String text, FrontMatter.Format format)
            throws MalformedFileException {
        int firstLine = firstLine(before);
        List<String> lines = new ArrayList<>();
        int at = format.opening().isEmpty() ? 0 : lineEnd(text, 0);
        while (at < text.length() && at <= MAX_HEADER) {
            Optional<String> closing = fence(text, at, format.closing());
            if (closing.isEmpty() && format == FrontMatter.Format.YAML) {
                closing = fence(text, at, END_OF_DOCUMENT);
            }
            if (closing.isPresent()) {
                String lineEnd = text.substring(0, lineEnd(text, 0)).endsWith("\r\n") ? "\r\n" : "\n";
                return new ArticleFile(
                        before,
                        new FrontMatter(
                                format, closing.get().stripTrailing(), lineEnd, entries(format, lines, firstLine)),
                        text.substring(at + closing.get().length()));
            }
            int end = lineEnd(text, at);
            lines.add(text.substring(at, end));
            at = end;
        }
        throw new MalformedFileException(
                firstLine,
                at > MAX_HEADER
                        ? "the front matter is longer than " + MAX_HEADER + " characters"
                        : "the front matter that begins here has no closing " + format.closing());
    }

    private static List<FrontMatter.Entry> entries(FrontMatter.Format format, List<String> lines, int firstLine)
            throws MalformedFileException {
        return switch (format) {
            case YAML -> YamlHeader.parse(lines, firstLine + 1);
            case TOML -> TomlHeader.parse(lines, firstLine + 1);
            case UNOPENED_YAML, BARE_YAML -> YamlHeader.parse(lines, firstLine);
            case PROPERTIES -> PropertiesHeader.parse(lines);
        };
    }

    private static int lineEnd(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end + 1;
    }

    private static String decoded(byte[] octets) throws MalformedFileException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedFileException(1, "the file is not in UTF-8");
        }
    }

    /**
     * Returns where there may be fields that are not read as such: at the beginning of a text without a header, and behind
     * the end of a document in YAML, which for some is the header's end and for others is not.
     */
    Optional<UnreadHeader> unread() {
        if (header.entries().isEmpty()) {
            return Optional.of(new UnreadHeader(1, body));
        }
        return header.closing().equals(END_OF_DOCUMENT)
                ? Optional.of(new UnreadHeader(firstLine(before + header.text()), body))
                : Optional.empty();
    }

    private static int firstLine(String before) {
        return 1 + (int) before.chars().filter(c -> c == '\n').count();
    }

    /** Returns the file as it is written. */
    byte[] octets() {
        return (before + header.text() + body).getBytes(StandardCharsets.UTF_8);
    }
}
