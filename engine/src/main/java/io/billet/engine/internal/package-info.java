/** What use cases of several subjects need, none of which a host sees. */
@NullMarked
package io.billet.engine.internal;

import org.jspecify.annotations.NullMarked;
