package io.billet.engine.internal.comment;

import io.billet.core.HostIdentity;
import io.billet.engine.FailureLog;
import io.billet.engine.spi.Staff;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.LoggerFactory;

/** Who wrote a comment, as far as the blog vouches for it. What fails gives nobody a badge. */
public final class Badges {

    private static final FailureLog failures = new FailureLog(LoggerFactory.getLogger(Badges.class));

    private final Staff staff;

    public Badges(Staff staff) {
        this.staff = staff;
    }

    /** Asks for each user once. */
    Function<Optional<HostIdentity>, Optional<Staff.Standing>> onOnePage() {
        Map<HostIdentity, Optional<Staff.Standing>> known = new HashMap<>();
        return identity -> identity.flatMap(who -> known.computeIfAbsent(who, this::standing));
    }

    Optional<Staff.Standing> standing(HostIdentity who) {
        try {
            return staff.standing(who);
        } catch (RuntimeException e) {
            failures.error("The staff, so that a comment has no badge,", e);
            return Optional.empty();
        }
    }
}
