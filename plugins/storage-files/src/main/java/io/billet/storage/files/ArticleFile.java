package io.billet.storage.files;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A file taken apart: its header and what follows it, to the letter.
 *
 * @param before a byte order mark, or nothing
 * @param header the front matter; empty if there is none
 * @param body   all that follows
 */
record ArticleFile(String before, FrontMatter header, String body) {

    /** The longest header, in characters. */
    static final int MAX_HEADER = 65_536;

    /** The longest file, in octets: the longest text in characters of three octets each, and a header. */
    static final int MAX_OCTETS = 6_500_000;

    private static final String BYTE_ORDER_MARK = "\ufeff";

    static ArticleFile parse(byte[] octets) throws MalformedFileException {
        String text = decoded(octets);
        String before = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : "";
        String rest = text.substring(before.length());
        for (FrontMatter.Format format : List.of(FrontMatter.Format.YAML, FrontMatter.Format.TOML)) {
            Optional<String> opening = fence(rest, 0, format.opening());
            if (opening.isPresent()) {
                return withHeader(before, rest, format, opening.get());
            }
        }
        return PropertiesHeader.opens(rest)
                ? withHeader(before, rest, FrontMatter.Format.PROPERTIES, "")
                : new ArticleFile(before, FrontMatter.empty(), rest);
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

    private static ArticleFile withHeader(String before, String text, FrontMatter.Format format, String opening)
            throws MalformedFileException {
        List<String> lines = new ArrayList<>();
        int at = opening.length();
        while (at < text.length() && at <= MAX_HEADER) {
            Optional<String> closing = fence(text, at, format.closing());
            if (closing.isPresent()) {
                String lineEnd = text.substring(0, lineEnd(text, 0)).endsWith("\r\n") ? "\r\n" : "\n";
                return new ArticleFile(
                        before,
                        new FrontMatter(format, lineEnd, entries(format, lines)),
                        text.substring(at + closing.get().length()));
            }
            int end = lineEnd(text, at);
            lines.add(text.substring(at, end));
            at = end;
        }
        throw new MalformedFileException(
                1,
                at > MAX_HEADER
                        ? "the front matter is longer than " + MAX_HEADER + " characters"
                        : "the front matter that begins here has no closing " + format.closing());
    }

    private static List<FrontMatter.Entry> entries(FrontMatter.Format format, List<String> lines)
            throws MalformedFileException {
        return switch (format) {
            case YAML, BARE_YAML -> YamlHeader.parse(lines, 2);
            case TOML -> TomlHeader.parse(lines, 2);
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

    /** Returns the file as it is written. */
    byte[] octets() {
        return (before + header.text() + body).getBytes(StandardCharsets.UTF_8);
    }
}
