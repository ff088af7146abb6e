package io.billet.web.broken.machine;

/** Depends on the machine it runs on. */
final class DefaultCharset {
    byte[] bytes(String text) {
        return text.getBytes();
    }
}
