package io.billet.web.internal;

import io.billet.engine.FailureLog;
import io.billet.web.http.HttpProblem;
import io.billet.web.http.WebRequest;
import io.billet.web.http.WebResponse;
import io.billet.web.theme.BlogPage;
import io.billet.web.theme.PageMessages;
import java.util.Optional;
import java.util.Set;
import org.slf4j.LoggerFactory;

/** Says what went wrong, in the theme while that works. */
final class ErrorPages {

    /** The statuses for which there are words. */
    private static final Set<Integer> WORDS = Set.of(400, 403, 404, 405, 413, 415, 429, 500, 503);

    private final FailureLog failures = new FailureLog(LoggerFactory.getLogger(BlogPages.class));
    private final PageContext context;

    ErrorPages(PageContext context) {
        this.context = context;
    }

    WebResponse page(HttpProblem problem) {
        WebResponse page = page(problem.status());
        return problem.allow().map(methods -> page.with("Allow", methods)).orElse(page);
    }

    WebResponse page(int status) {
        return page(status, Optional.empty());
    }

    /** An error of the host, whose status may be one that the blog itself never answers with: then in the words of another. */
    WebResponse pageOfHost(int status) {
        return WORDS.contains(status) ? page(status) : page(status, wordsOfAnother(status), Optional.empty());
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
        String number = failures.error(request.toString(), cause);
        try {
            return page(status, Optional.of(number));
        } catch (RuntimeException e) {
            failures.error("The page that tells of incident " + number, e);
            return WebResponse.of(status)
                    .withText("text/plain; charset=utf-8", "Something went wrong: " + number + "\n")
                    .with("Cache-Control", "no-store");
        }
    }

    private WebResponse page(int status, Optional<String> incident) {
        return page(status, status, incident);
    }

    private WebResponse page(int status, int words, Optional<String> incident) {
        PageMessages messages = context.messages(context.siteLanguage());
        String title = messages.say("error." + words + ".title");
        return context.fleeting(status, new BlogPage.ErrorPage(context.frame(messages, title), words, incident));
    }
}
