/**
 * The blog in a servlet container (Jakarta Servlet 6.0 or later: Tomcat 10.1, Jetty 12, Undertow, Spring Boot 3): begin with
 * {@link io.billet.web.servlet.BlogServlet}. The servlet API is the container's; who does not use this package does not need it.
 */
@NullMarked
package io.billet.web.servlet;

import org.jspecify.annotations.NullMarked;
