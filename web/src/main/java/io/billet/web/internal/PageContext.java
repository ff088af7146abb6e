package io.billet.web.internal;

import io.billet.core.ArticleSummary;
import io.billet.core.Audience;
import io.billet.core.Consent;
import io.billet.core.InvalidValueException;
import io.billet.core.LanguageTag;
import io.billet.core.Reader;
import io.billet.core.Slug;
import io.billet.core.Subscriber;
import io.billet.engine.Blog;
import io.billet.engine.BlogUrls;
import io.billet.engine.FailureLog;
import io.billet.engine.Messages;
import io.billet.web.http.ConditionalRequests;
import io.billet.web.http.CrossSiteGuard;
import io.billet.web.http.HostLink;
import io.billet.web.http.HttpProblem;
import io.billet.web.http.Membership;
import io.billet.web.http.Parameters;
import io.billet.web.http.ReaderResolver;
import io.billet.web.http.WebRequest;
import io.billet.web.http.WebResponse;
import io.billet.web.theme.BlogPage;
import io.billet.web.theme.Notice;
import io.billet.web.theme.PageFrame;
import io.billet.web.theme.PageLayout;
import io.billet.web.theme.PageMessages;
import io.billet.web.theme.PageParts;
import io.billet.web.theme.Paywall;
import io.billet.web.theme.ReaderAccount;
import io.billet.web.theme.SubscribeForm;
import io.billet.web.theme.Theme;
import io.billet.web.theme.ThemeAsset;
import java.net.URI;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** What every page of the blog is made with: who reads, in which language, within which frame. */
final class PageContext {

    private static final List<LanguageTag> COMMON =
            Stream.of("de", "en", "es", "fr").map(LanguageTag::of).toList();

    private final Blog blog;
    private final Theme theme;
    private final Optional<PageLayout> layout;
    private final ReaderResolver readers;
    private final HostAccounts accounts;
    private final Membership membership;
    private final FailureLog failures = new FailureLog(LoggerFactory.getLogger(BlogPages.class));
    private final Function<WebRequest, Optional<String>> clientAddress;
    private final long bodyLimit;
    private final CrossSiteGuard guard;
    private final Messages messages;
    private final BlogCookies cookies;
    private final Map<String, String> assets;

    PageContext(Blog blog, PageSettings settings) {
        this.blog = blog;
        theme = settings.theme();
        layout = settings.layout();
        readers = settings.readers();
        accounts = settings.accounts();
        membership = accounts.membership().orElseGet(this::usualMembership);
        clientAddress = settings.clientAddress();
        bodyLimit = settings.bodyLimit();
        guard = new CrossSiteGuard(blog.site().baseUrl());
        messages = blog.messages().with(PageMessages.class);
        cookies = new BlogCookies(blog.site().baseUrl(), accounts.cookieName());
        assets = theme.assets().stream().collect(Collectors.toMap(ThemeAsset::name, this::address));
        requireParts();
    }

    /** Found out when it is built, and not by readers. */
    private void requireParts() {
        if (layout.isPresent() && theme.parts(error(404, Optional.empty())).isEmpty()) {
            throw new IllegalArgumentException("there is a layout, but the theme makes whole documents of all pages: "
                    + theme.getClass().getName() + " needs parts(BlogPage)");
        }
    }

    /** The page of an error, in the words for a status. */
    BlogPage error(int words, Optional<String> incident) {
        PageMessages told = messages(siteLanguage());
        return new BlogPage.ErrorPage(frame(told, told.say("error." + words + ".title")), words, incident);
    }

    private String address(ThemeAsset asset) {
        return BlogUrls.path(blog.urls().asset(asset.servedAs()));
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

    long bodyLimit() {
        return bodyLimit;
    }

    Parameters form(RequestContext request) {
        return Parameters.ofForm(request.http(), bodyLimit);
    }

    /** Every form goes through it that does something in a reader's name. */
    void refuseFromOtherSites(WebRequest request) {
        if (guard.refuses(request)) {
            throw HttpProblem.of(403);
        }
    }

    static Optional<Slug> slug(String segment) {
        try {
            return Optional.of(Slug.of(segment));
        } catch (InvalidValueException e) {
            return Optional.empty();
        }
    }

    /**
     * The slug that somebody may have meant who typed or copied an address: in another Unicode form, in capitals, with the
     * dot, comma or blank that followed it in a sentence, or with the ending that pages once had.
     */
    static Optional<Slug> slugMeant(String segment) {
        Optional<Slug> exact = slug(segment);
        if (exact.isPresent() || segment.length() > 2 * Slug.MAX_OCTETS) {
            return exact;
        }
        int from = 0;
        int to = segment.length();
        while (from < to && isAround(segment.charAt(from))) {
            from++;
        }
        while (to > from && isAround(segment.charAt(to - 1))) {
            to--;
        }
        String name = segment.substring(from, to);
        String meant = name.toLowerCase(Locale.ROOT).endsWith(".html") ? name.substring(0, name.length() - 5) : name;
        String lower = Normalizer.normalize(meant, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        return slug(Normalizer.normalize(lower, Normalizer.Form.NFC));
    }

    private static boolean isAround(char c) {
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.getType(c) == Character.FORMAT
                || ".,;:!?()[]{}<>\"'\u00ab\u00bb\u201c\u201d\u2018\u2019".indexOf(c) >= 0;
    }

    RequestContext request(WebRequest request) {
        Parameters query = Parameters.ofQuery(request);
        Optional<Reader> ofHost = ofHost(request);
        if (ofHost.isPresent()) {
            return new RequestContext(request, query, ofHost.get(), Optional.empty());
        }
        Optional<Subscriber> member = membership.byNewsletter()
                ? cookies.session(request).flatMap(blog.subscribers()::signedIn)
                : Optional.empty();
        return new RequestContext(request, query, member.map(Reader.Member::of).orElse(Reader.ANONYMOUS), member);
    }

    /** Whom the host knows and cannot describe is nobody: not a guest of the page that fails, and not the member of a session. */
    private Optional<Reader> ofHost(WebRequest request) {
        try {
            return readers.resolve(request);
        } catch (InvalidValueException e) {
            failures.error("The host's user, who is nobody to the blog,", e);
            return Optional.of(Reader.ANONYMOUS);
        }
    }

    Membership membership() {
        return membership;
    }

    /** What mails promise is what pages say. */
    private Membership usualMembership() {
        if (!blog.site().letterhead().promisesMembership()) {
            return Membership.ACCOUNTS;
        }
        return readers.knowsSomebody() ? Membership.BOTH : Membership.NEWSLETTER;
    }

    /** What would open an article, in words for readers. */
    Paywall paywall(RequestContext request, ArticleSummary article, PageMessages messages) {
        List<String> labels = article.audience() instanceof Audience.Labelled labelled
                ? labelled.labels().stream()
                        .map(label -> messages.find("label." + label.value())
                                .orElseGet(() -> accounts.labels().getOrDefault(label, label.value())))
                        .distinct()
                        .toList()
                : List.of();
        return new Paywall(membership, labels, !request.isAnonymous());
    }

    private ReaderAccount account(RequestContext request) {
        Optional<Reader.HostUser> user = request.user();
        Function<HostLink, String> here =
                link -> link.from(blog.site().baseUrl(), request.http().path());
        return new ReaderAccount(
                user,
                request.isAnonymous() ? accounts.signIn().map(here) : Optional.empty(),
                user.isPresent() ? accounts.signOut().map(here) : Optional.empty(),
                membership,
                readers.knowsSomebody());
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
        return PageMessages.of(messages, spoken(language), blog.site().zone());
    }

    PageFrame frame(
            RequestContext request, PageMessages messages, String title, String description, Optional<URI> canonical) {
        Optional<String> address = request.member().map(member -> member.email().value());
        return frame(messages, title, description, canonical, address, request.notice(), account(request));
    }

    /** The frame of a page that is the same for everybody. */
    PageFrame frame(PageMessages messages, String title) {
        return frame(messages, title, "", Optional.empty(), Optional.empty(), Optional.empty(), ReaderAccount.NONE);
    }

    private PageFrame frame(
            PageMessages messages,
            String title,
            String description,
            Optional<URI> canonical,
            Optional<String> member,
            Optional<Notice> notice,
            ReaderAccount account) {
        String siteTitle = blog.site().title();
        String fullTitle = title.equals(siteTitle) ? title : title + " · " + siteTitle;
        return new PageFrame(
                blog.site(), blog.urls(), messages, fullTitle, description, canonical, member, notice, assets, account);
    }

    /** The form to subscribe, unless they are known already. */
    Optional<SubscribeForm> subscribeForm(RequestContext request, String place, LanguageTag language) {
        return request.isAnonymous() ? Optional.of(subscribeForm(place, spoken(language))) : Optional.empty();
    }

    /** The form to subscribe, for anybody. */
    SubscribeForm subscribeForm(String place, LanguageTag language) {
        return SubscribeForm.empty(place, language).stamped(blog.subscribers().formStamp());
    }

    /** The languages in which pages speak to somebody, that one among them. */
    List<LanguageTag> languages(LanguageTag own) {
        return Stream.concat(Stream.of(own, siteLanguage()), COMMON.stream().filter(messages::speaks))
                .distinct()
                .sorted(Comparator.comparing(LanguageTag::value))
                .toList();
    }

    /** A page for this reader at this moment: nobody keeps it. */
    WebResponse fleeting(int status, WebRequest request, BlogPage page) {
        return html(status, page, document(request, page)).with("Cache-Control", "no-store");
    }

    /** A page as it is without the host's layout, for when that fails. */
    WebResponse withoutLayout(int status, BlogPage page) {
        return html(status, page, theme.render(page)).with("Cache-Control", "no-store");
    }

    /** A page that is the same whenever it is asked for, as long as nothing changes. */
    WebResponse lasting(RequestContext request, BlogPage page) {
        boolean isTheSameForAll = request.isAnonymous()
                && !layout.map(PageLayout::dependsOnReader).orElse(false);
        String who = isTheSameForAll ? "public" : "private";
        WebResponse response = html(200, page, document(request.http(), page))
                .with("Cache-Control", who + ", max-age=0, must-revalidate")
                .with("Vary", "Cookie");
        Optional<String> stamp = subscribeForm(page).flatMap(SubscribeForm::stamp);
        return stamp.isPresent()
                ? ConditionalRequests.answerBut(request.http(), response, stamp.get())
                : ConditionalRequests.answer(request.http(), response);
    }

    private static Optional<SubscribeForm> subscribeForm(BlogPage page) {
        if (page instanceof BlogPage.ArticleList list) {
            return list.subscribe();
        } else if (page instanceof BlogPage.ArticlePage article) {
            return article.subscribe();
        } else if (page instanceof BlogPage.SubscribePage subscribe) {
            return Optional.of(subscribe.form());
        }
        return page instanceof BlogPage.MessagePage message ? message.subscribe() : Optional.empty();
    }

    private String document(WebRequest request, BlogPage page) {
        // Whole documents of a theme's own stay what they are.
        Optional<PageParts> parts = layout.isPresent() ? theme.parts(page) : Optional.empty();
        return parts.isEmpty()
                ? theme.render(page)
                : Objects.requireNonNull(
                        layout.get().render(parts.get(), request), "the layout has made nothing of a page");
    }

    private static WebResponse html(int status, BlogPage page, String document) {
        return WebResponse.of(status)
                .withText("text/html; charset=utf-8", document)
                .with("Content-Language", page.frame().language().value());
    }

    static WebResponse redirect(int status, URI target) {
        return WebResponse.of(status).with("Location", BlogUrls.path(target)).with("Content-Length", "0");
    }
}
