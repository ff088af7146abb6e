package io.billet.web.http;

import java.util.Optional;

/**
 * Ends a request with an error. Thrown by whoever meets it, and turned into a response in one place.
 *
 * <pre>{@code
 * Note note = notes.find(id).orElseThrow(() -> HttpProblem.of(404));
 * }</pre>
 *
 * <p>It has no stack trace: it is an answer, not a fault of the program. Immutable and thread-safe.
 */
public final class HttpProblem extends RuntimeException {

    private final int status;
    private final Optional<String> allow;

    private HttpProblem(int status, Optional<String> allow) {
        super("HTTP " + status, null, false, false);
        this.status = status;
        this.allow = allow;
    }

    /**
     * Creates a problem.
     *
     * @param status of HTTP (RFC 9110, 15.5 and 15.6), such as 404
     * @return the problem
     */
    public static HttpProblem of(int status) {
        return new HttpProblem(status, Optional.empty());
    }

    /**
     * Creates a problem of status 405.
     *
     * @param allow the methods that there are, as the field {@code Allow} has them: {@code GET, HEAD}
     * @return the problem
     */
    public static HttpProblem wrongMethod(String allow) {
        return new HttpProblem(405, Optional.of(allow));
    }

    /** Returns the status of HTTP. */
    public int status() {
        return status;
    }

    /** Returns the methods that there are, if this one is not among them. */
    public Optional<String> allow() {
        return allow;
    }

    /** Returns a plain response that tells the status, and the field {@code Allow} where it belongs. */
    public WebResponse toResponse() {
        WebResponse response = WebResponse.of(status)
                .withText("text/plain; charset=utf-8", status + "\n")
                .with("Cache-Control", "no-store");
        return allow.map(methods -> response.with("Allow", methods)).orElse(response);
    }
}
