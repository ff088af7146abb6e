/** Markdown to HTML and text. Flexmark and the sanitizer have no module names of their own, but those of their files. */
module io.billet.renderer {
    requires transitive io.billet.core;
    requires transitive flexmark;
    requires transitive flexmark.util.ast;
    requires flexmark.util.data;
    requires flexmark.util.misc;
    requires flexmark.util.sequence;
    requires owasp.java.html.sanitizer;
    requires transitive static org.jspecify;

    exports io.billet.renderer;
}
