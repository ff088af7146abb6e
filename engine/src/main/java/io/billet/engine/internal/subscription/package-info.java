/** Subscribing, confirming, signing in and leaving; one use case, one class. {@link io.billet.engine.Subscribers} is the door. */
@NullMarked
package io.billet.engine.internal.subscription;

import org.jspecify.annotations.NullMarked;
