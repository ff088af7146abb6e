package io.billet.web.internal.adapter;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** What of a request's path lies below the place where a handler is mounted; some servers compare a mere beginning of a text. */
public final class MountPath {

    private MountPath() {}

    /**
     * Returns what follows, as it was sent: empty or beginning with a slash; nothing if it lies elsewhere.
     *
     * @param mount   the path of the place, not encoded
     * @param rawPath the request's path, as it was sent
     */
    public static Optional<String> below(String mount, String rawPath) {
        String place = mount.endsWith("/") ? mount.substring(0, mount.length() - 1) : mount;
        int end = 0;
        for (int slashes = (int) place.chars().filter(c -> c == '/').count(); slashes > 0; slashes--) {
            end = rawPath.indexOf('/', end + 1);
            if (end < 0) {
                end = rawPath.length();
                if (slashes > 1) {
                    return Optional.empty();
                }
            }
        }
        return decoded(rawPath.substring(0, end)).filter(place::equals).isPresent()
                ? Optional.of(rawPath.substring(end))
                : Optional.empty();
    }

    private static Optional<String> decoded(String rawPath) {
        try {
            return Optional.of(rawPath.isEmpty() ? "" : new URI(rawPath).getPath());
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
