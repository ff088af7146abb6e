/** Naming tags and authors; {@link io.billet.engine.Tags} and {@link io.billet.engine.Authors} are the doors. */
@NullMarked
package io.billet.engine.internal.name;

import org.jspecify.annotations.NullMarked;
