package io.billet.storage.tck;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** How the tests of one store went. Thread-safe, as tests may run in parallel. */
final class RuleTally {

    private final Set<String> kept = new TreeSet<>();
    private final Set<String> broken = new TreeSet<>();
    private final Map<String, Integer> skipped = new TreeMap<>();
    private int passes;
    private int failures;

    synchronized void passed(Rule rule) {
        kept.add(rule.id());
        passes++;
    }

    synchronized void failed(Rule rule) {
        broken.add(rule.id());
        failures++;
    }

    synchronized void skipped(Rule rule, String reason) {
        int end = reason.indexOf(':');
        skipped.merge(end < 0 ? reason : reason.substring(0, end), 1, Integer::sum);
    }

    synchronized String summary(Class<?> contract, Rounds rounds) {
        kept.removeAll(broken);
        StringBuilder summary = new StringBuilder("storage contract: " + kept.size() + " rules, " + passes
                + " tests passed by " + contract.getSimpleName() + "; rounds of each 64-thread race: " + rounds.races()
                + ", random sequences of calls: " + rounds.sequences());
        if (failures > 0) {
            summary.append("\nstorage contract: ")
                    .append(failures)
                    .append(" tests FAILED; broken rules: ")
                    .append(String.join(", ", broken));
        }
        skipped.forEach((reason, tests) -> summary.append("\nstorage contract: ")
                .append(tests)
                .append(" tests skipped. ")
                .append(reason));
        return summary.toString();
    }
}
