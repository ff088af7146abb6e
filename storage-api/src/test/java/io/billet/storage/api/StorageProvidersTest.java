package io.billet.storage.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import org.junit.jupiter.api.Test;

class StorageProvidersTest {

    record Named(String name) implements BlogStorageProvider {
        @Override
        public BlogStorage open(Map<String, String> settings) {
            return new InMemoryStorage();
        }
    }

    private static final Named ONE = new Named("one");
    private static final Named TWO = new Named("two");

    @Test
    void the_only_one_is_found_and_so_is_one_by_its_name() {
        assertThat(found(ONE).only()).isSameAs(ONE);
        assertThat(found(ONE, TWO).named("two")).isSameAs(TWO);
    }

    @Test
    void none_is_told_with_what_to_do() {
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(BlogStorageProvider::only)
                .withMessageContaining("no storage plugin was found")
                .withMessageContaining("class path");
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> BlogStorageProvider.named("jdbc"))
                .withMessage("no storage plugin is named 'jdbc'; there are: none");
    }

    @Test
    void several_are_told_by_name() {
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> found(ONE, TWO).only())
                .withMessage("several storage plugins were found: one, two; choose one with named(...)");
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> found(ONE, new Named("one")).named("one"))
                .withMessageContaining("several storage plugins are named 'one'");
    }

    @Test
    void one_that_cannot_be_loaded_is_told_and_hides_no_other() {
        StorageProviders providers = StorageProviders.load(BrokenThen::new);

        assertThat(providers.named("one")).isSameAs(ONE);
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(providers::only)
                .withMessage("a storage plugin was found that cannot be used: broken.Provider not found");
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> providers.named("two"))
                .withMessageContaining("there are: one; and some that cannot be used: broken.Provider not found");
    }

    private static StorageProviders found(BlogStorageProvider... providers) {
        return StorageProviders.load(List.of(providers));
    }

    /** Fails once, as a ServiceLoader does over a class that is missing, and then goes on. */
    private static final class BrokenThen implements Iterator<BlogStorageProvider> {
        private int met;

        @Override
        public boolean hasNext() {
            return met < 2;
        }

        @Override
        public BlogStorageProvider next() {
            if (met++ == 0) {
                throw new ServiceConfigurationError("broken.Provider not found");
            }
            return ONE;
        }
    }
}
