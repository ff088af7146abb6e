package io.billet.web.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Says "not modified" where the client has it already (RFC 9110, 8.8 and 13).
 *
 * <pre>{@code
 * return ConditionalRequests.answer(request, WebResponse.of(200).withText("text/html; charset=utf-8", html));
 * }</pre>
 */
public final class ConditionalRequests {

    private static final Set<String> OF_THE_BODY = Set.of("content-type", "content-length", "content-language");

    /** What servers that compress put before the last quote of a tag. */
    private static final Pattern COMPRESSED = Pattern.compile("--?(gzip|br|zstd|deflate)\"");

    private ConditionalRequests() {}

    /**
     * Answers a request with a response, or with 304 if the client has it already.
     *
     * @param request the request
     * @param whole   the response, whose body is in memory
     * @return the response with an {@code ETag} made of its body, or 304 with the header fields that belong to it
     */
    public static WebResponse answer(WebRequest request, WebResponse whole) {
        return answerTagged(request, tagged(whole));
    }

    /**
     * Returns a response with an {@code ETag} made of its body: for what is sent more than once.
     *
     * @param whole the response, whose body is in memory
     * @return the response with its tag
     * @throws IllegalArgumentException if the body is a stream
     */
    public static WebResponse tagged(WebResponse whole) {
        if (!whole.isInMemory()) {
            throw new IllegalArgumentException("a body that is a stream has no tag by itself: give it one");
        }
        return whole.with("ETag", tag(whole.octets()));
    }

    /**
     * Answers a request with a response, or with 304 if the client has it already.
     *
     * @param request the request
     * @param tagged  the response, with the field {@code ETag} and, if it is known, {@code Last-Modified}
     * @return the response, or 304 with the header fields that belong to it
     */
    public static WebResponse answerTagged(WebRequest request, WebResponse tagged) {
        return isKnown(request.headers(), tagged.headers()) ? notModified(tagged) : tagged;
    }

    /** RFC 9110, 13.2.2: a date is looked at only where no tag is sent. */
    private static boolean isKnown(WebHeaders asked, WebHeaders given) {
        Optional<String> tags = asked.first("If-None-Match");
        if (tags.isPresent()) {
            String tag = given.first("ETag").orElse("");
            return Stream.of(tags.get().split(",")).map(String::strip).anyMatch(each -> isSame(each, tag));
        }
        Optional<String> since = asked.first("If-Modified-Since");
        return since.isPresent() && since.equals(given.first("Last-Modified"));
    }

    /** Weakly (RFC 9110, 8.8.3.2), and whatever a server put to its end that compresses: {@code "abc-gzip"}, Jetty {@code "abc--gzip"}. */
    private static boolean isSame(String asked, String given) {
        String known = strong(given);
        String sent = strong(asked);
        return sent.equals("*")
                || sent.equals(known)
                || known.endsWith("\"")
                        && sent.startsWith(known.substring(0, known.length() - 1))
                        && COMPRESSED
                                .matcher(sent.substring(known.length() - 1))
                                .matches();
    }

    private static String strong(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }

    private static WebResponse notModified(WebResponse whole) {
        WebResponse response = WebResponse.of(304);
        for (var header : whole.headers().asMap().entrySet()) {
            if (!OF_THE_BODY.contains(header.getKey().toLowerCase(Locale.ROOT))) {
                for (String value : header.getValue()) {
                    response = response.with(header.getKey(), value);
                }
            }
        }
        return response;
    }

    /**
     * Answers a request with a response of which a part is new each time and means the same, such as the time at which a form was
     * shown: as {@link #answer}, with a weak tag (RFC 9110, 8.8.1) made of the rest.
     *
     * @param request the request
     * @param whole   the response, whose body is text in memory
     * @param varying what is left out of account wherever it stands
     * @return the response with its tag, or 304
     */
    public static WebResponse answerBut(WebRequest request, WebResponse whole, String varying) {
        String rest = new String(whole.octets(), StandardCharsets.UTF_8).replace(varying, "");
        return answerTagged(request, whole.with("ETag", "W/" + tag(rest.getBytes(StandardCharsets.UTF_8))));
    }

    private static String tag(byte[] body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
            return '"'
                    + Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(digest)
                            .substring(0, 22)
                    + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
