/** Discussing articles; one use case, one class. {@link io.billet.engine.Comments} is the door. */
@NullMarked
package io.billet.engine.internal.comment;

import org.jspecify.annotations.NullMarked;
