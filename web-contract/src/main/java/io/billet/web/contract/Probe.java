package io.billet.web.contract;

import io.billet.web.http.WebHandler;
import io.billet.web.http.WebRequest;
import io.billet.web.http.WebResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.OptionalLong;

/** Says what an adapter has handed on, and answers what is hard to send. */
final class Probe implements WebHandler {

    static final long LIMIT = 20_000_000;
    static final int LARGE = 3_000_000;

    @Override
    public long bodyLimit() {
        return LIMIT;
    }

    @Override
    public WebResponse handle(WebRequest request) {
        String name = request.path().split("/", 3)[1];
        return switch (name) {
            case "throws" -> throw new IllegalStateException("on purpose");
            case "error" -> throw new StackOverflowError("on purpose");
            case "split" ->
                WebResponse.of(200).with("X", "a\u010d\u010aSet-Cookie: evil=1").withText("text/plain", "text");
            case "twice" ->
                WebResponse.of(200).with("X", "one").with("X", "two").withText("text/plain", "text");
            case "stream" ->
                WebResponse.of(200).withBody("application/octet-stream", OptionalLong.empty(), out -> {
                    byte[] some = new byte[1_000];
                    for (int i = 0; i < LARGE / some.length; i++) {
                        out.write(some);
                    }
                });
            case "count" -> text("" + count(request));
            default ->
                text(String.join(
                        " ",
                        request.method(),
                        request.path(),
                        request.query().orElse("-"),
                        request.headers().first("X-Said").orElse("-"),
                        request.remoteAddress().orElse("-")));
        };
    }

    private static WebResponse text(String text) {
        return WebResponse.of(200).withText("text/plain; charset=utf-8", text);
    }

    private static long count(WebRequest request) {
        try (InputStream body = request.bodyStream()) {
            byte[] some = new byte[8_192];
            long count = 0;
            for (int read = body.read(some); read >= 0; read = body.read(some)) {
                count += read;
            }
            return count;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
