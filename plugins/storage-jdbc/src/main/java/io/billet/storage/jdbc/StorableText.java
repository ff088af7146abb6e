package io.billet.storage.jdbc;

/** Which texts a row can hold. */
final class StorableText {

    private StorableText() {}

    /** No row has other text; PostgreSQL would not even compare with it. */
    static boolean is(String text) {
        return text.codePoints()
                .noneMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    }
}
