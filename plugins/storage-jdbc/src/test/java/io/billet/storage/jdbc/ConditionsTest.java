package io.billet.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where a walk along an index begins and where it stops, as it is said to each database. */
class ConditionsTest {

    private static final Optional<String> LIMIT = Optional.of("20");

    private static Conditions visibleOfAThread() {
        return new Conditions()
                .indexed("article", "article", "a")
                .indexed("state", "state", "VISIBLE")
                .along("comment_5")
                .ascendingBy("sort_key", Optional.of(new byte[] {1}))
                .between(Optional.empty(), Optional.of(new byte[] {9}));
    }

    /** A comparison of rows would go on behind the end of the list, to the end of the thread. */
    @Test
    void a_walk_in_postgresql_stops_after_as_many_rows_as_are_wanted() {
        Conditions conditions = visibleOfAThread();

        assertThat(conditions.table("comment", "", Dialect.POSTGRESQL, LIMIT))
                .isEqualTo(
                        "(SELECT * FROM comment WHERE (article, state, sort_key) > ((SELECT :article), :state, :lower)"
                                + " ORDER BY article, state, sort_key LIMIT 20) walked");
        assertThat(conditions.where(Dialect.POSTGRESQL))
                .isEqualTo(" WHERE article = :article AND state = :state AND sort_key > :lower AND sort_key < :upper");
    }

    @Test
    void a_walk_on_which_rows_are_passed_over_does_not_stop_before_they_are() {
        Conditions conditions = visibleOfAThread().and("email = ?", "email", "zoe@example.org");

        assertThat(conditions.table("comment", "", Dialect.POSTGRESQL, LIMIT)).isEqualTo("comment");
        assertThat(conditions.where(Dialect.POSTGRESQL))
                .isEqualTo(" WHERE (article, state, sort_key) > (:article, :state, :lower)"
                        + " AND (article, state, sort_key) < (:article, :state, :upper) AND email = :email");
    }

    /** A walk would go on behind the span for as many rows as are counted at most. */
    @Test
    void what_is_counted_between_two_places_is_not_walked_for() {
        Conditions span = visibleOfAThread().counted();
        Conditions open = new Conditions()
                .indexed("article", "article", "a")
                .ascendingBy("sort_key", Optional.empty())
                .counted();

        assertThat(span.table("comment", "", Dialect.POSTGRESQL, LIMIT)).isEqualTo("comment");
        assertThat(span.where(Dialect.POSTGRESQL))
                .isEqualTo(" WHERE article = :article AND state = :state AND sort_key > :lower AND sort_key < :upper");
        assertThat(open.table("comment", "", Dialect.POSTGRESQL, LIMIT)).contains("ORDER BY article, sort_key");
    }

    @Test
    void the_others_are_told_equality_and_mariadb_the_index() {
        for (Dialect dialect : new Dialect[] {Dialect.H2, Dialect.MARIADB}) {
            Conditions conditions = visibleOfAThread();

            assertThat(conditions.table("comment", "", dialect, LIMIT))
                    .isEqualTo(dialect == Dialect.H2 ? "comment" : "comment FORCE INDEX (<prefix>comment_5)");
            assertThat(conditions.where(dialect))
                    .isEqualTo(
                            " WHERE article = :article AND state = :state AND sort_key > :lower AND sort_key < :upper");
        }
    }

    @Test
    void of_a_position_and_a_bound_the_nearer_is_said() {
        Conditions conditions = new Conditions()
                .ascendingBy("sort_key", Optional.of(new byte[] {5}))
                .between(Optional.of(new byte[] {(byte) 0x80}), Optional.empty());

        assertThat(conditions.where(Dialect.H2)).isEqualTo(" WHERE sort_key >= :lower");
    }
}
