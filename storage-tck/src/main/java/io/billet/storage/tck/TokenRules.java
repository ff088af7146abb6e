package io.billet.storage.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.AlreadyExistsException;
import io.billet.storage.api.Capability;
import io.billet.storage.api.StoredToken;
import io.billet.storage.api.TokenStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Rules of single-use tokens. */
@Needs(Capability.TOKENS)
abstract class TokenRules extends StoreRules {

    private static final Instant NOON = Samples.NOON;
    private static final Instant LATER = NOON.plusSeconds(60);

    TokenRules(BlogStorageContract contract) {
        super(contract);
    }

    private TokenStore tokens() {
        return storage().tokens();
    }

    private StoredToken put(String secret, String purpose, String subject, Instant expiresAt) {
        StoredToken token = samples.token(secret, purpose, subject, expiresAt);
        tokens().put(token);
        return token;
    }

    @RuleTest(check = "is the hash the primary key, and is its violation turned into AlreadyExistsException?")
    void tok_01_a_hash_is_stored_once() {
        StoredToken first = put("secret", "confirm", "zoe", LATER);
        AlreadyExistsException taken = failure(
                AlreadyExistsException.class,
                "put() of a hash that is stored",
                () -> put("secret", "sign-in", "abel", LATER));

        assertThat(taken.object() + "." + taken.field()).isEqualTo("StoredToken.hash");
        assertThat(tokens().find(first.hash(), "confirm", NOON)).contains(first);
        assertThat(tokens().find(first.hash(), "sign-in", NOON)).isEmpty();
    }

    @RuleTest(check = "is the hash unique by constraint?")
    void tok_01_of_many_threads_that_put_one_hash_one_wins() {
        for (int round = 0; round < fewerRounds(); round++) {
            String secret = "secret-" + round;
            StoredToken winner = Race.of(16, i -> put(secret, "confirm", "subject-" + i, LATER))
                    .onlyWinner("putting one hash", AlreadyExistsException.class);

            assertThat(tokens().find(winner.hash(), "confirm", NOON)).contains(winner);
        }
    }

    @RuleTest(check = "are purpose and subject both compared, and expired tokens listed, too?")
    void tok_06_what_is_held_for_a_subject_is_listed() {
        List<StoredToken> zoes = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            zoes.add(put("zoe-" + i, "confirm", "zoe", NOON.plusSeconds(i)));
        }
        put("other-purpose", "sign-in", "zoe", LATER);
        put("other-subject", "confirm", "Zoe", LATER);
        zoes.sort(Comparator.comparing(token -> token.hash().value()));

        assertThat(tokens().list("confirm", "zoe", 10)).containsExactlyElementsOf(zoes);
        assertThat(tokens().list("confirm", "zoe", 2)).containsExactlyElementsOf(zoes.subList(0, 2));
        assertThat(tokens().list("confirm", "nobody", 10)).isEmpty();
    }

    @RuleTest(check = "does find() change anything? A mail scanner that follows links must not use tokens up")
    void tok_02_a_token_is_found_as_often_as_it_is_asked_for() {
        StoredToken token = put("secret", "confirm", Samples.UNICODE, LATER);

        for (int i = 0; i < 3; i++) {
            assertThat(tokens().find(token.hash(), "confirm", NOON)).contains(token);
        }
    }

    @RuleTest(check = "is the note kept as it is, up to 4,000 characters, and given back by consume(), too?")
    void tok_02_a_note_is_given_back_with_its_token() {
        for (String note : List.of(" " + Samples.UNICODE + " ", "n".repeat(4_000), "é".repeat(4_000))) {
            StoredToken token = new StoredToken(
                    samples.token("noted", "confirm", "zoe", LATER).hash(), "confirm", "zoe", LATER, Optional.of(note));
            tokens().put(token);

            assertThat(tokens().find(token.hash(), "confirm", NOON)).contains(token);
            assertThat(tokens().consume(token.hash(), "confirm", NOON)).contains(token);
        }
    }

    @RuleTest(check = "compare the purpose to the code point: no case folding, no padding, no accents dropped")
    void tok_02_a_token_permits_its_own_purpose_only() {
        StoredToken token = put("secret", "confirm", "zoe", LATER);

        for (String other : List.of("Confirm", "confirm ", "cönfirm", "sign-in", "confir")) {
            assertThat(tokens().find(token.hash(), other, NOON)).as(other).isEmpty();
            assertThat(tokens().consume(token.hash(), other, NOON)).as(other).isEmpty();
        }
        assertThat(tokens().find(
                                samples.token("another", "confirm", "zoe", LATER)
                                        .hash(),
                                "confirm",
                                NOON))
                .isEmpty();
        assertThat(tokens().consume(token.hash(), "confirm", NOON)).contains(token);
    }

    @RuleTest(check = "a token is good while now < expiresAt; cut the given time to microseconds, do not round it")
    void tok_02_a_token_is_found_before_it_expires_only() {
        StoredToken token = put("secret", "confirm", "zoe", NOON);

        assertThat(tokens().find(token.hash(), "confirm", NOON.minusNanos(1)))
                .as("a nanosecond before it expires: is the time rounded up?")
                .contains(token);
        assertThat(tokens().find(token.hash(), "confirm", NOON))
                .as("when it expires")
                .isEmpty();
        assertThat(tokens().consume(token.hash(), "confirm", NOON))
                .as("when it expires")
                .isEmpty();
        assertThat(tokens().consume(token.hash(), "confirm", NOON.minusNanos(1)))
                .contains(token);
    }

    @RuleTest(check = "DELETE ... RETURNING, or delete and look at the number of rows; no read before")
    void tok_03_of_100_threads_that_use_a_token_one_gets_it() {
        for (int round = 0; round < rounds(); round++) {
            StoredToken token = put("secret-" + round, "confirm", "zoe", LATER);
            List<StoredToken> got = Race.of(100, i -> tokens().consume(token.hash(), "confirm", NOON))
                    .allSucceeded("using one token")
                    .stream()
                    .flatMap(Optional::stream)
                    .toList();

            assertThat(got).as("what 100 threads got for one token").containsExactly(token);
            assertThat(tokens().find(token.hash(), "confirm", NOON)).isEmpty();
        }
    }

    @RuleTest(check = "is a used token removed, so that its hash may be stored again?")
    void tok_03_a_used_token_is_gone() {
        StoredToken token = put("secret", "confirm", "zoe", LATER);
        assertThat(tokens().consume(token.hash(), "confirm", NOON)).contains(token);

        assertThat(tokens().consume(token.hash(), "confirm", NOON)).isEmpty();
        assertThat(tokens().find(token.hash(), "confirm", NOON)).isEmpty();
        put("secret", "confirm", "zoe", LATER);
    }

    @RuleTest(check = "WHERE purpose = ? AND subject = ?, compared to the code point")
    void tok_04_revoking_removes_all_of_a_purpose_and_subject_and_no_others() {
        StoredToken first = put("1", "sign-in", "zoe", LATER);
        StoredToken expired = put("2", "sign-in", "zoe", NOON.minusSeconds(60));
        List<StoredToken> others = List.of(
                put("3", "confirm", "zoe", LATER),
                put("4", "sign-in", "Zoe", LATER),
                put("5", "sign-in", "zoë", LATER),
                put("6", "sign-in", "zoe ", LATER));

        tokens().revoke("sign-in", "zoe");
        tokens().revoke("sign-in", "nobody");

        assertThat(tokens().find(first.hash(), "sign-in", NOON)).isEmpty();
        assertThat(tokens().find(expired.hash(), "sign-in", NOON.minusSeconds(61)))
                .as("the expired one, seen from before it expired")
                .isEmpty();
        for (StoredToken other : others) {
            assertThat(tokens().find(other.hash(), other.purpose(), NOON)).contains(other);
        }
    }

    @RuleTest(check = "remove where expiresAt <= now, and return the number of rows")
    void tok_05_what_has_expired_is_removed_and_nothing_else() {
        StoredToken past = put("1", "confirm", "a", NOON.minusSeconds(1));
        StoredToken now = put("2", "confirm", "b", NOON);
        StoredToken soon = put("3", "confirm", "c", NOON.plusNanos(1_000));

        assertThat(tokens().removeExpired(NOON)).as("removed").isEqualTo(2);
        assertThat(tokens().removeExpired(NOON)).as("removed the second time").isZero();
        Instant before = NOON.minusSeconds(9);
        assertThat(tokens().find(past.hash(), "confirm", before)).isEmpty();
        assertThat(tokens().find(now.hash(), "confirm", before)).isEmpty();
        assertThat(tokens().find(soon.hash(), "confirm", before)).contains(soon);
        assertThat(tokens().removeExpired(NOON.plusNanos(999)))
                .as("removed a nanosecond before the last expires: is the time rounded up?")
                .isZero();
    }
}
