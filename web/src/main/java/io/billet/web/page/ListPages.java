package io.billet.web.page;

import io.billet.core.Author;
import io.billet.core.InvalidValueException;
import io.billet.core.Slug;
import io.billet.core.Tag;
import io.billet.engine.ArticleFilter;
import io.billet.engine.ArticleTeaser;
import io.billet.storage.api.Cursor;
import io.billet.storage.api.Page;
import io.billet.storage.api.PageRequest;
import io.billet.web.http.HttpProblem;
import io.billet.web.http.Router;
import io.billet.web.http.WebResponse;
import io.billet.web.theme.BlogPage;
import io.billet.web.theme.PageMessages;
import java.net.URI;
import java.util.Optional;

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
                .get("/tag/{slug}", (request, values) -> tag(context.request(request), slug(values)))
                .get("/author/{slug}", (request, values) -> author(context.request(request), slug(values)));
    }

    private static Slug slug(Router.Values values) {
        return PageContext.slug(values.get("slug")).orElseThrow(() -> HttpProblem.of(404));
    }

    private WebResponse home(RequestContext request) {
        var site = context.blog().site();
        return list(
                request,
                ArticleFilter.ALL,
                context.urls().home(),
                site.title(),
                site.description(),
                Optional.empty(),
                Optional.empty());
    }

    private WebResponse tag(RequestContext request, Slug slug) {
        Optional<Tag> described = context.blog().articles().tag(slug);
        Tag tag = described.orElseGet(() -> Tag.named(slug, slug.value()));
        requireKnown(described.isPresent(), request, ArticleFilter.tagged(slug));
        return list(
                request,
                ArticleFilter.tagged(slug),
                context.urls().tag(slug),
                tag.name(),
                tag.description().orElse(""),
                Optional.of(tag),
                Optional.empty());
    }

    private WebResponse author(RequestContext request, Slug slug) {
        Optional<Author> described = context.blog().articles().author(slug);
        Author author = described.orElseGet(() -> Author.named(slug, slug.value()));
        requireKnown(described.isPresent(), request, ArticleFilter.by(slug));
        return list(
                request,
                ArticleFilter.by(slug),
                context.urls().author(slug),
                author.name(),
                author.description().orElse(""),
                Optional.empty(),
                Optional.of(author));
    }

    /** A name of which nothing is said and under which nothing stands is no page. */
    private void requireKnown(boolean described, RequestContext request, ArticleFilter selection) {
        if (!described
                && context.blog()
                        .articles()
                        .page(selection, request.reader(), PageRequest.first(1))
                        .items()
                        .isEmpty()) {
            throw HttpProblem.of(404);
        }
    }

    private WebResponse list(
            RequestContext request,
            ArticleFilter selection,
            URI address,
            String title,
            String description,
            Optional<Tag> tag,
            Optional<Author> author) {
        Optional<Cursor> after = cursor(request, "after");
        Page<ArticleTeaser> page = page(request, selection, after);
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

    private Page<ArticleTeaser> page(RequestContext request, ArticleFilter selection, Optional<Cursor> after) {
        try {
            return context.blog().articles().page(selection, request.reader(), new PageRequest(size, after));
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
