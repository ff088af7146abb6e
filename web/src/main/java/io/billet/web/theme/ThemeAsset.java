package io.billet.web.theme;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A file that a theme's pages need. It is served under an address with a hash of its content, so that browsers may keep
 * it for ever: {@link PageFrame#asset} gives that address.
 *
 * <p>Immutable and thread-safe.
 */
public final class ThemeAsset {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,60}\\.[a-z0-9]{1,8}");

    private final String name;
    private final String mediaType;
    private final byte[] content;
    private final String servedAs;

    private ThemeAsset(String name, String mediaType, byte[] content) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("an asset is named like theme.css, not " + name);
        }
        this.name = name;
        this.mediaType = mediaType;
        this.content = content.clone();
        int dot = name.lastIndexOf('.');
        this.servedAs = name.substring(0, dot) + "." + hash(content) + name.substring(dot);
    }

    /**
     * Returns an asset of any kind.
     *
     * @param name      as pages ask for it, such as {@code theme.css}: letters, digits, {@code _}, {@code -}, and one dot
     *                  before the ending
     * @param mediaType such as {@code font/woff2}
     * @param content   the octets
     * @throws IllegalArgumentException if the name is of another form
     */
    public static ThemeAsset of(String name, String mediaType, byte[] content) {
        return new ThemeAsset(name, mediaType, content);
    }

    /**
     * Returns a stylesheet.
     *
     * @param name ends with {@code .css}
     * @param css  the style sheet
     * @throws IllegalArgumentException if the name is of another form
     */
    public static ThemeAsset stylesheet(String name, String css) {
        return new ThemeAsset(name, "text/css; charset=utf-8", css.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the name that pages ask for it by. */
    public String name() {
        return name;
    }

    /** Returns the name it is served under: with a hash of the content before the ending. */
    public String servedAs() {
        return servedAs;
    }

    /** Returns its media type. */
    public String mediaType() {
        return mediaType;
    }

    /** Returns a copy of its octets. */
    public byte[] content() {
        return content.clone();
    }

    private static String hash(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
