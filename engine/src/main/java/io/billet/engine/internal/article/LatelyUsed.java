package io.billet.engine.internal.article;

import java.io.Serial;
import java.util.LinkedHashMap;
import java.util.Map;

/** A map of so many entries at most: of more, the one goes that was not used for longest. */
final class LatelyUsed<K, V> extends LinkedHashMap<K, V> {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int most;

    LatelyUsed(int most) {
        super(16, 0.75f, true);
        this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
    }
}
