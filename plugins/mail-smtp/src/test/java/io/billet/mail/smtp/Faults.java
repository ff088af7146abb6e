package io.billet.mail.smtp;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** Which {@link Fault} meets the next mail. */
@FunctionalInterface
public interface Faults {

    /**
     * Returns the fault for a mail whose transaction begins. Called by many threads.
     */
    Fault next();

    /** Returns none, ever. */
    static Faults none() {
        return () -> Fault.NONE;
    }

    /** Returns these, one after another, and then none. */
    static Faults script(Fault... faults) {
        Deque<Fault> left = new ArrayDeque<>(Arrays.asList(faults));
        return () -> {
            synchronized (left) {
                return left.isEmpty() ? Fault.NONE : left.removeFirst();
            }
        };
    }

    /**
     * Returns one of these for so many of a hundred mails, by chance.
     *
     * @param seed    of the chance
     * @param percent 0 to 100
     */
    static Faults random(long seed, double percent, Fault... faults) {
        List<Fault> all = List.of(faults);
        Random chance = new Random(seed);
        return () -> {
            synchronized (chance) {
                return chance.nextDouble() * 100 < percent ? all.get(chance.nextInt(all.size())) : Fault.NONE;
            }
        };
    }

    /** Returns what issue 14 asks for: so many of a hundred replies are 4xx, 5xx, lost before or after DATA, or slow. */
    static Faults usual(long seed, double percent) {
        return random(
                seed,
                percent,
                Fault.RCPT_4XX,
                Fault.RCPT_FULL,
                Fault.END_4XX,
                Fault.END_POLICY,
                Fault.MAIL_421,
                Fault.DROP_AT_DATA,
                Fault.DROP_IN_MESSAGE,
                Fault.DROP_AFTER_END,
                Fault.DROP_AFTER_END_UNTAKEN,
                Fault.CLOSE_421_AFTERWARDS,
                Fault.SLOW_250);
    }
}
