package io.billet.web.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Names and values of a query or a form ({@code application/x-www-form-urlencoded}), the first of each name.
 *
 * <pre>{@code
 * String email = Parameters.ofForm(request, 10_000).text("email");
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class Parameters {

    private static final int MOST = 50;
    private static final String FORM = "application/x-www-form-urlencoded";

    private final Map<String, String> byName;

    private Parameters(Map<String, String> byName) {
        this.byName = byName;
    }

    /**
     * Reads the query of an address. What is malformed in it stands for itself, and what is more than 50 pairs is left out: an
     * address that somebody has spoilt still leads to its page.
     *
     * @param request the request
     * @return the query's parameters; none if there is no query
     */
    public static Parameters ofQuery(WebRequest request) {
        Map<String, String> byName = new HashMap<>();
        for (String pair : request.query().orElse("").split("&", MOST + 1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            if (byName.size() < MOST) {
                byName.putIfAbsent(
                        PercentCoding.decodeForm(name).orElse(name),
                        PercentCoding.decodeForm(value).orElse(value));
            }
        }
        return new Parameters(byName);
    }

    /**
     * Reads a form.
     *
     * @param request the request
     * @param limit   how many octets its body may have
     * @return the form's parameters
     * @throws HttpProblem 415 if it is no form, 413 if it is too large, 400 if it is malformed or has more than 50 pairs
     */
    public static Parameters ofForm(WebRequest request, long limit) {
        String type = request.headers().first("Content-Type").orElse("");
        String essence = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!essence.equals(FORM)) {
            throw HttpProblem.of(415);
        }
        try {
            return parse(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(request.body(limit)))
                    .toString());
        } catch (CharacterCodingException e) {
            throw HttpProblem.of(400);
        }
    }

    private static Parameters parse(String text) {
        Map<String, String> byName = new HashMap<>();
        int count = 0;
        for (String pair : text.split("&")) {
            if (++count > MOST) {
                throw HttpProblem.of(400);
            }
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            String value = decoded(equals < 0 ? "" : pair.substring(equals + 1));
            byName.putIfAbsent(name, value);
        }
        return new Parameters(byName);
    }

    private static String decoded(String text) {
        return PercentCoding.decodeForm(text).orElseThrow(() -> HttpProblem.of(400));
    }

    /**
     * Returns the value of a name.
     *
     * @param name the name
     * @return its first value; empty if there is none
     */
    public Optional<String> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /**
     * Returns the value of a name, where a field that is missing is as good as an empty one.
     *
     * @param name the name
     * @return its first value, or an empty text
     */
    public String text(String name) {
        return byName.getOrDefault(name, "");
    }
}
