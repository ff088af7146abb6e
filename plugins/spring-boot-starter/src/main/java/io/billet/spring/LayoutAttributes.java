package io.billet.spring;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;

/**
 * Gives the template {@code billet/layout.html} what the application's own pages have in their model, such as the number of things in
 * a basket: the blog's pages are made without a controller, so no {@code @ModelAttribute} of a {@code @ControllerAdvice} is asked. Beans
 * of this type are called for every page, in their order; of two values for one name the later counts.
 *
 * <pre>{@code
 * @Bean
 * LayoutAttributes basket(Baskets baskets) {
 *     return request -> Map.of("basketSize", baskets.of(request.getUserPrincipal()).size());
 * }
 * }</pre>
 *
 * <p>Implementations must be thread-safe.
 */
@FunctionalInterface
public interface LayoutAttributes {

    /**
     * Returns what the template may name.
     *
     * @param request for the page
     * @return values by their names; {@code billet} is the page's own
     */
    Map<String, Object> of(HttpServletRequest request);
}
