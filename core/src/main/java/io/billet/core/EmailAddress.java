package io.billet.core;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/**
 * An e-mail address in the one form under which Billet stores, compares and writes to it:
 *
 * <ul>
 *   <li>Unicode normalised to NFC;
 *   <li>the domain in ASCII (IDNA, RFC 3490, as {@link IDN} implements it) and lower case;
 *   <li>the local part with {@code A-Z} folded to {@code a-z} and nothing else folded: {@code mıke@} (dotless i) and
 *       {@code mike@} are two people, in every locale.
 * </ul>
 *
 * <pre>{@code
 * EmailAddress.of("Zoë@Exämple.org").value();  // "zoë@xn--exmple-cua.org"
 * }</pre>
 *
 * <p>Accepted are the addresses of RFC 5321 and RFC 6531 with a dot-atom before the {@code @}: at most 64 octets there,
 * at most {@value #MAX_OCTETS} in all, a domain of two labels or more. Quoted local parts, comments, address literals
 * and anything with a line break are refused, and so are domains with {@code ß}, {@code ς} or joiners, which IDNA 2003
 * and 2008 send to different places: write those in their {@code xn--} form.
 *
 * <p>{@link #toString()} masks the local part, so that logs hold no addresses; {@link #value()} is the address. In JSON
 * a plain string. Immutable and thread-safe.
 *
 * @param value the canonical address
 */
public record EmailAddress(@JsonValue String value) {

    /** The longest address, in octets of UTF-8 (RFC 5321, 4.5.3.1.3, less the angle brackets). */
    public static final int MAX_OCTETS = 254;

    private static final int MAX_LOCAL_OCTETS = 64;
    private static final int MAX_LABEL = 63;
    private static final String ATEXT_SPECIALS = "!#$%&'*+-/=?^_`{|}~";
    private static final String DEVIATIONS = "\u00df\u1e9e\u03c2\u200c\u200d";

    /**
     * Checks the values.
     *
     * @throws InvalidValueException if the value is not such an address
     */
    public EmailAddress {
        Field field = Field.of("EmailAddress", "value");
        if (value.isBlank()) {
            throw InvalidValueException.blank("EmailAddress", "value");
        }
        field.withinLimit(value, 2 * MAX_OCTETS);
        if (!isCanonical(value)) {
            value = canonical(value);
        }
    }

    private static String canonical(String value) {
        String text = Normalizer.normalize(value, Normalizer.Form.NFC);
        int at = text.lastIndexOf('@');
        if (at < 1 || at == text.length() - 1) {
            throw malformed("one @ between a name and a domain", value);
        }
        String canonical =
                foldAscii(localPart(text.substring(0, at), value)) + "@" + domain(text.substring(at + 1), value);
        int octets = canonical.getBytes(StandardCharsets.UTF_8).length;
        if (octets > MAX_OCTETS) {
            throw InvalidValueException.tooLong("EmailAddress", "value", MAX_OCTETS, octets, "octets");
        }
        return canonical;
    }

    /** Tells most addresses, and what a store has kept, by one look at each letter. What is not told so is looked at as a whole. */
    private static boolean isCanonical(String value) {
        int at = value.indexOf('@');
        if (at < 1 || at > MAX_LOCAL_OCTETS || value.length() > MAX_OCTETS) {
            return false;
        }
        for (int i = 0; i < at; i++) {
            char c = value.charAt(i);
            boolean isDotBetween = c == '.' && i > 0 && i < at - 1 && value.charAt(i - 1) != '.';
            if (!isDotBetween && !isLowerOrDigit(c) && ATEXT_SPECIALS.indexOf(c) < 0) {
                return false;
            }
        }
        return isCanonicalDomain(value, at + 1);
    }

    /** Letters, digits and hyphens within labels of at most 63, two of them or more, the last of letters. */
    private static boolean isCanonicalDomain(String value, int from) {
        int labelBegins = from;
        boolean isOfLetters = true;
        for (int i = from; i <= value.length(); i++) {
            char c = i == value.length() ? '.' : value.charAt(i);
            if (c != '.') {
                if (!isLowerOrDigit(c) && c != '-') {
                    return false;
                }
                isOfLetters &= c >= 'a' && c <= 'z';
                continue;
            }
            int length = i - labelBegins;
            if (length < 1 || length > MAX_LABEL || value.charAt(labelBegins) == '-' || value.charAt(i - 1) == '-') {
                return false;
            }
            if (i < value.length()) {
                labelBegins = i + 1;
                isOfLetters = true;
            }
        }
        return labelBegins > from && isOfLetters;
    }

    private static boolean isLowerOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }

    /**
     * Returns the canonical address.
     *
     * @param address an address as a person types it; blanks around it are stripped
     * @throws InvalidValueException if it is not an address that Billet accepts
     */
    @JsonCreator
    public static EmailAddress of(String address) {
        return new EmailAddress(stripBlanks(address));
    }

    /** Returns the domain in ASCII, such as {@code "example.org"}. */
    public String domain() {
        return value.substring(value.lastIndexOf('@') + 1);
    }

    /** Returns the address with its local part masked, {@code "m***@example.org"}: fit for logs. */
    @Override
    public String toString() {
        int firstEnd = value.offsetByCodePoints(0, 1);
        return value.substring(0, firstEnd) + "***@" + domain();
    }

    /** Only blanks: a line break in an address is an attack on mail headers, not a slip of the keyboard. */
    private static String stripBlanks(String address) {
        int from = 0;
        int to = address.length();
        while (from < to && isBlank(address.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(address.charAt(to - 1))) {
            to--;
        }
        return address.substring(from, to);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\u00a0';
    }

    private static String localPart(String local, String given) {
        int octets = local.getBytes(StandardCharsets.UTF_8).length;
        if (octets > MAX_LOCAL_OCTETS) {
            throw InvalidValueException.tooLong("EmailAddress", "localPart", MAX_LOCAL_OCTETS, octets, "octets");
        }
        boolean dots = local.startsWith(".") || local.endsWith(".") || local.contains("..");
        if (dots || !local.codePoints().allMatch(EmailAddress::isAtext)) {
            throw malformed("a name of letters, digits, single dots and " + ATEXT_SPECIALS + " before the @", given);
        }
        return local;
    }

    private static boolean isAtext(int c) {
        if (c < 0x80) {
            return Character.isLetterOrDigit(c) || c == '.' || ATEXT_SPECIALS.indexOf(c) >= 0;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static String domain(String domain, String given) {
        if (hasIdnaDeviations(domain)) {
            throw malformed("a domain without sharp s, final sigma or joiners (write its xn-- form)", given);
        }
        try {
            String ascii = foldAscii(IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED | IDN.USE_STD3_ASCII_RULES));
            if (ascii.indexOf('.') > 0 && !ascii.endsWith(".") && !ascii.matches(".*\\.[0-9]+")) {
                return ascii;
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            // Told below, in the words of the model.
        }
        throw malformed("a domain name with a dot, such as example.org, after the @", given);
    }

    /** Whether IDNA 2003 and 2008 would send the host to different places (UTS 46, section 7). */
    static boolean hasIdnaDeviations(String host) {
        return host.codePoints().anyMatch(c -> DEVIATIONS.indexOf(c) >= 0);
    }

    private static String foldAscii(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            folded.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
        }
        return folded.toString();
    }

    private static InvalidValueException malformed(String expected, String given) {
        return InvalidValueException.malformed("EmailAddress", "value", expected, Field.shape(given));
    }
}
