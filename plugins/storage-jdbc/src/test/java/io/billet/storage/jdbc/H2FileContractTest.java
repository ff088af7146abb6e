package io.billet.storage.jdbc;

import io.billet.storage.api.BlogStorage;
import io.billet.storage.api.Capability;
import io.billet.storage.tck.BlogStorageContract;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;

/** A file of its own for each storage, so that opening it again reads what was written. */
class H2FileContractTest extends BlogStorageContract {

    @TempDir
    private Path folder;

    private int files;

    @Override
    protected BlogStorage newStorage() {
        files++;
        return openAgain();
    }

    @Override
    protected Set<Capability> capabilities() {
        return EnumSet.complementOf(EnumSet.of(Capability.SHARED));
    }

    @Override
    protected BlogStorage openAgain() {
        return JdbcStorage.h2File(folder.resolve("blog" + files));
    }
}
