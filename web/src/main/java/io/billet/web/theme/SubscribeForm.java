package io.billet.web.theme;

import io.billet.core.LanguageTag;
import io.billet.core.Slug;
import java.util.Optional;

/**
 * The form to subscribe. It is sent by POST to {@link io.billet.engine.BlogUrls#subscribe()} as {@code email},
 * {@code language}, {@code place} and, if given, {@code article} and {@code stamp}; and as {@code message} what stands in a
 * field that people do not see and leave empty: a theme that has one learns who fills in forms by machine.
 *
 * <p>Immutable and thread-safe.
 *
 * @param place    where the form stands, for the record: {@code list}, {@code article}, {@code members-cut}, {@code page}
 * @param language the language to be written to in
 * @param article  where to go back to once confirmed
 * @param email    what was typed, if the form comes back
 * @param error    what is wrong with that, in the reader's language
 * @param stamp    tells when the form was shown ({@link io.billet.engine.Subscribers#formStamp()})
 */
public record SubscribeForm(
        String place,
        LanguageTag language,
        Optional<Slug> article,
        String email,
        Optional<String> error,
        Optional<String> stamp) {

    /**
     * Returns an empty form.
     *
     * @param place    where the form stands
     * @param language the language to be written to in
     */
    public static SubscribeForm empty(String place, LanguageTag language) {
        return new SubscribeForm(place, language, Optional.empty(), "", Optional.empty(), Optional.empty());
    }

    /**
     * Returns this form, leading back to that article.
     *
     * @param slug an article
     */
    public SubscribeForm backTo(Slug slug) {
        return new SubscribeForm(place, language, Optional.of(slug), email, error, stamp);
    }

    /**
     * Returns this form with an error.
     *
     * @param typed   what was typed
     * @param problem what is wrong with it
     */
    public SubscribeForm refused(String typed, String problem) {
        return new SubscribeForm(place, language, article, typed, Optional.of(problem), stamp);
    }

    /**
     * Returns this form with a stamp.
     *
     * @param newStamp tells when it was shown
     */
    public SubscribeForm stamped(Optional<String> newStamp) {
        return new SubscribeForm(place, language, article, email, error, newStamp);
    }
}
