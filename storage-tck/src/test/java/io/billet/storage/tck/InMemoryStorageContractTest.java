package io.billet.storage.tck;

import io.billet.storage.api.BlogStorage;
import io.billet.storage.api.Capability;
import io.billet.storage.api.InMemoryStorage;
import java.util.EnumSet;
import java.util.Set;

/** The reference keeps every rule. */
class InMemoryStorageContractTest extends BlogStorageContract {

    @Override
    protected BlogStorage newStorage() {
        return new InMemoryStorage();
    }

    @Override
    protected Set<Capability> capabilities() {
        return EnumSet.complementOf(EnumSet.of(Capability.DURABLE, Capability.SHARED));
    }
}
