/** For tests of applications that embed a blog: a clock that stands still, a mailer that
 * remembers, a runner of jobs that waits to be told. */
@NullMarked
package io.billet.engine.testing;

import org.jspecify.annotations.NullMarked;
