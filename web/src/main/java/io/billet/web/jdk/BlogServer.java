package io.billet.web.jdk;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.billet.web.BlogHandler;
import io.billet.web.http.WebHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server for blogs in an application that has none: the JDK's own, set up so that slow clients, many clients and large
 * pages do not stop it.
 *
 * <pre>{@code
 * BlogServer server = BlogServer.start(BlogHandler.of(blog), 8080);   // at http://localhost:8080/blog/
 * }</pre>
 *
 * <p>It listens at the loopback address unless told otherwise: to the world it is shown by a reverse proxy, which also does
 * TLS. Several blogs, and handlers of your own, go into one server:
 *
 * <pre>{@code
 * BlogServer server = BlogServer.builder().port(8080).requestTime(Duration.ofSeconds(10)).build();
 * server.mount(french).mount(german).context("/health", health).start();
 * }</pre>
 *
 * <p>A client who takes too long for its request, or to take a piece of the response, is cut off; see {@link
 * Builder#requestTime} and {@link Builder#responseTime}. While three quarters of the places are taken, or bodies wait for
 * room, it is cut off after two seconds. Memory, threads, and what the blogs work on at once have bounds, which can be set;
 * a request that finds no place for ten seconds is answered with 503.
 *
 * <p>Requests are read and answered in threads named {@code billet-http-}…: virtual ones from Java 24 on, before that at
 * most 1,000 with small stacks. The blogs themselves work in threads named {@code billet-blog-}….
 *
 * <p>Thread-safe.
 */
public final class BlogServer implements AutoCloseable {

    private static final int BACKLOG = 1_024;
    private static final long BUSY_MILLIS = 10_000;
    private static final long POLL_MILLIS = 10;

    private final HttpServer server;
    private final Patience patience;
    private final ExchangeThreads threads;
    private final Capacity.Limited capacity;
    private final long responseNanos;
    private final Duration closeTime;
    private final AtomicInteger underWay = new AtomicInteger();
    private final Set<String> mounted = ConcurrentHashMap.newKeySet();
    private boolean started;
    private boolean closed;

    private BlogServer(Builder builder) throws IOException {
        int connections = builder.connections;
        patience = new Patience(() -> isCrowded());
        threads = new ExchangeThreads(
                connections, Math.min(builder.threads, connections), builder.requestTime.toNanos(), patience);
        capacity = new Capacity.Limited(builder.concurrency, builder.room, BUSY_MILLIS);
        responseNanos = builder.responseTime.toNanos();
        closeTime = builder.closeTime;
        server = JdkServers.create(
                new InetSocketAddress(builder.address, builder.port), BACKLOG, Math.max(200, builder.connections));
        server.setExecutor(threads);
    }

    /**
     * Starts a server for one blog, at the loopback address and under the path of the blog's base URL.
     *
     * @param blog the blog's pages
     * @param port 1 to 65,535; 0 for any that is free
     * @return the server, which runs until it is closed
     * @throws IOException              if the port is taken
     * @throws IllegalArgumentException if the port is out of range
     */
    public static BlogServer start(BlogHandler blog, int port) throws IOException {
        return builder().port(port).build().mount(blog).start();
    }

    /** Returns a builder for a server. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Shows a blog under the path of its base URL.
     *
     * @param blog the blog's pages
     * @return this
     * @throws IllegalArgumentException if something is there already
     */
    public BlogServer mount(BlogHandler blog) {
        String path = blog.baseUrl().getPath();
        return mount(path.isEmpty() ? "/" : path, blog);
    }

    /**
     * Shows a blog under another path than readers see, for a reverse proxy that maps one to the other; or another surface.
     *
     * @param path    begins with a slash; not encoded
     * @param handler the blog's pages, or another surface
     * @return this
     * @throws IllegalArgumentException if the path has another form, or something is there already
     */
    public BlogServer mount(String path, WebHandler handler) {
        return context(path, new BlogHttpHandler(handler, capacity));
    }

    /**
     * Adds a handler of the JDK's kind. Clients are waited for within the same bounds; how much work the handler does at once is
     * its own business. It answers before it returns. If it throws, the client is told 500.
     *
     * @param path    begins with a slash; not encoded. Of several the longest that a request's path begins with counts
     * @param handler the handler
     * @return this
     * @throws IllegalArgumentException if the path has another form, or something is there already
     */
    public BlogServer context(String path, HttpHandler handler) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("a path begins with a slash, not " + path);
        }
        if (!mounted.add(path)) {
            // Not every version of the server refuses it.
            throw new IllegalArgumentException("there is something at " + path + " already");
        }
        server.createContext(path, new PatientHandler(handler, threads, patience, responseNanos, underWay));
        return this;
    }

    /**
     * Begins to serve.
     *
     * @return this
     * @throws IllegalStateException if it has been started or closed before
     */
    public synchronized BlogServer start() {
        if (started || closed) {
            throw new IllegalStateException(closed ? "the server is closed" : "the server has been started");
        }
        started = true;
        patience.start();
        server.start();
        return this;
    }

    /** Returns the port that it listens at. */
    public int port() {
        return address().getPort();
    }

    /** Returns the address that it listens at. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    /**
     * Ends it: waits for the requests under way for at most {@linkplain Builder#closeTime the time that was set}, then cuts
     * off those that are left and frees the port. What a blog has begun to do it does to its end. Does not close the blogs.
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (started) {
            patience.hurry();
            awaitExchanges(System.nanoTime() + closeTime.toNanos());
        } else {
            // A server that was never started keeps its port when it is stopped.
            server.start();
        }
        server.stop(0);
        patience.close();
        threads.shutDown();
        capacity.shutDown();
    }

    private void awaitExchanges(long until) {
        try {
            while (underWay.get() > 0 && System.nanoTime() < until) {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns how many requests have reached a handler and are not answered yet. */
    int underWay() {
        return underWay.get();
    }

    HttpServer jdk() {
        return server;
    }

    private boolean isCrowded() {
        return threads.isCrowded() || capacity.isCrowded();
    }

    /** Builds a {@link BlogServer}. Not thread-safe. */
    public static final class Builder {

        /** Octets that the process may use; bounds that are not set are fractions of it. */
        private static final long HEAP = Runtime.getRuntime().maxMemory();

        private static final Duration LONGEST = Duration.ofHours(1);

        private InetAddress address = InetAddress.getLoopbackAddress();
        private int port;
        private Duration requestTime = Duration.ofSeconds(20);
        private Duration responseTime = Duration.ofSeconds(20);
        private Duration closeTime = Duration.ofSeconds(5);
        private int connections = (int) Math.min(4_000, Math.max(64, HEAP / 131_072));
        private int threads = 1_000;
        private long room = HEAP / 4;
        private int concurrency = (int)
                Math.min(Math.max(16, Runtime.getRuntime().availableProcessors() * 4L), Math.max(2, HEAP / 16_777_216));

        private Builder() {}

        /**
         * Sets where it listens. Default: {@linkplain InetAddress#getLoopbackAddress() the loopback address}, which only
         * this machine reaches.
         *
         * @param newAddress of this machine; {@code 0.0.0.0} for all of them
         * @return this
         */
        public Builder address(InetAddress newAddress) {
            address = newAddress;
            return this;
        }

        /**
         * Sets the port. Default: 0, any that is free; {@link BlogServer#port()} tells which.
         *
         * @param newPort 0 to 65,535
         * @return this
         * @throws IllegalArgumentException if out of range
         */
        public Builder port(int newPort) {
            port = inRange("the port", newPort, 0, 65_535);
            return this;
        }

        /**
         * Sets how long a client may take to send a request, from its first octet to the last of its body. Default: 20
         * seconds.
         *
         * @param time 100 milliseconds to an hour; kept to half a second
         * @return this
         * @throws IllegalArgumentException if out of range
         */
        public Builder requestTime(Duration time) {
            requestTime = inRange("the time for a request", time, Duration.ofMillis(100));
            return this;
        }

        /**
         * Sets how long a client may take for each 8 KB of a response. Default: 20 seconds, 400 octets a second.
         *
         * @param time 100 milliseconds to an hour; kept to half a second
         * @return this
         * @throws IllegalArgumentException if out of range
         */
        public Builder responseTime(Duration time) {
            responseTime = inRange("the time for a response", time, Duration.ofMillis(100));
            return this;
        }

        /**
         * Sets how long closing waits for requests under way. Default: 5 seconds.
         *
         * @param time 0 to an hour
         * @return this
         * @throws IllegalArgumentException if out of range
         */
        public Builder closeTime(Duration time) {
            closeTime = inRange("the time to close", time, Duration.ZERO);
            return this;
        }

        /**
         * Sets how many requests may be under way at once, slow ones included; a connection that sends one more is closed.
         * Default: 4,000, or one for each 128 KB of {@link Runtime#maxMemory()} if that is less.
         *
         * @param count 1 to 100,000
         * @return this
         * @throws IllegalArgumentException if out of range
         */
        public Builder connections(int count) {
            connections = inRange("connections", count, 1, 100_000);
            return this;
        }

        /**
         * Sets how many of those requests have a thread at once, where virtual threads do not help (before Java 24); more
         * wait for one. Default: 1,000.
         *
         * @param count 2 to 10,000
         * @return this
         * @throws IllegalArgumentException if out of range
         */
        public Builder threads(int count) {
            threads = inRange("threads", count, 2, 10_000);
            return this;
        }

        /**
         * Sets how many requests the blogs work on at once; more wait for their turn. Default: four for each processor, at
         * least 16, but no more than one for each 16 MB of {@link Runtime#maxMemory()}. More than the storage has
         * connections is of little use.
         *
         * @param count 1 to 1,000
         * @return this
         * @throws IllegalArgumentException if out of range
         */
        public Builder concurrency(int count) {
            concurrency = inRange("requests worked on at once", count, 1, 1_000);
            return this;
        }

        /** Sets how many octets the bodies may take together that are received or sent; small ones do not count. */
        Builder room(long octets) {
            room = octets;
            return this;
        }

        /**
         * Returns a server that has its port, but does not serve before it is {@linkplain BlogServer#start() started}.
         *
         * @throws IOException if the address cannot be listened at, such as a port that is taken
         */
        public BlogServer build() throws IOException {
            return new BlogServer(this);
        }

        private static int inRange(String what, int value, int least, int most) {
            if (value < least || value > most) {
                throw new IllegalArgumentException(what + ": " + least + " to " + most + ", not " + value);
            }
            return value;
        }

        private static Duration inRange(String what, Duration value, Duration least) {
            if (value.compareTo(least) < 0 || value.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException(what + ": " + least + " to " + LONGEST + ", not " + value);
            }
            return value;
        }
    }
}
