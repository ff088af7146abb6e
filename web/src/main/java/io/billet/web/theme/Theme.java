package io.billet.web.theme;

import java.util.List;

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
 * Pages are sent under a Content Security Policy that permits no script and no inline style.
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

    /** Returns the files that the pages need, such as style sheets. Default: none. The answer must always be the same. */
    default List<ThemeAsset> assets() {
        return List.of();
    }

    /** Returns the theme that comes with Billet: made for reading, light and dark, without JavaScript. */
    static Theme standard() {
        return new StandardTheme("");
    }

    /**
     * Returns the theme that comes with Billet, restyled.
     *
     * @param stylesheet CSS that comes after the theme's own, so that it may set the theme's custom properties
     *                   ({@code --billet-accent} and others, see {@code docs/web.md}) or anything else
     */
    static Theme standard(String stylesheet) {
        return new StandardTheme(stylesheet);
    }
}
