package io.billet.engine.internal.newsletter;

import io.billet.core.DeliveryId;
import io.billet.core.IssueId;
import io.billet.storage.api.ClaimedDelivery;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * How far a node has claimed a ledger. It goes on from there, as a claim that begins at the beginning walks past all that has been
 * sent; every few seconds, and before it says that nothing is left, it begins anew, for what is to be tried again and what others
 * let lapse. For one claim at a time.
 */
final class Front {

    private static final long BEGINS_ANEW = TimeUnit.SECONDS.toNanos(5);

    private Optional<IssueId> issue = Optional.empty();
    private Optional<DeliveryId> after = Optional.empty();
    private long begunAt;

    /** @param claim claims what follows a place */
    synchronized List<ClaimedDelivery> claim(IssueId of, Function<Optional<DeliveryId>, List<ClaimedDelivery>> claim) {
        if (!issue.filter(of::equals).isPresent() || System.nanoTime() - begunAt > BEGINS_ANEW) {
            begin(of);
        }
        List<ClaimedDelivery> claimed = claim.apply(after);
        if (claimed.isEmpty() && after.isPresent()) {
            begin(of);
            claimed = claim.apply(after);
        }
        if (!claimed.isEmpty()) {
            after = Optional.of(claimed.get(claimed.size() - 1).delivery().id());
        }
        return claimed;
    }

    private void begin(IssueId of) {
        issue = Optional.of(of);
        after = Optional.empty();
        begunAt = System.nanoTime();
    }
}
