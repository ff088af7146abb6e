package io.billet.storage.api;

import java.util.Set;

/**
 * Where a blog keeps everything: one small store per aggregate. This is what a storage plugin implements; the javadoc of
 * the stores is the contract, rule by rule ({@code ART-03}), and {@code billet-storage-tck} proves a plugin against it.
 *
 * <pre>{@code
 * try (BlogStorage storage = new InMemoryStorage()) {
 *     storage.articles().create(draft);
 * }
 * }</pre>
 *
 * <ul>
 *   <li><b>STO-01</b> Each call of a store is atomic, and durable when it returns (if the storage is
 *       {@link Capability#DURABLE}).
 *   <li><b>STO-02</b> A store that lacks a {@link Capability} fails with {@link UnsupportedCapabilityException}; it never
 *       pretends.
 *   <li><b>STO-03</b> Text is kept to the code point and compared code point by code point, whatever the database's
 *       collation.
 *   <li><b>STO-04</b> Nothing is cut: a value that a store cannot hold fails with
 *       {@link io.billet.core.InvalidValueException}. Every value that the models allow must fit.
 *   <li><b>STO-05</b> {@link #close()} may be called twice; after it, calls fail with {@link StorageException} or
 *       {@link IllegalStateException}.
 * </ul>
 *
 * <p>No call needs a transaction across calls. Thread-safe, as are its stores.
 */
public interface BlogStorage extends AutoCloseable {

    /** Returns the store of articles; needs {@link Capability#ARTICLES}. */
    ArticleStore articles();

    /** Returns the store of tags; needs {@link Capability#ARTICLES}. */
    TagStore tags();

    /** Returns the store of authors; needs {@link Capability#ARTICLES}. */
    AuthorStore authors();

    /** Returns the store of subscribers; needs {@link Capability#SUBSCRIBERS}. */
    SubscriberStore subscribers();

    /** Returns the store of comments; needs {@link Capability#COMMENTS}. */
    CommentStore comments();

    /** Returns the store of newsletter issues; needs {@link Capability#ISSUES}. */
    IssueStore issues();

    /** Returns the store of single-use tokens; needs {@link Capability#TOKENS}. */
    TokenStore tokens();

    /** Returns what this storage can do. */
    Set<Capability> capabilities();

    /** Lets go of connections and files. Calling it twice is no error. */
    @Override
    void close();
}
