package io.billet.storage.api;

import io.billet.core.ArticleId;
import io.billet.core.Issue;
import io.billet.core.IssueState;
import java.util.Optional;

/**
 * Which issues are listed, always the latest id first. An issue must meet all conditions that are given.
 *
 * <p>Each of the four combinations is what a store should have an index for; then a list reads what it returns and no more.
 *
 * <p>Immutable and thread-safe.
 *
 * @param state   only those in this state
 * @param article only those that carry this article
 */
public record IssueQuery(Optional<IssueState.Kind> state, Optional<ArticleId> article) {

    /** Returns a query for all issues. */
    public static IssueQuery all() {
        return new IssueQuery(Optional.empty(), Optional.empty());
    }

    /**
     * Returns this query, for issues in that state only.
     *
     * @param kind a state
     */
    public IssueQuery in(IssueState.Kind kind) {
        return new IssueQuery(Optional.of(kind), article);
    }

    /**
     * Returns this query, for issues of that article only.
     *
     * @param wanted an article
     */
    public IssueQuery about(ArticleId wanted) {
        return new IssueQuery(state, Optional.of(wanted));
    }

    /**
     * Returns whether it meets all conditions; for stores that look at issues one by one.
     *
     * @param issue an issue
     */
    public boolean accepts(Issue issue) {
        return state.map(issue.state().kind()::equals).orElse(true)
                && article.map(issue.article()::equals).orElse(true);
    }
}
