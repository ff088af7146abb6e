package io.billet.engine;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class Listeners {

    private static final Logger log = LoggerFactory.getLogger(BlogListener.class);

    private final List<BlogListener> listeners;

    Listeners(List<BlogListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    void tell(BlogEvent event) {
        for (BlogListener listener : listeners) {
            try {
                listener.on(event);
            } catch (RuntimeException e) {
                log.error("A listener failed on {}", event.getClass().getSimpleName(), e);
            }
        }
    }
}
