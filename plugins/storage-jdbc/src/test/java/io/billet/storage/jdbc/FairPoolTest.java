package io.billet.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.billet.core.Slug;
import io.billet.core.Tag;
import io.billet.storage.api.StorageException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The pool of an H2 file: who waits, for how long, and what becomes of the connections. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class FairPoolTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final List<Connection> opened = new CopyOnWriteArrayList<>();
    private final AtomicBoolean refusing = new AtomicBoolean();
    private final List<Thread> started = new ArrayList<>();

    @AfterEach
    void nothing_goes_on() throws Exception {
        for (Thread thread : started) {
            thread.join(10_000);
            assertThat(thread.isAlive()).isFalse();
        }
    }

    @Nested
    class Waiting {

        @Test
        void ends_in_the_order_of_arrival() throws Exception {
            FairPool pool = pool(2, LONG);
            List<Connection> taken = takeAll(pool, 2);
            List<Integer> served = Collections.synchronizedList(new ArrayList<>());
            for (int i = 0; i < 8; i++) {
                int waiter = i;
                awaitWaiting(start(() -> {
                    Connection connection = pool.openConnection();
                    served.add(waiter);
                    pool.closeConnection(connection);
                }));
            }
            pool.closeConnection(taken.get(0));
            started.get(7).join();
            assertThat(served).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
            pool.closeConnection(taken.get(1));
            assertThat(opened).hasSize(2);
        }

        /** Whoever gives a connection back and asks again at once would nearly always be quicker than who has to be woken. */
        @Test
        void is_not_prolonged_by_who_comes_later() throws Exception {
            FairPool pool = pool(1, LONG);
            for (int round = 0; round < 50; round++) {
                List<String> served = Collections.synchronizedList(new ArrayList<>());
                Connection connection = pool.openConnection();
                Thread waiter = start(() -> {
                    Connection late = pool.openConnection();
                    served.add("who waited");
                    pool.closeConnection(late);
                });
                awaitWaiting(waiter);
                Thread.sleep(3);
                pool.closeConnection(connection);
                Connection again = pool.openConnection();
                served.add("who came later");
                pool.closeConnection(again);
                waiter.join();
                assertThat(served).containsExactly("who waited", "who came later");
            }
        }

        @Test
        void is_bounded_and_leaves_nothing_behind() throws Exception {
            FairPool pool = pool(2, Duration.ofMillis(50));
            List<Connection> taken = takeAll(pool, 2);
            List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
            for (int i = 0; i < 8; i++) {
                start(() -> {
                    try {
                        pool.openConnection();
                    } catch (SQLException e) {
                        failures.add(e);
                    }
                });
            }
            nothing_goes_on();
            assertThat(failures)
                    .hasSize(8)
                    .allSatisfy(failure -> assertThat(failure)
                            .isInstanceOf(NoConnectionException.class)
                            .hasMessage("none of the 2 connections became free within 50 ms"));
            giveBackAll(pool, taken);
            giveBackAll(pool, takeAll(pool, 2));
            assertThat(opened).hasSize(2);
        }

        @Test
        void ends_when_the_thread_is_interrupted() throws Exception {
            FairPool pool = pool(1, LONG);
            Connection taken = pool.openConnection();
            AtomicBoolean stillInterrupted = new AtomicBoolean();
            FutureTask<Throwable> failure = new FutureTask<>(() -> {
                try {
                    pool.openConnection();
                    return null;
                } catch (SQLException e) {
                    stillInterrupted.set(Thread.currentThread().isInterrupted());
                    return e;
                }
            });
            Thread waiter = start(failure::run);
            awaitWaiting(waiter);
            waiter.interrupt();
            assertThat(failure.get())
                    .isInstanceOf(NoConnectionException.class)
                    .hasMessage("the thread was interrupted while it waited for a connection");
            assertThat(stillInterrupted).isTrue();
            pool.closeConnection(taken);
            giveBackAll(pool, takeAll(pool, 1));
        }

        @Test
        void ends_when_the_pool_is_closed() throws Exception {
            FairPool pool = pool(1, LONG);
            Connection taken = pool.openConnection();
            List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
            for (int i = 0; i < 8; i++) {
                awaitWaiting(start(() -> {
                    try {
                        pool.openConnection();
                    } catch (IllegalStateException e) {
                        failures.add(e);
                    }
                }));
            }
            pool.close();
            nothing_goes_on();
            assertThat(failures)
                    .hasSize(8)
                    .allSatisfy(failure -> assertThat(failure).hasMessage("this storage is closed"));
            assertThatThrownBy(pool::openConnection).isInstanceOf(IllegalStateException.class);
            assertThat(taken.isClosed()).isFalse();
            pool.closeConnection(taken);
            pool.close();
            assertThat(opened)
                    .hasSize(1)
                    .allSatisfy(connection -> assertThat(connection.isClosed()).isTrue());
        }
    }

    @Nested
    class Connections {

        @Test
        void are_made_when_they_are_needed_and_used_again() throws Exception {
            FairPool pool = pool(8, LONG);
            for (int i = 0; i < 20; i++) {
                giveBackAll(pool, takeAll(pool, 3));
            }
            assertThat(opened).hasSize(3);
        }

        @Test
        void that_could_not_be_made_do_not_count() throws Exception {
            FairPool pool = pool(2, Duration.ofMillis(50));
            refusing.set(true);
            for (int i = 0; i < 5; i++) {
                assertThatThrownBy(pool::openConnection).hasMessage("refused");
            }
            refusing.set(false);
            giveBackAll(pool, takeAll(pool, 2));
        }

        @Test
        void that_came_back_closed_or_in_a_transaction_are_not_given_to_others() throws Exception {
            FairPool pool = pool(2, Duration.ofMillis(50));
            List<Connection> taken = takeAll(pool, 2);
            taken.get(0).close();
            taken.get(1).setAutoCommit(false);
            giveBackAll(pool, taken);
            assertThat(takeAll(pool, 2)).doesNotContainAnyElementsOf(taken);
            assertThat(taken.get(1).isClosed()).isTrue();
        }
    }

    @Nested
    class OfAStorage {

        private static final Slug SLUG = Slug.of("europe");

        @Test
        void are_all_given_back_whatever_becomes_of_the_calls() throws Exception {
            FairPool pool = pool(2, Duration.ofMillis(200));
            JdbcStorage storage = storage(pool);
            AtomicInteger failed = new AtomicInteger();
            for (int i = 0; i < 10; i++) {
                storage.tags().put(Tag.named(SLUG, "Europe"));
                try (Connection connection = connect()) {
                    connection.createStatement().execute("ALTER TABLE billet_tag RENAME TO hidden");
                    assertThatThrownBy(() -> storage.tags().put(Tag.named(SLUG, "Europa")))
                            .isInstanceOf(StorageException.class);
                    failed.incrementAndGet();
                    connection.createStatement().execute("ALTER TABLE hidden RENAME TO billet_tag");
                }
            }
            assertThat(failed).hasValue(10);
            giveBackAll(pool, takeAll(pool, 2));
            storage.close();
            assertThat(opened)
                    .allSatisfy(connection -> assertThat(connection.isClosed()).isTrue());
        }

        @Test
        void that_are_missing_are_told_from_failures_that_may_have_changed_something() throws Exception {
            FairPool pool = pool(2, Duration.ofMillis(50));
            JdbcStorage storage = storage(pool);
            List<Connection> taken = takeAll(pool, 2);
            assertThatThrownBy(() -> storage.tags().put(Tag.named(SLUG, "Europe")))
                    .isInstanceOf(StorageException.class)
                    .hasMessage(
                            "The database failed to store a tag: none of the 2 connections became free within 50 ms;"
                                    + " nothing has been changed");
            giveBackAll(pool, taken);
            assertThat(storage.tags().find(SLUG)).isEmpty();
        }

        @Test
        void end_with_it_also_for_who_waits() throws Exception {
            FairPool pool = pool(2, LONG);
            JdbcStorage storage = storage(pool);
            List<Connection> taken = takeAll(pool, 2);
            FutureTask<Throwable> failure = new FutureTask<>(() -> {
                try {
                    storage.tags().find(SLUG);
                    return null;
                } catch (RuntimeException e) {
                    return e;
                }
            });
            awaitWaiting(start(failure::run));
            storage.close();
            assertThat(failure.get()).isInstanceOf(IllegalStateException.class).hasMessage("this storage is closed");
            giveBackAll(pool, taken);
        }

        private JdbcStorage storage(FairPool pool) {
            return new JdbcStorage.Builder(pool).build();
        }
    }

    private final String database = "fair" + TestDatabase.newPrefix();

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:h2:mem:" + database + ";DB_CLOSE_DELAY=-1", "sa", "");
    }

    private FairPool pool(int size, Duration longestWait) {
        return new FairPool(
                () -> {
                    if (refusing.get()) {
                        throw new SQLException("refused");
                    }
                    Connection connection = connect();
                    opened.add(connection);
                    return connection;
                },
                size,
                longestWait);
    }

    /** Returns as many as there are, so that none may be missing. */
    private static List<Connection> takeAll(FairPool pool, int size) throws SQLException {
        List<Connection> taken = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            taken.add(pool.openConnection());
        }
        assertThat(taken).doesNotHaveDuplicates();
        return taken;
    }

    private static void giveBackAll(FairPool pool, List<Connection> taken) throws SQLException {
        for (Connection connection : taken) {
            pool.closeConnection(connection);
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    private Thread start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        started.add(thread);
        thread.start();
        return thread;
    }

    private static void awaitWaiting(Thread thread) throws InterruptedException {
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            assertThat(thread.isAlive()).isTrue();
            Thread.sleep(1);
        }
    }
}
