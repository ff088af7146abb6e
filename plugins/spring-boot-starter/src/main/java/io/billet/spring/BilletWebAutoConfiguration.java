package io.billet.spring;

import io.billet.core.Label;
import io.billet.engine.Blog;
import io.billet.web.BlogHandler;
import io.billet.web.http.ContentSecurityPolicy;
import io.billet.web.http.HostLink;
import io.billet.web.http.ReaderResolver;
import io.billet.web.servlet.BlogFilter;
import io.billet.web.servlet.BlogServlet;
import io.billet.web.theme.Looks;
import io.billet.web.theme.PageLayout;
import io.billet.web.theme.Theme;
import jakarta.servlet.Servlet;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
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
import org.springframework.context.annotation.Import;

/** Shows the blog under its path, as a servlet of its own: filters of the application, Spring Security's among them, come before it. */
@AutoConfiguration(after = {BilletAutoConfiguration.class, BilletLayoutAutoConfiguration.class})
@ConditionalOnProperty(prefix = "billet", name = "enabled", matchIfMissing = true)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(Servlet.class)
class BilletWebAutoConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(BilletWebAutoConfiguration.class);

    /** The end of the name of a servlet's bean, where there are several blogs. */
    static final String SERVLET = "BlogServlet";

    @Configuration(proxyBeanMethods = false)
    @Conditional(SeveralBlogs.AreNot.class)
    static class OneBlog {

        @Bean
        @ConditionalOnBean(Blog.class)
        @ConditionalOnMissingBean
        BlogHandler billetBlogHandler(Blog blog, BilletProperties properties, ListableBeanFactory beans)
                throws IOException {
            return pages(NamedBlog.only(properties), blog, beans);
        }

        /** At the root of the application the blog stands among other pages, which stay the application's. */
        @Bean
        @ConditionalOnBean(BlogHandler.class)
        @ConditionalOnMissingBean(name = "billetFilterRegistration")
        @ConditionalOnProperty(prefix = "billet", name = "path", havingValue = "/")
        FilterRegistrationBean<BlogFilter> billetFilterRegistration(BlogHandler pages) {
            return filter(pages);
        }

        @Bean
        @ConditionalOnBean(BlogHandler.class)
        @ConditionalOnMissingBean(name = {"billetServletRegistration", "billetFilterRegistration"})
        ServletRegistrationBean<BlogServlet> billetServletRegistration(BlogHandler pages, BilletProperties properties) {
            return servlet(NamedBlog.only(properties), pages);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Conditional(SeveralBlogs.Are.class)
    @Import(Pages.class)
    static class EveryBlog {}

    static final class Pages extends EachBlog {
        @Override
        void register(NamedBlog blog, BeanDefinitionRegistry beans) {
            bean(blog, beans, "BlogHandler", BilletWebAutoConfiguration.class, "handler", "");
            if (blog.isAtRoot()) {
                bean(blog, beans, "BlogFilter", BilletWebAutoConfiguration.class, "filterOf", "");
            } else {
                bean(blog, beans, SERVLET, BilletWebAutoConfiguration.class, "servletOf", "");
            }
        }
    }

    static BlogHandler handler(NamedBlog its, ListableBeanFactory beans) throws IOException {
        return pages(its, beans.getBean(its.bean("Blog"), Blog.class), beans);
    }

    static FilterRegistrationBean<BlogFilter> filterOf(NamedBlog its, ListableBeanFactory beans) {
        return filter(beans.getBean(its.bean("BlogHandler"), BlogHandler.class));
    }

    static ServletRegistrationBean<BlogServlet> servletOf(NamedBlog its, ListableBeanFactory beans) {
        return servlet(its, beans.getBean(its.bean("BlogHandler"), BlogHandler.class));
    }

    private static FilterRegistrationBean<BlogFilter> filter(BlogHandler pages) {
        FilterRegistrationBean<BlogFilter> filter = new FilterRegistrationBean<>(new BlogFilter(pages));
        filter.addUrlPatterns("/*");
        return filter;
    }

    private static ServletRegistrationBean<BlogServlet> servlet(NamedBlog its, BlogHandler pages) {
        ServletRegistrationBean<BlogServlet> servlet = new ServletRegistrationBean<>(
                new BlogServlet(pages), its.settings().path() + "/*");
        servlet.setName(its.servlet());
        return servlet;
    }

    private static BlogHandler pages(NamedBlog its, Blog blog, ListableBeanFactory beans) throws IOException {
        BilletProperties.Pages pages = its.settings().pages();
        BlogHandler.Builder builder = BlogHandler.builder(blog)
                .articlesPerPage(pages.articlesPerPage())
                .commentsPerPage(pages.commentsPerPage())
                .bodyLimit(Math.toIntExact(pages.bodyLimit().toBytes()))
                .keepPages(pages.keep());
        looks(its, beans, builder);
        accounts(its.settings().web(), builder);
        its.given(beans, ReaderResolver.class, "ReaderResolver", builder::readers);
        beans.getBeanProvider(BlogHandlerCustomizer.class)
                .orderedStream()
                .forEach(customizer -> customizer.customize(its.name(), builder));
        return builder.build();
    }

    private static void looks(NamedBlog its, ListableBeanFactory beans, BlogHandler.Builder builder)
            throws IOException {
        BilletProperties settings = its.settings();
        Looks looks = its.find(beans, Looks.class, "Looks");
        Theme theme = its.find(beans, Theme.class, "Theme");
        boolean areSaid = settings.pages().css() != null || !settings.looks().isEmpty();
        if ((looks != null || theme != null) && areSaid) {
            LOG.warn(
                    "billet.looks.* and billet.pages.css are passed over: the application has a {} of its own",
                    theme == null ? "Looks" : "Theme");
        }
        builder.theme(theme == null ? Theme.standard(looks == null ? LooksOfProperties.of(settings) : looks) : theme);
        layout(its, beans).ifPresent(builder::layout);
        ContentSecurityPolicy policy = its.find(beans, ContentSecurityPolicy.class, "ContentSecurityPolicy");
        builder.contentSecurityPolicy(policy == null ? LooksOfProperties.policy(settings) : policy);
    }

    private static Optional<PageLayout> layout(NamedBlog its, ListableBeanFactory beans) {
        PageLayout layout = its.find(beans, PageLayout.class, "PageLayout");
        if (layout != null) {
            return Optional.of(layout);
        }
        LayoutTemplates templates = beans.getBeanProvider(LayoutTemplates.class).getIfAvailable();
        if (templates == null && its.settings().layout().template() != null) {
            throw new IllegalStateException(
                    "billet.layout.template is set, but there is no Thymeleaf to make pages of it");
        }
        return templates == null ? Optional.empty() : templates.layoutOf(its.settings());
    }

    private static void accounts(BilletProperties.Web web, BlogHandler.Builder builder) {
        if (web.signIn() != null) {
            builder.signIn(link(web.signIn(), web));
        }
        if (web.signOut() != null) {
            builder.signOut(link(web.signOut(), web));
        }
        if (web.membership() != null) {
            builder.membership(web.membership());
        }
        if (web.cookieName() != null) {
            builder.cookieName(web.cookieName());
        }
        web.labels().forEach((label, name) -> builder.labelName(Label.of(label), name));
    }

    private static HostLink link(String address, BilletProperties.Web web) {
        HostLink page = HostLink.of(address);
        return web.returnParameter() == null ? page : page.returningBy(web.returnParameter());
    }
}
