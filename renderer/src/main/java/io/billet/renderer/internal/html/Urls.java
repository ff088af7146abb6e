package io.billet.renderer.internal.html;

import io.billet.renderer.internal.html.OutputStyle.Trait;
import io.billet.renderer.internal.policy.UrlRule;
import io.billet.renderer.internal.syntax.CharacterReferences;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What a URL of the text becomes in the HTML: refused, or encoded and, with a base, absolute. */
final class Urls {

    private final OutputStyle style;
    private final UnaryOperator<String> rewriting;

    Urls(OutputStyle style, UnaryOperator<String> rewriting) {
        this.style = style;
        this.rewriting = rewriting;
    }

    /**
     * Returns a link's URL for the HTML, before escaping, or empty if it is not allowed.
     *
     * @param url decoded
     */
    Optional<String> link(String url) {
        return checked(url, false);
    }

    /** Returns an image's URL, as {@link #link} does a link's. */
    Optional<String> image(String url) {
        return checked(url, true);
    }

    /** What the host makes of a URL is judged as what an author wrote. */
    private Optional<String> checked(String written, boolean image) {
        String url = written.startsWith("#") ? written : rewritten(written);
        if (!style.has(Trait.CHECKED_URLS)) {
            return Optional.of(Escape.url(url));
        }
        String absolute = absolute(Escape.url(url.strip()));
        UrlRule rule = style.vocabulary().urls();
        boolean allowed = image
                ? rule.allowsImage(url) || rule.allowsImage(absolute)
                : rule.allowsLink(url) || rule.allowsLink(absolute);
        boolean stillAllowed = image ? rule.allowsImage(absolute) : rule.allowsLink(absolute);
        boolean harmless = UrlRule.PAGE.allowsLink(url)
                && (url.indexOf('&') < 0 || UrlRule.PAGE.allowsLink(CharacterReferences.decodeLeniently(url)));
        return allowed && stillAllowed && harmless ? Optional.of(absolute) : Optional.empty();
    }

    private String rewritten(String url) {
        return Objects.requireNonNull(
                rewriting.apply(url), "links(version, rewrite): the rewritten URL must not be null");
    }

    private String absolute(String url) {
        if (style.baseUrl().isEmpty() || url.startsWith("#")) {
            return url;
        }
        URI base = style.baseUrl().get();
        try {
            URI target = new URI(url);
            if (target.isAbsolute()) {
                return url;
            }
            if (url.isEmpty()) {
                return base.toString();
            }
            if (url.startsWith("?")) {
                String page = base.getRawPath() == null ? "" : base.getRawPath();
                String server = base.getScheme() == null ? "" : base.getScheme() + "://" + base.getRawAuthority();
                return server + page + url;
            }
            URI directory = base.getRawPath() == null || base.getRawPath().isEmpty() ? base.resolve("/") : base;
            return directory.resolve(target).toString();
        } catch (java.net.URISyntaxException e) {
            return url;
        }
    }
}
