package io.billet.renderer.internal.html;

import com.vladsch.flexmark.util.ast.Node;

/** Writes nodes that are not ours: those of a host's own Flexmark extensions. */
interface ForeignNodes {

    /** For renderers without extensions: there are no such nodes. */
    ForeignNodes NONE = (node, walk, output) -> true;

    /** Writes a node, or returns false if its children are to be written in its place. */
    boolean write(Node node, Walk walk, HtmlOutput output);
}
