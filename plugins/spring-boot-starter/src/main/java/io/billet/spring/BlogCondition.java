package io.billet.spring;

import io.billet.engine.Blog;
import io.billet.engine.PageRequest;
import io.billet.storage.api.ArticleQuery;
import java.util.Map;

/** How a blog is, in either line of Boot. */
final class BlogCondition {

    private BlogCondition() {}

    /**
     * Asks the store for one article.
     *
     * @return what an operator wants to see
     * @throws RuntimeException if the store does not answer
     */
    static Map<String, Object> of(Blog blog) {
        blog.articles().list(ArticleQuery.all(), PageRequest.first(1));
        return Map.of(
                "address",
                blog.site().baseUrl().toString(),
                "mailsWaiting",
                blog.outbox().waiting(),
                "mailIsHeld",
                blog.outbox().isHeld());
    }
}
