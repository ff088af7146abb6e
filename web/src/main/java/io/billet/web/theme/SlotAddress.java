package io.billet.web.theme;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Checks the addresses that a host puts into its looks: what leads to a script or another host by mistake is refused. */
final class SlotAddress {

    /** Before the name of one of the looks' own files. */
    static final String ASSET = "asset:";

    private static final int MOST = 2_000;
    private static final Set<String> OF_LINKS = Set.of("https", "http", "mailto", "tel");
    private static final Set<String> OF_FILES = Set.of("https");

    private SlotAddress() {}

    /**
     * Returns an address to lead to.
     *
     * @throws IllegalArgumentException if it is neither a path from the root nor one of https, http, mailto or tel
     */
    static String ofLink(String address) {
        return checked(
                address, OF_LINKS, "a path that begins with a slash, or an address of https, http, mailto or tel");
    }

    /**
     * Returns an address to load from.
     *
     * @throws IllegalArgumentException if it is neither a path from the root, nor one of https, nor {@code asset:} and a name
     */
    static String ofFile(String address) {
        return address.startsWith(ASSET)
                ? address
                : checked(
                        address,
                        OF_FILES,
                        "a path that begins with a slash, an address of https, or asset: and a name");
    }

    private static String checked(String address, Set<String> schemes, String right) {
        if (address.length() > MOST || !isRight(address, schemes)) {
            throw new IllegalArgumentException("an address here is " + right + ", of up to " + MOST + " characters");
        }
        return address;
    }

    private static boolean isRight(String address, Set<String> schemes) {
        URI uri;
        try {
            // Refuses blanks, control characters, quotes, < and the backslash that browsers take for a slash.
            uri = new URI(address);
        } catch (URISyntaxException e) {
            return false;
        }
        if (uri.getScheme() == null) {
            return address.startsWith("/") && !address.startsWith("//");
        }
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        boolean hasHost = uri.getHost() != null && uri.getRawUserInfo() == null;
        return schemes.contains(scheme) && (hasHost || !scheme.startsWith("http"));
    }

    /** Returns the source of a policy from which an address may be loaded. */
    static String source(String address) {
        URI uri = URI.create(address);
        if (uri.getHost() == null) {
            return "'self'";
        }
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String path = Optional.ofNullable(uri.getRawPath()).orElse("");
        // A path that ends in a slash would permit all that lies below.
        String exact = path.isEmpty() || path.endsWith("/")
                ? ""
                : path.replace(";", "%3B").replace(",", "%2C");
        return uri.getScheme().toLowerCase(Locale.ROOT) + "://" + uri.getHost() + port + exact;
    }
}
