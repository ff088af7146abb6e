package io.billet.examples.javalin;

import io.billet.web.contract.HttpContract;
import io.billet.web.contract.RunningServer;
import io.billet.web.http.WebHandler;
import io.billet.web.servlet.BlogServlet;
import io.javalin.Javalin;
import java.util.Map;

/** The HTTP contract over Javalin 7; 6 in the profile {@code javalin6}. */
class JavalinContractTest extends HttpContract {

    @Override
    protected RunningServer start(Map<String, WebHandler> mounts) {
        Javalin application = Javalin.create(config -> config.jetty.modifyServletContextHandler(
                        context -> mounts.forEach((path, handler) -> context.getServletContext()
                                .addServlet(path, new BlogServlet(handler))
                                .addMapping(path + "/*"))))
                .start("127.0.0.1", 0);
        return new RunningServer() {
            @Override
            public int port() {
                return application.port();
            }

            @Override
            public void close() {
                application.stop();
            }
        };
    }
}
