package io.billet.web.broken.machine;

import java.util.UUID;

/** Depends on the machine it runs on. */
final class RandomByItself {
    UUID id() {
        return UUID.randomUUID();
    }
}
