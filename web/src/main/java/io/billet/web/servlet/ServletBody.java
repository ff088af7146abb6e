package io.billet.web.servlet;

import io.billet.web.http.HttpProblem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A body that is opened when it is asked for, so that a host may still do so where no handler did; up to a number of octets. A
 * form that somebody has read before is made anew from its parameters. Not thread-safe.
 */
final class ServletBody extends InputStream {

    private final HttpServletRequest request;
    private long left;
    private @Nullable InputStream octets;

    /**
     * @param most how many octets are handed on
     */
    ServletBody(HttpServletRequest request, long most) {
        this.request = request;
        left = most;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        InputStream from = octets == null ? opened() : octets;
        octets = from;
        int read = left <= 0 ? -1 : from.read(buffer, offset, (int) Math.min(length, left));
        left -= Math.max(read, 0);
        return read;
    }

    private InputStream opened() throws IOException {
        PushbackInputStream given;
        try {
            given = new PushbackInputStream(request.getInputStream());
            int first = given.read();
            if (first >= 0) {
                given.unread(first);
                return given;
            }
        } catch (IllegalStateException e) {
            // Somebody reads it as characters.
            given = new PushbackInputStream(InputStream.nullInputStream());
        }
        return isForm() ? new ByteArrayInputStream(form()) : given;
    }

    private boolean isForm() {
        String type = request.getContentType() == null ? "" : request.getContentType();
        return type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded");
    }

    private byte[] form() {
        try {
            return ReadForm.octets(request);
        } catch (IllegalStateException e) {
            // Tomcat and Jetty, if there are too many or they are malformed.
            throw HttpProblem.of(400);
        }
    }
}
