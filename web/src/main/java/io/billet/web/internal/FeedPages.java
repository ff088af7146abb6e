package io.billet.web.internal;

import io.billet.core.Reader;
import io.billet.engine.ArticleFilter;
import io.billet.engine.Blog;
import io.billet.engine.Feed;
import io.billet.web.http.ConditionalRequests;
import io.billet.web.http.Router;
import io.billet.web.http.WebRequest;
import io.billet.web.http.WebResponse;
import org.jspecify.annotations.Nullable;

/**
 * The feed. It has no {@code Last-Modified}: a schedule, a date in the past or an author renamed change it without a newer
 * article. As long as the engine hands out the same feed, the octets that were made of it are sent again.
 */
final class FeedPages {

    private record Sent(Feed feed, WebResponse response) {}

    private final Blog blog;
    private volatile @Nullable Sent last;

    FeedPages(Blog blog) {
        this.blog = blog;
    }

    void register(Router.Builder routes) {
        routes.get("/feed.xml", (request, values) -> rss(request));
    }

    private WebResponse rss(WebRequest request) {
        Feed feed = blog.feeds().rss(ArticleFilter.ALL, Reader.ANONYMOUS);
        Sent sent = last;
        if (sent == null || sent.feed() != feed) {
            sent = new Sent(
                    feed,
                    ConditionalRequests.tagged(WebResponse.of(200)
                            .withText(feed.mediaType(), feed.xml())
                            .with("Cache-Control", "public, max-age=0, must-revalidate")));
            last = sent;
        }
        return ConditionalRequests.answerTagged(request, sent.response());
    }
}
