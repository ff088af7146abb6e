package io.billet.examples.mvstore;

import io.billet.storage.api.Bounds;
import io.billet.storage.api.StoredToken;
import io.billet.storage.api.TokenHash;
import io.billet.storage.api.TokenStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Tokens by their hashes. */
final class MvTokens implements TokenStore {

    private final MvFile file;
    private final MvFile.Shelf<StoredToken> tokens;

    MvTokens(MvFile file) {
        this.file = file;
        tokens = file.shelf("tokens", StoredToken.class);
    }

    @Override
    public void put(StoredToken token) {
        file.write(() -> {
            tokens.requireAbsent("StoredToken", "hash", token.hash().value());
            tokens.put(token.hash().value(), token);
            return token;
        });
    }

    @Override
    public Optional<StoredToken> find(TokenHash hash, String purpose, Instant now) {
        return file.read(() -> tokens.get(hash.value())
                .filter(token -> token.purpose().equals(purpose) && now.isBefore(token.expiresAt())));
    }

    @Override
    public Optional<StoredToken> consume(TokenHash hash, String purpose, Instant now) {
        return file.write(() -> {
            Optional<StoredToken> token = find(hash, purpose, now);
            token.ifPresent(used -> tokens.remove(used.hash().value()));
            return token;
        });
    }

    @Override
    public void revoke(String purpose, String subject) {
        remove(token -> token.purpose().equals(purpose) && token.subject().equals(subject));
    }

    @Override
    public List<StoredToken> list(String purpose, String subject, int limit) {
        Bounds.listLimit(limit);
        return file.read(() -> tokens.all()
                .filter(token ->
                        token.purpose().equals(purpose) && token.subject().equals(subject))
                .sorted(Comparator.comparing(token -> token.hash().value()))
                .limit(limit)
                .toList());
    }

    @Override
    public int removeExpired(Instant now) {
        return remove(token -> !now.isBefore(token.expiresAt()));
    }

    private int remove(Predicate<StoredToken> doomed) {
        return file.write(() -> tokens.removeIf(doomed));
    }
}
