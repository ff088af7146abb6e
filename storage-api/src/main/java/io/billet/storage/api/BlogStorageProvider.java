package io.billet.storage.api;

import java.util.Map;
import java.util.ServiceLoader;

/**
 * How a storage plugin is found by its name: it implements this and names the class in
 * {@code META-INF/services/io.billet.storage.api.BlogStorageProvider} (and in its {@code module-info}).
 *
 * <pre>{@code
 * try (BlogStorage storage = BlogStorageProvider.named("mvstore").open(Map.of("file", "/var/blog/blog.mv"))) {
 *     ...
 * }
 * }</pre>
 *
 * <p>A convenience for hosts that choose their storage by configuration; who writes Java rather calls the plugin's own
 * constructor. Providers are stateless, have a public constructor without parameters, and are thread-safe.
 */
public interface BlogStorageProvider {

    /** Returns the plugin's name, such as {@code "mvstore"}: lower-case letters, digits and hyphens. */
    String name();

    /**
     * Opens a storage.
     *
     * @param settings as the plugin documents them; one that it does not know is an error, not passed over
     * @return an open storage, which the caller closes
     * @throws IllegalArgumentException if a setting is missing, unknown or wrong; the message names it and says what is
     *                                  right, and does not repeat a value, which may be a password
     * @throws StorageException         if the storage cannot be opened
     */
    BlogStorage open(Map<String, String> settings);

    /**
     * Returns the provider of the only storage plugin on the class path or module path.
     *
     * @throws StorageException if there is none, there are several (the message names them), or one cannot be loaded
     */
    static BlogStorageProvider only() {
        return StorageProviders.load(ServiceLoader.load(BlogStorageProvider.class))
                .only();
    }

    /**
     * Returns the provider with that name.
     *
     * @param name a plugin's name
     * @throws StorageException if there is none (the message names those there are, and those that could not be loaded),
     *                          or several
     */
    static BlogStorageProvider named(String name) {
        return StorageProviders.load(ServiceLoader.load(BlogStorageProvider.class))
                .named(name);
    }
}
