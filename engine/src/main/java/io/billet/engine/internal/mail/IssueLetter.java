package io.billet.engine.internal.mail;

import io.billet.core.DeliveryId;
import io.billet.core.EmailAddress;
import io.billet.core.LanguageTag;
import io.billet.engine.spi.OutgoingMail;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * An issue in one language, as much of it as some may read, without what depends on each of them. Immutable and thread-safe.
 */
public final class IssueLetter {

    private final Envelope envelope;
    private final Optional<String> feedbackId;
    private final String subject;
    private final LanguageTag language;
    private final Wording words;
    private final Pieces text;
    private final Pieces html;

    IssueLetter(
            Envelope envelope,
            Optional<String> feedbackId,
            String subject,
            LanguageTag language,
            Wording words,
            Pieces text,
            Pieces html) {
        this.envelope = envelope;
        this.feedbackId = feedbackId;
        this.subject = subject;
        this.language = language;
        this.words = words;
        this.text = text;
        this.html = html;
    }

    /**
     * Returns the letter to one recipient; the same arguments give the same mail. It takes some microseconds.
     *
     * @param delivery    identity of the mail
     * @param name        how they are addressed
     * @param unsubscribe where they leave, by a page and by a POST of {@code List-Unsubscribe=One-Click}
     * @param preferences where they change their subscription
     */
    public OutgoingMail to(
            DeliveryId delivery, EmailAddress to, Optional<String> name, URI unsubscribe, URI preferences) {
        String recipient = recipient(to, name);
        Map<Slot, String> plain = new EnumMap<>(Slot.class);
        plain.put(Slot.UNSUBSCRIBE, unsubscribe.toASCIIString());
        plain.put(Slot.PREFERENCES, preferences.toASCIIString());
        plain.put(Slot.RECIPIENT, recipient);
        Map<Slot, String> escaped = new EnumMap<>(Slot.class);
        plain.forEach((slot, value) -> escaped.put(slot, Markup.escaped(value)));
        return envelope.begin(delivery.value(), to, language)
                .subject(subject)
                .text(text.with(plain))
                .html(html.with(escaped))
                .list(envelope.list(unsubscribe))
                .feedbackId(feedbackId)
                .build();
    }

    private String recipient(EmailAddress to, Optional<String> name) {
        String address = words.isolated(to.value());
        return name.map(who -> words.isolated(words.isolated(Slot.withoutMarks(who)) + " <" + address + ">"))
                .orElse(address);
    }
}
