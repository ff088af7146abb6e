package io.billet.web.jdk;

import com.sun.net.httpserver.HttpServer;
import io.billet.engine.Blog;
import io.billet.web.BlogHandler;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;

/** Tells what the JDK's server has inside; started by {@link JdkServersTest}. */
final class JdkServerProbe {

    private JdkServerProbe() {}

    public static void main(String[] mode) throws Exception {
        switch (mode[0]) {
            case "alone" -> BlogServer.builder().connections(1_234).build();
            case "twice" -> {
                BlogServer.builder().build().close();
                BlogServer.builder().build();
            }
            case "taken" -> {
                try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                    BlogServer.builder().port(taken.getLocalPort()).build();
                } catch (IOException e) {
                    BlogServer.builder().build();
                }
            }
            case "late" -> {
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0)
                        .stop(0);
                BlogServer.builder().build();
                BlogServer.builder().build();
            }
            case "leak" -> breakOff();
            default -> throw new IllegalArgumentException(mode[0]);
        }
        System.out.println("no delay: " + setting("noDelay"));
        System.out.println("property: " + System.getProperty("sun.net.httpserver.nodelay"));
        System.out.println("kept: " + setting("getMaxIdleConnections"));
        System.out.println("property: " + System.getProperty("sun.net.httpserver.maxIdleConnections"));
        System.out.println("limit: " + System.getProperty("sun.net.httpserver.maxReqTime"));
        System.exit(0);
    }

    private static Object setting(String name) throws Exception {
        Method method = Class.forName("sun.net.httpserver.ServerConfig").getDeclaredMethod(name);
        method.setAccessible(true);
        return method.invoke(null);
    }

    private static void breakOff() throws Exception {
        Blog blog = Served.blog("Le Billet", "http://localhost/blog");
        BlogServer server = BlogServer.builder()
                .requestTime(Duration.ofMillis(200))
                .responseTime(Duration.ofMillis(200))
                .build()
                .mount(BlogHandler.of(blog))
                .context("/unread", exchange -> exchange.sendResponseHeaders(404, -1))
                .context("/late", exchange -> {
                    try (exchange) {
                        Thread.sleep(50);
                        exchange.sendResponseHeaders(200, 3);
                        exchange.getResponseBody().write(new byte[3]);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .context("/unanswered", exchange -> exchange.close())
                .start();
        String post = " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\nabc";
        for (String request : new String[] {
            "GET /b",
            Wire.get("/blog/bonjour"),
            "HEAD /blog/bonjour HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "POST /blog/newsletter/subscribe" + post,
            "POST /unread" + post,
            "POST /late" + post,
            Wire.get("/late"),
            Wire.get("/unanswered")
        }) {
            for (int i = 0; i < 10; i++) {
                send(server.port(), request, i % 2 == 0);
            }
        }
        Field implementation = server.jdk().getClass().getDeclaredField("server");
        implementation.setAccessible(true);
        Field connections = implementation.get(server.jdk()).getClass().getDeclaredField("allConnections");
        connections.setAccessible(true);
        Set<?> open = (Set<?>) connections.get(implementation.get(server.jdk()));
        for (int tries = 0; tries < 1_000 && !open.isEmpty(); tries++) {
            Thread.sleep(10);
        }
        System.out.println("connections: " + open.size());
    }

    /** Breaks off at once, or stays until it is cut off or answered. */
    private static void send(int port, String request, boolean breaksOff) throws Exception {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        if (breaksOff) {
            Thread.sleep(5);
            socket.setSoLinger(true, 0);
            socket.close();
        } else {
            new Thread(() -> {
                        try (socket) {
                            socket.setSoTimeout(1_000);
                            socket.getInputStream().readAllBytes();
                        } catch (IOException e) {
                            // It was cut off, or is idle now.
                        }
                    })
                    .start();
        }
    }
}
