@NullMarked
package io.billet.mail.smtp.broken;

import org.jspecify.annotations.NullMarked;
