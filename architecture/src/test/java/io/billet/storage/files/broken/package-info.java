/** Breaks rules on purpose. */
@NullMarked
package io.billet.storage.files.broken;

import org.jspecify.annotations.NullMarked;
