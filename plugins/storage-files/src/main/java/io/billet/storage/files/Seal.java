package io.billet.storage.files;

import io.billet.core.Article;
import io.billet.core.ArticleId;
import io.billet.core.BlogException;
import io.billet.core.HostIdentity;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The one field that the storage adds for itself: {@code billet: {id: ..., version: 3, by: ..., seal: ...}}. The seal is a hash of
 * everything else in the file and of its name, so that an edit by hand is told from the storage's own and counts as a new
 * version: who changes an article on the strength of what was there before is refused, as by any other writer.
 *
 * @param id       the article's; empty in a file that the storage has never written
 * @param version  the article's
 * @param by       who has changed it last; empty if nobody knows, as after an edit by hand
 * @param unbroken whether nobody but the storage has written since
 */
record Seal(Optional<ArticleId> id, long version, Optional<HostIdentity> by, boolean unbroken) {

    /** Where it stands. */
    static final String FIELD = "billet";

    private static final int DIGITS = 16;

    /** Two edits by hand get different versions but for one chance in 2^28; years of them stay within 2^53. */
    private static final long HASH_BITS = (1L << 28) - 1;

    static Seal read(ArticleFile file, String relative) {
        Map<?, ?> stored = file.header()
                .value(FIELD)
                .filter(Map.class::isInstance)
                .map(Map.class::cast)
                .orElse(Map.of());
        String digest = digest(file, relative);
        boolean unbroken =
                FieldValues.part(stored, "seal").filter(digest::equals).isPresent();
        long version = FieldValues.part(stored, "version").flatMap(Seal::number).orElse(0L);
        Optional<ArticleId> id = FieldValues.part(stored, "id").flatMap(Seal::id);
        long edited = version + 1 + (Long.parseLong(digest.substring(0, 8), 16) & HASH_BITS);
        Optional<HostIdentity> by =
                FieldValues.part(stored, "by").filter(text -> unbroken).flatMap(Seal::identity);
        return new Seal(id, unbroken && version > 0 ? version : edited, by, unbroken);
    }

    /** Returns the file with a seal over what it says. */
    static ArticleFile put(ArticleFile file, String relative, Article article) {
        Map<String, Object> seal = new LinkedHashMap<>();
        seal.put("id", article.id().toString());
        seal.put("version", article.version());
        article.updatedBy().ifPresent(by -> seal.put("by", by.value()));
        seal.put("seal", digest(file, relative));
        return new ArticleFile(file.before(), file.header().with(FIELD, seal), file.body());
    }

    private static String digest(ArticleFile file, String relative) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(relative.getBytes(StandardCharsets.UTF_8));
            sha.update((byte) 0);
            sha.update(new ArticleFile(file.before(), file.header().without(FIELD), file.body()).octets());
            return HexFormat.of().formatHex(sha.digest()).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static Optional<Long> number(String text) {
        return text.matches("[0-9]{1,15}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }

    private static Optional<HostIdentity> identity(String text) {
        try {
            return Optional.of(HostIdentity.of(text));
        } catch (BlogException e) {
            return Optional.empty();
        }
    }

    static Optional<ArticleId> id(String text) {
        try {
            return Optional.of(ArticleId.of(text));
        } catch (BlogException e) {
            return Optional.empty();
        }
    }
}
