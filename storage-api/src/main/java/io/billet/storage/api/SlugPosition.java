package io.billet.storage.api;

import io.billet.core.InvalidValueException;
import io.billet.core.Slug;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A place in an order by slug, code point by code point: what most stores put into a {@link Cursor} for tags and authors.
 *
 * <pre>{@code
 * Page<Tag> page = new Page<>(tags, Optional.of(new SlugPosition(last.slug()).toCursor()));
 * ...
 * Slug after = SlugPosition.of(request.after().get()).slug();
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 *
 * @param slug the sort key
 */
public record SlugPosition(Slug slug) implements Comparable<SlugPosition> {

    /** Returns this position as a cursor. */
    public Cursor toCursor() {
        byte[] bytes = slug.value().getBytes(StandardCharsets.UTF_8);
        return new Cursor(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /**
     * Returns the position.
     *
     * @param cursor a cursor made by {@link #toCursor()}
     * @throws InvalidValueException if the cursor was not made so
     */
    public static SlugPosition of(Cursor cursor) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor.value());
            SlugPosition position = new SlugPosition(new Slug(new String(bytes, StandardCharsets.UTF_8)));
            if (position.toCursor().equals(cursor)) {
                return position;
            }
        } catch (IllegalArgumentException | InvalidValueException e) {
            // Told below, in the words of the model.
        }
        throw Cursor.malformed(cursor.value());
    }

    /** By code points, as UTF-8 sorts; {@link String#compareTo} sorts 4-byte characters before U+E000 to U+FFFF. */
    @Override
    public int compareTo(SlugPosition other) {
        return compareCodePoints(slug.value(), other.slug.value());
    }

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
