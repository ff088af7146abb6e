package io.billet.examples.mvstore;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.billet.storage.api.BlogStorage;
import io.billet.storage.api.BlogStorageProvider;
import io.billet.storage.api.Capability;
import io.billet.storage.tck.BlogStorageContract;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plugin keeps the contract; it is found by its name, as a host would find it. */
class MvStorageContractTest extends BlogStorageContract {

    @TempDir
    Path folder;

    private int opened;

    @Override
    protected BlogStorage newStorage() {
        opened++;
        return openAgain();
    }

    @Override
    protected BlogStorage openAgain() {
        String file = folder.resolve("blog-" + opened + ".mv").toString();
        return BlogStorageProvider.named("mvstore").open(Map.of("file", file));
    }

    @Override
    protected Set<Capability> capabilities() {
        return EnumSet.of(
                Capability.ARTICLES,
                Capability.REVISIONS,
                Capability.STAGED_EDITS,
                Capability.TOKENS,
                Capability.DURABLE);
    }

    @Test
    void a_setting_that_is_missing_or_unknown_is_told() {
        BlogStorageProvider provider = BlogStorageProvider.named("mvstore");

        assertThatIllegalArgumentException().isThrownBy(() -> provider.open(Map.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> provider.open(Map.of("file", "x", "colour", "blue")))
                .withMessageContaining("'file'");
    }
}
