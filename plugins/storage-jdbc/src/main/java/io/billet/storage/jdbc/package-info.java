/**
 * Storage in H2, PostgreSQL or MariaDB, over a {@code DataSource} of the host's.
 *
 * <p>Begin with {@link io.billet.storage.jdbc.JdbcStorage}. Inside, there is one class per store ({@code JdbcArticleStore}
 * and so on); {@code Database} runs their work in transactions and repeats it after a lost race, {@code Dialect} holds
 * everything in which the databases differ, {@code Schema} brings the tables up to date, and the tables themselves are
 * described by the files in {@code ddl/}.
 */
@NullMarked
package io.billet.storage.jdbc;

import org.jspecify.annotations.NullMarked;
