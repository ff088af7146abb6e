package io.billet.engine.internal.mail;

import io.billet.core.AlreadyExistsException;
import io.billet.core.DeliveryState;
import io.billet.core.IdGenerator;
import io.billet.core.OutboxId;
import io.billet.core.OutboxMail;
import io.billet.storage.api.OutboxStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/** Where use cases write down the mails that they owe somebody; {@link SendOutbox} sends them, here or on another node. Thread-safe. */
public final class MailOutbox {

    private final OutboxStore store;
    private final IdGenerator ids;
    private final InstantSource clock;
    private final Runnable wake;

    /** @param wake tells the job that mail waits */
    public MailOutbox(OutboxStore store, IdGenerator ids, InstantSource clock, Runnable wake) {
        this.store = store;
        this.ids = ids;
        this.clock = clock;
        this.wake = wake;
    }

    /** Writes a mail down; when this returns, it will be sent. One of that purpose and subject that waits takes the note. */
    public void put(MailPurpose purpose, String subject, Optional<String> note) {
        store.add(OutboxMail.pending(new OutboxId(ids.next()), purpose.stored(), subject, note, clock.instant()));
        wake();
    }

    /** Writes a mail down that is not to be sent before a while, so that what happens until then stands in the same one. */
    public void putOff(MailPurpose purpose, String subject, Duration delay) {
        OutboxMail now = OutboxMail.pending(
                new OutboxId(ids.next()), purpose.stored(), subject, Optional.empty(), clock.instant());
        store.add(now.in(new DeliveryState.Pending(clock.instant().plus(delay))));
    }

    /**
     * Writes a mail down before the act that causes it, once for each key however often the act is tried; to be followed by
     * {@link #wake}.
     *
     * @param key names the occasion
     */
    public void putOnce(MailPurpose purpose, String subject, Optional<String> note, String key) {
        String occasion = purpose.stored() + "\n" + subject + "\n" + key;
        OutboxId id = new OutboxId(UUID.nameUUIDFromBytes(occasion.getBytes(StandardCharsets.UTF_8)));
        try {
            store.add(OutboxMail.pending(id, purpose.stored(), subject, note, clock.instant()));
        } catch (AlreadyExistsException e) {
            // Somebody was here before: it is written down.
        }
    }

    /** Writes down once more what was given up. */
    public void putAgain(OutboxMail givenUp) {
        store.add(OutboxMail.pending(
                new OutboxId(ids.next()), givenUp.purpose(), givenUp.subject(), givenUp.note(), clock.instant()));
        wake();
    }

    /** Tells the job that mail waits. */
    public void wake() {
        wake.run();
    }

    /** Takes back what is to be sent about somebody or something. */
    public void forget(String subject) {
        store.forget(subject);
    }
}
