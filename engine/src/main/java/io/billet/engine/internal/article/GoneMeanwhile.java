package io.billet.engine.internal.article;

/** An article was changed or deleted between two looks at the store. */
public final class GoneMeanwhile extends RuntimeException {

    private static final long serialVersionUID = 1L;

    GoneMeanwhile() {
        super(null, null, false, false);
    }
}
