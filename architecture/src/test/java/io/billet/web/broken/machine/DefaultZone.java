package io.billet.web.broken.machine;

import java.time.ZoneId;

/** Depends on the machine it runs on. */
final class DefaultZone {
    ZoneId zone() {
        return ZoneId.systemDefault();
    }
}
