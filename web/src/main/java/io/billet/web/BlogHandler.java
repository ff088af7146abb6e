package io.billet.web;

import io.billet.core.Label;
import io.billet.engine.Blog;
import io.billet.web.http.ContentSecurityPolicy;
import io.billet.web.http.HostLink;
import io.billet.web.http.Membership;
import io.billet.web.http.ReaderResolver;
import io.billet.web.http.WebHandler;
import io.billet.web.http.WebRequest;
import io.billet.web.http.WebResponse;
import io.billet.web.internal.BlogPages;
import io.billet.web.internal.HostAccounts;
import io.billet.web.internal.PageSettings;
import io.billet.web.theme.PageLayout;
import io.billet.web.theme.Theme;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

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
 * JDK's server there is {@link io.billet.web.jdk.BlogServer}.
 *
 * <p>{@code GET} and {@code HEAD} store nothing. Whatever comes in, the answer is a page: what goes wrong inside is logged
 * under a number that the page shows.
 *
 * <p>Thread-safe.
 */
public final class BlogHandler implements WebHandler {

    private final BlogPages pages;
    private final URI baseUrl;

    private BlogHandler(Builder builder) {
        pages = new BlogPages(
                builder.blog,
                new PageSettings(
                        builder.theme,
                        builder.layout,
                        builder.policy,
                        builder.readers,
                        new HostAccounts(
                                builder.signIn,
                                builder.signOut,
                                builder.membership,
                                builder.labels,
                                builder.cookieName),
                        builder.clientAddress,
                        builder.bodyLimit,
                        builder.articlesPerPage,
                        builder.commentsPerPage,
                        builder.keepPages));
        baseUrl = builder.blog.site().baseUrl();
    }

    /**
     * Returns the pages of a blog in the standard theme.
     *
     * @param blog the blog
     */
    public static BlogHandler of(Blog blog) {
        return builder(blog).build();
    }

    /**
     * Returns a builder for the pages of a blog.
     *
     * @param blog the blog
     */
    public static Builder builder(Blog blog) {
        return new Builder(blog);
    }

    /** Returns the address under which readers reach the blog's first page, without a slash at its end. */
    public URI baseUrl() {
        return baseUrl;
    }

    /** Returns the most octets of a body that it takes. */
    @Override
    public long bodyLimit() {
        return pages.bodyLimit();
    }

    /**
     * Answers a request.
     *
     * @param request the request
     * @return the answer; always there
     */
    @Override
    public WebResponse handle(WebRequest request) {
        return pages.handle(request);
    }

    /** Builds a {@link BlogHandler}. Not thread-safe. */
    public static final class Builder {

        private final Blog blog;
        private Theme theme = Theme.standard();
        private Optional<PageLayout> layout = Optional.empty();
        private ContentSecurityPolicy policy = ContentSecurityPolicy.standard();
        private ReaderResolver readers = ReaderResolver.none();
        private Optional<HostLink> signIn = Optional.empty();
        private Optional<HostLink> signOut = Optional.empty();
        private Optional<Membership> membership = Optional.empty();
        private final Map<Label, String> labels = new HashMap<>();
        private Optional<String> cookieName = Optional.empty();
        private Function<WebRequest, Optional<String>> clientAddress = WebRequest::remoteAddress;
        private long bodyLimit = DEFAULT_BODY_LIMIT;
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
         * Sets what puts the pages into the host's own: its header, navigation and footer. Default: the pages are whole documents
         * of the theme. Scripts and inline styles of the host's page need a {@linkplain #contentSecurityPolicy policy} that allows
         * them.
         *
         * @param newLayout the layout
         * @return this
         */
        public Builder layout(PageLayout newLayout) {
            layout = Optional.of(newLayout);
            return this;
        }

        /**
         * Sets what browsers may load on the pages. Default: {@link ContentSecurityPolicy#standard()}, to which a theme adds what
         * it needs.
         *
         * @param newPolicy the policy
         * @return this
         */
        public Builder contentSecurityPolicy(ContentSecurityPolicy newPolicy) {
            policy = newPolicy;
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
         * Sets where the host's users sign in, to which the pages then link: from the navigation, the form to comment, and where an article
         * ends for those who are not signed in. Default: nowhere.
         *
         * @param page of the host
         * @return this
         */
        public Builder signIn(HostLink page) {
            signIn = Optional.of(page);
            return this;
        }

        /**
         * Sets where the host's users sign out, to which the pages then link beside their name. Default: nowhere. It is a link: what it leads
         * to asks by a button of its own, or signs out at once.
         *
         * @param page of the host
         * @return this
         */
        public Builder signOut(HostLink page) {
            signOut = Optional.of(page);
            return this;
        }

        /**
         * Sets by what readers become members. Default: {@link Membership#ACCOUNTS} if the {@linkplain
         * io.billet.engine.Letterhead#promisesMembership() mails of the site} promise nothing else, {@link Membership#BOTH} if there is a {@link
         * #readers resolver}, else {@link Membership#NEWSLETTER}.
         *
         * @param newMembership by what
         * @return this
         */
        public Builder membership(Membership newMembership) {
            membership = Optional.of(newMembership);
            return this;
        }

        /**
         * Sets what a label is called where an article is for those who bear it. Default: its own text. In several languages it is the message
         * {@code label.} and the label's text, which comes first.
         *
         * @param label the label
         * @param name  for readers, such as {@code "Friends of the museum"}
         * @return this
         */
        public Builder labelName(Label label, String name) {
            labels.put(label, name);
            return this;
        }

        /**
         * Sets what the cookie of a member's session is called; under https with {@code __Host-} before it. Default: {@code billet} and the path
         * of the blog's address, so that two blogs of one host name have two names. Who has two on one path and several ports needs this.
         *
         * @param name 1 to 64 letters, digits, hyphens and underscores
         * @return this
         * @throws IllegalArgumentException if it has other characters, or too many
         */
        public Builder cookieName(String name) {
            if (!name.matches("[A-Za-z0-9_-]{1,64}")) {
                throw new IllegalArgumentException("a cookie name is 1 to 64 letters, digits, - and _; not " + name);
            }
            cookieName = Optional.of(name);
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
         * Sets the largest body that is taken. Default: 262,144 octets, enough for the longest
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

        /**
         * Returns the handler.
         *
         * @throws IllegalArgumentException if there is a layout, and the theme makes nothing but whole documents
         */
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
