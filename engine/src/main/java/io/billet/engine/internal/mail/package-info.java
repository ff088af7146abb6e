/** The mails that the engine writes, and the queue in which they wait and are repeated. */
@NullMarked
package io.billet.engine.internal.mail;

import org.jspecify.annotations.NullMarked;
