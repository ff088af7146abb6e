package io.billet.web.internal;

import io.billet.core.Reader;
import io.billet.core.Subscriber;
import io.billet.engine.ArticleFilter;
import io.billet.engine.Blog;
import io.billet.engine.Feed;
import io.billet.web.http.ConditionalRequests;
import io.billet.web.http.Parameters;
import io.billet.web.http.Router;
import io.billet.web.http.WebRequest;
import io.billet.web.http.WebResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The feed. It has no {@code Last-Modified}: a schedule, a date in the past or an author renamed change it without a newer
 * article. As long as the engine hands out the same feed, the octets that were made of it are sent again.
 */
final class FeedPages {

    private record Sent(Feed feed, WebResponse response) {}

    private final Blog blog;
    private final PageContext context;
    private volatile @Nullable Sent last;

    FeedPages(PageContext context) {
        this.context = context;
        blog = context.blog();
    }

    void register(Router.Builder routes) {
        routes.get(
                "/feed.xml",
                (request, values) -> Parameters.ofQuery(request)
                        .find("key")
                        .map(key -> privateRss(request, key))
                        .orElseGet(() -> rss(request)));
    }

    /**
     * What a member may read, for their feed reader. No other cache keeps it and nobody indexes it; of a feed that was closed
     * readers are told that it is gone, so that they stop asking.
     */
    private WebResponse privateRss(WebRequest request, String key) {
        Optional<Subscriber> member =
                context.membership().byNewsletter() ? blog.subscribers().feedOwner(key) : Optional.empty();
        if (member.isEmpty()) {
            return alone(WebResponse.of(410)
                    .withText("text/plain; charset=utf-8", "This feed address is closed.\n")
                    .with("Cache-Control", "no-store"));
        }
        Feed feed = blog.feeds().rss(ArticleFilter.ALL, Reader.Member.of(member.get()));
        return ConditionalRequests.answer(
                request,
                alone(WebResponse.of(200)
                        .withText(feed.mediaType(), feed.xml())
                        .with("Cache-Control", "private, max-age=0, must-revalidate")));
    }

    private static WebResponse alone(WebResponse response) {
        return response.with("X-Robots-Tag", "noindex, nofollow").with("Referrer-Policy", "no-referrer");
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
