package io.billet.web.theme;

import io.billet.web.http.ContentSecurityPolicy;
import java.util.List;
import java.util.Optional;

/**
 * Makes HTML of pages. {@link #standard()} is the theme that comes with Billet; a host that wants another look implements
 * this interface with its own templates.
 *
 * <pre>{@code
 * Theme blue = Theme.standard(":root { --billet-accent: #0b57d0; --billet-measure: 60ch; }");
 * BlogHandler handler = BlogHandler.builder(blog).theme(blue).build();
 * }</pre>
 *
 * <p>The texts in a page are plain and must be escaped, but for those whose name or type says that they are HTML
 * ({@link io.billet.renderer.Rendition#html()}, {@link io.billet.engine.CommentView#html()}): these are safe as they are.
 * Pages are sent under a {@link ContentSecurityPolicy} that permits no script and no inline style unless the host, or {@link
 * #policy}, allows them. Pages that everybody may see are kept by caches: what a theme makes must depend on the page alone, and
 * never on who asks by some other way, such as a thread-local. What depends on that is a {@link PageLayout}'s.
 *
 * <p>Implementations must be thread-safe.
 */
public interface Theme {

    /**
     * Returns the whole HTML document of a page.
     *
     * @param page what the page says
     */
    String render(BlogPage page);

    /**
     * Returns the parts of a page, to be put into the host's own by a {@link PageLayout}. Default: none, the page is always the
     * whole document that {@link #render} makes.
     *
     * @param page what the page says
     */
    default Optional<PageParts> parts(BlogPage page) {
        return Optional.empty();
    }

    /**
     * Returns a policy with what this theme's pages load from elsewhere. Default: nothing is added.
     *
     * @param policy that the host has set
     */
    default ContentSecurityPolicy policy(ContentSecurityPolicy policy) {
        return policy;
    }

    /** Returns the files that the pages need, such as style sheets. Default: none. The answer must always be the same. */
    default List<ThemeAsset> assets() {
        return List.of();
    }

    /** Returns the theme that comes with Billet: made for reading, light and dark, without JavaScript. */
    static Theme standard() {
        return standard(Looks.none());
    }

    /**
     * Returns the theme that comes with Billet, restyled.
     *
     * @param stylesheet CSS that comes after the theme's own, so that it may set the theme's custom properties
     *                   ({@code --billet-accent} and others, see {@code docs/theme.md}) or anything else
     */
    static Theme standard(String stylesheet) {
        return standard(Looks.builder().stylesheet(stylesheet).build());
    }

    /**
     * Returns the theme that comes with Billet, with what a host puts into it.
     *
     * @param looks navigation, logo, icon, footer and more
     * @throws IllegalArgumentException if a file of the looks has the name of one of the theme's
     */
    static Theme standard(Looks looks) {
        return new StandardTheme(looks);
    }
}
