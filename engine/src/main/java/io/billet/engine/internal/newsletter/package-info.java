/**
 * Articles on their way to inboxes as issues: planned, prepared, sent by any number of nodes, halted and watched.
 * {@link io.billet.engine.internal.newsletter.SendNewsletters} is what the job runs; begin there.
 */
@NullMarked
package io.billet.engine.internal.newsletter;

import org.jspecify.annotations.NullMarked;
