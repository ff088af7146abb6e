package io.billet.engine.internal.subscription;

import io.billet.core.EmailAddress;
import io.billet.core.IdGenerator;
import io.billet.core.LanguageTag;
import io.billet.core.SubscriberId;
import io.billet.engine.OverloadedException;
import io.billet.engine.internal.mail.MailComposer;
import io.billet.engine.internal.mail.MailQueue;
import java.util.Optional;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The mails of a change of address, by the queue. */
public final class MovingMails implements MoveSubscriber.Mails {

    private static final Logger log = LoggerFactory.getLogger(MovingMails.class);

    private final MailQueue mail;
    private final MailComposer composer;
    private final IdGenerator ids;
    private BiFunction<SubscriberId, EmailAddress, Optional<String>> links = (subscriber, address) -> Optional.empty();

    public MovingMails(MailQueue mail, MailComposer composer, IdGenerator ids) {
        this.mail = mail;
        this.composer = composer;
        this.ids = ids;
    }

    /** Sets what makes the token of a link when its mail is due. Before anybody asks for one. */
    public void linksFrom(BiFunction<SubscriberId, EmailAddress, Optional<String>> making) {
        links = making;
    }

    @Override
    public void ask(SubscriberId subscriber, EmailAddress newAddress, LanguageTag language) {
        mail.send(() -> links.apply(subscriber, newAddress)
                .map(token -> composer.moved(ids.next(), newAddress, language, token)));
    }

    @Override
    public void tell(EmailAddress oldAddress, LanguageTag language) {
        try {
            mail.send(() -> Optional.of(composer.movedAway(ids.next(), oldAddress, language)));
        } catch (OverloadedException e) {
            log.warn("An address that a subscriber has left was not told: {}", e.getMessage());
        }
    }
}
