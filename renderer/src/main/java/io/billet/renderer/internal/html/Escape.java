package io.billet.renderer.internal.html;

import io.billet.renderer.internal.syntax.Characters;
import java.nio.charset.StandardCharsets;

/** Writes text and URLs into HTML so that they stay text and URLs. */
final class Escape {

    private static final String URL_SAFE = "-_.+!*'(),#@?=;:/&$~";
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private Escape() {}

    /** Text between tags or in a double-quoted attribute. */
    static void text(StringBuilder html, CharSequence text, int from, int to) {
        int start = from;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c > '>') {
                continue;
            }
            String entity = switch (c) {
                case '&' -> "&amp;";
                case '<' -> "&lt;";
                case '>' -> "&gt;";
                case '"' -> "&quot;";
                default -> null;
            };
            if (entity != null) {
                html.append(text, start, i).append(entity);
                start = i + 1;
            }
        }
        html.append(text, start, to);
    }

    static void text(StringBuilder html, CharSequence text) {
        text(html, text, 0, text.length());
    }

    static void attribute(StringBuilder html, String name, String value) {
        html.append(' ').append(name).append("=\"");
        text(html, value);
        html.append('"');
    }

    /** Percent-encodes (as UTF-8) whatever may not stand in a URL; what is encoded already stays. */
    static String url(String url) {
        int i = 0;
        while (i < url.length() && isUrlSafe(url, i)) {
            i++;
        }
        if (i == url.length()) {
            return url;
        }
        StringBuilder encoded = new StringBuilder(url.length() + 32).append(url, 0, i);
        while (i < url.length()) {
            char c = url.charAt(i);
            if (isUrlSafe(url, i)) {
                encoded.append(c);
                i++;
                continue;
            }
            int codePoint = url.codePointAt(i);
            int length = Character.charCount(codePoint);
            for (byte b : url.substring(i, i + length).getBytes(StandardCharsets.UTF_8)) {
                encoded.append('%').append(HEX[(b >> 4) & 15]).append(HEX[b & 15]);
            }
            i += length;
        }
        return encoded.toString();
    }

    /** A percent sign is one where it encodes an octet (RFC 3986, 2.4). */
    private static boolean isUrlSafe(String url, int i) {
        char c = url.charAt(i);
        return c == '%'
                ? isHexDigit(url, i + 1) && isHexDigit(url, i + 2)
                : Characters.isAsciiAlphanumeric(c) || (c < 0x80 && URL_SAFE.indexOf(c) >= 0);
    }

    private static boolean isHexDigit(String url, int i) {
        return i < url.length() && url.charAt(i) < 0x80 && Character.digit(url.charAt(i), 16) >= 0;
    }
}
