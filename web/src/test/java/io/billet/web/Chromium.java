package io.billet.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A real browser without JavaScript, spoken to by the DevTools protocol. What is asked of its pages runs beside them. */
final class Chromium implements AutoCloseable {

    private static final Pattern ID = Pattern.compile("\\{\"id\":(\\d+)[,}]");
    private static final Pattern VALUE = Pattern.compile("\"value\":\"((?:[^\"\\\\]|\\\\.)*)\"", Pattern.DOTALL);

    private final Process process;
    private final WebSocket socket;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<String>> answers = new ConcurrentHashMap<>();

    private Chromium(Process process, int port) throws Exception {
        this.process = process;
        HttpClient client = HttpClient.newHttpClient();
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/new?about:blank"))
                .PUT(HttpRequest.BodyPublishers.noBody())
                .build();
        String target =
                client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        Matcher address =
                Pattern.compile("\"webSocketDebuggerUrl\": *\"([^\"]+)\"").matcher(target);
        if (!address.find()) {
            throw new IOException("no page to speak to in " + target);
        }
        socket = client.newWebSocketBuilder()
                .buildAsync(URI.create(address.group(1)), new Ear())
                .get(30, TimeUnit.SECONDS);
        send("Page.enable", "{}");
        send("Emulation.setScriptExecutionDisabled", "{\"value\":true}");
    }

    static Optional<Path> found() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Chromium started(Path browser, Path profile) throws Exception {
        Process process = new ProcessBuilder(List.of(
                        browser.toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Path port = profile.resolve("DevToolsActivePort");
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!Files.exists(port) || Files.readAllLines(port).size() < 2) {
            if (System.nanoTime() > deadline || !process.isAlive()) {
                process.destroyForcibly();
                throw new IOException("the browser did not start");
            }
            Thread.sleep(50);
        }
        return new Chromium(process, Integer.parseInt(Files.readAllLines(port).get(0)));
    }

    private final class Ear implements WebSocket.Listener {
        private final StringBuilder heard = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            heard.append(part);
            if (last) {
                String message = heard.toString();
                heard.setLength(0);
                Matcher id = ID.matcher(message);
                if (id.lookingAt()) {
                    Optional.ofNullable(answers.remove(Integer.parseInt(id.group(1))))
                            .ifPresent(waiting -> waiting.complete(message));
                }
            }
            from.request(1);
            return CompletableFuture.completedStage(null);
        }
    }

    private String send(String method, String parameters) throws Exception {
        int id = ids.incrementAndGet();
        CompletableFuture<String> answer = new CompletableFuture<>();
        answers.put(id, answer);
        socket.sendText("{\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + parameters + "}", true)
                .get(30, TimeUnit.SECONDS);
        return answer.get(60, TimeUnit.SECONDS);
    }

    void open(URI address) throws Exception {
        leave("location.href = " + quoted(address.toString()));
    }

    /** Fills in a field and nothing else. */
    void type(String selector, String text) throws Exception {
        ask("document.querySelector(" + quoted(selector) + ").value = " + quoted(text));
    }

    /** Presses what leads to another page. */
    void press(String selector) throws Exception {
        leave("document.querySelector(" + quoted(selector) + ").click()");
    }

    /** Presses what stays on the page, such as a box to tick. */
    void tick(String selector) throws Exception {
        ask("document.querySelector(" + quoted(selector) + ").click()");
    }

    boolean isTicked(String selector) throws Exception {
        return ask("String(document.querySelector(" + quoted(selector) + ").checked)")
                .equals("true");
    }

    String text() throws Exception {
        return ask("document.body.innerText");
    }

    String valueOf(String selector) throws Exception {
        return ask("document.querySelector(" + quoted(selector) + ").value");
    }

    String address() throws Exception {
        return ask("location.href");
    }

    private void leave(String how) throws Exception {
        send("Runtime.evaluate", "{\"expression\":" + quoted("window.billetOld = true; " + how) + "}");
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!ask("String(window.billetOld !== true && document.readyState === 'complete')")
                .equals("true")) {
            if (System.nanoTime() > deadline) {
                throw new IOException("no other page came after " + how);
            }
            Thread.sleep(30);
        }
    }

    private String ask(String expression) throws Exception {
        String answer = send("Runtime.evaluate", "{\"returnByValue\":true,\"expression\":" + quoted(expression) + "}");
        Matcher value = VALUE.matcher(answer);
        return value.find() ? unescaped(value.group(1)) : "";
    }

    /** A picture of the whole page. */
    byte[] picture(int width, boolean dark) throws Exception {
        send(
                "Emulation.setDeviceMetricsOverride",
                "{\"width\":" + width + ",\"height\":900,\"deviceScaleFactor\":1,\"mobile\":false}");
        send(
                "Emulation.setEmulatedMedia",
                "{\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":\"" + (dark ? "dark" : "light") + "\"}]}");
        String answer = send("Page.captureScreenshot", "{\"captureBeyondViewport\":true,\"format\":\"png\"}");
        Matcher data = Pattern.compile("\"data\":\"([^\"]+)\"").matcher(answer);
        if (!data.find()) {
            throw new IOException("no picture");
        }
        return Base64.getDecoder().decode(data.group(1));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }

    private static String unescaped(String json) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            char next = json.charAt(++i);
            switch (next) {
                case 'n' -> text.append('\n');
                case 't' -> text.append('\t');
                case 'u' -> {
                    text.append((char) Integer.parseInt(json.substring(i + 1, i + 5), 16));
                    i += 4;
                }
                default -> text.append(next);
            }
        }
        return text.toString();
    }

    @Override
    public void close() throws InterruptedException {
        socket.abort();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
}
