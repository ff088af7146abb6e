package io.billet.engine.spi;

import io.billet.engine.spi.MailOutcome.Cause;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a mail server says, read. */
final class ReplyText {

    /** Nothing past this is looked at, so that a reply of megabytes costs no more than one of a line. */
    private static final int MAX_READ = 2_000;

    private static final String STATUS = "([245])\\.([0-9]{1,3})\\.([0-9]{1,3})(?![0-9]|\\.[0-9])";

    /**
     * An enhanced code stands first, or after the three digits (RFC 2034, 4); qmail and its heirs write {@code (#5.1.1)}. Other
     * numbers with two dots are versions, dates and parts of addresses of hosts.
     */
    private static final Pattern ENHANCED =
            Pattern.compile("(?:^\\s*|#|(?<![0-9.])[245][0-9]{2}[ -]+[#(]*|;\\s*)" + STATUS);

    private static final Pattern CODE = Pattern.compile("(?:^|[\\s:;])([245][0-9]{2})(?=[ -]|$)");
    private static final String SEPARATORS = " \t\r\n<>\"(),:;[]@";
    private static final Pattern ADDRESS = Pattern.compile("[^" + Pattern.quote(SEPARATORS) + "]++@");

    private static final List<String> OF_POLICY = List.of(
            "spam",
            "spf",
            "dkim",
            "dmarc",
            "block",
            "blacklist",
            "denylist",
            "rbl",
            "listed",
            "reputation",
            "policy",
            "relay",
            "denied",
            "reverse",
            "ptr",
            "sender",
            "authenticat",
            "authoriz",
            "not allowed",
            "not permitted",
            " rate",
            "too many",
            "banned",
            "unsolicited",
            "bulk",
            "helo",
            "ehlo",
            "tls",
            "client host",
            "your ");
    private static final List<String> OF_MAILBOX =
            List.of("quota", "full", "storage", "disabled", "inactive", "suspended");
    private static final List<String> OF_CONTENT = List.of(
            "too large",
            "too big",
            "too long",
            "size",
            "virus",
            "malware",
            "attachment",
            "content",
            "header",
            "message rejected");
    private static final List<String> OF_ADDRESS = List.of(
            "user unknown",
            "unknown user",
            "no such user",
            "user not found",
            "user does not exist",
            "user doesn't exist",
            "no such recipient",
            "unknown recipient",
            "recipient unknown",
            "recipient not found",
            "recipient does not exist",
            "no such mailbox",
            "unknown mailbox",
            "mailbox unknown",
            "mailbox not found",
            "mailbox does not exist",
            "no mailbox here by that name",
            "no such address",
            "unknown address",
            "address unknown",
            "address not found",
            "address does not exist",
            "no such account",
            "unknown account",
            "account does not exist",
            "account not found",
            "no longer exists",
            "does not exist here",
            "no such person",
            "not a known user",
            "unknown local part",
            "unknown local-part");

    private ReplyText() {}

    /** Returns the text as one line of a length that can be kept, without anybody's address. */
    static String line(String text) {
        String read = text.length() <= MAX_READ ? text : withoutTornWord(text.substring(0, MAX_READ));
        StringBuilder line = new StringBuilder(read.length());
        for (int i = 0; i < read.length(); i++) {
            char c = read.charAt(i);
            if (Character.getType(c) == Character.FORMAT) {
                continue; // such as those that turn the direction of a line in the log
            }
            boolean isBlank = Character.isISOControl(c) || Character.isSpaceChar(c);
            if (!isBlank) {
                line.append(Character.isSurrogate(c) && !isHalfOfPair(read, i) ? '\ufffd' : c);
            } else if (!line.isEmpty() && line.charAt(line.length() - 1) != ' ') {
                line.append(' ');
            }
        }
        return cut(ADDRESS.matcher(line).replaceAll("***@").strip(), MailOutcome.MAX_REASON);
    }

    /** An address that is cut before its {@code @} would not be known as one. */
    private static String withoutTornWord(String text) {
        int end = text.length();
        while (end > 0 && SEPARATORS.indexOf(text.charAt(end - 1)) < 0) {
            end--;
        }
        return end == 0 ? cut(text, MailOutcome.MAX_REASON) : text.substring(0, end);
    }

    private static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }

    private static boolean isHalfOfPair(String text, int i) {
        return Character.isHighSurrogate(text.charAt(i))
                ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }

    /** Returns what a refusal means: by the enhanced code, else by the three digits, else by the words. */
    static Cause cause(String reply) {
        // Who has an address with such words in it decides nothing.
        String text = line(reply);
        Matcher enhanced = ENHANCED.matcher(text);
        while (enhanced.find()) {
            boolean isForGood = enhanced.group(1).equals("5");
            int subject = Integer.parseInt(enhanced.group(2));
            int detail = Integer.parseInt(enhanced.group(3));
            // X.0.0 says no more than the first digit: a bounce that has it often quotes a reply that says more.
            if (subject != 0 || detail != 0) {
                return byStatus(isForGood, subject, detail);
            }
        }
        Matcher code = CODE.matcher(text);
        return byCode(code.find() ? Integer.parseInt(code.group(1)) : 0, text.toLowerCase(Locale.ROOT));
    }

    /** RFC 3463, section 3, and IANA's registry of SMTP enhanced status codes. */
    private static Cause byStatus(boolean isForGood, int subject, int detail) {
        return switch (subject) {
            case 1 -> isForGood && isDead(detail) ? Cause.ADDRESS : Cause.OTHER;
            case 2 -> detail == 3 ? Cause.CONTENT : Cause.MAILBOX;
            case 3 -> detail == 4 ? Cause.CONTENT : Cause.OTHER;
            case 6 -> Cause.CONTENT;
            case 7 -> Cause.POLICY;
            default -> Cause.OTHER;
        };
    }

    /**
     * No such mailbox, no such domain, not an address, moved away, and a domain without mail (RFC 7505). Not X.1.0, which may
     * speak of either address, X.1.4 (ambiguous), nor X.1.7 and X.1.8, which speak of the sender's.
     */
    private static boolean isDead(int detail) {
        return detail == 1 || detail == 2 || detail == 3 || detail == 6 || detail == 10;
    }

    private static Cause byCode(int code, String words) {
        return switch (code) {
            case 556 -> Cause.ADDRESS; // the domain takes no mail (RFC 7504, 3.2)
            case 552 -> isOf(OF_CONTENT, words) ? Cause.CONTENT : Cause.MAILBOX; // RFC 5321, 4.2.3; RFC 1870, 6
            case 0, 550, 551, 553, 554 -> byWords(words);
            default -> Cause.OTHER;
        };
    }

    /** What speaks against a dead address comes first: "sender's domain does not exist", "user unknown to our allowlist". */
    private static Cause byWords(String words) {
        if (isOf(OF_POLICY, words)) {
            return Cause.POLICY;
        }
        if (isOf(OF_MAILBOX, words)) {
            return Cause.MAILBOX;
        }
        if (isOf(OF_CONTENT, words)) {
            return Cause.CONTENT;
        }
        return isOf(OF_ADDRESS, words) ? Cause.ADDRESS : Cause.OTHER;
    }

    private static boolean isOf(List<String> phrases, String words) {
        return phrases.stream().anyMatch(words::contains);
    }
}
