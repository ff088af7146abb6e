/** The models of a blog and their rules. */
module io.billet.core {
    requires com.fasterxml.jackson.annotation;
    requires transitive static org.jspecify;

    exports io.billet.core;
}
