package io.billet.storage.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.billet.core.InvalidValueException;
import io.billet.storage.api.BlogStorage;
import io.billet.storage.api.Cursor;
import io.billet.storage.api.Page;
import io.billet.storage.api.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the rules of every store have in common: an empty storage, examples, and how to read a list to its end. */
abstract class StoreRules {

    private final BlogStorageContract contract;
    final Samples samples = new Samples();
    private BlogStorage storage;

    StoreRules(BlogStorageContract contract) {
        this.contract = contract;
    }

    @BeforeEach
    void openAnEmptyStorage() throws Exception {
        storage = contract.newStorage();
    }

    @AfterEach
    void closeTheStorage() {
        if (storage != null) {
            storage.close();
        }
    }

    BlogStorageContract contract() {
        return contract;
    }

    BlogStorage storage() {
        return storage;
    }

    /** How often a race of 64 threads or more is run. */
    int rounds() {
        return contract.rounds().races();
    }

    /** How often a smaller race is run, or one that is many races in one: of what goes beyond the default, a tenth. */
    int fewerRounds() {
        int few = Math.min(rounds(), Rounds.DEFAULT.races());
        return few + (rounds() - few) / 10;
    }

    /**
     * Whether each loser of this round is to be looked for. That takes longer than the race itself; after the first rounds
     * it is left to the list of all that is stored, which a race asks for at its end.
     */
    static boolean looksForEachLoser(int round) {
        return round < Rounds.DEFAULT.races();
    }

    /** Reads a list from its first page to its last. */
    static <T> List<T> all(Function<PageRequest, Page<T>> list, int size) {
        return all(list, size, page -> {});
    }

    /** Reads a list from its first page to its last, and does something after each page. */
    static <T> List<T> all(Function<PageRequest, Page<T>> list, int size, Consumer<Page<T>> betweenPages) {
        List<T> met = new ArrayList<>();
        Optional<Cursor> after = Optional.empty();
        do {
            Page<T> page = list.apply(new PageRequest(size, after));
            assertThat(page.items()).as("a page's items").hasSizeLessThanOrEqualTo(size);
            assertThat(page.items().isEmpty() && page.next().isPresent())
                    .as("a page without items that goes on all the same")
                    .isFalse();
            met.addAll(page.items());
            assertThat(met).as("items of a list that does not end").hasSizeLessThan(2 * Rounds.MAX);
            betweenPages.accept(page);
            after = page.next();
        } while (after.isPresent());
        return met;
    }

    /** Calls, and returns the failure that must come of it. */
    static <X extends Throwable> X failure(Class<X> type, String call, ThrowingCallable code) {
        Throwable thrown = catchThrowable(code);
        assertThat(thrown).as(call).isInstanceOf(type);
        return type.cast(thrown);
    }

    /** A cursor from outside may hold anything; a list must answer with a page or say that the cursor is none. */
    static void assertSafeWithForgedCursors(Function<PageRequest, ? extends Page<?>> list, Optional<Cursor> real) {
        for (String nonsense : List.of("x", "AAAA", "-", "____", "0".repeat(500), "_".repeat(38))) {
            Cursor cursor = new Cursor(nonsense);
            InvalidValueException refused = failure(
                    InvalidValueException.class,
                    "a list after the made-up cursor " + cursor,
                    () -> list.apply(PageRequest.after(cursor, 3)));
            assertThat(refused.object()).as("the object that is invalid").isEqualTo("Cursor");
        }
        String value = real.orElseThrow(() -> new AssertionError("a page had no cursor although more rows follow"))
                .value();
        for (int at = 0; at < value.length(); at++) {
            for (char c : new char[] {'A', '_', '9'}) {
                Cursor altered = new Cursor(value.substring(0, at) + c + value.substring(at + 1));
                Throwable thrown = catchThrowable(() -> list.apply(PageRequest.after(altered, 3)));
                assertThat(thrown == null || thrown instanceof InvalidValueException)
                        .as(
                                "a list after the altered cursor %s failed with %s, which is no InvalidValueException",
                                altered, thrown)
                        .isTrue();
            }
        }
    }
}
