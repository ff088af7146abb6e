package io.billet.web.internal;

import io.billet.core.Author;
import io.billet.core.Slug;
import io.billet.core.Tag;
import io.billet.engine.ArticleFilter;
import io.billet.engine.ArticleTeaser;
import io.billet.engine.NumberedPage;
import io.billet.web.http.HttpProblem;
import io.billet.web.http.Router;
import io.billet.web.http.WebResponse;
import io.billet.web.theme.BlogPage;
import io.billet.web.theme.PageMessages;
import io.billet.web.theme.Pager;
import java.net.URI;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Lists of articles: all, of a tag, by an author, of a month. Each begins with the newest, without a number; its other pages are
 * counted from the oldest, so that an address always shows the same.
 */
final class ListPages {

    private static final String NUMBERED = "/page/{number}";

    private final PageContext context;
    private final int size;

    ListPages(PageContext context, int size) {
        this.context = context;
        this.size = size;
    }

    /** What a list is of. */
    private record Listed(
            ArticleFilter filter, URI address, Optional<Tag> tag, Optional<Author> author, Optional<YearMonth> month) {

        static Listed all(URI address) {
            return new Listed(ArticleFilter.ALL, address, Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    void register(Router.Builder routes) {
        route(routes, "/", "", values -> Listed.all(context.urls().home()), this::list);
        route(routes, "/tag/{slug}", "/tag/{slug}", values -> ofTag(slug(values)), this::named);
        route(routes, "/author/{slug}", "/author/{slug}", values -> byAuthor(slug(values)), this::named);
        route(routes, "/archive/{year}/{month}", "/archive/{year}/{month}", this::ofMonth, this::list);
    }

    @FunctionalInterface
    private interface ListAction {
        WebResponse answer(RequestContext request, Router.Values values, Listed listed, OptionalInt number);
    }

    private void route(
            Router.Builder routes,
            String newest,
            String base,
            Function<Router.Values, Listed> listed,
            ListAction action) {
        routes.get(
                        newest,
                        (request, values) -> action.answer(
                                context.request(request), values, listed.apply(values), OptionalInt.empty()))
                .get(
                        base + NUMBERED,
                        (request, values) ->
                                action.answer(context.request(request), values, listed.apply(values), number(values)));
    }

    /** A page has one address: no signs, no zeros in front. */
    private static OptionalInt number(Router.Values values) {
        String digits = values.get("number");
        if (!digits.matches("[1-9][0-9]{0,8}")) {
            throw HttpProblem.of(404);
        }
        return OptionalInt.of(Integer.parseInt(digits));
    }

    private static Slug slug(Router.Values values) {
        return PageContext.slugMeant(values.get("slug")).orElseThrow(() -> HttpProblem.of(404));
    }

    private Listed ofTag(Slug slug) {
        return new Listed(
                ArticleFilter.tagged(slug),
                context.urls().tag(slug),
                Optional.of(Tag.named(slug, slug.value())),
                Optional.empty(),
                Optional.empty());
    }

    private Listed byAuthor(Slug slug) {
        return new Listed(
                ArticleFilter.by(slug),
                context.urls().author(slug),
                Optional.empty(),
                Optional.of(Author.named(slug, slug.value())),
                Optional.empty());
    }

    private Listed ofMonth(Router.Values values) {
        String year = values.get("year");
        String month = values.get("month");
        if (!year.matches("[0-9]{4}") || !month.matches("[0-9]{2}")) {
            throw HttpProblem.of(404);
        }
        try {
            YearMonth wanted = YearMonth.of(Integer.parseInt(year), Integer.parseInt(month));
            return new Listed(
                    ArticleFilter.in(wanted),
                    context.urls().month(wanted),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(wanted));
        } catch (DateTimeException e) {
            throw HttpProblem.of(404);
        }
    }

    /** What merely looks like the name of a list leads on to it if there is one. */
    private WebResponse named(RequestContext request, Router.Values values, Listed listed, OptionalInt number) {
        WebResponse page = list(request, values, listed, number);
        return slug(values).value().equals(values.get("slug"))
                ? page
                : PageContext.redirect(301, address(listed, number));
    }

    private URI address(Listed listed, OptionalInt number) {
        return number.isPresent() ? context.urls().page(listed.address(), number.getAsInt()) : listed.address();
    }

    private WebResponse list(RequestContext request, Router.Values values, Listed listed, OptionalInt number) {
        NumberedPage<ArticleTeaser> page = page(request, listed.filter(), number);
        boolean isHome = listed.filter().equals(ArticleFilter.ALL);
        if (page.items().isEmpty() && !isHome && !isDescribed(listed)) {
            // Nothing is said of it, and nothing stands under it.
            throw HttpProblem.of(404);
        }
        Listed described = described(listed, page);
        PageMessages messages = context.messages(context.siteLanguage());
        String title = title(described, messages);
        return context.lasting(
                request,
                new BlogPage.ArticleList(
                        context.frame(
                                request,
                                messages,
                                number.isPresent() ? messages.say("list.page", title, number.getAsInt()) : title,
                                description(described),
                                Optional.of(address(listed, number))),
                        described.tag(),
                        described.author(),
                        described.month(),
                        page.items(),
                        pager(listed, page),
                        context.subscribeForm(request, "list", messages.language())));
    }

    private NumberedPage<ArticleTeaser> page(RequestContext request, ArticleFilter filter, OptionalInt number) {
        var articles = context.blog().articles();
        return number.isPresent()
                ? articles.numbered(filter, request.reader(), size, number.getAsInt())
                        .orElseThrow(() -> HttpProblem.of(404))
                : articles.newest(filter, request.reader(), size);
    }

    private boolean isDescribed(Listed listed) {
        return listed.tag()
                        .flatMap(tag -> context.blog().articles().tag(tag.slug()))
                        .isPresent()
                || listed.author()
                        .flatMap(author -> context.blog().articles().author(author.slug()))
                        .isPresent();
    }

    /** What is said of the tag or author comes with the articles; it is asked for alone only where there are none. */
    private Listed described(Listed listed, NumberedPage<ArticleTeaser> page) {
        Optional<Tag> tag = listed.tag()
                .map(bare -> page.items().stream()
                        .flatMap(item -> item.tags().stream())
                        .filter(each -> each.slug().equals(bare.slug()))
                        .findFirst()
                        .or(() -> context.blog().articles().tag(bare.slug()))
                        .orElse(bare));
        Optional<Author> author = listed.author()
                .map(bare -> page.items().stream()
                        .flatMap(item -> item.authors().stream())
                        .filter(each -> each.slug().equals(bare.slug()))
                        .findFirst()
                        .or(() -> context.blog().articles().author(bare.slug()))
                        .orElse(bare));
        return new Listed(listed.filter(), listed.address(), tag, author, listed.month());
    }

    private String title(Listed listed, PageMessages messages) {
        return listed.tag()
                .map(Tag::name)
                .or(() -> listed.author().map(Author::name))
                .or(() -> listed.month().map(messages::month))
                .orElseGet(() -> context.blog().site().title());
    }

    private String description(Listed listed) {
        boolean isHome = listed.filter().equals(ArticleFilter.ALL);
        return listed.tag()
                .flatMap(Tag::description)
                .or(() -> listed.author().flatMap(Author::description))
                .orElse(isHome ? context.blog().site().description() : "");
    }

    private Pager pager(Listed listed, NumberedPage<ArticleTeaser> page) {
        Optional<URI> newest = page.isNewest() ? Optional.empty() : Optional.of(listed.address());
        Optional<URI> newer = page.newer().isPresent() ? numbered(listed, page.newer()) : newest;
        return new Pager(page.number(), newest, newer, numbered(listed, page.older()));
    }

    private Optional<URI> numbered(Listed listed, OptionalInt number) {
        return number.isPresent()
                ? Optional.of(context.urls().page(listed.address(), number.getAsInt()))
                : Optional.empty();
    }
}
