package io.billet.storage.api;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;

/**
 * The storage plugins that were found, usable or not.
 *
 * @param usable   those that could be loaded
 * @param unusable why others could not
 */
record StorageProviders(List<BlogStorageProvider> usable, List<String> unusable) {

    private static final int MOST_LOOKED_AT = 1_000;

    static StorageProviders load(Iterable<BlogStorageProvider> services) {
        List<BlogStorageProvider> usable = new ArrayList<>();
        List<String> unusable = new ArrayList<>();
        Iterator<BlogStorageProvider> found = services.iterator();
        for (int i = 0; i < MOST_LOOKED_AT; i++) {
            try {
                if (!found.hasNext()) {
                    break;
                }
                usable.add(found.next());
            } catch (ServiceConfigurationError e) {
                // The iterator goes on behind a broken one.
                unusable.add(String.valueOf(e.getMessage()));
            }
        }
        return new StorageProviders(usable, unusable);
    }

    BlogStorageProvider only() {
        if (!unusable.isEmpty()) {
            throw new StorageException(
                    "a storage plugin was found that cannot be used: " + String.join("; ", unusable));
        }
        if (usable.isEmpty()) {
            throw new StorageException(
                    "no storage plugin was found: add one to the class path, such as billet-storage-jdbc,"
                            + " or open a storage by its constructor");
        }
        if (usable.size() > 1) {
            throw new StorageException(
                    "several storage plugins were found: " + names() + "; choose one with named(...)");
        }
        return usable.get(0);
    }

    BlogStorageProvider named(String name) {
        List<BlogStorageProvider> named =
                usable.stream().filter(each -> each.name().equals(name)).toList();
        if (named.isEmpty()) {
            throw new StorageException("no storage plugin is named '" + name + "'; there are: " + names()
                    + (unusable.isEmpty() ? "" : "; and some that cannot be used: " + String.join("; ", unusable)));
        }
        if (named.size() > 1) {
            throw new StorageException("several storage plugins are named '" + name + "': "
                    + String.join(
                            ", ",
                            named.stream()
                                    .map(each -> each.getClass().getName())
                                    .toList()));
        }
        return named.get(0);
    }

    private String names() {
        return usable.isEmpty()
                ? "none"
                : String.join(
                        ", ", usable.stream().map(BlogStorageProvider::name).toList());
    }
}
