package io.billet.storage.api;

import io.billet.core.AlreadyExistsException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Tokens in a map by their hashes. */
final class MemoryTokenStore implements TokenStore {

    private final MemoryGuard guard;
    private final Map<TokenHash, StoredToken> tokens = new HashMap<>();

    MemoryTokenStore(MemoryGuard guard) {
        this.guard = guard;
    }

    @Override
    public void put(StoredToken token) {
        guard.write(() -> {
            if (tokens.containsKey(token.hash())) {
                throw new AlreadyExistsException(
                        "StoredToken", "hash", token.hash().value());
            }
            return Optional.ofNullable(tokens.put(token.hash(), token));
        });
    }

    @Override
    public Optional<StoredToken> find(TokenHash hash, String purpose, Instant now) {
        return guard.read(() -> Optional.ofNullable(tokens.get(hash))
                .filter(token -> token.purpose().equals(purpose))
                .filter(token -> now.isBefore(token.expiresAt())));
    }

    @Override
    public Optional<StoredToken> consume(TokenHash hash, String purpose, Instant now) {
        return guard.write(() -> {
            Optional<StoredToken> token = find(hash, purpose, now);
            token.ifPresent(used -> tokens.remove(used.hash()));
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
        return guard.read(() -> tokens.values().stream()
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
        return guard.write(() -> {
            int before = tokens.size();
            tokens.values().removeIf(doomed);
            return before - tokens.size();
        });
    }
}
