package io.billet.engine;

import io.billet.core.CommentId;
import io.billet.core.LanguageTag;
import io.billet.core.Slug;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.Locale;
import java.util.Optional;

/**
 * The addresses of a blog's pages, in one place: pages, mails and feeds all take them from here. An article has one
 * segment, everything else two or a dot, so that no slug can hide a page of the blog's own.
 *
 * <p>All are absolute; {@link #path} gives the same without scheme and host. Immutable and thread-safe.
 */
public final class BlogUrls {

    private final String base;

    /**
     * Creates the addresses of a blog; of one that is built, {@link Blog#urls()} has them.
     *
     * @param site where it lives
     */
    public BlogUrls(Site site) {
        base = site.baseUrl().toString();
    }

    /** Returns the first page. */
    public URI home() {
        return URI.create(base + "/");
    }

    /**
     * Returns a file of the theme.
     *
     * @param name under which it is served
     * @return its address
     */
    public URI asset(String name) {
        return URI.create(base + "/assets/" + encode(name));
    }

    /**
     * Returns a page with something to say about what a reader has just done.
     *
     * @param page   a page of this blog
     * @param notice names what is said
     * @return the page's address with the notice
     */
    public URI noticed(URI page, String notice) {
        String fragment = page.getRawFragment() == null ? "" : "#" + page.getRawFragment();
        String rest = page.toString().substring(0, page.toString().length() - fragment.length());
        return URI.create(rest + (page.getRawQuery() == null ? "?" : "&") + "notice=" + encode(notice) + fragment);
    }

    /**
     * Returns the article's page.
     *
     * @param slug an article's slug
     */
    public URI article(Slug slug) {
        return URI.create(base + "/" + encode(slug.value()));
    }

    /**
     * Returns where an article's discussion begins.
     *
     * @param slug an article's slug
     * @return its address
     */
    public URI discussion(Slug slug) {
        return URI.create(article(slug) + "#comments");
    }

    /**
     * Returns the page with the form to answer a comment.
     *
     * @param slug  an article's slug
     * @param begin the comment with which the page of the discussion begins that the form is to stand on; empty for the first
     * @param id    the comment to answer
     * @return its address
     */
    public URI reply(Slug slug, Optional<CommentId> begin, CommentId id) {
        return URI.create(page(slug, begin) + "?reply-to=" + id + "#comment-form");
    }

    /**
     * Returns a later page of its discussion.
     *
     * @param slug  an article's slug
     * @param begin the comment with which the page begins
     */
    public URI discussion(Slug slug, CommentId begin) {
        return URI.create(page(slug, Optional.of(begin)) + "#comments");
    }

    private URI page(Slug slug, Optional<CommentId> begin) {
        return begin.map(id -> URI.create(comments(slug) + "/" + id)).orElseGet(() -> article(slug));
    }

    /**
     * Returns where comments on it are sent to.
     *
     * @param slug an article's slug
     */
    public URI comments(Slug slug) {
        return URI.create(article(slug) + "/comments");
    }

    /**
     * Returns a comment's place on the page of the discussion that begins with it: its address for good, wherever in the
     * discussion it stands.
     *
     * @param slug an article's slug
     * @param id   a comment on it
     */
    public URI comment(Slug slug, CommentId id) {
        return URI.create(page(slug, Optional.of(id)) + "#comment-" + id);
    }

    /**
     * Returns a page of a list, counted from the oldest ({@link NumberedPage}).
     *
     * @param list   where the list begins: {@link #home()}, or that of a tag, an author or a month
     * @param number which page
     * @return its address
     */
    public URI page(URI list, int number) {
        String address = list.toString();
        return URI.create(address + (address.endsWith("/") ? "page/" : "/page/") + number);
    }

    /** Returns the page with the months in which something was published. */
    public URI archive() {
        return URI.create(base + "/index/archive");
    }

    /**
     * Returns the list of what was published in a month.
     *
     * @param month in the blog's zone
     */
    public URI month(YearMonth month) {
        return URI.create(
                base + String.format(Locale.ROOT, "/archive/%04d/%02d", month.getYear(), month.getMonthValue()));
    }

    /** Returns the page with all tags. */
    public URI tags() {
        return URI.create(base + "/index/tags");
    }

    /**
     * Returns the page with the names that follow another one.
     *
     * @param index {@link #tags()} or {@link #authors()}
     * @param slug  the name after which it begins
     */
    public URI after(URI index, Slug slug) {
        return URI.create(index + "/after/" + encode(slug.value()));
    }

    /** Returns the page with all authors. */
    public URI authors() {
        return URI.create(base + "/index/authors");
    }

    /**
     * Returns the list of its articles.
     *
     * @param slug a tag's slug
     */
    public URI tag(Slug slug) {
        return URI.create(base + "/tag/" + encode(slug.value()));
    }

    /**
     * Returns the list of their articles.
     *
     * @param slug an author's slug
     */
    public URI author(Slug slug) {
        return URI.create(base + "/author/" + encode(slug.value()));
    }

    /** Returns the RSS feed. */
    public URI rss() {
        return URI.create(base + "/feed.xml");
    }

    /**
     * Returns a member's private feed.
     *
     * @param token as {@link Subscribers#openFeed} gave it
     */
    public URI feed(String token) {
        return URI.create(rss() + "?key=" + encode(token));
    }

    /** Returns the page with the form to subscribe, and where the form is sent to. */
    public URI subscribe() {
        return URI.create(base + "/newsletter/subscribe");
    }

    /**
     * Returns the page that says that a mail is on its way.
     *
     * @param language in which it is said
     * @return its address
     */
    public URI subscribed(LanguageTag language) {
        return URI.create(subscribe() + "?sent=" + language);
    }

    /** Returns where the answer to {@link #confirm(String)} is sent to. */
    public URI confirm() {
        return URI.create(base + "/newsletter/confirm");
    }

    /** Returns where the answer to {@link #signIn(String)} is sent to. */
    public URI signIn() {
        return URI.create(base + "/newsletter/sign-in");
    }

    /** Returns where the answer to {@link #unsubscribe(String)} is sent to. */
    public URI unsubscribe() {
        return URI.create(base + "/newsletter/unsubscribe");
    }

    /**
     * Returns the page that asks to confirm a subscription.
     *
     * @param token as it was mailed
     */
    public URI confirm(String token) {
        return URI.create(confirm() + "?token=" + encode(token));
    }

    /**
     * Returns the page that asks to sign in.
     *
     * @param token as it was mailed
     */
    public URI signIn(String token) {
        return URI.create(signIn() + "?token=" + encode(token));
    }

    /**
     * Returns the page that asks to unsubscribe.
     *
     * @param token as it was mailed
     */
    public URI unsubscribe(String token) {
        return URI.create(base + "/newsletter/unsubscribe?token=" + encode(token));
    }

    /** Returns the page on which a member sees and changes what is known of them, and where its forms are sent to. */
    public URI account() {
        return URI.create(base + "/newsletter/account");
    }

    /**
     * Returns the page on which who holds a link from a mail changes what they are mailed.
     *
     * @param token as it was mailed
     */
    public URI preferences(String token) {
        return URI.create(base + "/newsletter/preferences?token=" + encode(token));
    }

    /** Returns where the forms of {@link #preferences(String)} are sent to. */
    public URI preferences() {
        return URI.create(base + "/newsletter/preferences");
    }

    /** Returns where the answer to {@link #moved(String)} is sent to. */
    public URI moved() {
        return URI.create(base + "/newsletter/move");
    }

    /**
     * Returns the page that asks to confirm a changed address.
     *
     * @param token as it was mailed to that address
     */
    public URI moved(String token) {
        return URI.create(moved() + "?token=" + encode(token));
    }

    /** Returns what is known of a member, as a file. */
    public URI export() {
        return URI.create(account() + "/export");
    }

    /** Returns where a member signs out. */
    public URI signOut() {
        return URI.create(base + "/newsletter/sign-out");
    }

    /**
     * Returns it without scheme and host, with its query and fragment.
     *
     * @param url an address of this blog
     */
    public static String path(URI url) {
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        String fragment = url.getRawFragment() == null ? "" : "#" + url.getRawFragment();
        return url.getRawPath() + query + fragment;
    }

    private static String encode(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
