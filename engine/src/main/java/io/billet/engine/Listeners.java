package io.billet.engine;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class Listeners {

    private static final Logger log = LoggerFactory.getLogger(BlogListener.class);

    private static final FailureLog failures = new FailureLog(log);

    private final List<BlogListener> listeners;

    Listeners(List<BlogListener> listeners) {
        this.listeners = new CopyOnWriteArrayList<>(listeners);
    }

    void add(BlogListener listener) {
        listeners.add(listener);
    }

    void tell(BlogEvent event) {
        for (BlogListener listener : listeners) {
            try {
                listener.on(event);
            } catch (RuntimeException e) {
                failures.error("A listener told of " + event.getClass().getSimpleName(), e);
            }
        }
    }
}
