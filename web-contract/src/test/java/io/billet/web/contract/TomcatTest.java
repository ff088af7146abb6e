package io.billet.web.contract;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.junit.jupiter.api.io.TempDir;

/** Tomcat 10.1; 11 in the profile {@code servers}. */
class TomcatTest extends ServletContract {

    /** Kept, or its level is forgotten; the container warns of what it cannot look into when it stops. */
    private static final Logger LOG = Logger.getLogger("org.apache.catalina.loader");

    @TempDir
    static Path folder;

    @Override
    RunningServer start(List<ServletHost> applications) throws Exception {
        LOG.setLevel(Level.SEVERE);
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(folder.toString());
        tomcat.setPort(0);
        tomcat.setSilent(true);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.getConnector().setProperty("compression", "on");
        tomcat.getConnector().setProperty("compressionMinSize", "1");
        Files.createDirectories(folder.resolve("webapps"));
        for (ServletHost application : applications) {
            add(application, tomcat.addContext(application.contextPath, folder.toString()));
        }
        tomcat.start();
        return new RunningServer() {
            @Override
            public int port() {
                return tomcat.getConnector().getLocalPort();
            }

            @Override
            public void close() throws Exception {
                tomcat.stop();
                tomcat.destroy();
            }
        };
    }

    private static void add(ServletHost application, Context context) {
        application.servlets.forEach((pattern, servlet) -> {
            Tomcat.addServlet(context, "servlet " + pattern, servlet);
            context.addServletMappingDecoded(pattern, "servlet " + pattern);
        });
        application.filters.forEach((pattern, filter) -> {
            FilterDef definition = new FilterDef();
            definition.setFilterName("filter " + pattern);
            definition.setFilter(filter);
            context.addFilterDef(definition);
            FilterMap map = new FilterMap();
            map.setFilterName("filter " + pattern);
            map.addURLPattern(pattern);
            context.addFilterMap(map);
        });
        application.errorPages.forEach((status, location) -> {
            ErrorPage page = new ErrorPage();
            page.setErrorCode(status);
            page.setLocation(location);
            context.addErrorPage(page);
        });
    }
}
