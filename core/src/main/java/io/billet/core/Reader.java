package io.billet.core;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Who asks to read. {@link ArticleAccess} says what they may see.
 *
 * <p>Immutable and thread-safe.
 */
public sealed interface Reader {

    /** Somebody of whom nothing is known. */
    Reader ANONYMOUS = new Anonymous();

    /** Somebody of whom nothing is known. */
    record Anonymous() implements Reader {}

    /**
     * A confirmed subscriber.
     *
     * @param subscriber who
     * @param labels     the labels they bear; sorted, each once
     */
    record Member(SubscriberId subscriber, List<Label> labels) implements Reader {
        /**
         * Checks the values.
         *
         * @throws InvalidValueException if there are too many labels
         */
        public Member {
            labels = Field.of("Reader", "labels").labels(labels);
        }

        /**
         * Returns a member if the subscriber is confirmed, else somebody anonymous.
         *
         * @param subscriber a subscriber
         */
        public static Reader of(Subscriber subscriber) {
            return subscriber.state().kind() == SubscriberState.Kind.CONFIRMED
                    ? new Member(subscriber.id(), subscriber.labels())
                    : ANONYMOUS;
        }
    }

    /**
     * A user of the host application, signed in there. What the host says of them signs their comments; a form asks them for the
     * rest.
     *
     * <pre>{@code
     * new Reader.HostUser(HostIdentity.of(user.id()), List.of(Label.of("premium")))
     *         .withProfile(Optional.of(user.displayName()), Optional.of(user.email()), Optional.empty(), Optional.empty())
     * }</pre>
     *
     * @param identity who, in the host's terms
     * @param labels   the labels the host gives them; sorted, each once
     * @param name     by which other readers know them; 1 to {@value Commenter#MAX_NAME} characters on one line; what a reader
     *                 does not see, such as marks of direction, is taken out; blanks count as none
     * @param email    where to write to them; never shown to others
     * @param url      their own site
     * @param picture  what they look like, shown to themselves beside their name
     */
    record HostUser(
            HostIdentity identity,
            List<Label> labels,
            Optional<String> name,
            Optional<EmailAddress> email,
            Optional<HttpUrl> url,
            Optional<Image> picture)
            implements Reader {

        /**
         * Checks the values.
         *
         * @throws InvalidValueException if there are too many labels, or the name is too long or has control characters
         */
        public HostUser {
            identity = Field.of("Reader", "identity").required(identity);
            labels = Field.of("Reader", "labels").labels(labels);
            name = Field.of("Reader", "name").optionalName(name, Commenter.MAX_NAME);
        }

        /**
         * Creates a user of whom the host says no more than who they are.
         *
         * @param identity who, in the host's terms
         * @param labels   the labels the host gives them
         * @throws InvalidValueException if there are too many labels
         */
        public HostUser(HostIdentity identity, List<Label> labels) {
            this(identity, labels, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }

        /**
         * Returns this user under a name.
         *
         * @param newName by which other readers know them
         * @throws InvalidValueException if it is blank, too long or has control characters
         */
        public HostUser named(String newName) {
            String line = Field.of("Reader", "name").requiredName(newName, Commenter.MAX_NAME);
            return new HostUser(identity, labels, Optional.of(line), email, url, picture);
        }

        /**
         * Returns this user with an address.
         *
         * @param address where to write to them
         */
        public HostUser withEmail(EmailAddress address) {
            return new HostUser(identity, labels, name, Optional.of(address), url, picture);
        }

        /**
         * Returns this user with a site.
         *
         * @param site their own site
         */
        public HostUser withUrl(HttpUrl site) {
            return new HostUser(identity, labels, name, email, Optional.of(site), picture);
        }

        /**
         * Returns this user with a picture.
         *
         * @param image what they look like
         */
        public HostUser withPicture(Image image) {
            return new HostUser(identity, labels, name, email, url, Optional.of(image));
        }

        /**
         * Returns this user with as much of what the host keeps of them as this model takes. A name of 300 characters or an address
         * without a domain is left out, as if the host did not know it: no page fails because of a user's odd data. Who would rather
         * be told uses {@link #named}, {@link #withEmail} and the like.
         *
         * @param newName    as {@code name}
         * @param address    as {@code email}
         * @param site       as {@code url}
         * @param pictureUrl as {@link Image#source()}
         */
        public HostUser withProfile(
                Optional<String> newName,
                Optional<String> address,
                Optional<String> site,
                Optional<String> pictureUrl) {
            HostUser nobody = new HostUser(identity, labels);
            return new HostUser(
                    identity,
                    labels,
                    asFarAsValid(newName, given -> nobody.named(given).name().orElseThrow()),
                    asFarAsValid(address, EmailAddress::of),
                    asFarAsValid(site, HttpUrl::of),
                    asFarAsValid(pictureUrl, source -> new Image(source, "")));
        }

        private static <T> Optional<T> asFarAsValid(Optional<String> given, Function<String, T> reading) {
            try {
                return given.map(reading);
            } catch (InvalidValueException e) {
                return Optional.empty();
            }
        }

        /** Returns who it is and the labels, and nothing personal: fit for logs. */
        @Override
        public String toString() {
            return "HostUser[identity=" + identity + ", labels=" + labels + "]";
        }
    }
}
