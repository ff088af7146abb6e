package io.billet.storage.api;

import io.billet.core.Slug;
import java.util.Comparator;

/**
 * The order of tags and authors: by slug, code point by code point, as UTF-8 sorts. {@link String#compareTo}, and so
 * {@link Slug#compareTo}, sorts characters beyond U+FFFF before U+E000 to U+FFFF.
 *
 * <p>Immutable and thread-safe.
 */
public final class SlugOrder {

    /** Smaller code points first; of two of which one begins with the other, the shorter first. */
    public static final Comparator<Slug> BY_CODE_POINT = (a, b) -> compareCodePoints(a.value(), b.value());

    private SlugOrder() {}

    private static int compareCodePoints(String a, String b) {
        int common = Math.min(a.length(), b.length());
        for (int i = 0; i < common; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean sameKind = Character.isSurrogate(x) == Character.isSurrogate(y);
                return sameKind ? Character.compare(x, y) : Character.isSurrogate(x) ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
