package io.billet.web;

import java.util.Optional;

/** Ends a request with an error page. */
final class HttpProblem extends RuntimeException {

    private final int status;
    private final Optional<String> allow;

    private HttpProblem(int status, Optional<String> allow) {
        super("HTTP " + status, null, false, false);
        this.status = status;
        this.allow = allow;
    }

    static HttpProblem of(int status) {
        return new HttpProblem(status, Optional.empty());
    }

    /** @param allow the methods that the page has */
    static HttpProblem wrongMethod(String allow) {
        return new HttpProblem(405, Optional.of(allow));
    }

    int status() {
        return status;
    }

    Optional<String> allow() {
        return allow;
    }
}
