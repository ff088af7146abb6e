package io.billet.web.jdk;

import java.util.Optional;
import java.util.concurrent.ThreadFactory;

/** Threads that cost next to nothing while they wait, where the JVM has them. */
final class VirtualThreads {

    /**
     * JEP 491: before, a virtual thread that waits in a synchronized method, as the JDK's server does whenever it reads and
     * writes, keeps the thread of the machine that carries it. As many slow clients as there are processors would stop all
     * virtual threads of the process.
     */
    private static final int FIRST_FIT_FEATURE = 24;

    private VirtualThreads() {}

    /** Returns a factory of virtual threads that are called so and numbered; nothing if they would not help. */
    static Optional<ThreadFactory> named(String prefix) {
        if (Runtime.version().feature() < FIRST_FIT_FEATURE) {
            return Optional.empty();
        }
        try {
            Class<?> type = Class.forName("java.lang.Thread$Builder");
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            type.getMethod("name", String.class, long.class).invoke(builder, prefix, 0L);
            return Optional.of((ThreadFactory) type.getMethod("factory").invoke(builder));
        } catch (ReflectiveOperationException e) {
            return Optional.empty();
        }
    }
}
