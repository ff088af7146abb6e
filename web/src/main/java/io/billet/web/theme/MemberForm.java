package io.billet.web.theme;

import io.billet.core.LanguageTag;
import io.billet.core.Slug;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a member sees and changes of their subscription. Each of its forms is sent by POST to {@link #target} with {@code action},
 * which is one of the constants here, and with {@code token} if there is one.
 *
 * <p>Who comes by a link from a mail and is not signed in sees less: neither address nor name, as mails are passed on.
 *
 * <p>Immutable and thread-safe.
 *
 * @param target    where the forms are sent to
 * @param token     of the link by which they come; empty for who is signed in
 * @param email     their address; empty for who comes by a link
 * @param name      how they are addressed, sent as {@code name}
 * @param language  of mail to them, sent as {@code language}
 * @param languages from which they choose, that one among them
 * @param topics    of the newsletter, each with a box to tick; none if the host names none
 * @param newEmail  what was typed as a new address, sent as {@code email}
 * @param feed      the address of their private feed, which is shown this once
 * @param errors    what is wrong, in the reader's language, by the name of the field
 * @param isLast    whether they are asked once more before all that is known of them is deleted
 */
public record MemberForm(
        URI target,
        Optional<String> token,
        Optional<String> email,
        String name,
        LanguageTag language,
        List<LanguageTag> languages,
        List<Topic> topics,
        String newEmail,
        Optional<URI> feed,
        Map<String, String> errors,
        boolean isLast) {

    /**
     * A topic that they want by mail or not. A form sends {@link #offered} for each topic that it shows, with any value, and
     * {@link #wanted}, with any value, for each that is ticked: what a form does not show stays as it was.
     *
     * @param slug     of the tag
     * @param name     of the tag, as readers see it
     * @param isTicked whether they want it
     */
    public record Topic(Slug slug, String name, boolean isTicked) {

        /** Returns the name of the field that says that the form shows it. */
        public String offered() {
            return "offered-" + slug.value();
        }

        /** Returns the name of the field that says that they want it. */
        public String wanted() {
            return "topic-" + slug.value();
        }
    }

    /** Stores name, language and topics. */
    public static final String SAVE = "save";

    /** Asks for another address. */
    public static final String MOVE = "move";

    /** Opens a private feed. */
    public static final String OPEN_FEED = "open-feed";

    /** Closes the private feed. */
    public static final String CLOSE_FEED = "close-feed";

    /** Signs out on all devices. */
    public static final String SIGN_OUT = "sign-out";

    /** Ends the subscription. */
    public static final String LEAVE = "leave";

    /** Asks whether all is to be deleted. */
    public static final String DELETE = "delete";

    /** Deletes all. */
    public static final String REALLY_DELETE = "really-delete";

    /** Copies lists and map. */
    public MemberForm {
        languages = List.copyOf(languages);
        topics = List.copyOf(topics);
        errors = Map.copyOf(errors);
    }

    /** Returns whether they are signed in, so that all is shown. */
    public boolean isWhole() {
        return email.isPresent();
    }

    /**
     * Returns what is wrong with a field.
     *
     * @param field its name
     */
    public Optional<String> error(String field) {
        return Optional.ofNullable(errors.get(field));
    }

    /**
     * Returns what a language calls itself, such as {@code français}.
     *
     * @param tag a language
     */
    public static String nameOf(LanguageTag tag) {
        Locale locale = tag.toLocale();
        return locale.getDisplayName(locale);
    }

    /**
     * Returns this form with what is wrong.
     *
     * @param typedEmail what was typed as a new address
     * @param typedName  what was typed as a name
     * @param wrong      by the name of the field
     */
    public MemberForm refused(String typedEmail, String typedName, Map<String, String> wrong) {
        return new MemberForm(
                target, token, email, typedName, language, languages, topics, typedEmail, feed, wrong, isLast);
    }

    /**
     * Returns this form with other topics.
     *
     * @param others each with whether it is ticked
     */
    public MemberForm withTopics(List<Topic> others) {
        return new MemberForm(target, token, email, name, language, languages, others, newEmail, feed, errors, isLast);
    }

    /**
     * Returns this form with a private feed.
     *
     * @param address of the feed
     */
    public MemberForm withFeed(URI address) {
        return new MemberForm(
                target,
                token,
                email,
                name,
                language,
                languages,
                topics,
                newEmail,
                Optional.of(address),
                errors,
                isLast);
    }

    /** Returns this form, which asks whether all is to be deleted. */
    public MemberForm asLast() {
        return new MemberForm(target, token, email, name, language, languages, topics, newEmail, feed, errors, true);
    }
}
