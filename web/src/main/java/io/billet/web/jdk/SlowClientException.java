package io.billet.web.jdk;

import java.io.IOException;

/** A client has let a thread wait for longer than it may; its connection is over. */
final class SlowClientException extends IOException {

    SlowClientException() {
        super("the client was waited for too long");
    }
}
