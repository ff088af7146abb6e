package io.billet.engine.internal.subscription;

import io.billet.core.EmailAddress;
import io.billet.core.InvalidValueException;
import io.billet.core.LanguageTag;
import io.billet.core.OutboxMail;
import io.billet.core.Subscriber;
import io.billet.core.SubscriberId;
import io.billet.engine.internal.mail.MailComposer;
import io.billet.engine.internal.mail.MailOutbox;
import io.billet.engine.internal.mail.MailPurpose;
import io.billet.engine.internal.mail.MailWriter;
import io.billet.engine.internal.mail.MailWriter.Written;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The mails of a change of address, by the outbox. */
public final class MovingMails implements MoveSubscriber.Mails {

    private final MailOutbox outbox;
    private final MailComposer composer;

    public MovingMails(MailOutbox outbox, MailComposer composer) {
        this.outbox = outbox;
        this.composer = composer;
    }

    /** To which address, in which language, as the note of a mail. */
    private record Addressee(EmailAddress address, LanguageTag language) {

        String note() {
            return language.value() + " " + address.value();
        }

        static Optional<Addressee> in(String note) {
            int end = note.indexOf(' ');
            try {
                return Optional.of(new Addressee(
                        EmailAddress.of(note.substring(end + 1)), LanguageTag.of(note.substring(0, Math.max(end, 0)))));
            } catch (InvalidValueException e) {
                return Optional.empty();
            }
        }
    }

    @Override
    public void ask(SubscriberId subscriber, EmailAddress newAddress, LanguageTag language) {
        outbox.put(MailPurpose.MOVE, subscriber.toString(), Optional.of(new Addressee(newAddress, language).note()));
    }

    @Override
    public void tell(Subscriber before, long asked) {
        outbox.putOnce(
                MailPurpose.MOVED,
                before.id().toString(),
                Optional.of(new Addressee(before.email(), before.language()).note()),
                "version " + asked + " " + before.email().value());
    }

    @Override
    public void told() {
        outbox.wake();
    }

    /**
     * Returns who writes to the new address.
     *
     * @param links makes the token of a link when its mail is sent; none if there is nothing to confirm any more
     */
    public MailWriter asking(BiFunction<SubscriberId, EmailAddress, Optional<String>> links) {
        return owed -> {
            Optional<Addressee> to = owed.note().flatMap(Addressee::in);
            Optional<String> token = to.flatMap(addressee -> links.apply(subscriber(owed), addressee.address()));
            return token.isEmpty() || to.isEmpty()
                    ? new Written.Withheld("they have left since, or the address is taken")
                    : new Written.Letter(composer.moved(
                            owed.id().value(), to.get().address(), to.get().language(), token.get()));
        };
    }

    /**
     * Returns who writes to the old address, once it is the old one.
     *
     * @param addresses tells the address that somebody has now
     */
    public MailWriter telling(Function<SubscriberId, Optional<EmailAddress>> addresses) {
        return owed -> {
            Optional<Addressee> to = owed.note().flatMap(Addressee::in);
            Optional<EmailAddress> now = addresses.apply(subscriber(owed));
            if (to.isEmpty() || now.isEmpty()) {
                return new Written.Withheld("whom it was for is not known any more");
            }
            return now.get().equals(to.get().address())
                    ? new Written.TooEarly()
                    : new Written.Letter(composer.movedAway(
                            owed.id().value(), to.get().address(), to.get().language()));
        };
    }

    private static SubscriberId subscriber(OutboxMail owed) {
        return SubscriberId.of(owed.subject());
    }
}
