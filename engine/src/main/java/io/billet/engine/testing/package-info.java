/** For tests of applications that embed a blog: a clock that stands still, a mailer that remembers. */
@NullMarked
package io.billet.engine.testing;

import org.jspecify.annotations.NullMarked;
