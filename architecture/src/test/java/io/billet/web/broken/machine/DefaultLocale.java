package io.billet.web.broken.machine;

/** Depends on the machine it runs on. */
final class DefaultLocale {
    String lower(String text) {
        return text.toLowerCase();
    }
}
