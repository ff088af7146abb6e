package io.billet.core;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Optional;

/**
 * Who wrote a comment, as far as they said or the host knows.
 *
 * <p>Immutable and thread-safe.
 *
 * @param name     as it stands above the comment; 1 to {@value #MAX_NAME} characters; what a reader does not see, such as
 *                 marks of direction, is taken out; empty only in a tombstone
 * @param email    never shown; for replies and moderation
 * @param url      the commenter's own site
 * @param identity who it is in the host application, if they are signed in there
 * @param member   the subscriber, if they were signed in as one
 */
@JsonModel
@JsonPropertyOrder({"name", "email", "url", "identity", "member"})
public record Commenter(
        Optional<String> name,
        Optional<EmailAddress> email,
        Optional<HttpUrl> url,
        Optional<HostIdentity> identity,
        Optional<SubscriberId> member) {

    /** The longest name, in characters. */
    public static final int MAX_NAME = 100;

    /** Nobody: who wrote a comment that has been erased. */
    public static final Commenter ERASED =
            new Commenter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * Checks the values.
     *
     * @throws InvalidValueException if the name is too long or has control characters
     */
    public Commenter {
        name = Field.of("Commenter", "name").optionalName(name, MAX_NAME);
    }

    /**
     * Returns somebody of whom nothing but a name is known.
     *
     * @param name as it stands above the comment
     * @throws InvalidValueException if the name is blank, too long or has control characters
     */
    public static Commenter named(String name) {
        return new Commenter(
                Optional.of(Field.of("Commenter", "name").requiredName(name, MAX_NAME)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * Returns this commenter with that address.
     *
     * @param address where to write to them
     */
    public Commenter withEmail(EmailAddress address) {
        return new Commenter(name, Optional.of(address), url, identity, member);
    }

    /**
     * Returns this commenter with that site.
     *
     * @param site the commenter's own site
     */
    public Commenter withUrl(HttpUrl site) {
        return new Commenter(name, email, Optional.of(site), identity, member);
    }

    /**
     * Returns this commenter with that identity.
     *
     * @param hostIdentity who it is in the host application
     */
    public Commenter withIdentity(HostIdentity hostIdentity) {
        return new Commenter(name, email, url, Optional.of(hostIdentity), member);
    }

    /**
     * Returns this commenter as a subscriber.
     *
     * @param subscriber as whom they are signed in
     */
    public Commenter asMember(SubscriberId subscriber) {
        return new Commenter(name, email, url, identity, Optional.of(subscriber));
    }

    /**
     * Returns this commenter as a user of the host. What the host says of them takes the place of what they typed; what it does
     * not say is left as they typed it.
     *
     * @param user as whom they are signed in
     */
    public Commenter as(Reader.HostUser user) {
        return new Commenter(
                user.name().or(() -> name),
                user.email().or(() -> email),
                user.url().or(() -> url),
                Optional.of(user.identity()),
                Optional.empty());
    }

    /** Returns this commenter as somebody who is not signed in anywhere, whatever was said of that. */
    public Commenter asGuest() {
        return new Commenter(name, email, url, Optional.empty(), Optional.empty());
    }
}
