package io.billet.web;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Names and values of a query or a form ({@code application/x-www-form-urlencoded}), the first of each name. */
final class Parameters {

    private static final int MOST = 50;
    private static final String FORM = "application/x-www-form-urlencoded";

    private final Map<String, String> byName;

    private Parameters(Map<String, String> byName) {
        this.byName = byName;
    }

    /** @throws HttpProblem 400 if it is malformed */
    static Parameters ofQuery(WebRequest request) {
        return parse(request.query().orElse(""));
    }

    /** @throws HttpProblem 415 if it is no form, 400 if it is malformed */
    static Parameters ofForm(WebRequest request) {
        String type = request.headers().first("Content-Type").orElse("");
        String essence = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!essence.equals(FORM)) {
            throw HttpProblem.of(415);
        }
        try {
            return parse(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(request.body()))
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

    Optional<String> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** What stands there, or nothing: a field that is missing is as good as empty. */
    String text(String name) {
        return byName.getOrDefault(name, "");
    }
}
