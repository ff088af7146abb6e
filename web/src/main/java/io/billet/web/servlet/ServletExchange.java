package io.billet.web.servlet;

import io.billet.web.http.HttpProblem;
import io.billet.web.http.WebHandler;
import io.billet.web.http.WebHeaders;
import io.billet.web.http.WebRequest;
import io.billet.web.http.WebResponse;
import io.billet.web.internal.adapter.PlainAnswer;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a handler what a container asks, and sends what it answers. Thread-safe. */
final class ServletExchange {

    private static final Logger LOG = LoggerFactory.getLogger(BlogServlet.class);

    /** What is read of a body that nobody wants, so that its sender gets to read why. */
    private static final long MOST_DISCARDED = 4_194_304;

    private final WebHandler handler;

    ServletExchange(WebHandler handler) {
        this.handler = handler;
    }

    /**
     * Returns the handler's answer, or one that says what went wrong.
     *
     * @param response that will be sent, for what makes links as the container wants them
     * @param path     what lies below the mount, as it was sent
     */
    WebResponse answer(HttpServletRequest request, HttpServletResponse response, String path) {
        try {
            return handler.handle(handedOn(request, response, path));
        } catch (HttpProblem e) {
            return e.toResponse();
        } catch (IllegalRequestException e) {
            LOG.debug("A request was refused: {}", e.getMessage());
            return PlainAnswer.of(400, "Bad request.");
        } catch (UncheckedIOException e) {
            LOG.debug("A body that was read as it came broke off", e);
            return PlainAnswer.of(400, "Bad request.");
        } catch (RuntimeException | Error e) {
            LOG.error("{} {} failed", request.getMethod(), path, e);
            return PlainAnswer.of(500, "Something went wrong.");
        }
    }

    private WebRequest handedOn(HttpServletRequest request, HttpServletResponse response, String path)
            throws IllegalRequestException {
        WebRequest handed = WebRequest.of(request.getMethod(), path)
                .withHeaders(headers(request))
                .withBody(new ServletBody(request, handler.bodyLimit() + 1), length(request))
                .withAttributes(name -> known(request, response, name));
        if (request.getQueryString() != null) {
            handed = handed.withQuery(request.getQueryString());
        }
        String address = request.getRemoteAddr();
        return address == null ? handed : handed.withRemoteAddress(withoutBrackets(address));
    }

    private static WebHeaders headers(HttpServletRequest request) throws IllegalRequestException {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            fields.put(name, Collections.list(request.getHeaders(name)));
        }
        try {
            return WebHeaders.of(fields);
        } catch (IllegalArgumentException e) {
            throw new IllegalRequestException("a header field holds NUL or a line break", e);
        }
    }

    /** Without a length and without chunks there is no body (RFC 9112, 6.3). */
    private static OptionalLong length(HttpServletRequest request) {
        long told = request.getContentLengthLong();
        boolean chunked = request.getHeader("Transfer-Encoding") != null
                // Of HTTP/2 every request may have a body that says nothing of its length.
                || request.getProtocol().startsWith("HTTP/2");
        return told >= 0 ? OptionalLong.of(told) : chunked ? OptionalLong.empty() : OptionalLong.of(0);
    }

    private static Optional<Object> known(HttpServletRequest request, HttpServletResponse response, String name) {
        if (name.equals(Principal.class.getName())) {
            return Optional.ofNullable(request.getUserPrincipal());
        }
        if (name.equals(HttpServletRequest.class.getName())) {
            return Optional.of(request);
        }
        if (name.equals(HttpServletResponse.class.getName())) {
            return Optional.of(response);
        }
        if (name.equals(HttpSession.class.getName())) {
            return Optional.ofNullable(request.getSession(false));
        }
        // Left by an error that has been dealt with, it would make an error page of an ordinary one.
        boolean isOfAnError =
                name.equals(WebRequest.ERROR_STATUS) && request.getDispatcherType() != DispatcherType.ERROR;
        return isOfAnError ? Optional.empty() : Optional.ofNullable(request.getAttribute(name));
    }

    /** Jetty says {@code [::1]}. */
    private static String withoutBrackets(String address) {
        boolean bracketed = address.startsWith("[") && address.endsWith("]");
        return bracketed ? address.substring(1, address.length() - 1) : address;
    }

    /**
     * Sends an answer.
     *
     * @throws IOException if the client is gone
     */
    void send(HttpServletRequest request, HttpServletResponse response, WebResponse answer) throws IOException {
        if (!PlainAnswer.canBeSent(answer)) {
            LOG.error("A response with {} had a header field that is not of octets", answer.headers());
            send(request, response, PlainAnswer.of(500, "Something went wrong."));
            return;
        }
        discardRest(request);
        response.setStatus(answer.status());
        answer.headers().asMap().forEach((name, values) -> write(response, name, values));
        boolean isEmpty = answer.bodyLength().equals(OptionalLong.of(0));
        if (!isEmpty && !request.getMethod().equals("HEAD")) {
            answer.writeBody(response.getOutputStream());
        }
    }

    private static void write(HttpServletResponse response, String name, List<String> values) {
        List<String> sent = name.equalsIgnoreCase("ETag")
                ? values.stream().map(ServletExchange::weak).toList()
                : new ArrayList<>(values);
        if (!sent.isEmpty()) {
            response.setHeader(name, sent.get(0));
            sent.subList(1, sent.size()).forEach(value -> response.addHeader(name, value));
        }
    }

    /** A body under a strong tag is not compressed by Tomcat, since its octets would not be the same (RFC 9110, 8.8.1). */
    private static String weak(String tag) {
        return tag.startsWith("W/") ? tag : "W/" + tag;
    }

    private static void discardRest(HttpServletRequest request) {
        if (length(request).equals(OptionalLong.of(0))) {
            return;
        }
        try {
            InputStream body = request.getInputStream();
            byte[] discarded = new byte[8_192];
            long left = MOST_DISCARDED;
            for (int read = 0; read >= 0 && left > 0; left -= read) {
                read = body.read(discarded);
            }
        } catch (IOException | IllegalStateException e) {
            // The client is gone, which sending will tell; or somebody else has read the body.
            LOG.debug("The rest of a body was not read", e);
        }
    }

    /** A request that cannot be handed on. */
    private static final class IllegalRequestException extends Exception {

        IllegalRequestException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
