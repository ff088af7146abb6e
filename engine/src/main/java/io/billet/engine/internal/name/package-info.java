/** Writing, publishing and reading articles; one use case, one class. {@link io.billet.engine.Articles} is the door. */
@NullMarked
package io.billet.engine.internal.name;

import org.jspecify.annotations.NullMarked;
