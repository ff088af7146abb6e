package io.billet.web.broken.machine;

/** Depends on the machine it runs on. */
final class DefaultFormat {
    String format(int number) {
        return String.format("%d", number);
    }
}
