package io.billet.web.jdk;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes servers of the JDK that send without delay and keep many connections. The JDK reads these settings from system
 * properties, once for all servers of the process, when the first one is made; see ADR 44.
 */
final class JdkServers {

    /** If not set, an answer waits until what was sent before it is acknowledged, which takes up to 40 ms. */
    static final String NO_DELAY = "sun.net.httpserver.nodelay";

    /** If not set, 200; who has just been answered and is one more is cut off without a word, its next request perhaps sent. */
    static final String KEPT = "sun.net.httpserver.maxIdleConnections";

    /**
     * A limit for requests, which we set so high that it limits nothing (seconds; the JDK's documentation says milliseconds,
     * and then it is an hour). Where it was read, each server has a timer for it: that is how we see that the properties
     * were read when we set them, and not before.
     */
    private static final String MARK = "sun.net.httpserver.maxReqTime";

    private static final String MARK_VALUE = "3600000";
    private static final String OTHER_MARK = "sun.net.httpserver.maxRspTime";
    private static final String TIMER = "req-rsp-timeout-task";

    private static final Logger LOG = LoggerFactory.getLogger(BlogServer.class);

    private JdkServers() {}

    /**
     * Makes a server. The host's properties are the same afterwards.
     *
     * @param backlog     connections that wait to be accepted
     * @param connections that do nothing and are kept
     * @throws IOException if the address cannot be bound
     */
    static HttpServer create(InetSocketAddress address, int backlog, int connections) throws IOException {
        // Two that are made at once must not take each other's settings for the host's.
        synchronized (JdkServers.class) {
            try (Settings settings = new Settings()) {
                boolean delays = settings.set(NO_DELAY, "true");
                settings.set(KEPT, Integer.toString(connections));
                boolean marked = System.getProperty(OTHER_MARK) == null && settings.set(MARK, MARK_VALUE);
                Set<Thread> before = timers();
                HttpServer server = HttpServer.create(address, backlog);
                if (delays && marked && before.containsAll(timers()) && isOfTheJdk(server)) {
                    LOG.warn(
                            "Another server of the JDK was made in this process before the blog's, so that answers may be"
                                    + " delayed by 40 ms, and no more than 200 idle connections are kept: make the blog's"
                                    + " first, or start the process with -D{}=true -D{}={}",
                            NO_DELAY,
                            KEPT,
                            connections);
                }
                return server;
            }
        }
    }

    private static boolean isOfTheJdk(HttpServer server) {
        return "jdk.httpserver".equals(server.getClass().getModule().getName());
    }

    /** Properties that are set until it is closed, unless they were set before. */
    private static final class Settings implements AutoCloseable {
        private final List<String> names = new ArrayList<>();

        boolean set(String name, String value) {
            boolean isFree = System.getProperty(name) == null;
            if (isFree) {
                System.setProperty(name, value);
                names.add(name);
            }
            return isFree;
        }

        @Override
        public void close() {
            names.forEach(System::clearProperty);
        }
    }

    private static Set<Thread> timers() {
        ThreadGroup all = Objects.requireNonNull(Thread.currentThread().getThreadGroup());
        for (ThreadGroup parent = all.getParent(); parent != null; parent = all.getParent()) {
            all = parent;
        }
        Thread[] threads = new Thread[all.activeCount() * 2 + 64];
        int count = all.enumerate(threads);
        return Arrays.stream(threads, 0, count)
                .filter(thread -> thread.getName().equals(TIMER))
                .collect(Collectors.toSet());
    }
}
