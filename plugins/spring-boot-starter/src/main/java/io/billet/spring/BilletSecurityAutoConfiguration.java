package io.billet.spring;

import io.billet.web.http.ReaderResolver;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
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
    private static final String UNGUARDED =
            "Spring Security refuses the blog's forms, which bear no token of its own but are guarded by where they come from,"
                    + " unless you add to your HttpSecurity: {}";

    private static final Set<String> READING = Set.of("GET", "HEAD");

    @Bean
    @Conditional(SeveralBlogs.AreNot.class)
    @ConditionalOnMissingBean
    ReaderResolver billetReaderResolver(ObjectProvider<HostUserCustomizer> customizers) {
        return new SecurityReaders(customizers);
    }

    /** Beside one that the application has for one of several blogs. */
    @Bean("billetReaderResolver")
    @Conditional(SeveralBlogs.Are.class)
    @ConditionalOnMissingBean(name = "billetReaderResolver")
    ReaderResolver billetReaderResolverOfAll(ObjectProvider<HostUserCustomizer> customizers) {
        return new SecurityReaders(customizers);
    }

    @Bean
    @ConditionalOnMissingBean
    BlogRequestMatcher billetRequestMatcher(BilletProperties properties, Environment environment) {
        return new BlogRequestMatcher(blogs(properties, environment).stream()
                .map(blog -> blog.settings().path())
                .toList());
    }

    private static List<NamedBlog> blogs(BilletProperties properties, Environment environment) {
        List<NamedBlog> several = SeveralBlogs.in(environment);
        return several.isEmpty() ? List.of(NamedBlog.only(properties)) : several;
    }

    /** Where there are several blogs. */
    @Configuration(proxyBeanMethods = false)
    @Conditional(SeveralBlogs.Are.class)
    static class OfServlets {

        @Bean
        @ConditionalOnProperty(prefix = "billet.security", name = "own-csrf-guard", matchIfMissing = true)
        FilterRegistrationBean<Filter> billetCsrfFilterRegistration(Environment environment, BeanFactory beans) {
            List<ServletRegistrationBean<?>> servlets = new ArrayList<>();
            for (NamedBlog blog : SeveralBlogs.in(environment)) {
                if (blog.isAtRoot()) {
                    LOG.warn(UNGUARDED, line(List.of(blog)));
                } else {
                    servlets.add(beans.getBean(
                            blog.bean(BilletWebAutoConfiguration.SERVLET), ServletRegistrationBean.class));
                }
            }
            return passingOver(servlets);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBean(name = "billetServletRegistration")
    static class OfTheServlet {

        @Bean
        @ConditionalOnProperty(prefix = "billet.security", name = "own-csrf-guard", matchIfMissing = true)
        FilterRegistrationBean<Filter> billetCsrfFilterRegistration(
                ServletRegistrationBean<?> billetServletRegistration) {
            return passingOver(List.of(billetServletRegistration));
        }
    }

    private static FilterRegistrationBean<Filter> passingOver(List<? extends ServletRegistrationBean<?>> blogs) {
        LOG.info("Forms of the blog are guarded by where they come from, not by Spring Security's token;"
                + " billet.security.own-csrf-guard=false leaves them to Spring Security");
        Set<String> servlets =
                blogs.stream().map(ServletRegistrationBean::getServletName).collect(Collectors.toSet());
        FilterRegistrationBean<Filter> filter = new FilterRegistrationBean<>((request, response, chain) -> {
            HttpServletRequest http = (HttpServletRequest) request;
            // By the servlet, not by the path: what another servlet answers stays under Spring's guard.
            // What only reads is refused by nobody, and the application's own forms around the page need the token.
            if (!READING.contains(http.getMethod())
                    && servlets.contains(http.getHttpServletMapping().getServletName())) {
                CsrfFilter.skipRequest(http);
            }
            chain.doFilter(request, response);
        });
        filter.setName("billetCsrfFilter");
        filter.setUrlPatterns(
                blogs.stream().flatMap(blog -> blog.getUrlMappings().stream()).toList());
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 100);
        // Without a pattern a filter is for every request.
        filter.setEnabled(!blogs.isEmpty());
        return filter;
    }

    /** Where forms of the blog are refused, it is said, with the line that mends it. */
    @Bean
    @ConditionalOnMissingBean(name = "billetCsrfFilterRegistration")
    BlogFormsUnderCsrf billetFormsUnderCsrf(BilletProperties properties, Environment environment) {
        BlogFormsUnderCsrf line = new BlogFormsUnderCsrf(line(blogs(properties, environment)));
        LOG.warn(UNGUARDED, line.line());
        return line;
    }

    private static String line(List<NamedBlog> blogs) {
        return blogs.stream()
                .map(blog -> blog.isAtRoot()
                        ? "\"/newsletter/**\", \"/*/comments\""
                        : "\"" + blog.settings().path() + "/**\"")
                .collect(Collectors.joining(", ", ".csrf(csrf -> csrf.ignoringRequestMatchers(", "))"));
    }

    /**
     * What there is to add to the application's {@code HttpSecurity}.
     *
     * @param line of Java
     */
    record BlogFormsUnderCsrf(String line) {}
}
