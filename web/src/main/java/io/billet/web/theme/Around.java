package io.billet.web.theme;

import io.billet.engine.BlogUrls;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * What a template puts around the content of a page.
 *
 * <p>Immutable and thread-safe.
 *
 * @param piece which piece of the document is made
 * @param looks what the host has put into the theme
 */
record Around(Piece piece, Looks looks) {

    /** What is made of a page at a time. */
    enum Piece {
        /** The whole document. */
        DOCUMENT,
        /** The elements of the head, for a layout. */
        HEAD,
        /** What stands between the host's header and footer, for a layout. */
        CONTENT
    }

    boolean isHead() {
        return piece == Piece.HEAD;
    }

    boolean isContent() {
        return piece == Piece.CONTENT;
    }

    /** Returns the address of what may be one of the looks' own files. */
    static String resolved(PageFrame frame, String address) {
        return address.startsWith(SlotAddress.ASSET)
                ? frame.asset(address.substring(SlotAddress.ASSET.length()))
                : address;
    }

    /** Returns an element of the head as HTML. */
    static String html(PageFrame frame, HeadElement element) {
        return element.html(address -> resolved(frame, address));
    }

    /** Returns {@code page} for a link to the page that is shown, {@code true} for one to the blog it is part of; else empty. */
    static Optional<String> current(PageFrame frame, String href) {
        String target = withoutSlash(path(frame, URI.create(href)));
        Optional<String> here = frame.canonical().map(address -> withoutSlash(path(frame, address)));
        if (here.equals(Optional.of(target))) {
            return Optional.of("page");
        }
        boolean isBlog = target.equals(withoutSlash(BlogUrls.path(frame.urls().home())));
        return isBlog && !target.isEmpty() ? Optional.of("true") : Optional.empty();
    }

    /** The path of an address of this host; else the address, which is no path. */
    private static String path(PageFrame frame, URI address) {
        URI base = frame.site().baseUrl();
        boolean isHere = address.getHost() == null && address.getScheme() == null
                || address.getHost() != null
                        && address.getHost().equalsIgnoreCase(base.getHost())
                        && address.getPort() == base.getPort();
        return isHere ? address.getRawPath() : address.toString();
    }

    private static String withoutSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /** Returns the media type of an icon by the ending of its address. */
    static Optional<String> iconType(String address) {
        String path = address.replaceFirst("[?#].*", "").toLowerCase(Locale.ROOT);
        return path.endsWith(".svg")
                ? Optional.of("image/svg+xml")
                : path.endsWith(".png") ? Optional.of("image/png") : Optional.empty();
    }
}
