package io.billet.storage.files;

import io.billet.storage.api.BlogStorage;
import io.billet.storage.api.Capability;
import io.billet.storage.tck.BlogStorageContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;

/** The files keep the rules of what they declare. */
class FilesStorageContractTest extends BlogStorageContract {

    @TempDir
    Path temporary;

    private Path latest;

    @Override
    protected BlogStorage newStorage() throws IOException {
        latest = Files.createTempDirectory(temporary, "blog");
        return FilesStorage.in(latest).open();
    }

    @Override
    protected BlogStorage openAgain() {
        return FilesStorage.in(latest).open();
    }

    @Override
    protected Set<Capability> capabilities() {
        return EnumSet.of(Capability.ARTICLES, Capability.CHANGES, Capability.DURABLE);
    }
}
