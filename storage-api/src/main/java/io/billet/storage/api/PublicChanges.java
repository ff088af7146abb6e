package io.billet.storage.api;

/**
 * What readers could see, in two marks: whoever has kept a page made of it asks whether they are the same as before, and has
 * then the right page without reading anything else.
 *
 * <pre>{@code
 * PublicChanges now = storage.changes();   // before anything else is read
 * if (!now.equals(kept.marks())) {
 *     kept = new Kept(now, make());
 * }
 * }</pre>
 *
 * <ul>
 *   <li><b>CHG-01</b> {@code editorial} is another one after each call that changed what readers may see of articles: one of
 *       an article that was or is {@code PUBLISHED} (created, updated or deleted, whatever its date), of a tag or an author
 *       (put or deleted).
 *   <li><b>CHG-02</b> {@code discussion} is another one after each call that changed what readers may see of comments: one of
 *       a comment that was or is {@code VISIBLE} or {@code ERASED} (created, updated, removed, or deleted with all about its
 *       article).
 *   <li><b>CHG-03</b> A mark that was left never comes back, and one is another one by the time the call has returned, in any
 *       thread and process. It may be so a little earlier, but never before what was written can be read.
 *   <li><b>CHG-04</b> What no reader sees leaves the marks: drafts, comments held or rejected, subscribers, tokens. A flood of
 *       spam then throws no page away.
 * </ul>
 *
 * <p>Marks are compared for equality only, and only with marks of the same storage. What becomes visible by time alone (an
 * article published under a date to come) changes no mark. Ask for the marks <em>before</em> reading what is kept under them.
 *
 * <p>Immutable and thread-safe.
 *
 * @param editorial  differs after any change to published articles, tags and authors
 * @param discussion differs after any change to comments that readers see
 */
public record PublicChanges(long editorial, long discussion) {}
