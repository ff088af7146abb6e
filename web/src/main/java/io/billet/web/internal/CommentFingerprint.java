package io.billet.web.internal;

import io.billet.core.ArticleId;
import io.billet.core.CommentId;
import io.billet.core.Commenter;
import io.billet.core.EmailAddress;
import io.billet.core.HostIdentity;
import io.billet.core.HttpUrl;
import io.billet.storage.api.IdempotencyKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Recognises a form that is sent twice: the same words by the same person from the same place about the same
 * thing within an hour. The
 * key is made of what is sent and not put into the form, so that a page with the form may be cached for everybody.
 */
final class CommentFingerprint {

    /** Who says the same words an hour later means them. */
    private static final long SECONDS = 3_600;

    private CommentFingerprint() {}

    static IdempotencyKey key(
            ArticleId article,
            Optional<CommentId> parent,
            Commenter commenter,
            String markdown,
            Optional<String> networkAddress,
            Instant now) {
        List<String> parts = List.of(
                article.toString(),
                parent.map(CommentId::toString).orElse(""),
                commenter.name().orElse(""),
                commenter.email().map(EmailAddress::value).orElse(""),
                commenter.url().map(HttpUrl::value).orElse(""),
                commenter.identity().map(HostIdentity::value).orElse(""),
                markdown,
                networkAddress.orElse(""),
                Long.toString(now.getEpochSecond() / SECONDS));
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                byte[] octets = part.getBytes(StandardCharsets.UTF_8);
                digest.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(octets.length).flip());
                digest.update(octets);
            }
            return new IdempotencyKey("form-" + HexFormat.of().formatHex(digest.digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
