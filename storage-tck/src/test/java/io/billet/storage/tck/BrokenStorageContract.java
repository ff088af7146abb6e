package io.billet.storage.tck;

import io.billet.storage.api.BlogStorage;
import io.billet.storage.api.Capability;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;

/** The kit as {@link BrokenStoresAreCaughtTest} runs it against one broken store after another. */
final class BrokenStorageContract extends BlogStorageContract {

    static volatile Supplier<BlogStorage> broken = SpoiltStorage::new;
    static volatile Set<Capability> expected = EnumSet.noneOf(Capability.class);

    @Override
    protected BlogStorage newStorage() {
        return broken.get();
    }

    @Override
    protected BlogStorage openAgain() {
        return broken.get();
    }

    /** The default, however long others race: so many rounds are to be enough to catch each mistake. */
    @Override
    Rounds rounds() {
        return Rounds.DEFAULT;
    }

    @Override
    protected Set<Capability> capabilities() {
        return expected;
    }
}
