@NullMarked
package io.billet.core;

import org.jspecify.annotations.NullMarked;
