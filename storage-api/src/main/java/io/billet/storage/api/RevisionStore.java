package io.billet.storage.api;

import io.billet.core.ArticleId;
import io.billet.core.Revision;
import io.billet.core.RevisionSummary;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What articles said in their earlier versions. Nobody writes here: {@link ArticleStore#create} and {@link ArticleStore#update}
 * keep revisions as ART-13 says, and {@link ArticleStore#delete} removes them with their article. Needs
 * {@link Capability#REVISIONS}.
 *
 * <ul>
 *   <li><b>REV-01</b> {@link #list} returns them without their texts, the latest first, those of earlier versions than the given
 *       one, up to {@code limit} of them; of an article that is not stored, none.
 *   <li><b>REV-02</b> {@link #find} returns what {@link #list} names, whole; of a version that kept no revision, nothing.
 *   <li><b>REV-03</b> A revision says who made it: the article's {@code updatedBy} of that version.
 *   <li><b>REV-04</b> {@link #prune} removes all but the latest, all or nothing. What the article says now is never removed, and
 *       whether later versions keep a revision does not depend on what was.
 * </ul>
 *
 * <p>Thread-safe. Every method may throw {@link StorageException} when the database or disk fails.
 */
public interface RevisionStore {

    /**
     * Returns the history of an article (REV-01).
     *
     * @param article       which
     * @param beforeVersion only revisions of earlier versions; empty for all
     * @param limit         the most wanted; 1 to {@value Bounds#LONGEST_LIST}
     */
    List<RevisionSummary> list(ArticleId article, OptionalLong beforeVersion, int limit);

    /**
     * Returns one revision (REV-02, REV-03).
     *
     * @param article which article
     * @param version the article's version that said it first
     */
    Optional<Revision> find(ArticleId article, long version);

    /**
     * Removes the revisions of an article but for the latest ones (REV-04). If there are fewer, or it is not stored, nothing
     * happens; so it may be called again and again.
     *
     * @param article which
     * @param keep    how many to keep; 1 or more
     * @return how many were removed
     * @throws IllegalArgumentException if {@code keep} is less than 1
     */
    int prune(ArticleId article, int keep);
}
