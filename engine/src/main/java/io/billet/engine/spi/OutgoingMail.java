package io.billet.engine.spi;

import io.billet.core.EmailAddress;
import io.billet.core.InvalidValueException;
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
 * <p>Immutable and thread-safe.
 *
 * @param messageId its identity (RFC 5322, 3.6.4) in angle brackets; the same however often it is sent
 * @param from      who sends it; empty if the blog's {@code Site} names no address: then the mailer has one of its own
 * @param to        the recipient
 * @param subject   one line
 * @param text      the plain-text part
 * @param html      the HTML part, if there is one
 * @param list      the mailing list that it belongs to; empty for a mail to one person, such as a link to sign in
 */
public record OutgoingMail(
        String messageId,
        Optional<Sender> from,
        EmailAddress to,
        String subject,
        String text,
        Optional<String> html,
        Optional<MailingList> list) {

    private static final Pattern MESSAGE_ID = Pattern.compile("<[!-;=?A-Z\\[-~]+@[!-;=?A-Z\\[-~]+>");
    private static final Pattern LIST_ID = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)+");
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
     * @throws InvalidValueException if the identity is none, or the subject has a line break or another control character
     */
    public OutgoingMail {
        if (!isMessageId(messageId)) {
            throw malformed("messageId", "a Message-ID as of RFC 5322", messageId);
        }
        requireOneLine("subject", subject);
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
        fields.put("To", "<" + to.value() + ">");
        fields.put("Subject", HeaderText.unstructured(subject));
        fields.put("Message-ID", messageId);
        list.ifPresent(of -> {
            fields.put("List-Id", HeaderText.phrase(of.name()) + " <" + of.id() + ">");
            fields.put("List-Unsubscribe", "<" + of.unsubscribe().toASCIIString() + ">");
            if (of.isOneClick()) {
                fields.put("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
            }
        });
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
}
