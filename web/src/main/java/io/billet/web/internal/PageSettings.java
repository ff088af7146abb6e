package io.billet.web.internal;

import io.billet.web.http.ContentSecurityPolicy;
import io.billet.web.http.ReaderResolver;
import io.billet.web.http.WebRequest;
import io.billet.web.theme.PageLayout;
import io.billet.web.theme.Theme;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * How the pages are to be; {@code BlogHandler.Builder} says what each setting means and in which range it lies.
 *
 * <p>Immutable and thread-safe.
 *
 * @param theme           how they look
 * @param layout          puts them into the host's own page, if there is one
 * @param policy          what browsers may load on them
 * @param readers         who knows the host's users
 * @param accounts        where the host's users sign in and out, and what members are
 * @param clientAddress   where a reader's network address is found
 * @param bodyLimit       octets of a body
 * @param articlesPerPage of a list
 * @param commentsPerPage under an article
 * @param keepPages       for how long public pages are shown while the store fails
 */
public record PageSettings(
        Theme theme,
        Optional<PageLayout> layout,
        ContentSecurityPolicy policy,
        ReaderResolver readers,
        HostAccounts accounts,
        Function<WebRequest, Optional<String>> clientAddress,
        long bodyLimit,
        int articlesPerPage,
        int commentsPerPage,
        Duration keepPages) {}
