package io.billet.core;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * An absolute {@code http} or {@code https} address (RFC 3986): the canonical URL of an original, a commenter's site,
 * an author's profile. No other scheme can be constructed, nor one with a user name or password inside.
 *
 * <p>In JSON a plain string. Immutable and thread-safe.
 *
 * @param value the address in ASCII, scheme and host in lower case; at most {@value #MAX_LENGTH} characters
 */
public record HttpUrl(@JsonValue String value) {

    /** The longest address, in characters. */
    public static final int MAX_LENGTH = 2_000;

    /**
     * @throws InvalidValueException if the value is not an absolute http or https address, or is too long
     */
    public HttpUrl {
        Field field = Field.of("HttpUrl", "value");
        String line = field.requiredLine(value, MAX_LENGTH);
        value = normalised(line);
        field.withinLimit(value, MAX_LENGTH);
    }

    /**
     * @param value an absolute address
     * @return the address
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

    private static String normalised(String line) {
        try {
            URI uri = new URI(line);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            boolean web = scheme.equals("http") || scheme.equals("https");
            if (web && uri.getHost() != null && uri.getRawUserInfo() == null) {
                return ascii(uri, scheme);
            }
        } catch (URISyntaxException e) {
            // Told below, in the words of the model.
        }
        throw InvalidValueException.malformed(
                "HttpUrl", "value", "an absolute http or https address", Field.shape(line));
    }

    private static String ascii(URI uri, String scheme) throws URISyntaxException {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String path = uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        String fragment = uri.getRawFragment() == null ? "" : "#" + uri.getRawFragment();
        return new URI(scheme + "://" + host + port + path + query + fragment).toASCIIString();
    }
}
