package io.billet.web.jdk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a handler wait for its clients within bounds, and answers if it fails; the JDK's server would hang up. Thread-safe. */
final class PatientHandler implements HttpHandler {

    private static final Logger LOG = LoggerFactory.getLogger(BlogServer.class);

    private final HttpHandler handler;
    private final ExchangeThreads threads;
    private final Patience patience;
    private final long responseNanos;
    private final AtomicInteger underWay;

    /**
     * @param responseNanos how long a client may take for a slice of the response
     * @param underWay      counts the exchanges that are being handled
     */
    PatientHandler(
            HttpHandler handler,
            ExchangeThreads threads,
            Patience patience,
            long responseNanos,
            AtomicInteger underWay) {
        this.handler = handler;
        this.threads = threads;
        this.patience = patience;
        this.responseNanos = responseNanos;
        this.underWay = underWay;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        PatientExchange patient = new PatientExchange(exchange, patience, threads.requestWait(), responseNanos);
        underWay.incrementAndGet();
        try {
            handler.handle(patient);
        } catch (RuntimeException | Error e) {
            LOG.error(
                    "{} {} failed",
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getRawPath(),
                    e);
            if (patient.getResponseCode() >= 0) {
                throw new IOException("a handler failed in the middle of its response", e);
            }
            patient.getResponseHeaders().clear();
            Sending.send(patient, Sending.last(500, "Something went wrong."));
        } finally {
            underWay.decrementAndGet();
        }
        if (patient.isBroken()) {
            throw new IOException("the client is gone");
        }
    }
}
