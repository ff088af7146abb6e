package io.billet.engine;

import io.billet.core.IdGenerator;
import io.billet.engine.internal.Listeners;
import io.billet.engine.internal.job.Jobs;
import io.billet.engine.internal.limit.Limits;
import io.billet.engine.internal.mail.MailOutbox;
import io.billet.engine.internal.mail.SendOutbox;
import io.billet.storage.api.BlogStorage;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** What use cases of all subjects stand on, in {@link Rooms} and in {@link MemberRooms}. */
record CommonParts(
        Site site,
        BlogUrls urls,
        Messages messages,
        BlogStorage storage,
        InstantSource clock,
        RandomGenerator random,
        IdGenerator ids,
        Jobs jobs,
        Listeners told,
        MailOutbox outbox,
        SendOutbox sendOutbox,
        Limits limits) {}
