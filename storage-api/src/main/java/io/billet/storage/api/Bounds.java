package io.billet.storage.api;

import io.billet.core.InvalidValueException;
import io.billet.core.OutboxMail;
import java.time.Duration;
import java.util.Collection;

/**
 * How much one call of a store takes and gives, and the checks that STO-06 asks of each store.
 *
 * <p>Thread-safe.
 */
public final class Bounds {

    /** The longest list that one call returns: one more than a page of 1,000, which tells whether anything follows. */
    public static final int LONGEST_LIST = 1_001;

    /**
     * The most rows that one call is given or takes: ids, slugs, recipients, deliveries to claim
     * and outcomes of them, articles that are due, evidence to forget.
     */
    public static final int MOST_AT_ONCE = 1_000;

    /** The most queries that are counted in one call: as many months as 25 years have. */
    public static final int MOST_COUNTS = 300;

    private Bounds() {}

    /**
     * Checks how many rows of a list are wanted.
     *
     * @param limit 1 to {@value #LONGEST_LIST}
     * @return the same
     * @throws IllegalArgumentException if it is out of its range
     */
    public static int listLimit(int limit) {
        return checked(limit, LONGEST_LIST);
    }

    /**
     * Checks how many rows are to be taken at once.
     *
     * @param limit 1 to {@value #MOST_AT_ONCE}
     * @return the same
     * @throws IllegalArgumentException if it is out of its range
     */
    public static int limitAtOnce(int limit) {
        return checked(limit, MOST_AT_ONCE);
    }

    private static int checked(int limit, int most) {
        if (limit < 1 || limit > most) {
            throw new IllegalArgumentException("a limit is 1 to " + most + ", not " + limit);
        }
        return limit;
    }

    /**
     * Checks what one call is given.
     *
     * @param given at most {@value #MOST_AT_ONCE}
     * @param what  what they are, in the plural
     * @throws IllegalArgumentException if there are more
     */
    public static void atOnce(Collection<?> given, String what) {
        checkSize(given, MOST_AT_ONCE, what);
    }

    /**
     * Checks what workers report.
     *
     * @param reports at most {@value #MOST_AT_ONCE}, each about another row
     * @throws IllegalArgumentException if there are more, or two are about one row
     */
    public static void reports(Collection<DeliveryReport> reports) {
        atOnce(reports, "reports");
        if (reports.stream().map(DeliveryReport::delivery).distinct().count() < reports.size()) {
            throw new IllegalArgumentException("one call takes one report of a row");
        }
    }

    /**
     * Checks what workers report of the outbox.
     *
     * @param reports at most {@value #MOST_AT_ONCE}, each about another mail
     * @throws IllegalArgumentException if there are more, or two are about one mail
     */
    public static void outboxReports(Collection<OutboxReport> reports) {
        atOnce(reports, "reports");
        if (reports.stream().map(OutboxReport::mail).distinct().count() < reports.size()) {
            throw new IllegalArgumentException("one call takes one report of a mail");
        }
    }

    /**
     * Checks what is added to the outbox.
     *
     * @param mail a mail that nobody has claimed
     * @throws IllegalArgumentException if it was claimed, or is at an end
     */
    public static void fresh(OutboxMail mail) {
        if (!mail.awaitsFirstAttempt() || mail.fence() != 0) {
            throw new IllegalArgumentException("a mail is added before its first attempt, not as one that is "
                    + mail.state().kind() + " after " + mail.attempts());
        }
    }

    /**
     * Checks how long a claim is to last.
     *
     * @param lease positive
     * @return the same
     * @throws IllegalArgumentException if it is zero or less
     */
    public static Duration lease(Duration lease) {
        if (lease.isZero() || lease.isNegative()) {
            throw new IllegalArgumentException("a lease is longer than nothing, not " + lease);
        }
        return lease;
    }

    /**
     * Checks what is to be counted.
     *
     * @param queries at most {@value #MOST_COUNTS}
     * @param atMost  up to where each count is exact; 1 or more
     * @throws IllegalArgumentException if there are more, or {@code atMost} is less
     */
    public static void counts(Collection<?> queries, long atMost) {
        checkSize(queries, MOST_COUNTS, "queries");
        if (atMost < 1) {
            throw new IllegalArgumentException("a count goes up to 1 or more, not " + atMost);
        }
    }

    /**
     * Checks the name of a setting.
     *
     * @param name 1 to {@value SettingStore#LONGEST_NAME} characters, {@code a-z}, {@code 0-9}, {@code .} and {@code -}
     * @return the same
     * @throws IllegalArgumentException if it is anything else
     */
    public static String settingName(String name) {
        if (name.isEmpty()
                || name.length() > SettingStore.LONGEST_NAME
                || !name.chars().allMatch(Bounds::isOfName)) {
            throw new IllegalArgumentException("a setting's name is 1 to " + SettingStore.LONGEST_NAME
                    + " characters, a-z, 0-9, . and -; not one of " + name.length() + " characters that has others");
        }
        return name;
    }

    private static boolean isOfName(int c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
    }

    /**
     * Checks the value of a setting.
     *
     * @param value at most {@value SettingStore#LONGEST_VALUE} characters, text that can be stored: no NUL, no half of a pair
     * @return the same
     * @throws InvalidValueException if it is longer, or no such text
     */
    public static String settingValue(String value) {
        if (value.length() > SettingStore.LONGEST_VALUE) {
            throw InvalidValueException.tooLong(
                    "Setting", "value", SettingStore.LONGEST_VALUE, value.length(), "characters");
        }
        if (value.codePoints()
                .anyMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE))) {
            throw InvalidValueException.malformed(
                    "Setting", "value", "text without NUL and halves of pairs", value.length() + " characters");
        }
        return value;
    }

    /**
     * Checks how many rows are to be kept.
     *
     * @param keep 1 or more
     * @return the same
     * @throws IllegalArgumentException if it is less
     */
    public static int kept(int keep) {
        if (keep < 1) {
            throw new IllegalArgumentException("one or more are kept, not " + keep);
        }
        return keep;
    }

    private static void checkSize(Collection<?> given, int most, String what) {
        if (given.size() > most) {
            throw new IllegalArgumentException("one call takes at most " + most + " " + what + ", not " + given.size());
        }
    }
}
