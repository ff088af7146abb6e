/**
 * The blog over HTTP, without a framework.
 *
 * <p>Begin with {@link io.billet.web.BlogHandler}: a {@link io.billet.web.http.WebRequest} goes in, a
 * {@link io.billet.web.http.WebResponse} comes out. {@code io.billet.web.jdk} puts it into the JDK's own HTTP server,
 * {@code io.billet.web.servlet} into a servlet container; for another server an adapter is a page of code. What the pages look like is the business of {@code io.billet.web.theme};
 * who a user of the host is, of a {@link io.billet.web.http.ReaderResolver}.
 */
@NullMarked
package io.billet.web;

import org.jspecify.annotations.NullMarked;
