package io.billet.web.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * A request as an adapter hands it on.
 *
 * <pre>{@code
 * WebRequest request = WebRequest.of("GET", "/bonjour").withHeaders(headers);
 * }</pre>
 *
 * <p>Immutable and thread-safe, but for a {@linkplain #bodyStream() body that is a stream}: that is read once, by one thread.
 */
public final class WebRequest {

    /**
     * Names the attribute by which an adapter asks for the page of an error that happened elsewhere in the host: its status of
     * HTTP, an {@link Integer} of 400 to 599. The name is that of a servlet container.
     */
    public static final String ERROR_STATUS = "jakarta.servlet.error.status_code";

    private record Body(InputStream stream, OptionalLong length) {}

    private static final byte[] NOTHING = {};

    private final String method;
    private final String path;
    private final Optional<String> query;
    private final WebHeaders headers;
    private final byte[] octets;
    private final Optional<Body> streamed;
    private final Optional<String> remoteAddress;
    private final Function<String, Optional<Object>> attributes;

    private WebRequest(
            String method,
            String path,
            Optional<String> query,
            WebHeaders headers,
            byte[] octets,
            Optional<Body> streamed,
            Optional<String> remoteAddress,
            Function<String, Optional<Object>> attributes) {
        this.method = method;
        this.path = path;
        this.query = query;
        this.headers = headers;
        this.octets = octets;
        this.streamed = streamed;
        this.remoteAddress = remoteAddress;
        this.attributes = attributes;
    }

    /**
     * Creates a request without query, header fields and body.
     *
     * @param method such as {@code GET}, in upper case
     * @param path   what follows the place where the handler is mounted, as it was sent (percent-encoded): {@code /bonjour};
     *               empty if the request was for the place itself, without a slash
     * @return the request
     */
    public static WebRequest of(String method, String path) {
        return new WebRequest(
                method,
                path,
                Optional.empty(),
                WebHeaders.NONE,
                NOTHING,
                Optional.empty(),
                Optional.empty(),
                name -> Optional.empty());
    }

    /**
     * Returns this request with a query.
     *
     * @param newQuery what follows the question mark, as it was sent
     * @return the request
     */
    public WebRequest withQuery(String newQuery) {
        return new WebRequest(
                method, path, Optional.of(newQuery), headers, octets, streamed, remoteAddress, attributes);
    }

    /**
     * Returns this request with header fields, in place of those it had.
     *
     * @param newHeaders the header fields
     * @return the request
     */
    public WebRequest withHeaders(WebHeaders newHeaders) {
        return new WebRequest(method, path, query, newHeaders, octets, streamed, remoteAddress, attributes);
    }

    /**
     * Returns this request with a body. An adapter that collects bodies reads {@link WebHandler#bodyLimit()} octets and one
     * more at most: by that one the handler knows that the body is too large.
     *
     * @param newBody the octets; not copied, and not to be changed any more
     * @return the request
     */
    public WebRequest withBody(byte[] newBody) {
        return new WebRequest(method, path, query, headers, newBody, Optional.empty(), remoteAddress, attributes);
    }

    /**
     * Returns this request with a body that is read as it comes.
     *
     * @param body   the octets; closed by the adapter. Where it fails with an {@link IOException}, the client is gone or too
     *               slow
     * @param length how many there will be, if the client has said so
     * @return the request
     */
    public WebRequest withBody(InputStream body, OptionalLong length) {
        return new WebRequest(
                method, path, query, headers, NOTHING, Optional.of(new Body(body, length)), remoteAddress, attributes);
    }

    /**
     * Returns this request from a network address.
     *
     * @param address of whoever sent it, such as {@code 192.0.2.7}
     * @return the request
     */
    public WebRequest withRemoteAddress(String address) {
        return new WebRequest(method, path, query, headers, octets, streamed, Optional.of(address), attributes);
    }

    /**
     * Returns this request with something that the host's server knows of it, such as who is signed in.
     *
     * @param name  names it, as the adapter says
     * @param value what it is
     * @return the request
     */
    public WebRequest withAttribute(String name, Object value) {
        Optional<Object> given = Optional.of(value);
        return withLookup(asked -> asked.equals(name) ? given : attributes.apply(asked));
    }

    /**
     * Returns this request with what the host's server knows of it, looked up when somebody asks; what was there before stays
     * where the lookup finds nothing.
     *
     * @param lookup finds what has a name; called in the thread of the handler
     * @return the request
     */
    public WebRequest withAttributes(Function<String, Optional<Object>> lookup) {
        return withLookup(asked -> lookup.apply(asked).or(() -> attributes.apply(asked)));
    }

    private WebRequest withLookup(Function<String, Optional<Object>> lookup) {
        return new WebRequest(method, path, query, headers, octets, streamed, remoteAddress, lookup);
    }

    /** Returns the method, in upper case. */
    public String method() {
        return method;
    }

    /** Returns whether the request only reads: {@code GET} or {@code HEAD}. */
    public boolean reads() {
        return method.equals("GET") || method.equals("HEAD");
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

    /**
     * Returns how long the body is; empty if that is known only at its end. What a client announces may be wrong: a limit is
     * kept by whoever reads.
     */
    public OptionalLong bodyLength() {
        return streamed.map(Body::length).orElse(OptionalLong.of(octets.length));
    }

    /** Returns the octets of the body, as they come. What comes as a stream can be read once. */
    public InputStream bodyStream() {
        return streamed.map(Body::stream).orElseGet(() -> new ByteArrayInputStream(octets));
    }

    /**
     * Returns the whole body.
     *
     * @param limit how many octets it may have
     * @return the octets; not to be changed
     * @throws HttpProblem          413 if there are more
     * @throws UncheckedIOException if the client is gone or too slow
     */
    public byte[] body(long limit) {
        if (bodyLength().orElse(0) > limit) {
            throw HttpProblem.of(413);
        }
        if (streamed.isEmpty()) {
            return octets;
        }
        int most = (int) Math.min(limit + 1, Integer.MAX_VALUE - 8);
        byte[] read;
        try {
            read = streamed.get().stream().readNBytes(most);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (read.length > limit) {
            throw HttpProblem.of(413);
        }
        return read;
    }

    /** Returns the network address of whoever sent it. */
    public Optional<String> remoteAddress() {
        return remoteAddress;
    }

    /**
     * Returns something that the host's server knows of the request.
     *
     * @param name names it, as the adapter says
     * @param type of which it is
     * @return what it is; empty if there is none of that name and type
     */
    public <T> Optional<T> attribute(String name, Class<T> type) {
        return attributes.apply(name).filter(type::isInstance).map(type::cast);
    }

    /**
     * Returns something that the host's server knows of the request and that its type says all about: {@link
     * java.security.Principal}, who is signed in there, or the server's own request ({@code HttpServletRequest} and {@code
     * HttpSession} in a servlet container, {@code HttpExchange} in a server of the JDK).
     *
     * <pre>{@code
     * ReaderResolver users = request -> request.attribute(Principal.class)
     *         .map(user -> new Reader.HostUser(HostIdentity.of(user.getName()), List.of()));
     * }</pre>
     *
     * @param type the type, by whose {@linkplain Class#getName() name} an adapter gives it
     * @return what it is; empty if the server has none
     */
    public <T> Optional<T> attribute(Class<T> type) {
        return attribute(type.getName(), type);
    }

    /** Returns method and path; query, headers, body and attributes may hold secrets. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
