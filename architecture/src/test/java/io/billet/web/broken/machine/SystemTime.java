package io.billet.web.broken.machine;

/** Depends on the machine it runs on. */
final class SystemTime {
    long now() {
        return System.currentTimeMillis();
    }
}
