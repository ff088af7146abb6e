package io.billet.web.internal;

import io.billet.core.Author;
import io.billet.core.InvalidValueException;
import io.billet.core.Slug;
import io.billet.core.Tag;
import io.billet.engine.ArticleFilter;
import io.billet.engine.ArticleTeaser;
import io.billet.engine.Cursor;
import io.billet.engine.Page;
import io.billet.engine.PageRequest;
import io.billet.web.http.HttpProblem;
import io.billet.web.http.Router;
import io.billet.web.http.WebResponse;
import io.billet.web.theme.BlogPage;
import io.billet.web.theme.PageMessages;
import java.net.URI;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Lists of articles: all, of a tag, by an author. */
final class ListPages {

    private final PageContext context;
    private final int size;

    ListPages(PageContext context, int size) {
        this.context = context;
        this.size = size;
    }

    void register(Router.Builder routes) {
        routes.get("/", (request, values) -> home(context.request(request)))
                .get(
                        "/tag/{slug}",
                        (request, values) -> named(context.request(request), values, this::tag, context.urls()::tag))
                .get(
                        "/author/{slug}",
                        (request, values) ->
                                named(context.request(request), values, this::author, context.urls()::author));
    }

    /** What merely looks like the name of a list leads on to it if there is one. */
    private static WebResponse named(
            RequestContext request,
            Router.Values values,
            BiFunction<RequestContext, Slug, WebResponse> list,
            Function<Slug, URI> address) {
        String segment = values.get("slug");
        Slug slug = PageContext.slugMeant(segment).orElseThrow(() -> HttpProblem.of(404));
        WebResponse page = list.apply(request, slug);
        return slug.value().equals(segment) ? page : PageContext.redirect(301, address.apply(slug));
    }

    private WebResponse home(RequestContext request) {
        var site = context.blog().site();
        return list(
                request,
                page(request, ArticleFilter.ALL),
                context.urls().home(),
                site.title(),
                site.description(),
                Optional.empty(),
                Optional.empty());
    }

    /** What is said of the tag comes with the articles that bear it; it is asked for alone only where there are none. */
    private WebResponse tag(RequestContext request, Slug slug) {
        ArticleFilter filter = ArticleFilter.tagged(slug);
        Page<ArticleTeaser> page = page(request, filter);
        Tag tag = page.items().stream()
                .flatMap(item -> item.tags().stream())
                .filter(each -> each.slug().equals(slug))
                .findFirst()
                .or(() -> context.blog().articles().tag(slug))
                .orElseGet(() -> {
                    requireKnown(request, filter, page);
                    return Tag.named(slug, slug.value());
                });
        return list(
                request,
                page,
                context.urls().tag(slug),
                tag.name(),
                tag.description().orElse(""),
                Optional.of(tag),
                Optional.empty());
    }

    private WebResponse author(RequestContext request, Slug slug) {
        ArticleFilter filter = ArticleFilter.by(slug);
        Page<ArticleTeaser> page = page(request, filter);
        Author author = page.items().stream()
                .flatMap(item -> item.authors().stream())
                .filter(each -> each.slug().equals(slug))
                .findFirst()
                .or(() -> context.blog().articles().author(slug))
                .orElseGet(() -> {
                    requireKnown(request, filter, page);
                    return Author.named(slug, slug.value());
                });
        return list(
                request,
                page,
                context.urls().author(slug),
                author.name(),
                author.description().orElse(""),
                Optional.empty(),
                Optional.of(author));
    }

    /** A name of which nothing is said and under which nothing stands, on no page of the list, is no page. */
    private void requireKnown(RequestContext request, ArticleFilter filter, Page<ArticleTeaser> page) {
        boolean isFirst = cursor(request, "after").isEmpty();
        if (page.items().isEmpty()
                && (isFirst
                        || context.blog()
                                .articles()
                                .page(filter, request.reader(), PageRequest.first(1))
                                .items()
                                .isEmpty())) {
            throw HttpProblem.of(404);
        }
    }

    private WebResponse list(
            RequestContext request,
            Page<ArticleTeaser> page,
            URI address,
            String title,
            String description,
            Optional<Tag> tag,
            Optional<Author> author) {
        Optional<Cursor> after = cursor(request, "after");
        PageMessages messages = context.messages(context.siteLanguage());
        Optional<URI> canonical = Optional.of(
                after.map(cursor -> context.urls().later(address, cursor)).orElse(address));
        return context.lasting(
                request,
                new BlogPage.ArticleList(
                        context.frame(request, messages, title, description, canonical),
                        tag,
                        author,
                        page.items(),
                        after.map(cursor -> address),
                        page.next().map(cursor -> context.urls().later(address, cursor)),
                        context.subscribeForm(request, "list", messages.language())));
    }

    private Page<ArticleTeaser> page(RequestContext request, ArticleFilter filter) {
        Optional<Cursor> after = cursor(request, "after");
        try {
            return context.blog().articles().page(filter, request.reader(), new PageRequest(size, after));
        } catch (InvalidValueException e) {
            throw HttpProblem.of(400);
        }
    }

    static Optional<Cursor> cursor(RequestContext request, String parameter) {
        try {
            return request.query().find(parameter).map(Cursor::new);
        } catch (InvalidValueException e) {
            throw HttpProblem.of(400);
        }
    }
}
