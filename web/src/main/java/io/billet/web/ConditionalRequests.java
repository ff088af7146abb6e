package io.billet.web;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Says "not modified" where the reader has it already (RFC 9110, 8.8 and 13). */
final class ConditionalRequests {

    /** RFC 9110, 5.6.7; {@code RFC_1123_DATE_TIME} writes days with one digit. */
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static final Set<String> OF_THE_BODY = Set.of("content-type", "content-length", "content-language");

    private ConditionalRequests() {}

    static WebResponse answer(WebRequest request, WebResponse whole) {
        return answerTagged(request, tagged(whole, Optional.empty()), Optional.empty());
    }

    /** The response with what a reader needs to ask whether it is still good. */
    static WebResponse tagged(WebResponse whole, Optional<Instant> changedAt) {
        WebResponse response = whole.with("ETag", tag(whole.body()));
        return changedAt
                .map(HTTP_DATE::format)
                .map(date -> response.with("Last-Modified", date))
                .orElse(response);
    }

    static WebResponse answerTagged(WebRequest request, WebResponse tagged, Optional<Instant> changedAt) {
        String tag = tagged.headers().first("ETag").orElseThrow();
        return isKnown(request, tag, changedAt) ? notModified(tagged) : tagged;
    }

    private static boolean isKnown(WebRequest request, String tag, Optional<Instant> changedAt) {
        Optional<String> tags = request.headers().first("If-None-Match");
        if (tags.isPresent()) {
            return Stream.of(tags.get().split(","))
                    .map(String::strip)
                    .anyMatch(each ->
                            each.equals("*") || each.replaceFirst("^W/", "").equals(tag));
        }
        return changedAt.isPresent()
                && request.headers()
                        .first("If-Modified-Since")
                        .flatMap(ConditionalRequests::parsed)
                        .map(changedAt.get().truncatedTo(ChronoUnit.SECONDS)::equals)
                        .orElse(false);
    }

    private static Optional<Instant> parsed(String date) {
        try {
            return Optional.of(ZonedDateTime.parse(date, HTTP_DATE.withZone(ZoneOffset.UTC))
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
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
