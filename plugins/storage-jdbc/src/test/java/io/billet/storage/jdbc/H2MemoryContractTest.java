package io.billet.storage.jdbc;

import io.billet.storage.api.Capability;
import java.util.EnumSet;
import java.util.Set;

class H2MemoryContractTest extends JdbcContract {
    H2MemoryContractTest() {
        super(TestDatabase.H2_MEMORY);
    }

    @Override
    protected Set<Capability> capabilities() {
        return EnumSet.complementOf(EnumSet.of(Capability.DURABLE, Capability.SHARED));
    }
}
