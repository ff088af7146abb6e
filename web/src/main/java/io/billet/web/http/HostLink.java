package io.billet.web.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A page of the host that signs its users in or out, to which the blog's pages link. If the host's page takes the address to come back
 * to as a parameter, the blog hands on that of its own page: it is made of the blog's base URL and the path that was asked for, never of
 * a parameter or a header, so that nobody can have the blog send readers elsewhere. The host checks it all the same: anybody can write
 * such a link.
 *
 * <pre>{@code
 * HostLink.of("/login").returningBy("continue")   // /login?continue=%2Fblog%2Fbonjour
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 *
 * @param address   as browsers see it: a path that begins with one slash, or an absolute http or https address; without fragment
 * @param parameter in which the address to come back to is handed on: a path if {@code address} is one, else absolute; empty if the host
 *                  takes none
 */
public record HostLink(String address, Optional<String> parameter) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._~-]{1,50}");
    private static final int MOST_CHARACTERS = 2_000;

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if the address is of another form or longer than 2,000 characters, or the parameter is not 1 to 50
     *                                  letters, digits, dots, hyphens, underscores and tildes
     */
    public HostLink {
        if (address.length() > MOST_CHARACTERS || !(isPath(address) || isOfAnotherSite(address))) {
            throw new IllegalArgumentException(
                    "a path that begins with one slash, or an absolute http or https address, without fragment; not "
                            + address);
        }
        parameter.filter(name -> !NAME.matcher(name).matches()).ifPresent(name -> {
            throw new IllegalArgumentException("a parameter is 1 to 50 letters, digits and . _ ~ -; not " + name);
        });
    }

    /**
     * Returns a page that takes no address to come back to.
     *
     * @param address as browsers see it
     * @throws IllegalArgumentException if the address is of another form
     */
    public static HostLink of(String address) {
        return new HostLink(address, Optional.empty());
    }

    /**
     * Returns this page, which takes the address to come back to.
     *
     * @param newParameter the name of the parameter
     * @throws IllegalArgumentException if it is not 1 to 50 letters, digits, dots, hyphens, underscores and tildes
     */
    public HostLink returningBy(String newParameter) {
        return new HostLink(address, Optional.of(newParameter));
    }

    /**
     * Returns the address to link to.
     *
     * @param baseUrl of the blog
     * @param path    of a page within the blog, percent-encoded; what is not one leads back to the blog's first page
     */
    public String from(URI baseUrl, String path) {
        if (parameter.isEmpty()) {
            return address;
        }
        String within = Optional.ofNullable(baseUrl.getRawPath()).orElse("") + (isPath(path) ? path : "/");
        String back = isPath(within) ? within : "/";
        String origin = baseUrl.getScheme() + "://" + baseUrl.getRawAuthority();
        String separator = address.indexOf('?') < 0 ? "?" : "&";
        return address + separator + parameter.get() + "="
                + URLEncoder.encode(isPath(address) ? back : origin + back, StandardCharsets.UTF_8);
    }

    /** To a browser "//host", "/\host" and "/&lt;tab&gt;/host" are addresses of other sites. */
    private static boolean isPath(String text) {
        return text.startsWith("/") && !text.contains("//") && isUri(text);
    }

    private static boolean isOfAnotherSite(String text) {
        try {
            URI uri = new URI(text);
            String scheme = uri.getScheme();
            return ("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** That refuses backslashes, blanks and control characters. */
    private static boolean isUri(String text) {
        try {
            return new URI(text).getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
