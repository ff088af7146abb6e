package io.billet.web.servlet;

import io.billet.web.http.WebHandler;
import io.billet.web.http.WebRequest;
import io.billet.web.http.WebResponse;
import io.billet.web.internal.adapter.HandedBack;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts a blog, or another {@link WebHandler}, before what an application answers by itself: for hosts whose own servlet takes all
 * paths, and for a blog whose pages stand among the host's. What the handler has no page for (404) goes on to the host, as if the
 * filter were not there. For a path that is the blog's alone take {@link BlogServlet}, whose 404 is the blog's own page.
 *
 * <pre>{@code
 * context.addFilter("blog", new BlogFilter(BlogHandler.of(blog)))
 *         .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/blog/*");
 * }</pre>
 *
 * <p>It is mounted where it is mapped: {@code /blog/*}, or {@code /*} for the root of the application. In everything else it is like
 * {@link BlogServlet}. Thread-safe.
 */
@SuppressWarnings("exports") // Who uses it has the API.
public final class BlogFilter extends HttpFilter {

    private final transient WebHandler handler;
    private final transient ServletExchange exchange;
    private volatile List<String> mounts = List.of();

    /**
     * Creates a filter.
     *
     * @param handler the blog's pages, or another surface
     */
    public BlogFilter(WebHandler handler) {
        this.handler = new HandedBack(handler);
        exchange = new ServletExchange(this.handler);
    }

    /**
     * Learns from the container where the filter is mounted.
     *
     * @param config the container's
     * @throws ServletException if it is mapped to something else than paths
     */
    @Override
    public void init(FilterConfig config) throws ServletException {
        FilterRegistration registration = config.getServletContext().getFilterRegistration(config.getFilterName());
        List<String> found = new ArrayList<>();
        for (String pattern : registration == null ? List.<String>of() : registration.getUrlPatternMappings()) {
            if (!pattern.endsWith("/*")) {
                throw new ServletException("a blog is mapped to a path such as /blog/*, not to " + pattern);
            }
            found.add(pattern.substring(0, pattern.length() - 2));
        }
        if (found.isEmpty()) {
            throw new ServletException("the filter " + config.getFilterName() + " is mapped to no path: /blog/*");
        }
        mounts = List.copyOf(found);
    }

    /**
     * Answers a request if the handler has a page for it, and hands it on else.
     *
     * @param request  the request
     * @param response the response
     * @param chain    the host
     * @throws IOException      if the client is gone, or the host throws it
     * @throws ServletException if the host throws it
     */
    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<WebResponse> answer = mounts.stream()
                .flatMap(mount -> ServletPath.below(mount, request).stream())
                .findFirst()
                .flatMap(path ->
                        Optional.of(exchange.answer(request, response, path)).filter(given -> isOurs(path, given)));
        if (answer.isPresent()) {
            exchange.send(request, response, answer.get());
        } else {
            chain.doFilter(request, response);
        }
    }

    /** That a path has a slash too many, or takes no such method, is the blog's to say only of what it has. */
    private boolean isOurs(String path, WebResponse answer) {
        boolean isOfTheFormOnly = answer.status() == 405 || (answer.status() == 301 && path.endsWith("/"));
        String bare = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return answer.status() != 404
                && !(isOfTheFormOnly
                        && handler.handle(WebRequest.of("HEAD", bare)).status() == 404);
    }
}
