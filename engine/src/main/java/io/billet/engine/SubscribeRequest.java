package io.billet.engine;

import io.billet.core.Consent;
import io.billet.core.EmailAddress;
import io.billet.core.LanguageTag;
import io.billet.engine.spi.RateLimiter;
import java.util.Optional;

/**
 * What somebody who fills in the form to subscribe says, and what is known of how they said it.
 *
 * <pre>{@code
 * SubscribeRequest.of(EmailAddress.of("zoe@example.org"), LanguageTag.FRENCH, "article-footer")
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 *
 * @param email          where mail shall go
 * @param language       in which language
 * @param form           which form it was, for the record; 1 to {@link Consent#MAX_LINE} characters
 * @param textVersion    which version of the form's text they agreed to; 1 to {@link Consent#MAX_LINE} characters
 * @param networkAddress where the request came from, if the host records it; also counted by the {@link RateLimiter}
 * @param userAgent      what it was made with, if the host records it
 */
public record SubscribeRequest(
        EmailAddress email,
        LanguageTag language,
        String form,
        String textVersion,
        Optional<String> networkAddress,
        Optional<String> userAgent) {

    /** The version of the text that Billet's own form shows. */
    public static final String TEXT_VERSION = "2026-11";

    /**
     * Returns a request of which nothing else is known.
     *
     * @param email    where mail shall go
     * @param language in which language
     * @param form     which form it was
     */
    public static SubscribeRequest of(EmailAddress email, LanguageTag language, String form) {
        return new SubscribeRequest(email, language, form, TEXT_VERSION, Optional.empty(), Optional.empty());
    }
}
