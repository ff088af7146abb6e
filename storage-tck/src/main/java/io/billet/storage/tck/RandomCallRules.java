package io.billet.storage.tck;

import io.billet.storage.api.BlogStorage;
import io.billet.storage.api.Capability;
import io.billet.storage.api.InMemoryStorage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.sessions.JqwikSession;

/**
 * Random sequences of calls, made of the store and of the in-memory store: each call must have the same outcome. jqwik
 * generates them; they run as a JUnit test, so that a plugin's own {@code @BeforeAll} has done its work.
 */
abstract class RandomCallRules extends StoreRules {

    private static final int MAX_CALLS = 60;
    private static final int MAX_SHRINKING = 200;

    RandomCallRules(BlogStorageContract contract) {
        super(contract);
    }

    @RuleTest(
            check = "make the calls listed, in that order, of an empty store; the last one answers otherwise than the "
                    + "in-memory store does")
    void sto_01_any_sequence_of_calls_has_the_outcomes_that_it_has_in_memory() throws Exception {
        long seed = Long.getLong("billet.tck.seed", System.nanoTime());
        JqwikSession.run(() -> {
            RandomGenerator<List<Call>> sequences = sequences(contract().capabilities());
            Random random = new Random(seed);
            for (int i = 0; i < contract().rounds().sequences(); i++) {
                Optional<Difference> difference =
                        difference(sequences.next(random).value());
                if (difference.isPresent()) {
                    throw new AssertionError(shortest(difference.get()) + "\n(repeat with -Dbillet.tck.seed=" + seed
                            + ", round " + (i + 1) + ")");
                }
            }
        });
    }

    private RandomGenerator<List<Call>> sequences(Set<Capability> capabilities) {
        List<Arbitrary<Call>> calls = new ArrayList<>();
        calls.addAll(ArticleCalls.with(capabilities));
        calls.addAll(PeopleCalls.with(capabilities));
        calls.addAll(IssueCalls.with(capabilities));
        calls.addAll(OutboxCalls.with(capabilities));
        return Arbitraries.integers()
                .between(0, calls.size() - 1)
                .flatMap(calls::get)
                .list()
                .ofMinSize(MAX_CALLS / 2)
                .ofMaxSize(MAX_CALLS)
                .generator(contract().rounds().sequences(), false);
    }

    private Difference shortest(Difference found) {
        List<Call> shortest = found.calls();
        Difference difference = found;
        int tries = 0;
        boolean shorter = true;
        while (shorter && tries < MAX_SHRINKING) {
            shorter = false;
            for (int i = 0; i < shortest.size() - 1 && tries++ < MAX_SHRINKING; i++) {
                List<Call> without = new ArrayList<>(shortest);
                without.remove(i);
                Optional<Difference> still = difference(without);
                if (still.isPresent()) {
                    difference = still.get();
                    shortest = difference.calls();
                    shorter = true;
                    i--;
                }
            }
        }
        return difference;
    }

    private Optional<Difference> difference(List<Call> calls) {
        try (BlogStorage tested = contract().newStorage();
                BlogStorage reference = new InMemoryStorage()) {
            for (int i = 0; i < calls.size(); i++) {
                Object expected = calls.get(i).outcome(reference);
                Object actual = calls.get(i).outcome(tested);
                if (!expected.equals(actual)) {
                    return Optional.of(new Difference(calls.subList(0, i + 1), expected, actual));
                }
            }
            return Optional.empty();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError("an empty storage could not be opened", e);
        }
    }

    /** Calls, the last of which had another outcome than in memory. */
    private record Difference(List<Call> calls, Object expected, Object actual) {

        @Override
        public String toString() {
            Stream<String> lines = Stream.concat(
                    calls.stream().map(call -> "  " + call),
                    Stream.of("  in memory:    " + expected, "  in the store: " + actual));
            return "after these calls\n" + String.join("\n", lines.toList());
        }
    }
}
