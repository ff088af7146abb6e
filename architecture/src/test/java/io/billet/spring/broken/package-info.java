@NullMarked
package io.billet.spring.broken;

import org.jspecify.annotations.NullMarked;
