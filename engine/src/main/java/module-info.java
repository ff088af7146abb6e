/** The blog itself: what authors, readers, subscribers and moderators do, over a storage. */
module io.billet.engine {
    requires transitive io.billet.core;
    requires transitive io.billet.renderer;
    requires transitive io.billet.storage.api;
    requires transitive static org.jspecify;
    requires java.xml;
    requires org.slf4j;

    exports io.billet.engine;
    exports io.billet.engine.spi;
    exports io.billet.engine.testing;
}
