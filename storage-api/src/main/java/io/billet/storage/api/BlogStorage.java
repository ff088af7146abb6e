package io.billet.storage.api;

import java.time.ZoneId;
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
 *       {@link io.billet.core.InvalidValueException}. Every value that the models allow must fit, times from the year 1
 *       to the year 9999 (UTC); a time that is given more precisely than the microsecond is cut, never rounded up.
 *   <li><b>STO-05</b> {@link #close()} may be called twice; after it, calls fail with {@link StorageException} or
 *       {@link IllegalStateException}.
 *   <li><b>STO-06</b> An argument outside its documented range is an {@link IllegalArgumentException} (or
 *       {@link io.billet.core.InvalidValueException}, for text) and changes nothing. Where several rules are broken at
 *       once, the first of these is told: range, "not found", "stale version", "already exists".
 * </ul>
 *
 * <p>The short way to keep a model is its JSON: all models carry Jackson's annotations, print the same with every version of
 * Jackson from 2.17 on and are read back equal, later releases read what earlier ones wrote, and an id, an address or a time
 * beside it serves as the key. A storage with columns of its own keeps times with {@link EpochMicros}.
 *
 * <p>A storage defines the accessors of the capabilities that it has; the others are here and fail as STO-02 says, so that a
 * capability that comes later breaks no plugin. No call needs a transaction across calls. Thread-safe, as are its stores.
 */
public interface BlogStorage extends AutoCloseable {

    /** Returns the store of articles; needs {@link Capability#ARTICLES}. */
    default ArticleStore articles() {
        throw new UnsupportedCapabilityException(getClass().getSimpleName(), Capability.ARTICLES);
    }

    /** Returns the store of what articles said before; needs {@link Capability#REVISIONS}. */
    default RevisionStore revisions() {
        throw new UnsupportedCapabilityException(getClass().getSimpleName(), Capability.REVISIONS);
    }

    /** Returns the store of staged edits; needs {@link Capability#STAGED_EDITS}. */
    default StagedEditStore stagedEdits() {
        throw new UnsupportedCapabilityException(getClass().getSimpleName(), Capability.STAGED_EDITS);
    }

    /** Returns the store of tags; needs {@link Capability#ARTICLES}. */
    default TagStore tags() {
        throw new UnsupportedCapabilityException(getClass().getSimpleName(), Capability.ARTICLES);
    }

    /** Returns the store of authors; needs {@link Capability#ARTICLES}. */
    default AuthorStore authors() {
        throw new UnsupportedCapabilityException(getClass().getSimpleName(), Capability.ARTICLES);
    }

    /** Returns the store of subscribers; needs {@link Capability#SUBSCRIBERS}. */
    default SubscriberStore subscribers() {
        throw new UnsupportedCapabilityException(getClass().getSimpleName(), Capability.SUBSCRIBERS);
    }

    /** Returns the store of comments; needs {@link Capability#COMMENTS}. */
    default CommentStore comments() {
        throw new UnsupportedCapabilityException(getClass().getSimpleName(), Capability.COMMENTS);
    }

    /** Returns the store of newsletter issues; needs {@link Capability#ISSUES}. */
    default IssueStore issues() {
        throw new UnsupportedCapabilityException(getClass().getSimpleName(), Capability.ISSUES);
    }

    /** Returns the store of single-use tokens; needs {@link Capability#TOKENS}. */
    default TokenStore tokens() {
        throw new UnsupportedCapabilityException(getClass().getSimpleName(), Capability.TOKENS);
    }

    /** Returns the outbox; needs {@link Capability#OUTBOX}. */
    default OutboxStore outbox() {
        throw new UnsupportedCapabilityException(getClass().getSimpleName(), Capability.OUTBOX);
    }

    /** Returns the store of settings; needs {@link Capability#SETTINGS}. */
    default SettingStore settings() {
        throw new UnsupportedCapabilityException(getClass().getSimpleName(), Capability.SETTINGS);
    }

    /** Returns the marks of now, for one cheap read; needs {@link Capability#CHANGES}. Its rules are told by their type. */
    default PublicChanges changes() {
        throw new UnsupportedCapabilityException(getClass().getSimpleName(), Capability.CHANGES);
    }

    /**
     * Combines two storages: articles, tags and authors are kept by one, everything else by the other. Staged edits are kept by the
     * first if it can, else by the other: those of articles in files stand in the database beside them.
     *
     * <pre>{@code
     * BlogStorage storage = BlogStorage.compose(BlogStorage.articlesFrom(files), BlogStorage.restFrom(jdbc));
     * }</pre>
     *
     * <p>It has the capabilities of the parts, and {@link Capability#DURABLE}, {@link Capability#SHARED} and {@link Capability#CHANGES} if both
     * have them. Closing it closes both, the second even if the first fails. Everything about one person is kept by one part,
     * so that SUB-10 and ISS-10 hold as they hold there; whether an article of one part has comments in the other is the
     * engine's business ({@link CommentStore#deleteAbout}).
     *
     * @param articles keeps articles, tags and authors
     * @param rest     keeps everything else
     * @return both as one
     */
    static BlogStorage compose(StoragePart.Articles articles, StoragePart.Rest rest) {
        return new ComposedStorage(articles, rest);
    }

    /**
     * Returns its part for {@link #compose}.
     *
     * @param storage keeps articles
     * @throws IllegalArgumentException if it lacks {@link Capability#ARTICLES}
     */
    static StoragePart.Articles articlesFrom(BlogStorage storage) {
        return new StoragePart.Articles(storage);
    }

    /**
     * Returns its part for {@link #compose}.
     *
     * @param storage keeps subscribers, comments, issues or tokens
     * @throws IllegalArgumentException if it keeps none of them
     */
    static StoragePart.Rest restFrom(BlogStorage storage) {
        return new StoragePart.Rest(storage);
    }

    /**
     * Tells in which time zone the blog lives that uses this storage; the engine does so when a blog is built. A storage of
     * what people write by hand takes a day, and a time without an offset, to be meant there. One that keeps instants, as
     * most do, has nothing to do, and this does nothing. A storage that wraps another hands it on.
     *
     * @param zone the blog's
     */
    default void useZone(ZoneId zone) {}

    /** Returns what this storage can do. */
    Set<Capability> capabilities();

    /** Lets go of connections and files. Calling it twice is no error. */
    @Override
    void close();
}
