package io.billet.renderer;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/** The address that relative links are resolved against: checked, and in the form in which it stands in HTML. */
final class BaseUrl {

    /** Host, and perhaps a port: also names that {@code java.net.URI} does not take for a server's, such as my_blog.local. */
    private static final Pattern SERVER =
            Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[\\p{L}\\p{M}\\p{N}._-]+)(:[0-9]{1,5})?");

    private BaseUrl() {}

    /**
     * Returns a base in ASCII.
     *
     * @throws IllegalArgumentException if it is neither an http or https URL nor a path
     */
    static URI checked(URI url) {
        if (isPath(url)) {
            return ascii(url);
        }
        boolean web = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
        String server = url.getRawAuthority() == null ? "" : url.getRawAuthority();
        if (!web || !SERVER.matcher(server).matches()) {
            throw new IllegalArgumentException(
                    "baseUrl must be an absolute http or https URL with a host, or a path that begins with /");
        }
        return ascii(withAsciiHost(url, server));
    }

    /** Returns whether a base is a path on whatever server. */
    static boolean isPath(URI url) {
        return url.getScheme() == null
                && url.getRawAuthority() == null
                && url.getRawPath() != null
                && url.getRawPath().startsWith("/");
    }

    private static URI withAsciiHost(URI url, String server) {
        if (server.chars().allMatch(c -> c < 0x80)) {
            return url;
        }
        int port = server.lastIndexOf(':');
        String host = port < 0 ? server : server.substring(0, port);
        String text = url.toString();
        int at = text.indexOf(server);
        return URI.create(text.substring(0, at) + IDN.toASCII(host) + text.substring(at + host.length()));
    }

    private static URI ascii(URI url) {
        try {
            return new URI(url.toASCIIString());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("baseUrl cannot be written in ASCII", e);
        }
    }
}
