package io.billet.web.http;

/**
 * Answers HTTP requests, whatever server they come from.
 *
 * <pre>{@code
 * WebHandler hello = request -> WebResponse.of(200).withText("text/plain; charset=utf-8", "Hello\n");
 * }</pre>
 *
 * <p>Implementations must be thread-safe. An adapter hands on each request once, sends what comes back, and answers 500 where
 * a handler throws.
 */
@FunctionalInterface
public interface WebHandler {

    /** Octets of a body where a handler says nothing else: enough for the longest comment in any script. */
    long DEFAULT_BODY_LIMIT = 262_144;

    /**
     * Answers a request.
     *
     * @param request the request; its path is what follows the place where the handler is mounted
     * @return the answer
     */
    WebResponse handle(WebRequest request);

    /**
     * Returns how many octets of a body are read at most; 0 or more. An adapter need not hand on more, and may answer 413 by
     * itself to a request that announces more.
     */
    default long bodyLimit() {
        return DEFAULT_BODY_LIMIT;
    }
}
