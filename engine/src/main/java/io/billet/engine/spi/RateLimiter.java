package io.billet.engine.spi;

import java.time.InstantSource;
import java.util.List;

/**
 * Says whether something may be done once more. A host with several nodes may put one of its own here that they share.
 *
 * <p>What strangers do is counted under several keys at once: their network address, the networks around it, the address
 * that a mail would go to. A call asks for all of them, and counts for all of them or for none: a request that is refused
 * because of where it comes from takes nothing from the person whose address was typed.
 *
 * <pre>{@code
 * Blog.builder().rateLimiter((action, keys) -> shared.tryConsume(keys.stream().map(key -> action + " " + key).toList()))
 * }</pre>
 *
 * <p>Implementations must be thread-safe and quick.
 */
@FunctionalInterface
public interface RateLimiter {

    /** What is limited. */
    enum Action {
        /** Asking for the newsletter or for a link to sign in: each makes the blog send a mail. */
        SUBSCRIBE,
        /** Writing a comment. */
        COMMENT
    }

    /** What a key names. */
    enum Scope {
        /** The mailbox that a mail would go to; not as it was typed, but so that its spellings count together. */
        RECIPIENT,
        /**
         * The mailbox as long as its address has not confirmed a subscription. Less than {@link #RECIPIENT}, so that who types
         * {@code zoe+1@}, {@code zoe+2@} and so on leaves something for the member {@code zoe@}.
         */
        STRANGER,
        /** The mailbox together with the {@link #NETWORK} that asks. */
        RECIPIENT_FROM_NETWORK,
        /** An IPv4 address, or the first 64 bits of an IPv6 address: what one household has. */
        HOST,
        /** The first 24 bits of an IPv4 address, or 48 of an IPv6 address. */
        NETWORK,
        /** The first 16 bits of an IPv4 address, or 32 of an IPv6 address: what a provider has. */
        PROVIDER,
        /** The whole blog, for what is done by people whom it does not know; its value is empty. */
        BLOG
    }

    /**
     * Whom to count.
     *
     * <p>Immutable and thread-safe.
     *
     * @param scope what it names
     * @param value its canonical form: equal for what is to be counted together
     */
    record Key(Scope scope, String value) {
        /** Returns the scope alone: a value may be somebody's address. */
        @Override
        public String toString() {
            return "Key[" + scope + "]";
        }
    }

    /**
     * Asks whether something may be done now.
     *
     * @param action what is to be done
     * @param keys   whom to count, each scope at most once; never empty
     * @return whether it may be done under all keys; if so it counts for each, else for none
     */
    boolean tryAcquire(Action action, List<Key> keys);

    /** Returns a limiter that lets everything pass. */
    static RateLimiter unlimited() {
        return (action, keys) -> true;
    }

    /**
     * Returns the default, for one process:
     *
     * <table>
     * <caption>How often</caption>
     * <tr><th>scope<th>{@link Action#SUBSCRIBE}<th>{@link Action#COMMENT}
     * <tr><td>{@link Scope#RECIPIENT}<td>3 at once, 5 in any hour<td>
     * <tr><td>{@link Scope#STRANGER}<td>2 at once, 3 in any hour<td>
     * <tr><td>{@link Scope#RECIPIENT_FROM_NETWORK}<td>2 at once, 3 in any hour<td>
     * <tr><td>{@link Scope#HOST}<td>20 at once, then 20 an hour<td>10 at once, then 10 in ten minutes
     * <tr><td>{@link Scope#NETWORK}<td>60 at once, then 60 an hour<td>40 at once, then 40 in ten minutes
     * <tr><td>{@link Scope#PROVIDER}<td>300 at once, then 300 an hour<td>200 at once, then 200 in ten minutes
     * <tr><td>{@link Scope#BLOG}<td>500 at once, then 1,000 an hour<td>1,000 at once, then 1,000 in ten minutes
     * </table>
     *
     * <p>It takes 2 MB whatever happens, and forgets nobody: a flood of other addresses gives none back. Two addresses may by
     * chance (a keyed hash) be counted together, which refuses a little early and never grants too much.
     *
     * @param clock gives the time
     */
    static RateLimiter inMemory(InstantSource clock) {
        return new InMemoryRateLimiter(clock);
    }
}
