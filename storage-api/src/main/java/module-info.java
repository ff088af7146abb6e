/** What a storage plugin implements. */
module io.billet.storage.api {
    requires transitive io.billet.core;
    requires transitive static org.jspecify;

    exports io.billet.storage.api;

    uses io.billet.storage.api.BlogStorageProvider;
}
