package io.billet.web;

import io.billet.engine.Blog;
import io.billet.engine.BlogUrls;
import io.billet.engine.OverloadedException;
import io.billet.engine.RateLimitedException;
import io.billet.storage.api.StorageException;
import io.billet.web.theme.Theme;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The blog's pages, for any HTTP server: a request goes in, a response comes out.
 *
 * <pre>{@code
 * BlogHandler handler = BlogHandler.of(blog);
 * WebResponse response = handler.handle(WebRequest.of("GET", "/bonjour"));
 * }</pre>
 *
 * <p>It works under any path: an adapter hands on what follows the place where the blog is mounted, and the links in its
 * pages come from the {@linkplain io.billet.engine.Site#baseUrl() base URL} alone, never from what a client sends. For the
 * JDK's server the adapter is {@link io.billet.web.jdk.BlogHttpHandler}.
 *
 * <p>{@code GET} and {@code HEAD} store nothing. Whatever comes in, the answer is a page: what goes wrong inside is logged
 * under a number that the page shows.
 *
 * <p>Thread-safe.
 */
public final class BlogHandler {

    /** Octets of a body when the host says nothing else. */
    public static final int DEFAULT_BODY_LIMIT = 262_144;

    private static final Logger LOG = LoggerFactory.getLogger(BlogHandler.class);

    private final PageContext context;
    private final int bodyLimit;
    private final ListPages lists;
    private final ArticlePages articles;
    private final CommentSubmission comments;
    private final NewsletterPages newsletter;
    private final Assets assets;
    private final ErrorPages errors;
    private final CrossSiteGuard guard;
    private final SecurityHeaders security;
    private final KeptPages kept;
    private final FeedPages feed;

    private BlogHandler(Builder builder) {
        Blog blog = builder.blog;
        context = new PageContext(blog, builder.theme, builder.readers, builder.clientAddress, builder.zone);
        bodyLimit = builder.bodyLimit;
        lists = new ListPages(context, builder.articlesPerPage);
        articles = new ArticlePages(context, builder.commentsPerPage);
        comments = new CommentSubmission(context, articles);
        newsletter = new NewsletterPages(context);
        assets = new Assets(builder.theme.assets());
        errors = new ErrorPages(context);
        guard = new CrossSiteGuard(blog.site().baseUrl());
        security = new SecurityHeaders(blog.site().baseUrl());
        kept = new KeptPages(builder.keepPages, System::nanoTime);
        feed = new FeedPages(blog);
        blog.listen(kept);
    }

    /**
     * @param blog the blog
     * @return its pages in the standard theme
     */
    public static BlogHandler of(Blog blog) {
        return builder(blog).build();
    }

    /**
     * @param blog the blog
     * @return a builder for its pages
     */
    public static Builder builder(Blog blog) {
        return new Builder(blog);
    }

    /** Returns the most octets of a body that it takes; see {@link WebRequest#withBody}. */
    public int bodyLimit() {
        return bodyLimit;
    }

    /**
     * Answers a request.
     *
     * @param request the request
     * @return the answer; always there
     */
    public WebResponse handle(WebRequest request) {
        WebResponse response = security.on(answer(request));
        return request.method().equals("HEAD") ? response.withoutBody() : response;
    }

    private WebResponse answer(WebRequest request) {
        long mark = kept.mark();
        try {
            WebResponse response = dispatch(request);
            kept.keep(request, response, mark);
            return response;
        } catch (HttpProblem e) {
            return errors.page(e);
        } catch (RateLimitedException e) {
            return errors.page(429).with("Retry-After", "3600");
        } catch (OverloadedException e) {
            LOG.warn("{} was put off: {}", request, e.getMessage());
            return errors.page(503).with("Retry-After", "60");
        } catch (StorageException e) {
            WebResponse incident = errors.incident(503, request, e).with("Retry-After", "60");
            return kept.find(request).orElse(incident);
        } catch (RuntimeException e) {
            return errors.incident(500, request, e);
        }
    }

    private WebResponse dispatch(WebRequest request) {
        boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
        boolean sends = request.method().equals("POST");
        Route route = Route.of(request.path(), sends, context.urls()).orElseThrow(() -> HttpProblem.of(404));
        if (request.bodyLength() > bodyLimit) {
            throw HttpProblem.of(413);
        }
        if (reads) {
            return read(route, request);
        }
        if (sends) {
            return send(route, request);
        }
        throw HttpProblem.wrongMethod(methods(route));
    }

    private WebResponse read(Route route, WebRequest request) {
        if (route instanceof Route.Asset asset) {
            return assets.find(asset.name()).orElseThrow(() -> HttpProblem.of(404));
        } else if (route instanceof Route.Feed) {
            return feed.rss(request);
        } else if (route instanceof Route.Redirect elsewhere) {
            return elsewhere(elsewhere.target(), request);
        }
        RequestContext visit = context.visit(request);
        if (route instanceof Route.Home) {
            return lists.home(visit);
        } else if (route instanceof Route.Article article) {
            return articles.show(visit, article.slug());
        } else if (route instanceof Route.Tag tag) {
            return lists.tag(visit, tag.slug());
        } else if (route instanceof Route.Author author) {
            return lists.author(visit, author.slug());
        } else if (route instanceof Route.Comments about) {
            return PageContext.redirect(302, URI.create(context.urls().article(about.slug()) + "#comments"));
        } else if (route instanceof Route.Newsletter page) {
            return read(page.step(), visit);
        }
        throw HttpProblem.of(404);
    }

    private WebResponse read(Route.Step step, RequestContext visit) {
        return switch (step) {
            case SUBSCRIBE -> newsletter.subscribeForm(visit);
            case CONFIRM -> newsletter.askToConfirm(visit);
            case SIGN_IN -> newsletter.askToSignIn(visit);
            case UNSUBSCRIBE -> newsletter.askToUnsubscribe(visit);
            case SIGN_OUT -> throw HttpProblem.wrongMethod("POST");
        };
    }

    private WebResponse send(Route route, WebRequest request) {
        boolean takesForms = route instanceof Route.Comments || route instanceof Route.Newsletter;
        if (!takesForms) {
            throw HttpProblem.wrongMethod(methods(route));
        }
        boolean unsubscribes = route instanceof Route.Newsletter page && page.step() == Route.Step.UNSUBSCRIBE;
        if (!unsubscribes && guard.refuses(request)) {
            throw HttpProblem.of(403);
        }
        RequestContext visit = context.visit(request);
        if (route instanceof Route.Comments about) {
            return comments.take(visit, about.slug());
        } else if (route instanceof Route.Newsletter page) {
            return send(page.step(), visit);
        }
        throw HttpProblem.of(404);
    }

    private WebResponse send(Route.Step step, RequestContext visit) {
        return switch (step) {
            case SUBSCRIBE -> newsletter.subscribe(visit);
            case CONFIRM -> newsletter.confirm(visit);
            case SIGN_IN -> newsletter.signIn(visit);
            case UNSUBSCRIBE -> newsletter.unsubscribe(visit);
            case SIGN_OUT -> newsletter.signOut(visit);
        };
    }

    private static String methods(Route route) {
        if (route instanceof Route.Newsletter page) {
            return page.step() == Route.Step.SIGN_OUT ? "POST" : "GET, HEAD, POST";
        }
        return route instanceof Route.Comments ? "GET, HEAD, POST" : "GET, HEAD";
    }

    private static WebResponse elsewhere(URI target, WebRequest request) {
        // Through the parser: what is no query does not become a header.
        Optional<String> query = request.query().filter(text -> text.matches("[A-Za-z0-9._~!$&'()*+,;=:@/?%-]+"));
        WebResponse response = WebResponse.of(301).with("Content-Length", "0");
        return response.with(
                "Location",
                BlogUrls.path(target) + query.map(text -> "?" + text).orElse(""));
    }

    /** Builds a {@link BlogHandler}. Not thread-safe. */
    public static final class Builder {

        private final Blog blog;
        private Theme theme = Theme.standard();
        private ReaderResolver readers = ReaderResolver.none();
        private Function<WebRequest, Optional<String>> clientAddress = WebRequest::remoteAddress;
        private ZoneId zone = ZoneOffset.UTC;
        private int bodyLimit = DEFAULT_BODY_LIMIT;
        private int articlesPerPage = 10;
        private Duration keepPages = Duration.ofMinutes(10);
        private int commentsPerPage = 100;

        private Builder(Blog blog) {
            this.blog = blog;
        }

        /**
         * Sets how the pages look. Default: {@link Theme#standard()}.
         *
         * @param newTheme the theme
         * @return this
         */
        public Builder theme(Theme newTheme) {
            theme = newTheme;
            return this;
        }

        /**
         * Sets who knows the host's users. Default: nobody does.
         *
         * @param newReaders the resolver
         * @return this
         */
        public Builder readers(ReaderResolver newReaders) {
            readers = newReaders;
            return this;
        }

        /**
         * Sets where the address of a reader is found, by which requests are counted and which is kept as evidence of
         * consent. Default: {@link WebRequest#remoteAddress()}. Behind a reverse proxy that is the proxy's: take it from
         * the header that your proxy sets, and from no other.
         *
         * @param finding finds it; empty counts and keeps nothing
         * @return this
         */
        public Builder clientAddress(Function<WebRequest, Optional<String>> finding) {
            clientAddress = finding;
            return this;
        }

        /**
         * Sets in which time zone dates are told. Default: UTC.
         *
         * @param newZone the zone
         * @return this
         */
        public Builder zone(ZoneId newZone) {
            zone = newZone;
            return this;
        }

        /**
         * Sets the largest body that is taken. Default: {@value #DEFAULT_BODY_LIMIT} octets, enough for the longest
         * comment in any script.
         *
         * @param octets 1,024 to 10,000,000
         * @return this
         * @throws IllegalArgumentException if out of range
         */
        public Builder bodyLimit(int octets) {
            bodyLimit = inRange("the body limit", octets, 1_024, 10_000_000);
            return this;
        }

        /**
         * Sets how many articles stand on a page of a list. Default: 10.
         *
         * @param count 1 to 100
         * @return this
         * @throws IllegalArgumentException if out of range
         */
        public Builder articlesPerPage(int count) {
            articlesPerPage = inRange("articles per page", count, 1, 100);
            return this;
        }

        /**
         * Sets how many comments stand under an article. Default: 100.
         *
         * @param count 1 to 1,000
         * @return this
         * @throws IllegalArgumentException if out of range
         */
        public Builder commentsPerPage(int count) {
            commentsPerPage = inRange("comments per page", count, 1, 1_000);
            return this;
        }

        /**
         * Sets how long a public page may still be shown when the store fails, from when it was last made or asked for. Up to
         * 8 MB of pages are kept; all are forgotten when an article or a comment is changed through this {@link Blog}. What
         * is changed elsewhere, on another node or in a folder of files, may be shown for that long as it was. Default: 10
         * minutes.
         *
         * @param time zero, which keeps none, to 1 day
         * @return this
         * @throws IllegalArgumentException if out of range
         */
        public Builder keepPages(Duration time) {
            if (time.isNegative() || time.compareTo(Duration.ofDays(1)) > 0) {
                throw new IllegalArgumentException("pages are kept for zero to 1 day, not " + time);
            }
            keepPages = time;
            return this;
        }

        /** Returns the handler. */
        public BlogHandler build() {
            return new BlogHandler(this);
        }

        private static int inRange(String what, int value, int least, int most) {
            if (value < least || value > most) {
                throw new IllegalArgumentException(what + ": " + least + " to " + most + ", not " + value);
            }
            return value;
        }
    }
}
