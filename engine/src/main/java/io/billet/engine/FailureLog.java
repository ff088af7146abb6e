package io.billet.engine;

import io.billet.engine.internal.limit.OncePerMinute;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;

/**
 * Logs what goes wrong under a number that may be shown to people, each cause once a minute: a full disk that fails two
 * hundred requests is one stack trace and a count, not two hundred stack traces.
 *
 * <pre>{@code
 * String number = failures.error("GET /bonjour", exception);
 * show("Something went wrong. If you report it, please tell this number: " + number);
 * }</pre>
 *
 * <p>Failures have the same cause if their chains of exceptions have the same classes, thrown at the same place. Within a
 * minute they have the same number, too, so that whatever number somebody was shown stands in the log.
 *
 * <p>Thread-safe.
 */
public final class FailureLog {

    private static final int MOST_REMEMBERED = 100;

    private final Logger log;
    private final OncePerMinute oncePerMinute = new OncePerMinute();
    private final Map<String, String> numbers = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    /**
     * Creates a log of failures.
     *
     * @param log where they are written to
     */
    public FailureLog(Logger log) {
        this.log = log;
    }

    /**
     * Logs a failure, unless its cause was logged within the last minute.
     *
     * @param what  what failed, such as {@code "GET /bonjour"}; nothing secret
     * @param cause why
     * @return the number under which it is logged, eight hexadecimal digits
     */
    public synchronized String error(String what, Throwable cause) {
        String kind = kind(cause);
        long times = oncePerMinute.see(kind);
        if (times == 0) {
            return numbers.computeIfAbsent(kind, any -> newNumber());
        }
        String number = newNumber();
        numbers.put(kind, number);
        if (times == 1) {
            log.error("Incident {}: {} failed", number, what, cause);
        } else {
            log.error("Incident {}: {} failed, and {} times before for the same cause", number, what, times - 1, cause);
        }
        return number;
    }

    private static String newNumber() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    }

    private static String kind(Throwable failure) {
        StringBuilder kind = new StringBuilder();
        int depth = 0;
        for (Throwable each = failure; each != null && depth < 20; each = each.getCause()) {
            StackTraceElement[] trace = each.getStackTrace();
            kind.append(each.getClass().getName())
                    .append('@')
                    .append(trace.length == 0 ? "" : trace[0])
                    .append('\n');
            depth++;
        }
        return kind.toString();
    }
}
