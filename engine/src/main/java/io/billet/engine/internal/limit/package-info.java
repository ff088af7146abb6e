/** How often strangers may do what costs: whom a request counts for, what is said of refusals, answers that take equal time. */
@NullMarked
package io.billet.engine.internal.limit;

import org.jspecify.annotations.NullMarked;
