package io.billet.core;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An absolute {@code http} or {@code https} address (RFC 3986): the canonical URL of an original, a commenter's site,
 * an author's profile. No other scheme can be constructed, nor one with a user name or password inside. A host in other
 * letters becomes its {@code xn--} form (IDNA, RFC 3490; hosts with {@code ß}, {@code ς} or joiners are refused, as in
 * {@link EmailAddress}), other letters elsewhere are percent-encoded as UTF-8 (RFC 3987).
 *
 * <p>In JSON a plain string. Immutable and thread-safe.
 *
 * @param value the address in ASCII, scheme and host in lower case; at most {@value #MAX_LENGTH} characters
 */
public record HttpUrl(@JsonValue String value) {

    /** The longest address, in characters. */
    public static final int MAX_LENGTH = 2_000;

    private static final int MAX_PORT = 65_535;

    /** What is wrong inside the parts is for {@link URI} to say. */
    private static final Pattern SCHEME_HOST_REST = Pattern.compile(
            "(?<scheme>https?)://(?<host>[^/?#:@\\[\\]]+|\\[[0-9a-f:.]+\\])(?<rest>.*)", Pattern.CASE_INSENSITIVE);

    /**
     * Checks the values.
     *
     * @throws InvalidValueException if the value is not an absolute http or https address, or is too long
     */
    public HttpUrl {
        Field field = Field.of("HttpUrl", "value");
        String line = field.requiredLine(value, MAX_LENGTH);
        value = normalised(field, line);
        field.withinLimit(value, MAX_LENGTH);
    }

    /**
     * Returns the address.
     *
     * @param value an absolute address
     * @throws InvalidValueException if the value is not an absolute http or https address, or is too long
     */
    @JsonCreator
    public static HttpUrl of(String value) {
        return new HttpUrl(value);
    }

    /** Returns this address as a {@link URI}. */
    public URI toUri() {
        return URI.create(value);
    }

    @Override
    public String toString() {
        return value;
    }

    /** Checks and writes in ASCII what a field of a model holds. */
    static String normalised(Field field, String line) {
        Matcher parts = SCHEME_HOST_REST.matcher(line);
        if (parts.matches()) {
            try {
                String scheme = parts.group("scheme").toLowerCase(Locale.ROOT);
                URI uri = new URI(scheme + "://" + asciiHost(parts.group("host")) + parts.group("rest"));
                if (uri.getHost() != null && uri.getRawUserInfo() == null && uri.getPort() <= MAX_PORT) {
                    return uri.toASCIIString();
                }
            } catch (URISyntaxException | IllegalArgumentException | IndexOutOfBoundsException e) {
                // Told below, in the words of the model.
            }
        }
        throw InvalidValueException.malformed(
                field.object(), field.name(), "an absolute http or https address", Field.shape(line));
    }

    private static String asciiHost(String host) {
        if (EmailAddress.hasIdnaDeviations(host)) {
            throw new IllegalArgumentException("a host that IDNA 2003 and 2008 write differently");
        }
        String ascii = host.chars().allMatch(c -> c < 0x80) ? host : IDN.toASCII(host, IDN.USE_STD3_ASCII_RULES);
        return ascii.toLowerCase(Locale.ROOT);
    }
}
