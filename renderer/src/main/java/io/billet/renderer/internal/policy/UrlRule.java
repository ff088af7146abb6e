package io.billet.renderer.internal.policy;

import java.util.List;

/**
 * Which URLs may stand in a link or an image. The scheme is looked for as a browser looks for it (WHATWG URL 4.4): white
 * space and control characters do not count, case does not count. Format characters (zero-width and the like) are left
 * out as well, so that what a person sees is what is judged.
 */
public enum UrlRule {
    PAGE(List.of("http", "https", "mailto", "tel"), true),
    STRANGER(List.of("http", "https", "mailto"), true),
    ABSOLUTE(List.of("http", "https", "mailto", "tel"), false);

    private static final List<String> IMAGE_SCHEMES = List.of("http", "https");

    private final List<String> linkSchemes;
    private final boolean relative;

    UrlRule(List<String> linkSchemes, boolean relative) {
        this.linkSchemes = linkSchemes;
        this.relative = relative;
    }

    /**
     * Returns whether a URL may stand in a link.
     *
     * @param url decoded: without entities and backslash escapes
     */
    public boolean allowsLink(String url) {
        return allows(url, linkSchemes) || (!relative && url.startsWith("#"));
    }

    /** Returns whether a URL, decoded, may stand in an image. */
    public boolean allowsImage(String url) {
        return allows(url, IMAGE_SCHEMES);
    }

    private boolean allows(String url, List<String> schemes) {
        int colon = schemeEnd(url);
        if (colon < 0) {
            return relative;
        }
        if (startsWithOneOf(schemes, url, colon)) {
            return true;
        }
        StringBuilder scheme = new StringBuilder(8);
        for (int i = 0; i < colon; i++) {
            char c = url.charAt(i);
            if (ignored(c)) {
                continue;
            }
            if (c >= 'A' && c <= 'Z') {
                c += 'a' - 'A';
            }
            if (c < 'a' || c > 'z' || scheme.length() == 8) {
                return false;
            }
            scheme.append(c);
        }
        return schemes.contains(scheme.toString());
    }

    /** Returns whether a URL has one of the schemes, written as it is: nearly all have. */
    private static boolean startsWithOneOf(List<String> schemes, String url, int colon) {
        for (int i = 0; i < schemes.size(); i++) {
            if (schemes.get(i).length() == colon && url.startsWith(schemes.get(i))) {
                return true;
            }
        }
        return false;
    }

    /** Returns the colon that ends the scheme, or -1 in a relative URL. */
    private static int schemeEnd(String url) {
        for (int i = 0; i < url.length(); i++) {
            char c = url.charAt(i);
            if (c == ':') {
                return i;
            }
            if (c == '/' || c == '?' || c == '#') {
                return -1;
            }
        }
        return -1;
    }

    private static boolean ignored(char c) {
        return c <= ' '
                || (c >= 0x7f
                        && (Character.isISOControl(c)
                                || Character.isWhitespace(c)
                                || Character.isSpaceChar(c)
                                || Character.getType(c) == Character.FORMAT));
    }
}
