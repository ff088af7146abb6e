/**
 * What may stand in HTML: elements, attributes, values, URLs, and a check by other code than what writes.
 *
 * <p>Begin with {@link io.billet.renderer.internal.policy.Vocabulary}.
 */
@NullMarked
package io.billet.renderer.internal.policy;

import org.jspecify.annotations.NullMarked;
