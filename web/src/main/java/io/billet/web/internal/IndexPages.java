package io.billet.web.internal;

import io.billet.core.Slug;
import io.billet.engine.ArchiveMonth;
import io.billet.engine.ArticleFilter;
import io.billet.engine.Authors;
import io.billet.engine.BlogUrls;
import io.billet.engine.Tags;
import io.billet.web.http.HttpProblem;
import io.billet.web.http.Router;
import io.billet.web.http.WebRequest;
import io.billet.web.http.WebResponse;
import io.billet.web.theme.BlogPage;
import io.billet.web.theme.PageMessages;
import java.net.URI;
import java.text.Collator;
import java.time.Year;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What there is to choose from: months, tags and authors. Each has two segments, so that no article's name hides it. */
final class IndexPages {

    private static final int MOST_NAMES = 1_000;

    private final PageContext context;

    IndexPages(PageContext context) {
        this.context = context;
    }

    void register(Router.Builder routes) {
        routes.get("/index/archive", (request, values) -> archive(context.request(request)))
                .get("/index/tags", (request, values) -> tags(context.request(request), Optional.empty()))
                .get("/index/tags/after/{slug}", (request, values) -> tags(context.request(request), slug(values)))
                .get("/index/authors", (request, values) -> authors(context.request(request), Optional.empty()))
                .get(
                        "/index/authors/after/{slug}",
                        (request, values) -> authors(context.request(request), slug(values)));
    }

    private static Optional<Slug> slug(Router.Values values) {
        return Optional.of(PageContext.slug(values.get("slug")).orElseThrow(() -> HttpProblem.of(404)));
    }

    private WebResponse tags(RequestContext request, Optional<Slug> after) {
        return names(
                request,
                BlogPage.NameKind.TAGS,
                context.urls().tags(),
                after,
                context.blog().tags().index(after, MOST_NAMES + 1),
                use -> use.tag().slug(),
                use -> new BlogPage.IndexedName(
                        use.tag().name(),
                        context.urls().tag(use.tag().slug()),
                        Math.min(use.posts(), Tags.MOST_COUNTED - 1),
                        use.posts() < Tags.MOST_COUNTED));
    }

    private WebResponse authors(RequestContext request, Optional<Slug> after) {
        return names(
                request,
                BlogPage.NameKind.AUTHORS,
                context.urls().authors(),
                after,
                context.blog().authors().index(after, MOST_NAMES + 1),
                use -> use.author().slug(),
                use -> new BlogPage.IndexedName(
                        use.author().name(),
                        context.urls().author(use.author().slug()),
                        Math.min(use.posts(), Authors.MOST_COUNTED - 1),
                        use.posts() < Authors.MOST_COUNTED));
    }

    /** What no published post bears is nobody's to know: a draft may name it, or nothing any more. */
    private <U> WebResponse names(
            RequestContext request,
            BlogPage.NameKind kind,
            URI address,
            Optional<Slug> after,
            List<U> uses,
            Function<U, Slug> slugOf,
            Function<U, BlogPage.IndexedName> named) {
        PageMessages messages = context.messages(context.siteLanguage());
        URI canonical = after.map(slug -> context.urls().after(address, slug)).orElse(address);
        List<U> here = uses.subList(0, Math.min(uses.size(), MOST_NAMES));
        Collator collator = Collator.getInstance(messages.language().toLocale());
        return context.lasting(
                request,
                new BlogPage.NameIndex(
                        context.frame(
                                request, messages, messages.say("index." + kind.key()), "", Optional.of(canonical)),
                        kind,
                        here.stream()
                                .map(named)
                                .filter(name -> name.posts() > 0)
                                .sorted(Comparator.comparing(BlogPage.IndexedName::name, collator::compare))
                                .toList(),
                        uses.size() > MOST_NAMES
                                ? Optional.of(context.urls().after(address, slugOf.apply(here.get(here.size() - 1))))
                                : Optional.empty()));
    }

    /** Leads on from what somebody types who looks for an index, where no article bears that name. */
    static Optional<WebResponse> meant(WebRequest request, BlogUrls urls) {
        return Optional.ofNullable(
                        switch (request.path().replaceFirst("/$", "")) {
                            case "/archive", "/archives", "/index" -> urls.archive();
                            case "/tag", "/tags" -> urls.tags();
                            case "/author", "/authors" -> urls.authors();
                            default -> null;
                        })
                .map(index -> PageContext.redirect(302, index));
    }

    private WebResponse archive(RequestContext request) {
        PageMessages messages = context.messages(context.siteLanguage());
        return context.lasting(
                request,
                new BlogPage.ArchivePage(
                        context.frame(
                                request,
                                messages,
                                messages.say("archive.title"),
                                "",
                                Optional.of(context.urls().archive())),
                        years(context.blog().articles().archive(ArticleFilter.ALL))));
    }

    private static List<BlogPage.ArchiveYear> years(List<ArchiveMonth> months) {
        return months.stream()
                .collect(Collectors.groupingBy(
                        month -> Year.of(month.month().getYear()),
                        () -> new TreeMap<>(Comparator.<Year>reverseOrder()),
                        Collectors.toList()))
                .entrySet()
                .stream()
                .map(year -> new BlogPage.ArchiveYear(year.getKey(), year.getValue()))
                .toList();
    }
}
