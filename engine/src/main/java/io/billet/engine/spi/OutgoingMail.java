package io.billet.engine.spi;

import io.billet.core.EmailAddress;
import io.billet.core.InvalidValueException;
import io.billet.core.LanguageTag;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A mail as a {@link Mailer} gets it. Nothing that becomes a header field can hold a line break or another control character,
 * so that nothing a stranger typed becomes a field of its own.
 *
 * <pre>{@code
 * OutgoingMail mail = OutgoingMail.builder("<1@example.org>", EmailAddress.of("zoe@example.org"))
 *         .subject("Bonjour")
 *         .text("Un premier message.")
 *         .build();
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 *
 * @param messageId   its identity (RFC 5322, 3.6.4) in angle brackets; the same however often it is sent
 * @param from        who sends it; empty if the blog's {@code Site} names no address: then the mailer has one of its own
 * @param to          the recipient
 * @param subject     one line
 * @param text        the plain-text part; its lines may be long, a paragraph is one
 * @param html        the HTML part, if there is one: a whole document
 * @param list        the mailing list that it belongs to; empty for a mail to one person, such as a link to sign in
 * @param replyTo     where answers go, if not to whom it is from
 * @param language    the language it is written in (RFC 3282), if that is known
 * @param isAutomatic whether no person has written it (RFC 3834, 5): a link that was asked for, a notice; not an article that
 *                    somebody wrote, to however many it goes
 * @param feedbackId  by what those who receive much mail tell its senders of complaints (Gmail's {@code Feedback-ID}): 1 to 4
 *                    parts of ASCII letters, digits, {@code .}, {@code _} and {@code -}, with {@code :} between
 */
public record OutgoingMail(
        String messageId,
        Optional<Sender> from,
        EmailAddress to,
        String subject,
        String text,
        Optional<String> html,
        Optional<MailingList> list,
        Optional<EmailAddress> replyTo,
        Optional<LanguageTag> language,
        boolean isAutomatic,
        Optional<String> feedbackId) {

    private static final Pattern MESSAGE_ID = Pattern.compile("<[!-;=?A-Z\\[-~]+@[!-;=?A-Z\\[-~]+>");
    private static final Pattern LIST_ID = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)+");
    private static final Pattern FEEDBACK_ID = Pattern.compile("[A-Za-z0-9._-]+(:[A-Za-z0-9._-]+){0,3}");
    private static final int MAX_ID = 250;

    /**
     * Who sends a mail.
     *
     * @param name    as it is shown; one line
     * @param address where answers go
     */
    public record Sender(String name, EmailAddress address) {

        /**
         * Creates a sender.
         *
         * @throws InvalidValueException if the name has a line break or another control character
         */
        public Sender {
            requireOneLine("from", name);
        }
    }

    /**
     * What mail programs need to know of a mailing list, to sort its mails and to let people leave it.
     *
     * @param id          its identity (RFC 2919) without angle brackets: a name, a dot and a domain, such as {@code
     *                    "blog.example.org"}; the same for all mails of the list
     * @param name        as it is shown; one line
     * @param unsubscribe where this recipient leaves the list (RFC 2369); if it is an https address, a POST of {@code
     *                    List-Unsubscribe=One-Click} to it is enough (RFC 8058)
     */
    public record MailingList(String id, String name, URI unsubscribe) {

        /**
         * Creates a description of a list.
         *
         * @throws InvalidValueException if the id is not of that form, the name has a line break or another control character,
         *                               or the address is not absolute
         */
        public MailingList {
            requireOneLine("list", name);
            if (!LIST_ID.matcher(id).matches() || id.length() > MAX_ID) {
                throw malformed("list", "a List-Id as of RFC 2919", id);
            }
            if (!unsubscribe.isAbsolute()) {
                throw malformed("list", "an absolute address to unsubscribe at", unsubscribe.toString());
            }
        }

        /** Returns whether one POST is enough to leave; RFC 8058 asks for https. */
        public boolean isOneClick() {
            return unsubscribe.getScheme().toLowerCase(Locale.ROOT).equals("https");
        }
    }

    /**
     * Creates a mail.
     *
     * @throws InvalidValueException if an identity is none, or the subject has a line break or another control character
     */
    public OutgoingMail {
        if (!isMessageId(messageId)) {
            throw malformed("messageId", "a Message-ID as of RFC 5322", messageId);
        }
        requireOneLine("subject", subject);
        if (feedbackId.isPresent() && !isFeedbackId(feedbackId.get())) {
            throw malformed("feedbackId", "1 to 4 parts with colons between", feedbackId.get());
        }
    }

    /**
     * Creates a mail without the rest.
     *
     * @param messageId its identity
     * @param from      who sends it
     * @param to        the recipient
     * @param subject   one line
     * @param text      the plain-text part
     * @param html      the HTML part
     * @param list      the mailing list that it belongs to
     * @throws InvalidValueException as the other constructor does
     */
    public OutgoingMail(
            String messageId,
            Optional<Sender> from,
            EmailAddress to,
            String subject,
            String text,
            Optional<String> html,
            Optional<MailingList> list) {
        this(
                messageId,
                from,
                to,
                subject,
                text,
                html,
                list,
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty());
    }

    private static boolean isFeedbackId(String id) {
        return FEEDBACK_ID.matcher(id).matches() && id.length() <= MAX_ID;
    }

    /**
     * Returns a builder of a mail without subject and text, to be given, and without anything else, which may be.
     *
     * @param messageId its identity
     * @param to        the recipient
     */
    public static Builder builder(String messageId, EmailAddress to) {
        return new Builder(messageId, to);
    }

    /**
     * Returns the header fields that say all this, by their names and in order, ready to be written: texts that are not ASCII
     * are encoded as of RFC 2047. {@code Date}, and what describes the body ({@code MIME-Version}, {@code Content-Type}), is
     * the mailer's. Where an address has letters that are not ASCII before its {@code @}, its fields have, too (RFC 6532).
     */
    public Map<String, String> headers() {
        Map<String, String> fields = new LinkedHashMap<>();
        from.ifPresent(sender -> fields.put(
                "From",
                HeaderText.phrase(sender.name()) + " <" + sender.address().value() + ">"));
        replyTo.ifPresent(address -> fields.put("Reply-To", "<" + address.value() + ">"));
        fields.put("To", "<" + to.value() + ">");
        fields.put("Subject", HeaderText.unstructured(subject));
        fields.put("Message-ID", messageId);
        language.ifPresent(tag -> fields.put("Content-Language", tag.value()));
        if (isAutomatic) {
            fields.put("Auto-Submitted", "auto-generated");
        }
        list.ifPresent(of -> {
            fields.put("List-Id", HeaderText.phrase(of.name()) + " <" + of.id() + ">");
            fields.put("List-Unsubscribe", "<" + of.unsubscribe().toASCIIString() + ">");
            if (of.isOneClick()) {
                fields.put("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
            }
        });
        feedbackId.ifPresent(id -> fields.put("Feedback-ID", id));
        return Collections.unmodifiableMap(fields);
    }

    static boolean isMessageId(String text) {
        return text.length() <= MAX_ID && MESSAGE_ID.matcher(text).matches();
    }

    private static void requireOneLine(String field, String value) {
        if (!HeaderText.isOneLine(value)) {
            throw malformed(field, "one line without control characters", value);
        }
    }

    private static InvalidValueException malformed(String field, String rule, String value) {
        return InvalidValueException.malformed("OutgoingMail", field, rule, value.length() + " characters");
    }

    /** Returns the masked address and the subject: fit for logs. */
    @Override
    public String toString() {
        return "mail to " + to + ": " + subject;
    }

    /** Builds an {@link OutgoingMail}. Not thread-safe. */
    public static final class Builder {

        private final String messageId;
        private final EmailAddress to;
        private Optional<Sender> from = Optional.empty();
        private Optional<EmailAddress> replyTo = Optional.empty();
        private Optional<LanguageTag> language = Optional.empty();
        private Optional<String> html = Optional.empty();
        private Optional<MailingList> list = Optional.empty();
        private Optional<String> feedbackId = Optional.empty();
        private boolean isAutomatic;
        private String subject = "";
        private String text = "";

        private Builder(String messageId, EmailAddress to) {
            this.messageId = messageId;
            this.to = to;
        }

        /**
         * Sets who sends it. Default: the mailer's own address.
         *
         * @param sender if there is one
         * @return this
         */
        public Builder from(Optional<Sender> sender) {
            from = sender;
            return this;
        }

        /**
         * Sets where answers go. Default: to whom it is from.
         *
         * @param address if there is one
         * @return this
         */
        public Builder replyTo(Optional<EmailAddress> address) {
            replyTo = address;
            return this;
        }

        /**
         * Sets the subject. Default: empty.
         *
         * @param line one line
         * @return this
         */
        public Builder subject(String line) {
            subject = line;
            return this;
        }

        /**
         * Sets the language it is written in. Default: unknown.
         *
         * @param tag the language
         * @return this
         */
        public Builder language(LanguageTag tag) {
            language = Optional.of(tag);
            return this;
        }

        /**
         * Sets the plain-text part. Default: empty.
         *
         * @param plain the text
         * @return this
         */
        public Builder text(String plain) {
            text = plain;
            return this;
        }

        /**
         * Sets the HTML part. Default: none.
         *
         * @param document a whole document
         * @return this
         */
        public Builder html(String document) {
            html = Optional.of(document);
            return this;
        }

        /**
         * Sets the mailing list that it belongs to. Default: none.
         *
         * @param itsList the list
         * @return this
         */
        public Builder list(MailingList itsList) {
            list = Optional.of(itsList);
            return this;
        }

        /**
         * Says that no person has written it. Default: somebody has.
         *
         * @return this
         */
        public Builder automatic() {
            isAutomatic = true;
            return this;
        }

        /**
         * Sets by what complaints about it are counted. Default: nothing.
         *
         * @param id if there is one
         * @return this
         */
        public Builder feedbackId(Optional<String> id) {
            feedbackId = id;
            return this;
        }

        /**
         * Builds the mail.
         *
         * @throws InvalidValueException as the constructor does
         */
        public OutgoingMail build() {
            return new OutgoingMail(
                    messageId, from, to, subject, text, html, list, replyTo, language, isAutomatic, feedbackId);
        }
    }
}
