/** Articles as Markdown files with front matter. */
module io.billet.storage.files {
    requires transitive io.billet.storage.api;
    requires transitive static org.jspecify;
    requires org.slf4j;
    requires org.snakeyaml.engine;

    exports io.billet.storage.files;

    provides io.billet.storage.api.BlogStorageProvider with
            io.billet.storage.files.FilesStorageProvider;
}
