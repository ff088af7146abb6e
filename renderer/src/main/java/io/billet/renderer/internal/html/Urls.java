package io.billet.renderer.internal.html;

import io.billet.renderer.internal.html.OutputStyle.Trait;
import io.billet.renderer.internal.policy.UrlRule;
import io.billet.renderer.internal.syntax.CharacterReferences;
import java.net.URI;
import java.util.Optional;

/** What a URL of the text becomes in the HTML: refused, or encoded and, with a base, absolute. */
final class Urls {

    private final OutputStyle style;

    Urls(OutputStyle style) {
        this.style = style;
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

    private Optional<String> checked(String url, boolean image) {
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
                return base.getScheme() + "://" + base.getRawAuthority() + page + url;
            }
            URI directory = base.getRawPath() == null || base.getRawPath().isEmpty() ? base.resolve("/") : base;
            return directory.resolve(target).toString();
        } catch (java.net.URISyntaxException e) {
            return url;
        }
    }
}
