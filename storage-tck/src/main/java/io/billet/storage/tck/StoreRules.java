package io.billet.storage.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.billet.core.DeliveryId;
import io.billet.storage.api.BlogStorage;
import io.billet.storage.api.DeliveryOutcome;
import io.billet.storage.api.DeliveryReport;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the rules of every store have in common: an empty storage, and examples. */
abstract class StoreRules {

    private final BlogStorageContract contract;
    final Samples samples = new Samples();
    private BlogStorage storage;

    StoreRules(BlogStorageContract contract) {
        this.contract = contract;
    }

    @BeforeEach
    void openAnEmptyStorage() throws Exception {
        storage = contract.newStorage();
    }

    @AfterEach
    void closeTheStorage() {
        if (storage != null) {
            storage.close();
        }
    }

    BlogStorageContract contract() {
        return contract;
    }

    BlogStorage storage() {
        return storage;
    }

    /** How often a race of 64 threads or more is run. */
    int rounds() {
        return contract.rounds().races();
    }

    /** How often a smaller race is run, or one that is many races in one: of what goes beyond the default, a tenth. */
    int fewerRounds() {
        int few = Math.min(rounds(), Rounds.DEFAULT.races());
        return few + (rounds() - few) / 10;
    }

    /**
     * Whether each loser of this round is to be looked for. That takes longer than the race itself; after the first rounds
     * it is left to the list of all that is stored, which a race asks for at its end.
     */
    static boolean looksForEachLoser(int round) {
        return round < Rounds.DEFAULT.races();
    }

    /** Reports how one delivery ended, and returns whether it was recorded. */
    boolean recorded(DeliveryId delivery, long fence, DeliveryOutcome outcome) {
        Set<DeliveryId> refused = storage.issues().record(List.of(new DeliveryReport(delivery, fence, outcome)));
        assertThat(refused).as("the rows refused, of one that was reported").isSubsetOf(delivery);
        return refused.isEmpty();
    }

    /** Calls, and returns the failure that must come of it. */
    static <X extends Throwable> X failure(Class<X> type, String call, ThrowingCallable code) {
        Throwable thrown = catchThrowable(code);
        assertThat(thrown).as(call).isInstanceOf(type);
        return type.cast(thrown);
    }
}
