package io.billet.web.internal;

import io.billet.engine.FailureLog;
import io.billet.web.http.HttpProblem;
import io.billet.web.http.WebRequest;
import io.billet.web.http.WebResponse;
import io.billet.web.internal.adapter.HandedBack;
import java.util.Optional;
import java.util.Set;
import org.slf4j.LoggerFactory;

/** Says what went wrong: in the host's layout while that works, else in the theme, else in a line of text. */
final class ErrorPages {

    /** The statuses for which there are words. */
    private static final Set<Integer> WORDS = Set.of(400, 403, 404, 405, 413, 415, 429, 500, 503);

    private final FailureLog failures = new FailureLog(LoggerFactory.getLogger(BlogPages.class));
    private final PageContext context;

    ErrorPages(PageContext context) {
        this.context = context;
    }

    WebResponse page(WebRequest request, HttpProblem problem) {
        if (problem.status() == 404 && HandedBack.is(request)) {
            return WebResponse.of(404);
        }
        WebResponse page = page(request, problem.status());
        return problem.allow().map(methods -> page.with("Allow", methods)).orElse(page);
    }

    WebResponse page(WebRequest request, int status) {
        return page(request, status, status, Optional.empty());
    }

    /** An error of the host, whose status may be one that the blog itself never answers with: then in the words of another. */
    WebResponse pageOfHost(WebRequest request, int status) {
        return page(request, status, WORDS.contains(status) ? status : wordsOfAnother(status), Optional.empty());
    }

    private static int wordsOfAnother(int status) {
        return switch (status) {
            case 401, 402, 407, 451 -> 403;
            case 410 -> 404;
            default -> status >= 500 ? 500 : 405;
        };
    }

    /** Logs what happened under a number that the page shows, and nothing else of it. */
    WebResponse incident(int status, WebRequest request, RuntimeException cause) {
        return page(request, status, status, Optional.of(failures.error(request.toString(), cause)));
    }

    private WebResponse page(WebRequest request, int status, int words, Optional<String> incident) {
        try {
            return context.fleeting(status, request, context.error(words, incident));
        } catch (RuntimeException e) {
            String number = failures.error("The page of the error " + status, e);
            return withoutLayout(status, words, incident.orElse(number));
        }
    }

    private WebResponse withoutLayout(int status, int words, String incident) {
        try {
            return context.withoutLayout(status, context.error(words, Optional.of(incident)));
        } catch (RuntimeException e) {
            failures.error("The page that tells of incident " + incident, e);
            return WebResponse.of(status)
                    .withText("text/plain; charset=utf-8", "Something went wrong: " + incident + "\n")
                    .with("Cache-Control", "no-store");
        }
    }
}
