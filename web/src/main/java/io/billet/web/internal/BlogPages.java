package io.billet.web.internal;

import io.billet.engine.Blog;
import io.billet.engine.BlogUrls;
import io.billet.engine.RateLimitedException;
import io.billet.storage.api.StorageException;
import io.billet.web.http.HttpProblem;
import io.billet.web.http.Router;
import io.billet.web.http.WebHandler;
import io.billet.web.http.WebRequest;
import io.billet.web.http.WebResponse;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All pages of a blog, behind {@code BlogHandler}. Each class of pages names its own routes; what goes wrong on
 * any of them becomes a page here.
 *
 * <p>Thread-safe.
 */
public final class BlogPages implements WebHandler {

    private static final Logger LOG = LoggerFactory.getLogger(BlogPages.class);

    private final PageContext context;
    private final Router router;
    private final ArticlePages articles;
    private final ErrorPages errors;
    private final SecurityHeaders security;
    private final KeptPages kept;
    private final long bodyLimit;

    /**
     * Creates the pages of a blog.
     *
     * @param blog     the blog
     * @param settings how the pages are to be
     */
    public BlogPages(Blog blog, PageSettings settings) {
        context = new PageContext(blog, settings);
        articles = new ArticlePages(context, settings.commentsPerPage());
        Router.Builder routes = Router.at(BlogUrls.path(blog.site().baseUrl()));
        new ListPages(context, settings.articlesPerPage()).register(routes);
        new IndexPages(context).register(routes);
        articles.register(routes);
        new CommentSubmission(context, articles).register(routes);
        new NewsletterPages(context).register(routes);
        new MemberPages(context).register(routes);
        new FeedPages(context).register(routes);
        new Assets(settings.theme().assets()).register(routes);
        router = routes.build();
        errors = new ErrorPages(context);
        security = new SecurityHeaders(
                settings.theme().policy(settings.policy()), blog.site().baseUrl());
        kept = new KeptPages(settings.keepPages(), System::nanoTime);
        bodyLimit = settings.bodyLimit();
        blog.listen(kept);
    }

    @Override
    public long bodyLimit() {
        return bodyLimit;
    }

    @Override
    public WebResponse handle(WebRequest request) {
        WebResponse response = security.on(request, answer(request));
        return request.method().equals("HEAD") ? response.withoutBody() : response;
    }

    /** An address that is nobody's here may have been an article's elsewhere. */
    private WebResponse routed(WebRequest request) {
        try {
            return router.route(request);
        } catch (HttpProblem e) {
            if (e.status() != 404 || !request.reads()) {
                throw e;
            }
            return articles.followed(request)
                    .or(() -> IndexPages.meant(request, context.urls()))
                    .orElseThrow(() -> e);
        }
    }

    private WebResponse answer(WebRequest request) {
        Optional<Integer> ofHost = request.attribute(WebRequest.ERROR_STATUS, Integer.class)
                .filter(status -> status >= 400 && status <= 599);
        return ofHost.map(status -> errors.pageOfHost(request, status)).orElseGet(() -> page(request));
    }

    private WebResponse page(WebRequest request) {
        long mark = kept.mark();
        try {
            if (request.bodyLength().orElse(0) > bodyLimit) {
                throw HttpProblem.of(413);
            }
            WebResponse response = routed(request);
            kept.keep(request, response, mark);
            return response;
        } catch (HttpProblem e) {
            return errors.page(request, e);
        } catch (RateLimitedException e) {
            return errors.page(request, 429).with("Retry-After", "3600");
        } catch (StorageException e) {
            WebResponse incident = errors.incident(503, request, e).with("Retry-After", "60");
            return kept.find(request).orElse(incident);
        } catch (RuntimeException e) {
            return errors.incident(500, request, e);
        }
    }
}
