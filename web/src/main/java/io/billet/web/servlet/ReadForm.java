package io.billet.web.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** A form that somebody has read before, made anew from the parameters that the container took from it. */
final class ReadForm {

    private ReadForm() {}

    /**
     * Returns the form as it may have been sent: those parameters that are not of the query.
     *
     * @throws IllegalStateException if the container cannot read it, or {@code RuntimeException} of its own
     */
    static byte[] octets(HttpServletRequest request) {
        Map<String, Integer> ofQuery = countByName(request.getQueryString());
        boolean isSure = "utf-8".equals(lower(request.getCharacterEncoding()));
        StringJoiner form = new StringJoiner("&");
        request.getParameterMap().forEach((name, values) -> {
            // The query's come first (Servlet 6.0, 3.1).
            int from = Math.min(ofQuery.getOrDefault(name, 0), values.length);
            for (String value : Arrays.copyOfRange(values, from, values.length)) {
                form.add(encoded(name, isSure) + "=" + encoded(value, isSure));
            }
        });
        return form.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static Map<String, Integer> countByName(String query) {
        Map<String, Integer> counts = new HashMap<>();
        for (String pair : query == null ? new String[0] : query.split("&")) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            counts.merge(decoded(name), 1, Integer::sum);
        }
        return counts;
    }

    private static String decoded(String name) {
        try {
            return URLDecoder.decode(name, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return name;
        }
    }

    /**
     * A form says nothing of its charset, and browsers send that of the page, UTF-8. Containers take ISO-8859-1 until Servlet 6.1
     * (6.0, 3.12) if nobody told them: what they read so, and is UTF-8, is taken back to the octets that were sent.
     *
     * @param isSure whether they were told
     */
    private static String encoded(String text, boolean isSure) {
        Charset charset = !isSure && isMisread(text) ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
        return URLEncoder.encode(text, charset);
    }

    private static boolean isMisread(String text) {
        if (!text.chars().allMatch(c -> c <= 0xFF) || text.chars().allMatch(c -> c < 0x80)) {
            return false;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static String lower(String charset) {
        return charset == null ? "" : charset.toLowerCase(Locale.ROOT);
    }
}
