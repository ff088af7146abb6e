package io.billet.web.servlet;

import io.billet.web.http.WebHandler;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Puts a blog, or another {@link WebHandler}, into a servlet container, under the path to which the servlet is mapped.
 *
 * <pre>{@code
 * context.addServlet("blog", new BlogServlet(BlogHandler.of(blog))).addMapping("/blog/*");
 * }</pre>
 *
 * <p>Where it is mounted it knows from the container: context path and mapping. Links and redirects come from the blog's base URL
 * alone, as everywhere, so a proxy may show it under any other path. Path parameters such as {@code ;jsessionid=…} are passed
 * over.
 *
 * <p>A handler, and so a {@link io.billet.web.http.ReaderResolver}, finds what the container knows: {@code
 * request.attribute(Principal.class)}, {@code request.attribute(HttpServletRequest.class)}, {@code
 * request.attribute(HttpSession.class)} if there is a session already, and any attribute of the request by its name.
 *
 * <p>Bodies are read as they come, up to the handler's limit and one octet more. Where a filter has read a form before (to
 * find a hidden method, or to log parameters), the form is made anew from the container's parameters; other bodies that somebody has
 * read are gone. Tags are sent as weak ones ({@code W/"…"}), so that a container which compresses may do so.
 *
 * <p>The servlet sends its own error pages and never calls {@code sendError}. If the host's error pages lead to it
 * ({@code <location>/blog/</location>}), it answers with the blog's page for the status of the error.
 *
 * <p>It waits for clients in the container's thread and does nothing asynchronously; how long, and for how many, is set in the
 * container. Thread-safe.
 */
@SuppressWarnings("exports") // Who uses it has the API.
public final class BlogServlet extends HttpServlet {

    private final transient ServletExchange exchange;

    /**
     * Creates a servlet.
     *
     * @param handler the blog's pages, or another surface
     */
    public BlogServlet(WebHandler handler) {
        exchange = new ServletExchange(handler);
    }

    /**
     * Answers a request, whatever its method.
     *
     * @param request  the request
     * @param response the response
     * @throws IOException if the client is gone
     */
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        exchange.send(request, response, exchange.answer(request, response, ServletPath.below(request)));
    }
}
