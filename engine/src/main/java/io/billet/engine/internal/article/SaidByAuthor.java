package io.billet.engine.internal.article;

import io.billet.core.ArticleEdit;
import java.util.function.Consumer;

/** What an author says of an article, and whether a slug is part of it: one that the title makes may get a number. */
final class SaidByAuthor implements Consumer<ArticleEdit> {

    private final Consumer<ArticleEdit> changes;
    private boolean hasSlug;

    SaidByAuthor(Consumer<ArticleEdit> changes) {
        this.changes = changes;
    }

    @Override
    public void accept(ArticleEdit edit) {
        changes.accept(edit);
        hasSlug = edit.slug().isPresent();
    }

    /** Returns whether a slug was said, or one stands that no title makes; known once it has been accepted. */
    boolean hasSlug() {
        return hasSlug;
    }
}
