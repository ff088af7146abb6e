/**
 * How fast mail goes out. Begin with {@link io.billet.benchmarks.mail.SmtpThroughput}.
 */
@NullMarked
package io.billet.benchmarks.mail;

import org.jspecify.annotations.NullMarked;
