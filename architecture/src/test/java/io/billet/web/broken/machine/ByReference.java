package io.billet.web.broken.machine;

import java.time.Instant;
import java.util.function.Supplier;

/** Depends on the machine it runs on. */
final class ByReference {
    Supplier<Instant> now() {
        return Instant::now;
    }
}
