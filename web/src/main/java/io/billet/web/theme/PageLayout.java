package io.billet.web.theme;

import io.billet.web.http.WebRequest;
import java.util.function.Function;

/**
 * Puts the pages of the blog into the host's own page: its header, navigation and footer.
 *
 * <pre>{@code
 * PageLayout layout = PageLayout.sameForEverybody(page -> shell
 *         .replace("{lang}", page.language())
 *         .replace("{title}", escape(page.title()))
 *         .replace("{head}", page.head())
 *         .replace("{content}", page.content()));
 * BlogHandler handler = BlogHandler.builder(blog).layout(layout).build();
 * }</pre>
 *
 * <p>Every page goes through it: lists, articles, forms, notices, errors. One that throws is answered by an error page without
 * it, and logged.
 *
 * <p><b>Who reads.</b> A page that greets its reader must not be handed to another. So a layout is taken to depend on who reads,
 * and its pages are {@code private}: no shared cache keeps them, nor does the blog for when the store fails. A layout that is
 * {@linkplain #sameForEverybody the same for everybody} is not shown the request, and its public pages stay public.
 *
 * <p>Pages are sent under a {@link io.billet.web.http.ContentSecurityPolicy} that permits the host's style sheets and pictures,
 * and none of its scripts unless the host allows them.
 *
 * <p>Implementations must be thread-safe.
 */
@FunctionalInterface
public interface PageLayout {

    /**
     * Returns the whole HTML document of a page.
     *
     * @param page    its parts
     * @param request for which it is made; what the host's server knows of it is there by its type, such as {@link
     *                java.security.Principal}
     */
    String render(PageParts page, WebRequest request);

    /**
     * Returns whether two readers of the same page may be given different documents, by who they are, their session or anything
     * else of the request. Default: true, which is safe.
     */
    default boolean dependsOnReader() {
        return true;
    }

    /**
     * Returns a layout that is made of the page alone.
     *
     * @param layout makes the whole HTML document of the parts of a page; must not ask by other ways, such as a thread-local,
     *               who reads
     */
    static PageLayout sameForEverybody(Function<PageParts, String> layout) {
        return new PageLayout() {

            @Override
            public String render(PageParts page, WebRequest request) {
                return layout.apply(page);
            }

            @Override
            public boolean dependsOnReader() {
                return false;
            }
        };
    }
}
