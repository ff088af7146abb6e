package io.billet.mail.smtp;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A message, or a part of one, as far as reports need it. What comes is a stranger's: so much of it is read and no more, in time
 * that grows with its length alone. (Jakarta Mail makes some forty objects of each part, and a megabyte has room for 100,000.)
 *
 * @param fields of its header
 * @param lines  of its body, octets as ISO 8859-1
 */
record ReportPart(List<Field> fields, List<String> lines) {

    private static final int MAX_FIELDS = 500;
    private static final int MAX_PARTS = 50;
    private static final int MAX_DEPTH = 5;
    private static final Pattern BOUNDARY =
            Pattern.compile("(?i);\\s*boundary\\s*=\\s*(?:\"([^\"]{1,200})\"|([^\\s;\"]{1,200}))");
    private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");

    /** A header field, unfolded. */
    record Field(String name, String value) {}

    /** Reads a message or part. */
    static ReportPart of(byte[] octets) {
        return of(List.of(LINE_END.split(new String(octets, StandardCharsets.ISO_8859_1), -1)));
    }

    private static ReportPart of(List<String> lines) {
        int end = lines.indexOf("");
        List<String> header = end < 0 ? lines : lines.subList(0, end);
        return new ReportPart(fieldsOf(header), end < 0 ? List.of() : lines.subList(end + 1, lines.size()));
    }

    /** Reads header fields; what is none is passed over. */
    static List<Field> fieldsOf(List<String> lines) {
        List<Field> fields = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        String name = "";
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (line.startsWith(" ") || line.startsWith("\t")) {
                value.append(' ').append(line.strip());
            } else if (colon > 0) {
                add(fields, name, value);
                name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
                value = new StringBuilder(line.substring(colon + 1).strip());
            }
            if (fields.size() >= MAX_FIELDS) {
                return fields;
            }
        }
        add(fields, name, value);
        return fields;
    }

    private static void add(List<Field> fields, String name, StringBuilder value) {
        if (!name.isEmpty()) {
            fields.add(new Field(name, value.toString()));
        }
    }

    /** Returns the first field of a name. */
    Optional<String> field(String name) {
        return first(fields, name);
    }

    static Optional<String> first(List<Field> fields, String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .map(Field::value)
                .findFirst();
    }

    /** Returns the media type, in small letters and without parameters. */
    String type() {
        String type = field("content-type").orElse("text/plain");
        int semicolon = type.indexOf(';');
        return (semicolon < 0 ? type : type.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
    }

    /** Returns this part, or what it is made of: messages within messages are not looked into. */
    List<ReportPart> leaves() {
        List<ReportPart> leaves = new ArrayList<>();
        collect(this, MAX_DEPTH, leaves);
        return leaves;
    }

    private static void collect(ReportPart part, int depth, List<ReportPart> leaves) {
        if (!part.type().startsWith("multipart/")) {
            leaves.add(part);
            return;
        }
        Matcher boundary = BOUNDARY.matcher(part.field("content-type").orElse(""));
        if (depth == 0 || !boundary.find()) {
            return;
        }
        String mark = "--" + (boundary.group(1) != null ? boundary.group(1) : boundary.group(2));
        for (List<String> lines : part.between(mark)) {
            if (leaves.size() < MAX_PARTS) {
                collect(of(lines), depth - 1, leaves);
            }
        }
    }

    /** Returns what stands between lines of this mark; without the last mark, to the end. */
    private List<List<String>> between(String mark) {
        List<List<String>> parts = new ArrayList<>();
        int start = -1;
        for (int i = 0; i < lines.size() && parts.size() < MAX_PARTS; i++) {
            String line = lines.get(i);
            if (!line.startsWith(mark)) {
                continue;
            }
            String rest = line.substring(mark.length()).stripTrailing();
            if (rest.isEmpty() || rest.equals("--")) {
                if (start >= 0) {
                    parts.add(lines.subList(start, i));
                }
                start = i + 1;
                if (!rest.isEmpty()) {
                    return parts;
                }
            }
        }
        if (start >= 0 && start < lines.size() && parts.size() < MAX_PARTS) {
            parts.add(lines.subList(start, lines.size()));
        }
        return parts;
    }

    /** Returns the lines of the body as text: decoded, and read as UTF-8, of which ASCII is a part. */
    List<String> text() {
        byte[] octets = String.join("\n", lines).getBytes(StandardCharsets.ISO_8859_1);
        String encoding =
                field("content-transfer-encoding").orElse("7bit").strip().toLowerCase(Locale.ROOT);
        if (encoding.equals("base64") || encoding.equals("quoted-printable")) {
            try (InputStream decoded = MimeUtility.decode(new ByteArrayInputStream(octets), encoding)) {
                octets = decoded.readAllBytes();
            } catch (MessagingException | IOException e) {
                return List.of();
            }
        }
        return List.of(LINE_END.split(new String(octets, StandardCharsets.UTF_8), -1));
    }
}
