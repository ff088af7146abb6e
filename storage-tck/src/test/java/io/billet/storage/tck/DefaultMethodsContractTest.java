package io.billet.storage.tck;

import io.billet.storage.api.BlogStorage;
import io.billet.storage.api.Capability;
import java.util.EnumSet;
import java.util.Set;

/** What a store does not override keeps the contract, too. */
class DefaultMethodsContractTest extends BlogStorageContract {

    @Override
    protected BlogStorage newStorage() {
        return new PlainStorage();
    }

    @Override
    protected Set<Capability> capabilities() {
        return EnumSet.complementOf(EnumSet.of(Capability.DURABLE, Capability.SHARED));
    }

    /** The races are those of the store beneath. */
    @Override
    Rounds rounds() {
        return Rounds.DEFAULT;
    }
}
