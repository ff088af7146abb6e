package io.billet.web.internal.adapter;

import io.billet.web.http.WebHandler;
import io.billet.web.http.WebRequest;
import io.billet.web.http.WebResponse;

/**
 * Asks a handler for what it has a page for, and for nothing else: the page of a 404, in the theme and the host's layout, would be made
 * for each request that is another's to answer, and seen by nobody.
 *
 * <p>Thread-safe if the handler is.
 *
 * @param handler the blog's pages, or another surface
 */
public record HandedBack(WebHandler handler) implements WebHandler {

    private static final String ATTRIBUTE = HandedBack.class.getName();

    @Override
    public WebResponse handle(WebRequest request) {
        return handler.handle(request.withAttribute(ATTRIBUTE, Boolean.TRUE));
    }

    @Override
    public long bodyLimit() {
        return handler.bodyLimit();
    }

    /**
     * Returns whether nobody will see what a handler answers with 404.
     *
     * @param request the request
     */
    public static boolean is(WebRequest request) {
        return request.attribute(ATTRIBUTE, Boolean.class).isPresent();
    }
}
