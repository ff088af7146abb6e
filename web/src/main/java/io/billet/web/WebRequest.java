package io.billet.web;

import java.util.Optional;

/**
 * A request as an adapter hands it on.
 *
 * <pre>{@code
 * WebRequest request = WebRequest.of("GET", "/bonjour").withHeaders(headers);
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class WebRequest {

    private static final byte[] NOTHING = {};

    private final String method;
    private final String path;
    private final Optional<String> query;
    private final WebHeaders headers;
    private final byte[] body;
    private final Optional<String> remoteAddress;

    private WebRequest(
            String method,
            String path,
            Optional<String> query,
            WebHeaders headers,
            byte[] body,
            Optional<String> remoteAddress) {
        this.method = method;
        this.path = path;
        this.query = query;
        this.headers = headers;
        this.body = body;
        this.remoteAddress = remoteAddress;
    }

    /**
     * @param method such as {@code GET}, in upper case
     * @param path   what follows the place where the blog is mounted, as it was sent (percent-encoded): {@code /bonjour};
     *               empty if the request was for the place itself, without a slash
     * @return a request without query, headers and body
     */
    public static WebRequest of(String method, String path) {
        return new WebRequest(method, path, Optional.empty(), WebHeaders.NONE, NOTHING, Optional.empty());
    }

    /**
     * @param newQuery what follows the question mark, as it was sent
     * @return this request with that query
     */
    public WebRequest withQuery(String newQuery) {
        return new WebRequest(method, path, Optional.of(newQuery), headers, body, remoteAddress);
    }

    /**
     * @param newHeaders the header fields
     * @return this request with those header fields
     */
    public WebRequest withHeaders(WebHeaders newHeaders) {
        return new WebRequest(method, path, query, newHeaders, body, remoteAddress);
    }

    /**
     * @param newBody the octets of the body. An adapter reads {@link BlogHandler#bodyLimit()} of them and one more at
     *                most: by that one the handler knows that the body is too large
     * @return this request with that body
     */
    public WebRequest withBody(byte[] newBody) {
        return new WebRequest(method, path, query, headers, newBody.clone(), remoteAddress);
    }

    /**
     * @param address the network address of whoever sent it, such as {@code 192.0.2.7}
     * @return this request from that address
     */
    public WebRequest withRemoteAddress(String address) {
        return new WebRequest(method, path, query, headers, body, Optional.of(address));
    }

    /** Returns the method, in upper case. */
    public String method() {
        return method;
    }

    /** Returns the path below the mount, percent-encoded; empty or beginning with a slash. */
    public String path() {
        return path;
    }

    /** Returns what follows the question mark, percent-encoded. */
    public Optional<String> query() {
        return query;
    }

    /** Returns the header fields. */
    public WebHeaders headers() {
        return headers;
    }

    /** Returns a copy of the body's octets; empty if there is none. */
    public byte[] body() {
        return body.clone();
    }

    /** Returns the network address of whoever sent it. */
    public Optional<String> remoteAddress() {
        return remoteAddress;
    }

    int bodyLength() {
        return body.length;
    }

    /** Returns method and path; query, headers and body may hold secrets. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
