package io.billet.renderer.internal.nodes;

/**
 * What begins and ends each kind of block, and writes those that have no children: of a new kind the compiler asks for both
 * its beginning and its end.
 */
public interface BlockVisitor {

    void enter(BlockNode.Quote quote);

    void leave(BlockNode.Quote quote);

    void enter(BlockNode.ItemList list);

    void leave(BlockNode.ItemList list);

    void enter(BlockNode.Item item);

    void leave(BlockNode.Item item);

    /** Returns whether the paragraph is to be shown; if not, it is not left either. */
    boolean enter(BlockNode.Paragraph paragraph);

    void leave(BlockNode.Paragraph paragraph);

    void enter(BlockNode.Heading heading);

    void leave(BlockNode.Heading heading);

    void enter(BlockNode.Table table);

    void leave(BlockNode.Table table);

    void enter(BlockNode.Row row);

    void leave(BlockNode.Row row);

    void enter(BlockNode.Cell cell);

    void leave(BlockNode.Cell cell);

    void enter(BlockNode.Definitions definitions);

    void leave(BlockNode.Definitions definitions);

    void enter(BlockNode.Term term);

    void leave(BlockNode.Term term);

    void enter(BlockNode.Definition definition);

    void leave(BlockNode.Definition definition);

    void write(BlockNode.Code code);

    void write(BlockNode.Html html);

    void write(BlockNode.Rule rule);

    void write(BlockNode.Contents contents);
}
