package io.billet.spring;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * What a view writes, and nothing of it to the client: status, header fields and sending are the blog's. Links are encoded as the container
 * does it. For one page, in one thread.
 */
final class CollectedResponse extends HttpServletResponseWrapper {

    private final StringWriter text = new StringWriter();
    private final PrintWriter writer = new PrintWriter(text);
    private final ByteArrayOutputStream octets = new ByteArrayOutputStream();

    CollectedResponse(HttpServletResponse response) {
        super(response);
    }

    /** Returns all that was written. */
    String text() {
        writer.flush();
        return text + octets.toString(StandardCharsets.UTF_8);
    }

    @Override
    public PrintWriter getWriter() {
        return writer;
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return new ServletOutputStream() {

            @Override
            public void write(int octet) {
                octets.write(octet);
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                throw new IllegalStateException("a page of the blog is written in one go");
            }
        };
    }

    @Override
    public String getCharacterEncoding() {
        return StandardCharsets.UTF_8.name();
    }

    @Override
    public void setCharacterEncoding(String charset) {
        // The blog sends UTF-8.
    }

    @Override
    public void setContentType(String type) {
        // The blog says it.
    }

    @Override
    public void setContentLength(int length) {
        // The blog says it.
    }

    @Override
    public void setContentLengthLong(long length) {
        // The blog says it.
    }

    @Override
    public void setLocale(Locale locale) {
        // The blog says the language of a page.
    }

    @Override
    public void setStatus(int status) {
        // The blog says it.
    }

    @Override
    public void setHeader(String name, String value) {
        // The blog says what caches may do.
    }

    @Override
    public void addHeader(String name, String value) {
        // As above.
    }

    @Override
    public void setDateHeader(String name, long date) {
        // As above.
    }

    @Override
    public void addDateHeader(String name, long date) {
        // As above.
    }

    @Override
    public void setIntHeader(String name, int value) {
        // As above.
    }

    @Override
    public void addIntHeader(String name, int value) {
        // As above.
    }

    @Override
    public void flushBuffer() {
        // There is more to come.
    }

    @Override
    public void reset() {
        resetBuffer();
    }

    @Override
    public void resetBuffer() {
        writer.flush();
        text.getBuffer().setLength(0);
        octets.reset();
    }

    @Override
    public boolean isCommitted() {
        return false;
    }

    @Override
    public void sendError(int status) {
        throw new IllegalStateException("the template of the blog's pages wanted to answer " + status);
    }

    @Override
    public void sendError(int status, String message) {
        sendError(status);
    }

    @Override
    public void sendRedirect(String location) {
        throw new IllegalStateException("the template of the blog's pages wanted to redirect");
    }
}
