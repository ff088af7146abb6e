package io.billet.web.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A response as an adapter sends it. To {@code HEAD} a handler answers with the header fields of {@code GET}, its
 * {@code Content-Length} among them, and without a body.
 *
 * <pre>{@code
 * WebResponse.of(200).withText("text/plain; charset=utf-8", "Bonjour\n").with("Cache-Control", "no-store")
 * }</pre>
 *
 * <p>Immutable and thread-safe, if its body's writer is.
 */
public final class WebResponse {

    /** Writes a body, piece by piece, once for each time that the response is sent. */
    @FunctionalInterface
    public interface BodyWriter {

        /**
         * Writes the body.
         *
         * @param out where to; neither flushed nor closed by the writer
         * @throws IOException if the client is gone or too slow
         */
        void writeTo(OutputStream out) throws IOException;
    }

    /** Octets written at a time: servers keep a buffer for the largest piece that a connection has seen. */
    private static final int SLICE = 8_192;

    private static final byte[] NOTHING = {};

    private final int status;
    private final WebHeaders headers;
    private final byte[] octets;
    private final Optional<BodyWriter> streamed;
    private final OptionalLong length;

    private WebResponse(
            int status, WebHeaders headers, byte[] octets, Optional<BodyWriter> streamed, OptionalLong length) {
        this.status = status;
        this.headers = headers;
        this.octets = octets;
        this.streamed = streamed;
        this.length = length;
    }

    /**
     * Creates a response without header fields and body.
     *
     * @param status of HTTP, such as 200
     * @return the response
     */
    public static WebResponse of(int status) {
        return new WebResponse(status, WebHeaders.NONE, NOTHING, Optional.empty(), OptionalLong.of(0));
    }

    /**
     * Creates a response that leads on to another address.
     *
     * @param status such as 303
     * @param target where to; absolute or a path
     * @return the response
     */
    public static WebResponse redirect(int status, URI target) {
        return of(status).with("Location", target.toString()).with("Content-Length", "0");
    }

    /**
     * Returns this response with one more header field.
     *
     * @param name  the field's name
     * @param value its value
     * @return the response
     * @throws IllegalArgumentException if name or value holds a line break or NUL
     */
    public WebResponse with(String name, String value) {
        return new WebResponse(status, headers.with(name, value), octets, streamed, length);
    }

    /**
     * Returns this response with a body, and the header fields that tell its type and length.
     *
     * @param mediaType such as {@code image/png}
     * @param content   the octets; not copied, and not to be changed any more
     * @return the response
     */
    public WebResponse withBody(String mediaType, byte[] content) {
        WebHeaders described =
                headers.with("Content-Type", mediaType).with("Content-Length", Integer.toString(content.length));
        return new WebResponse(status, described, content, Optional.empty(), OptionalLong.of(content.length));
    }

    /**
     * Returns this response with a body that is made while it is sent.
     *
     * @param mediaType such as {@code application/zip}
     * @param newLength how many octets there will be, if that is known
     * @param writer    writes just as many
     * @return the response
     */
    public WebResponse withBody(String mediaType, OptionalLong newLength, BodyWriter writer) {
        WebHeaders described = headers.with("Content-Type", mediaType);
        if (newLength.isPresent()) {
            described = described.with("Content-Length", Long.toString(newLength.getAsLong()));
        }
        return new WebResponse(status, described, NOTHING, Optional.of(writer), newLength);
    }

    /**
     * Returns this response with a text.
     *
     * @param mediaType such as {@code text/html; charset=utf-8}; the charset is UTF-8
     * @param text      the text
     * @return the response
     */
    public WebResponse withText(String mediaType, String text) {
        return withBody(mediaType, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns this response without its body; its header fields stay, as {@code HEAD} asks. */
    public WebResponse withoutBody() {
        return new WebResponse(status, headers, NOTHING, Optional.empty(), OptionalLong.of(0));
    }

    /** Returns the status of HTTP. */
    public int status() {
        return status;
    }

    /** Returns the header fields. */
    public WebHeaders headers() {
        return headers;
    }

    /** Returns how many octets the body has; 0 if there is none; empty if that is known only at its end. */
    public OptionalLong bodyLength() {
        return length;
    }

    /**
     * Writes the body, in slices of {@value #SLICE} octets where it is in memory.
     *
     * @param out where to; neither flushed nor closed
     * @throws IOException if that fails
     */
    public void writeBody(OutputStream out) throws IOException {
        if (streamed.isPresent()) {
            streamed.get().writeTo(out);
            return;
        }
        for (int from = 0; from < octets.length; from += SLICE) {
            out.write(octets, from, Math.min(SLICE, octets.length - from));
        }
    }

    /** Returns a copy of the whole body; empty if there is none. For bodies that are known to be small. */
    public byte[] body() {
        if (streamed.isEmpty()) {
            return octets.clone();
        }
        ByteArrayOutputStream collected = new ByteArrayOutputStream();
        try {
            writeBody(collected);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return collected.toByteArray();
    }

    /** Returns whether the body is in memory, so that it can be kept and looked at. */
    boolean isInMemory() {
        return streamed.isEmpty();
    }

    byte[] octets() {
        return octets;
    }

    /** Returns status and length. */
    @Override
    public String toString() {
        return status + " with " + (length.isPresent() ? length.getAsLong() + " octets" : "a stream");
    }
}
