package io.billet.web;

import java.nio.charset.StandardCharsets;

/**
 * A response as an adapter sends it. To {@code HEAD} the handler answers with the headers of {@code GET}, its
 * {@code Content-Length} among them, and an empty body.
 *
 * <p>Immutable and thread-safe.
 */
public final class WebResponse {

    private static final byte[] NOTHING = {};

    private final int status;
    private final WebHeaders headers;
    private final byte[] body;

    private WebResponse(int status, WebHeaders headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /**
     * @param status of HTTP, such as 200
     * @return a response without headers and body
     */
    public static WebResponse of(int status) {
        return new WebResponse(status, WebHeaders.NONE, NOTHING);
    }

    /**
     * @param name  a header field's name
     * @param value its value
     * @return this response with one more header field
     * @throws IllegalArgumentException if name or value holds a line break or NUL
     */
    public WebResponse with(String name, String value) {
        return new WebResponse(status, headers.with(name, value), body);
    }

    /**
     * @param mediaType such as {@code text/html; charset=utf-8}
     * @param content   the octets
     * @return this response with that body and the header fields that tell its type and length
     */
    public WebResponse withBody(String mediaType, byte[] content) {
        WebHeaders described =
                headers.with("Content-Type", mediaType).with("Content-Length", Integer.toString(content.length));
        return new WebResponse(status, described, content.clone());
    }

    /** Returns the status of HTTP. */
    public int status() {
        return status;
    }

    /** Returns the header fields. */
    public WebHeaders headers() {
        return headers;
    }

    /** Returns a copy of the body's octets; empty if there is none. */
    public byte[] body() {
        return body.clone();
    }

    int bodyLength() {
        return body.length;
    }

    WebResponse withText(String mediaType, String text) {
        return withBody(mediaType, text.getBytes(StandardCharsets.UTF_8));
    }

    WebResponse withStatus(int other) {
        return new WebResponse(other, headers, body);
    }

    WebResponse withoutBody() {
        return new WebResponse(status, headers, NOTHING);
    }

    @Override
    public String toString() {
        return status + " with " + body.length + " octets";
    }
}
