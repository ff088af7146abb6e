package io.billet.web.internal.adapter;

import io.billet.web.http.WebResponse;
import java.util.List;

/** What an adapter answers where no handler does, and whether it can send what a handler has answered. */
public final class PlainAnswer {

    private PlainAnswer() {}

    /**
     * Returns a response of one line of text that nobody keeps.
     *
     * @param status of HTTP
     * @param line   the text, without a line break
     */
    public static WebResponse of(int status, String line) {
        return WebResponse.of(status)
                .withText("text/plain; charset=utf-8", line + "\n")
                .with("X-Content-Type-Options", "nosniff")
                .with("Cache-Control", "no-store");
    }

    /**
     * Returns whether each header field is of octets. Servers cut other characters to octets, some of them so that U+010A
     * becomes a line break.
     *
     * @param response a handler's response
     */
    public static boolean canBeSent(WebResponse response) {
        return response.headers().asMap().values().stream()
                .flatMap(List::stream)
                .allMatch(value -> value.chars().allMatch(character -> character <= 0xFF));
    }
}
