package io.billet.spring;

import io.billet.engine.Blog;
import io.billet.web.BlogHandler;
import io.billet.web.http.ContentSecurityPolicy;
import io.billet.web.http.ReaderResolver;
import io.billet.web.servlet.BlogFilter;
import io.billet.web.servlet.BlogServlet;
import io.billet.web.theme.Looks;
import io.billet.web.theme.PageLayout;
import io.billet.web.theme.Theme;
import jakarta.servlet.Servlet;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

/** Shows the blog under its path, as a servlet of its own: filters of the application, Spring Security's among them, come before it. */
@AutoConfiguration(after = {BilletAutoConfiguration.class, BilletLayoutAutoConfiguration.class})
@ConditionalOnProperty(prefix = "billet", name = "enabled", matchIfMissing = true)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(Servlet.class)
class BilletWebAutoConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(BilletWebAutoConfiguration.class);

    /** By which the container tells the requests of the servlet from others. */
    private static final String SERVLET = "billetServlet";

    @Bean
    @ConditionalOnBean(Blog.class)
    @ConditionalOnMissingBean
    BlogHandler billetBlogHandler(
            Blog blog,
            BilletProperties properties,
            ObjectProvider<Theme> theme,
            ObjectProvider<Looks> looks,
            ObjectProvider<PageLayout> layout,
            ObjectProvider<ContentSecurityPolicy> policy,
            ObjectProvider<ReaderResolver> readers,
            ObjectProvider<BlogHandlerCustomizer> customizers)
            throws IOException {
        BilletProperties.Pages pages = properties.pages();
        BlogHandler.Builder builder = BlogHandler.builder(blog)
                .articlesPerPage(pages.articlesPerPage())
                .commentsPerPage(pages.commentsPerPage())
                .bodyLimit(Math.toIntExact(pages.bodyLimit().toBytes()))
                .keepPages(pages.keep());
        Looks given = looks.getIfAvailable();
        Theme ofHost = theme.getIfAvailable();
        if ((given != null || ofHost != null)
                && (pages.css() != null || !properties.looks().isEmpty())) {
            LOG.warn(
                    "billet.looks.* and billet.pages.css are passed over: the application has a {} of its own",
                    ofHost == null ? "Looks" : "Theme");
        }
        builder.theme(
                ofHost == null ? Theme.standard(given == null ? LooksOfProperties.of(properties) : given) : ofHost);
        layout.ifAvailable(builder::layout);
        if (properties.layout().template() != null && layout.getIfAvailable() == null) {
            throw new IllegalStateException(
                    "billet.layout.template is set, but there is no Thymeleaf to make pages of it");
        }
        builder.contentSecurityPolicy(policy.getIfAvailable(() -> LooksOfProperties.policy(properties)));
        readers.ifAvailable(builder::readers);
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        return builder.build();
    }

    /** At the root of the application the blog stands among other pages, which stay the application's. */
    @Bean
    @ConditionalOnBean(BlogHandler.class)
    @ConditionalOnMissingBean(name = "billetFilterRegistration")
    @ConditionalOnProperty(prefix = "billet", name = "path", havingValue = "/")
    FilterRegistrationBean<BlogFilter> billetFilterRegistration(BlogHandler pages) {
        FilterRegistrationBean<BlogFilter> filter = new FilterRegistrationBean<>(new BlogFilter(pages));
        filter.addUrlPatterns("/*");
        return filter;
    }

    @Bean
    @ConditionalOnBean(BlogHandler.class)
    @ConditionalOnMissingBean(name = {"billetServletRegistration", "billetFilterRegistration"})
    ServletRegistrationBean<BlogServlet> billetServletRegistration(BlogHandler pages, BilletProperties properties) {
        ServletRegistrationBean<BlogServlet> servlet =
                new ServletRegistrationBean<>(new BlogServlet(pages), properties.path() + "/*");
        servlet.setName(SERVLET);
        return servlet;
    }
}
