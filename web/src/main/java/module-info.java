/** The blog over HTTP. */
module io.billet.web {
    requires transitive io.billet.engine;
    requires transitive static jdk.httpserver;
    // Not transitive: who has no servlets could not be compiled.
    requires static jakarta.servlet;
    requires transitive static org.jspecify;
    requires gg.jte.runtime;
    requires org.slf4j;

    exports io.billet.web;
    exports io.billet.web.http;
    exports io.billet.web.jdk;
    exports io.billet.web.servlet;
    exports io.billet.web.theme;

    // The words of the pages lie there, which the engine reads.
    opens io.billet.web.theme;
}
