/**
 * A blog's mail by SMTP, and what comes back of it.
 *
 * <p>Begin with {@link io.billet.mail.smtp.SmtpMailer}, which sends.
 */
@NullMarked
package io.billet.mail.smtp;

import org.jspecify.annotations.NullMarked;
