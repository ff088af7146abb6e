package io.billet.engine.internal.subscription;

import io.billet.core.ConsentRecord;
import io.billet.core.SubscriberId;
import io.billet.storage.api.SubscriberStore;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** All rows of the history of somebody, page by page. */
public final class SubscriberHistory {

    private static final int PART = 100;

    private final SubscriberStore subscribers;

    public SubscriberHistory(SubscriberStore subscribers) {
        this.subscribers = subscribers;
    }

    /** Returns them, the first change first. Each takes a link from a mail or a session, so that they are few. */
    Stream<ConsentRecord> of(SubscriberId id) {
        List<ConsentRecord> all = new ArrayList<>();
        OptionalLong after = OptionalLong.empty();
        while (true) {
            List<ConsentRecord> rows = subscribers.history(id, after, PART);
            all.addAll(rows);
            if (rows.size() < PART) {
                return all.stream();
            }
            after = OptionalLong.of(rows.get(rows.size() - 1).version());
        }
    }
}
