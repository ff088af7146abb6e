package io.billet.web.contract;

import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a web application consists of, for any container; what is compressible is compressed. */
final class ServletHost {

    final String contextPath;
    final Map<String, Servlet> servlets = new LinkedHashMap<>();
    final Map<String, Filter> filters = new LinkedHashMap<>();
    final Map<Integer, String> errorPages = new LinkedHashMap<>();

    ServletHost(String contextPath) {
        this.contextPath = contextPath;
    }

    ServletHost servlet(String pattern, Servlet servlet) {
        servlets.put(pattern, servlet);
        return this;
    }

    ServletHost filter(String pattern, Filter filter) {
        filters.put(pattern, filter);
        return this;
    }

    ServletHost errorPage(int status, String location) {
        errorPages.put(status, location);
        return this;
    }
}
