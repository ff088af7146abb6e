package io.billet.engine.internal;

import io.billet.engine.FailureLog;
import io.billet.engine.spi.BlogEvent;
import io.billet.engine.spi.BlogListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Those who are told what happens, one after the other; a failing one keeps the others from nothing. */
public final class Listeners {

    private static final Logger log = LoggerFactory.getLogger(BlogListener.class);

    private static final FailureLog failures = new FailureLog(log);

    private final List<BlogListener> listeners;

    public Listeners(List<BlogListener> listeners) {
        this.listeners = new CopyOnWriteArrayList<>(listeners);
    }

    public void add(BlogListener listener) {
        listeners.add(listener);
    }

    public void tell(BlogEvent event) {
        for (BlogListener listener : listeners) {
            try {
                listener.on(event);
            } catch (RuntimeException e) {
                failures.error("A listener told of " + event.getClass().getSimpleName(), e);
            }
        }
    }
}
