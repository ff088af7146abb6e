/** Background work: when a job runs next, what wakes it, how it ends. */
@NullMarked
package io.billet.engine.internal.job;

import org.jspecify.annotations.NullMarked;
