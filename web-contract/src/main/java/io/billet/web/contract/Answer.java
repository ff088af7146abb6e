package io.billet.web.contract;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/**
 * What a server has answered.
 *
 * @param response as the client has it
 */
public record Answer(HttpResponse<byte[]> response) {

    /** Returns the status. */
    public int status() {
        return response.statusCode();
    }

    /** Returns the body as text. */
    public String text() {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    /** Returns the body as a page. */
    public Document page() {
        return Jsoup.parse(text(), address().toString());
    }

    /** Returns whose answer it is, after redirects. */
    public URI address() {
        return response.uri();
    }

    /**
     * Returns a header field; empty if there is none.
     *
     * @param name of the field
     */
    public String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    /**
     * Returns the values of a header field.
     *
     * @param name of the field
     */
    public List<String> headers(String name) {
        return response.headers().allValues(name);
    }
}
