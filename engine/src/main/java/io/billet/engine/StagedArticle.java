package io.billet.engine;

import io.billet.core.ArticleSummary;
import io.billet.core.StagedEdit;
import java.util.Optional;

/**
 * A staged edit beside the article that it is an edit of.
 *
 * <p>Immutable and thread-safe.
 *
 * @param edit    what the article is going to say
 * @param article the article as it is now; empty if it is gone
 */
public record StagedArticle(StagedEdit edit, Optional<ArticleSummary> article) {

    /**
     * Returns whether the article has been changed since the edit was begun, so that the edit cannot be published as it is: its
     * author looks at both and puts it {@linkplain StagedEdits#onto onto} the article of now.
     */
    public boolean isStale() {
        return article.map(now -> now.version() != edit.base()).orElse(true);
    }
}
