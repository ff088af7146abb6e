package io.billet.web.internal;

import io.billet.engine.ArchiveMonth;
import io.billet.engine.ArticleFilter;
import io.billet.engine.BlogUrls;
import io.billet.web.http.Router;
import io.billet.web.http.WebRequest;
import io.billet.web.http.WebResponse;
import io.billet.web.theme.BlogPage;
import io.billet.web.theme.PageMessages;
import java.time.Year;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What there is to choose from: months. */
final class IndexPages {

    private final PageContext context;

    IndexPages(PageContext context) {
        this.context = context;
    }

    void register(Router.Builder routes) {
        routes.get("/index/archive", (request, values) -> archive(context.request(request)));
    }

    /** Leads on from what somebody types who looks for an index, where no article bears that name. */
    static Optional<WebResponse> meant(WebRequest request, BlogUrls urls) {
        return Optional.ofNullable(
                        switch (request.path().replaceFirst("/$", "")) {
                            case "/archive", "/archives", "/index" -> urls.archive();
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
