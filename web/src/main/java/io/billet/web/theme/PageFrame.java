package io.billet.web.theme;

import io.billet.core.LanguageTag;
import io.billet.engine.BlogUrls;
import io.billet.engine.Site;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * What every page has around its content.
 *
 * <p>Immutable and thread-safe.
 *
 * @param site        the blog
 * @param urls        addresses of the blog's pages; put them into a page by {@link #href}
 * @param messages       what the page says around its content, in the page's language
 * @param title       for the browser's title bar and search results; plain text
 * @param description for search results; plain text; may be empty
 * @param canonical   the address that search engines are to keep for this page; empty if they are to keep none
 * @param member      the address of the member who reads, if they came with a session of the blog; they may sign out
 * @param notice      what has just happened
 * @param assets      addresses of the theme's assets by their names
 * @param account     what there is to say of accounts at the host
 */
public record PageFrame(
        Site site,
        BlogUrls urls,
        PageMessages messages,
        String title,
        String description,
        Optional<URI> canonical,
        Optional<String> member,
        Optional<Notice> notice,
        Map<String, String> assets,
        ReaderAccount account) {

    /** Copies the map. */
    public PageFrame {
        assets = Map.copyOf(assets);
    }

    /**
     * Returns this frame with that notice.
     *
     * @param newNotice what has just happened
     */
    public PageFrame withNotice(Optional<Notice> newNotice) {
        return new PageFrame(site, urls, messages, title, description, canonical, member, newNotice, assets, account);
    }

    /** Returns the language that the page speaks around its content. */
    public LanguageTag language() {
        return messages.language();
    }

    /**
     * Returns an address as pages link to it: without scheme and host.
     *
     * @param url an address of this blog
     */
    public String href(URI url) {
        return BlogUrls.path(url);
    }

    /**
     * Returns the address that an asset is served under.
     *
     * @param name of one of the theme's assets
     * @throws IllegalArgumentException if the theme has no such asset
     */
    public String asset(String name) {
        String address = assets.get(name);
        if (address == null) {
            throw new IllegalArgumentException("the theme has no asset " + name + ", but " + assets.keySet());
        }
        return address;
    }
}
