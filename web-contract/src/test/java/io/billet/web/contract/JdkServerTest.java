package io.billet.web.contract;

import io.billet.web.http.WebHandler;
import io.billet.web.jdk.BlogHttpHandler;
import io.billet.web.jdk.BlogServer;
import java.util.Map;

class JdkServerTest extends HttpContract {

    @Override
    protected RunningServer start(Map<String, WebHandler> mounts) throws Exception {
        BlogServer server = BlogServer.builder().build();
        mounts.forEach((path, handler) -> server.context(path, BlogHttpHandler.of(handler)));
        server.start();
        return new RunningServer() {
            @Override
            public int port() {
                return server.port();
            }

            @Override
            public void close() {
                server.close();
            }
        };
    }
}
