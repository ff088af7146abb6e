package io.billet.mail.smtp;

import io.billet.core.EmailAddress;
import io.billet.core.InvalidValueException;
import io.billet.engine.spi.BounceReport;
import io.billet.engine.spi.BounceReport.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what mail servers send back to the address to which bounces go.
 *
 * <pre>{@code
 * try (InputStream message = ...) {             // from a mailbox, a pipe of the mail server, a webhook
 *     List<BounceReport> reports = BounceParser.parse(message);
 * }
 * }</pre>
 *
 * <p>Understood are delivery status notifications (RFC 3464, and RFC 6533 for addresses that are not ASCII), complaints in the
 * Abuse Reporting Format (RFC 5965), and the bounces of older versions of Exim, which have no form but name the recipients in a
 * field. Anything else, such as a reply or an "out of office", is no report.
 *
 * <p>Anybody can send such a message. Of a report that names the {@code Message-ID} of a mail that was sent to this recipient it
 * may be believed that it is about this mail; of others nothing is proven.
 *
 * <p>Read are the first {@value #MAX_OCTETS} octets, 50 parts, nested five deep, and 100 recipients. Thread-safe.
 */
public final class BounceParser {

    /** How much of a message is read: the report stands before the mail that came back. */
    public static final int MAX_OCTETS = 1_048_576;

    private static final int MAX_REPORTS = 100;
    private static final Pattern STATUS = Pattern.compile("^\\s*([245]\\.[0-9]{1,3}\\.[0-9]{1,3})(?![0-9.])");
    private static final Pattern REPLY = Pattern.compile("(?:^|[\\s:])(5[0-9]{2}[ -].{0,300})");
    private static final Pattern MESSAGE_ID = Pattern.compile("<[^<>\\s]{3,250}>");
    private static final Pattern CODE_POINT = Pattern.compile("\\\\x\\{([0-9A-Fa-f]{2,6})}");

    /** Feedback of somebody who does not want such mail (RFC 5965, 7.3). Not a virus, a failed signature or "not spam". */
    private static final Set<String> COMPLAINTS = Set.of("abuse", "fraud", "opt-out", "opt-out-list", "miscategorized");

    private BounceParser() {}

    /**
     * Returns what a message reports, in its order; nothing if it is no report.
     *
     * @param message as it came, header first; not closed
     * @throws IOException if it cannot be read
     */
    public static List<BounceReport> parse(InputStream message) throws IOException {
        return parse(message.readNBytes(MAX_OCTETS));
    }

    /** Returns what a message reports; see {@link #parse(InputStream)}. */
    public static List<BounceReport> parse(byte[] message) {
        byte[] read = message.length <= MAX_OCTETS ? message : Arrays.copyOf(message, MAX_OCTETS);
        ReportPart whole = ReportPart.of(read);
        List<ReportPart> parts = whole.leaves();
        List<ReportPart.Field> original = original(parts);
        Optional<String> id = messageId(original, whole);
        List<BounceReport> reports = new ArrayList<>();
        boolean isReport = false;
        for (ReportPart part : parts) {
            switch (part.type()) {
                case "message/delivery-status", "message/global-delivery-status" -> {
                    isReport = true;
                    groups(part.text()).forEach(fields -> delivery(fields, id).ifPresent(reports::add));
                }
                case "message/feedback-report" -> {
                    isReport = true;
                    reports.addAll(complaints(ReportPart.fieldsOf(part.text()), original, id));
                }
                default -> {
                    // The words for people, or the mail itself.
                }
            }
        }
        if (!isReport) {
            reports.addAll(ofExim(whole, parts, id));
        }
        return List.copyOf(reports.subList(0, Math.min(reports.size(), MAX_REPORTS)));
    }

    /** Returns the header of the mail that the report is about, if it was sent along. */
    private static List<ReportPart.Field> original(List<ReportPart> parts) {
        for (ReportPart part : parts) {
            boolean isOriginal = switch (part.type()) {
                case "message/rfc822",
                        "text/rfc822-headers",
                        "message/rfc822-headers",
                        "message/global",
                        "message/global-headers" -> true;
                default -> false;
            };
            if (isOriginal) {
                List<String> lines = part.text();
                int end = lines.indexOf("");
                return ReportPart.fieldsOf(end < 0 ? lines : lines.subList(0, end));
            }
        }
        return List.of();
    }

    /** Of the mail, or to which the report is an answer. */
    private static Optional<String> messageId(List<ReportPart.Field> original, ReportPart whole) {
        return ReportPart.first(original, "message-id")
                .or(() -> whole.field("in-reply-to"))
                .or(() -> whole.field("references"))
                .map(MESSAGE_ID::matcher)
                .filter(Matcher::find)
                .map(Matcher::group);
    }

    /** Returns the groups of fields, of the message and then of each recipient (RFC 3464, 2.1). */
    private static List<List<ReportPart.Field>> groups(List<String> lines) {
        List<List<ReportPart.Field>> groups = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= lines.size() && groups.size() <= MAX_REPORTS; i++) {
            if (i == lines.size() || lines.get(i).isBlank()) {
                if (i > start) {
                    groups.add(ReportPart.fieldsOf(lines.subList(start, i)));
                }
                start = i + 1;
            }
        }
        return groups;
    }

    private static Optional<BounceReport> delivery(List<ReportPart.Field> fields, Optional<String> id) {
        Optional<EmailAddress> recipient = ReportPart.first(fields, "original-recipient")
                .flatMap(BounceParser::address)
                .or(() -> ReportPart.first(fields, "final-recipient").flatMap(BounceParser::address));
        Optional<String> status = ReportPart.first(fields, "status")
                .map(STATUS::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1));
        boolean isOfRecipient = ReportPart.first(fields, "final-recipient").isPresent() || recipient.isPresent();
        Optional<Kind> kind = isOfRecipient ? kind(ReportPart.first(fields, "action"), status) : Optional.empty();
        String reason = ReportPart.first(fields, "diagnostic-code").orElse("");
        return kind.flatMap(what -> report(what, recipient, id, status, reason));
    }

    /** By the action (RFC 3464, 2.3.3); a server that leaves it out has said it by the status's first digit. */
    private static Optional<Kind> kind(Optional<String> action, Optional<String> status) {
        String word = action.map(text -> text.strip().toLowerCase(Locale.ROOT).split("[\\s(;]", 2)[0])
                .orElse("");
        return switch (word) {
            case "failed" -> Optional.of(Kind.BOUNCE);
            case "delayed" -> Optional.of(Kind.DELAY);
            case "" ->
                status.filter(code -> !code.startsWith("2"))
                        .map(code -> code.startsWith("5") ? Kind.BOUNCE : Kind.DELAY);
            default -> Optional.empty(); // delivered, relayed, expanded
        };
    }

    private static List<BounceReport> complaints(
            List<ReportPart.Field> fields, List<ReportPart.Field> original, Optional<String> id) {
        String type =
                ReportPart.first(fields, "feedback-type").orElse("").strip().toLowerCase(Locale.ROOT);
        if (!COMPLAINTS.contains(type)) {
            return List.of();
        }
        List<BounceReport> reports = new ArrayList<>();
        for (ReportPart.Field field : fields) {
            if (field.name().equals("original-rcpt-to") && reports.size() < MAX_REPORTS) {
                address(field.value())
                        .flatMap(to -> report(Kind.COMPLAINT, Optional.of(to), id, Optional.empty(), type))
                        .ifPresent(reports::add);
            }
        }
        if (reports.isEmpty()) {
            Optional<EmailAddress> to = ReportPart.first(original, "to").flatMap(BounceParser::address);
            report(Kind.COMPLAINT, to, id, Optional.empty(), type).ifPresent(reports::add);
        }
        return reports;
    }

    /** Exim before its version 4.85 names them in {@code X-Failed-Recipients}; a warning of a delay has no such field. */
    private static List<BounceReport> ofExim(ReportPart whole, List<ReportPart> parts, Optional<String> id) {
        List<BounceReport> reports = new ArrayList<>();
        String failed = whole.field("x-failed-recipients").orElse("");
        String reason = failed.isEmpty() ? "" : reply(parts);
        for (String each : failed.split(",", MAX_REPORTS + 1)) {
            address(each)
                    .flatMap(to -> report(Kind.BOUNCE, Optional.of(to), id, Optional.empty(), reason))
                    .ifPresent(reports::add);
        }
        return reports;
    }

    /** Returns the first words that look like a server's refusal. */
    private static String reply(List<ReportPart> parts) {
        for (ReportPart part : parts) {
            if (part.type().equals("text/plain")) {
                for (String line : part.text()) {
                    Matcher reply = REPLY.matcher(line);
                    if (reply.find()) {
                        return reply.group(1);
                    }
                }
            }
        }
        return "";
    }

    /** A report about nobody and of no mail tells nothing. */
    private static Optional<BounceReport> report(
            Kind kind, Optional<EmailAddress> to, Optional<String> id, Optional<String> status, String reason) {
        if (to.isEmpty() && id.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BounceReport(kind, to, id, status, reason));
        } catch (InvalidValueException e) {
            // An identity that no mail of ours has.
            return to.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new BounceReport(kind, to, Optional.empty(), status, reason));
        }
    }

    /** Reads {@code rfc822; zoe@example.org}, {@code utf-8; zo\x{EB}@example.org} (RFC 6533, 3), or an address by itself. */
    private static Optional<EmailAddress> address(String text) {
        int semicolon = text.indexOf(';');
        String type =
                semicolon < 0 ? "rfc822" : text.substring(0, semicolon).strip().toLowerCase(Locale.ROOT);
        String address = text.substring(semicolon + 1).strip();
        int open = address.lastIndexOf('<');
        int close = address.lastIndexOf('>');
        if (open >= 0 && close > open) {
            address = address.substring(open + 1, close);
        }
        if (type.equals("utf-8")) {
            address = CODE_POINT
                    .matcher(address)
                    .replaceAll(found -> Matcher.quoteReplacement(character(Integer.parseInt(found.group(1), 16))));
        } else if (!type.equals("rfc822")) {
            return Optional.empty();
        }
        try {
            return Optional.of(EmailAddress.of(address.strip()));
        } catch (InvalidValueException e) {
            return Optional.empty();
        }
    }

    private static String character(int codePoint) {
        return Character.isValidCodePoint(codePoint) ? Character.toString(codePoint) : "";
    }
}
