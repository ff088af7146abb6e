package io.billet.spring;

import io.billet.web.http.ReaderResolver;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.csrf.CsrfFilter;

/**
 * Beside Spring Security: its users read and comment as who they are, and the blog's forms, which bear no token of Spring's, are guarded by
 * the blog itself. What may be seen without signing in is the application's to say.
 */
@AutoConfiguration(after = BilletWebAutoConfiguration.class)
@ConditionalOnProperty(prefix = "billet", name = "enabled", matchIfMissing = true)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({Authentication.class, CsrfFilter.class})
class BilletSecurityAutoConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(BilletSecurityAutoConfiguration.class);

    private static final Set<String> READING = Set.of("GET", "HEAD");

    @Bean
    @ConditionalOnMissingBean
    ReaderResolver billetReaderResolver() {
        return new SecurityReaders();
    }

    @Bean
    @ConditionalOnMissingBean
    BlogRequestMatcher billetRequestMatcher(BilletProperties properties) {
        return new BlogRequestMatcher(properties.path());
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBean(name = "billetServletRegistration")
    static class OfTheServlet {

        @Bean
        @ConditionalOnProperty(prefix = "billet.security", name = "own-csrf-guard", matchIfMissing = true)
        FilterRegistrationBean<Filter> billetCsrfFilterRegistration(
                ServletRegistrationBean<?> billetServletRegistration) {
            LOG.info("Forms of the blog are guarded by where they come from, not by Spring Security's token;"
                    + " billet.security.own-csrf-guard=false leaves them to Spring Security");
            String servlet = billetServletRegistration.getServletName();
            FilterRegistrationBean<Filter> filter = new FilterRegistrationBean<>((request, response, chain) -> {
                HttpServletRequest http = (HttpServletRequest) request;
                // By the servlet, not by the path: what another servlet answers stays under Spring's guard.
                // What only reads is refused by nobody, and the application's own forms around the page need the token.
                if (!READING.contains(http.getMethod())
                        && servlet.equals(http.getHttpServletMapping().getServletName())) {
                    CsrfFilter.skipRequest(http);
                }
                chain.doFilter(request, response);
            });
            filter.setName("billetCsrfFilter");
            filter.setUrlPatterns(billetServletRegistration.getUrlMappings());
            filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 100);
            return filter;
        }
    }

    /** Where forms of the blog are refused, it is said, with the line that mends it. */
    @Bean
    @ConditionalOnMissingBean(name = "billetCsrfFilterRegistration")
    BlogFormsUnderCsrf billetFormsUnderCsrf(BilletProperties properties) {
        String forms = properties.path().isEmpty()
                ? "\"/newsletter/**\", \"/*/comments\""
                : "\"" + properties.path() + "/**\"";
        BlogFormsUnderCsrf line = new BlogFormsUnderCsrf(".csrf(csrf -> csrf.ignoringRequestMatchers(" + forms + "))");
        LOG.warn(
                "Spring Security refuses the blog's forms, which bear no token of its own but are guarded by where they come from,"
                        + " unless you add to your HttpSecurity: {}",
                line.line());
        return line;
    }

    /**
     * What there is to add to the application's {@code HttpSecurity}.
     *
     * @param line of Java
     */
    record BlogFormsUnderCsrf(String line) {}
}
