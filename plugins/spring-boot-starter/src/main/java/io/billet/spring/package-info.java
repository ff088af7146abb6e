/**
 * A blog in a Spring Boot application, by the dependency alone: begin with the properties {@code billet.*}, which {@link
 * io.billet.spring.BilletProperties} describes. Whatever the application defines itself ({@code Blog}, {@code BlogStorage}, {@code Mailer},
 * {@code Theme}, {@code ReaderResolver}, {@code SpamChecker}, {@code RateLimiter}, {@code JobRunner}, {@code BlogHandler}) takes the place of
 * what is made here; listeners and customizers are collected.
 */
@NullMarked
package io.billet.spring;

import org.jspecify.annotations.NullMarked;
