package io.billet.web.contract;

/** A server on loopback that runs until it is closed. */
public interface RunningServer extends AutoCloseable {

    /** Returns the port on which it answers. */
    int port();

    /** Stops it. */
    @Override
    void close() throws Exception;
}
