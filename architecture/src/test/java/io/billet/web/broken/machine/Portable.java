package io.billet.web.broken.machine;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Random;

/** Breaks nothing: it is given all that it needs. */
final class Portable {
    byte[] bytes(String text) {
        return text.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
    }

    Instant now() {
        return Clock.systemUTC().instant();
    }

    Random random(long seed) {
        return new Random(seed);
    }
}
