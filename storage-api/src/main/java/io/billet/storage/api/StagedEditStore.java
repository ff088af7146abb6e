package io.billet.storage.api;

import io.billet.core.AlreadyExistsException;
import io.billet.core.ArticleId;
import io.billet.core.NotFoundException;
import io.billet.core.StagedEdit;
import io.billet.core.StaleVersionException;
import java.util.List;
import java.util.Optional;

/**
 * Keeps what published articles are going to say, one edit for an article. It knows articles by their ids only, and need not
 * keep them: those of a blog may stand in files. Needs {@link Capability#STAGED_EDITS}.
 *
 * <ul>
 *   <li><b>STG-01</b> {@link #put} stores an edit of version 0 as version 1, and one of the stored version with the next; it returns
 *       the edit so. If there is an edit already, version 0 fails with {@link AlreadyExistsException} (object
 *       {@code StagedEdit}, field {@code article}), another version that is not the stored one with
 *       {@link StaleVersionException}, and with {@link NotFoundException} if there is none. Of any number of concurrent calls
 *       based on one version, one succeeds.
 *   <li><b>STG-02</b> What was stored is read back equal in every component, {@link #find} sees every write that has returned.
 *   <li><b>STG-03</b> {@link #discard} removes the edit of that version; it fails with {@link StaleVersionException} if
 *       another is stored, with {@link NotFoundException} if none is. After it version 0 is stored again.
 *   <li><b>STG-04</b> {@link #list} names the articles that have one, in the order of their ids (by their text), after any id, up
 *       to {@code limit} of them.
 *   <li><b>STG-05</b> Edits and articles are kept apart: no call of {@link ArticleStore} shows what an edit says, claims its slug or
 *       its aliases, or removes it; and an edit may be stored whether or not its article is.
 * </ul>
 *
 * <p>Thread-safe. Every method may throw {@link StorageException} when the database or disk fails.
 */
public interface StagedEditStore {

    /**
     * Stores an edit (STG-01).
     *
     * @param edit of version 0 if its article has none yet, else of the version that was read
     * @return the edit as stored, with the next version
     */
    StagedEdit put(StagedEdit edit);

    /**
     * Returns the edit of an article, if there is one (STG-02).
     *
     * @param article which
     */
    Optional<StagedEdit> find(ArticleId article);

    /**
     * Removes the edit of an article (STG-03).
     *
     * @param article which
     * @param version the version of the edit that was read
     */
    void discard(ArticleId article, long version);

    /**
     * Returns which articles have one (STG-04).
     *
     * @param after the id after which the list begins; empty for its beginning
     * @param limit the most wanted; 1 to {@value Bounds#LONGEST_LIST}
     */
    List<ArticleId> list(Optional<ArticleId> after, int limit);
}
