package io.billet.web.contract;

import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.eclipse.jetty.server.handler.gzip.GzipHandler;

/** Jetty 12.0; 12.1 in the profile {@code servers}. */
class JettyTest extends ServletContract {

    @Override
    RunningServer start(List<ServletHost> applications) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ContextHandlerCollection contexts = new ContextHandlerCollection();
        for (ServletHost application : applications) {
            contexts.addHandler(context(application));
        }
        server.setHandler(compressing(contexts));
        server.start();
        return new RunningServer() {
            @Override
            public int port() {
                return connector.getLocalPort();
            }

            @Override
            public void close() throws Exception {
                server.stop();
            }
        };
    }

    private static Handler compressing(Handler handler) {
        GzipHandler gzip = new GzipHandler();
        gzip.setMinGzipSize(32);
        gzip.setHandler(handler);
        return gzip;
    }

    private static ServletContextHandler context(ServletHost application) {
        ServletContextHandler context = new ServletContextHandler(
                application.contextPath.isEmpty() ? "/" : application.contextPath, ServletContextHandler.SESSIONS);
        application.servlets.forEach((pattern, servlet) -> context.addServlet(new ServletHolder(servlet), pattern));
        application.filters.forEach((pattern, filter) ->
                context.addFilter(new FilterHolder(filter), pattern, EnumSet.of(DispatcherType.REQUEST)));
        ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
        application.errorPages.forEach(errors::addErrorPage);
        context.setErrorHandler(errors);
        return context;
    }
}
