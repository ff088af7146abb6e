package io.billet.renderer.internal.nodes;

import com.vladsch.flexmark.util.ast.Node;

/**
 * A text that has been read.
 *
 * @param root       what its blocks hang on
 * @param context the text, and what it defines
 */
public record Tree(Node root, ParseContext context) {}
