package io.billet.engine;

import io.billet.core.CommentId;
import io.billet.core.Slug;
import io.billet.storage.api.Cursor;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * The addresses of a blog's pages, in one place: pages, mails and feeds all take them from here. An article has one
 * segment, everything else two or a dot, so that no slug can hide a page of the blog's own.
 *
 * <p>All are absolute; {@link #path} gives the same without scheme and host. Immutable and thread-safe.
 */
public final class BlogUrls {

    private final String base;

    BlogUrls(Site site) {
        base = site.baseUrl().toString();
    }

    /** Returns the first page. */
    public URI home() {
        return URI.create(base + "/");
    }

    /**
     * @param after where the page before ended
     * @return a later page of the list of articles
     */
    public URI home(Cursor after) {
        return URI.create(base + "/?after=" + after);
    }

    /**
     * @param slug an article's slug
     * @return the article's page
     */
    public URI article(Slug slug) {
        return URI.create(base + "/" + encode(slug.value()));
    }

    /**
     * @param slug  an article's slug
     * @param after where the page before ended
     * @return a later page of its discussion
     */
    public URI discussion(Slug slug, Cursor after) {
        return URI.create(article(slug) + "?comments=" + after + "#comments");
    }

    /**
     * @param slug an article's slug
     * @return where comments on it are sent to
     */
    public URI comments(Slug slug) {
        return URI.create(article(slug) + "/comments");
    }

    /**
     * @param slug an article's slug
     * @param id   a comment on it
     * @return the comment's place on the article's page
     */
    public URI comment(Slug slug, CommentId id) {
        return URI.create(article(slug) + "#comment-" + id);
    }

    /**
     * @param slug a tag's slug
     * @return the list of its articles
     */
    public URI tag(Slug slug) {
        return URI.create(base + "/tag/" + encode(slug.value()));
    }

    /**
     * @param slug an author's slug
     * @return the list of their articles
     */
    public URI author(Slug slug) {
        return URI.create(base + "/author/" + encode(slug.value()));
    }

    /** Returns the RSS feed. */
    public URI rss() {
        return URI.create(base + "/feed.xml");
    }

    /** Returns the page with the form to subscribe, and where the form is sent to. */
    public URI subscribe() {
        return URI.create(base + "/newsletter/subscribe");
    }

    /**
     * @param token as it was mailed
     * @return the page that asks to confirm a subscription
     */
    public URI confirm(String token) {
        return URI.create(base + "/newsletter/confirm?token=" + encode(token));
    }

    /**
     * @param token as it was mailed
     * @return the page that asks to sign in
     */
    public URI signIn(String token) {
        return URI.create(base + "/newsletter/sign-in?token=" + encode(token));
    }

    /**
     * @param token as it was mailed
     * @return the page that asks to unsubscribe
     */
    public URI unsubscribe(String token) {
        return URI.create(base + "/newsletter/unsubscribe?token=" + encode(token));
    }

    /** Returns where a member signs out. */
    public URI signOut() {
        return URI.create(base + "/newsletter/sign-out");
    }

    /**
     * @param url an address of this blog
     * @return it without scheme and host, with its query and fragment
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
