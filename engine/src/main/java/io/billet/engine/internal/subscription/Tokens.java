package io.billet.engine.internal.subscription;

import io.billet.core.EmailAddress;
import io.billet.storage.api.StoredToken;
import io.billet.storage.api.TokenHash;
import io.billet.storage.api.TokenStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Makes the tokens that are mailed and finds what they permit; the store sees their hashes only. */
public final class Tokens {

    /** What a token permits, and for how long. */
    public enum Purpose {
        CONFIRM(Duration.ofDays(7)),
        /** Longer than the time within which the limits grant a member no further mail, so that one link always works. */
        SIGN_IN(Duration.ofHours(2)),
        SESSION(Duration.ofDays(180)),
        /** Reads the feed of a member, until it is revoked: nobody is told when a feed reader is refused. */
        FEED(Duration.ofDays(36_500)),
        /** Changes the address; long enough for who reads mail there once a day. */
        MOVE(Duration.ofDays(2)),
        /** Permits nothing; stored so that an answer that needs no token costs the same write as one that does. */
        NOTHING(Duration.ofSeconds(1));

        private final Duration lifetime;

        Purpose(Duration lifetime) {
            this.lifetime = lifetime;
        }
    }

    /** How long after it was made a request can be confirmed. */
    static final Duration CONFIRMABLE = Purpose.CONFIRM.lifetime;

    private static final int BYTES = 24;
    private static final int MAX_LENGTH = 100;

    private final TokenStore store;
    private final InstantSource clock;
    private final RandomGenerator random;

    public Tokens(TokenStore store, InstantSource clock, RandomGenerator random) {
        this.store = store;
        this.clock = clock;
        this.random = random;
    }

    /** Returns a new token. */
    public String issue(Purpose purpose, String subject) {
        return issue(purpose, subject, Optional.empty());
    }

    /** Returns a new token that answers a request. */
    String issue(Purpose purpose, String subject, Evidence evidence) {
        return issue(purpose, subject, Optional.of(evidence.note()));
    }

    /** Returns a new token that leads to an address. */
    String issue(Purpose purpose, String subject, EmailAddress newAddress) {
        return issue(purpose, subject, Optional.of(newAddress.value()));
    }

    private String issue(Purpose purpose, String subject, Optional<String> note) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Instant expiresAt = clock.instant().plus(purpose.lifetime);
        store.put(new StoredToken(TokenHash.of(token), purpose.name(), subject, expiresAt, note));
        return token;
    }

    /** Returns for whom a token permits that. */
    public Optional<String> subject(Purpose purpose, String token) {
        return find(purpose, token).map(StoredToken::subject);
    }

    /** Returns the request that a token answers, if it permits that and was issued for one. */
    Optional<Evidence> evidence(Purpose purpose, String token) {
        return find(purpose, token).flatMap(StoredToken::note).flatMap(Evidence::in);
    }

    /** Returns the address that a token leads to. */
    Optional<EmailAddress> newAddress(String token) {
        return find(Purpose.MOVE, token).flatMap(StoredToken::note).map(EmailAddress::of);
    }

    private Optional<StoredToken> find(Purpose purpose, String token) {
        return token.length() > MAX_LENGTH
                ? Optional.empty()
                : store.find(TokenHash.of(token), purpose.name(), clock.instant());
    }

    /** Uses a token up, and returns for whom it permitted that. */
    public Optional<String> consume(Purpose purpose, String token) {
        return token.length() > MAX_LENGTH
                ? Optional.empty()
                : store.consume(TokenHash.of(token), purpose.name(), clock.instant())
                        .map(StoredToken::subject);
    }

    /** Uses up all tokens for somebody that permit that. */
    public void revoke(Purpose purpose, String subject) {
        store.revoke(purpose.name(), subject);
    }

    /** Returns how many expired ones were cleared away. */
    public int removeExpired() {
        return store.removeExpired(clock.instant());
    }
}
