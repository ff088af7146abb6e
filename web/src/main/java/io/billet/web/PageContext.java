package io.billet.web;

import io.billet.core.Consent;
import io.billet.core.LanguageTag;
import io.billet.core.Reader;
import io.billet.core.Subscriber;
import io.billet.engine.Blog;
import io.billet.engine.BlogUrls;
import io.billet.engine.Messages;
import io.billet.web.theme.BlogPage;
import io.billet.web.theme.Notice;
import io.billet.web.theme.PageFrame;
import io.billet.web.theme.PageMessages;
import io.billet.web.theme.SubscribeForm;
import io.billet.web.theme.Theme;
import io.billet.web.theme.ThemeAsset;
import java.net.URI;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What every page of the blog is made with: who reads, in which language, within which frame. */
final class PageContext {

    private static final String MESSAGES = "io.billet.web.messages";

    private final Blog blog;
    private final Theme theme;
    private final ReaderResolver readers;
    private final Function<WebRequest, Optional<String>> clientAddress;
    private final ZoneId zone;
    private final Messages messages;
    private final BlogCookies cookies;
    private final Map<String, String> assets;

    PageContext(
            Blog blog,
            Theme theme,
            ReaderResolver readers,
            Function<WebRequest, Optional<String>> clientAddress,
            ZoneId zone) {
        this.blog = blog;
        this.theme = theme;
        this.readers = readers;
        this.clientAddress = clientAddress;
        this.zone = zone;
        messages = blog.messages().with(MESSAGES);
        cookies = new BlogCookies(blog.site().baseUrl());
        assets = theme.assets().stream().collect(Collectors.toMap(ThemeAsset::name, this::address));
    }

    private String address(ThemeAsset asset) {
        return BlogUrls.path(URI.create(blog.urls().home() + "assets/" + asset.servedAs()));
    }

    Blog blog() {
        return blog;
    }

    BlogUrls urls() {
        return blog.urls();
    }

    BlogCookies cookies() {
        return cookies;
    }

    Theme theme() {
        return theme;
    }

    Optional<String> clientAddress(WebRequest request) {
        return clientAddress.apply(request).map(address -> isLegible(address) ? address : "");
    }

    /** What is no line of a sensible length is no address, nor evidence of anything; it still counts against the limits. */
    private static boolean isLegible(String address) {
        return address.length() <= Consent.MAX_LINE && address.chars().allMatch(c -> c >= 0x20 && c < 0x7F);
    }

    RequestContext visit(WebRequest request) {
        Parameters query = Parameters.ofQuery(request);
        Optional<Reader> ofHost = readers.resolve(request);
        if (ofHost.isPresent()) {
            return new RequestContext(request, query, ofHost.get(), Optional.empty());
        }
        Optional<Subscriber> member = cookies.session(request).flatMap(blog.subscribers()::signedIn);
        return new RequestContext(request, query, member.map(Reader.Member::of).orElse(Reader.ANONYMOUS), member);
    }

    /** That language if the blog speaks it, else the blog's own, else English. */
    LanguageTag spoken(LanguageTag wanted) {
        return messages.speaks(wanted) ? wanted : siteLanguage();
    }

    LanguageTag siteLanguage() {
        LanguageTag own = blog.site().language();
        return messages.speaks(own) ? own : LanguageTag.ENGLISH;
    }

    PageMessages messages(LanguageTag language) {
        return PageMessages.of(messages, spoken(language), zone);
    }

    PageFrame frame(
            RequestContext visit, PageMessages messages, String title, String description, Optional<URI> canonical) {
        Optional<String> address = visit.member().map(member -> member.email().value());
        return frame(messages, title, description, canonical, address, visit.notice());
    }

    /** The frame of a page that is the same for everybody. */
    PageFrame frame(PageMessages messages, String title) {
        return frame(messages, title, "", Optional.empty(), Optional.empty(), Optional.empty());
    }

    private PageFrame frame(
            PageMessages messages,
            String title,
            String description,
            Optional<URI> canonical,
            Optional<String> member,
            Optional<Notice> notice) {
        String siteTitle = blog.site().title();
        String fullTitle = title.equals(siteTitle) ? title : title + " · " + siteTitle;
        return new PageFrame(
                blog.site(), blog.urls(), messages, fullTitle, description, canonical, member, notice, assets);
    }

    /** The form to subscribe, unless they are known already. */
    Optional<SubscribeForm> subscribeForm(RequestContext visit, String place, LanguageTag language) {
        return visit.isAnonymous() ? Optional.of(SubscribeForm.empty(place, spoken(language))) : Optional.empty();
    }

    /** A page for this reader at this moment: nobody keeps it. */
    WebResponse fleeting(int status, BlogPage page) {
        return html(status, page).with("Cache-Control", "no-store");
    }

    /** A page that is the same whenever it is asked for, as long as nothing changes. */
    WebResponse lasting(RequestContext visit, BlogPage page) {
        String who = visit.isAnonymous() ? "public" : "private";
        WebResponse response = html(200, page)
                .with("Cache-Control", who + ", max-age=0, must-revalidate")
                .with("Vary", "Cookie");
        return ConditionalRequests.answer(visit.http(), response);
    }

    private WebResponse html(int status, BlogPage page) {
        return WebResponse.of(status)
                .withText("text/html; charset=utf-8", theme.render(page))
                .with("Content-Language", page.frame().language().value());
    }

    static WebResponse redirect(int status, URI target) {
        return WebResponse.of(status).with("Location", BlogUrls.path(target)).with("Content-Length", "0");
    }
}
