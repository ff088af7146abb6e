package io.billet.spring;

import io.billet.engine.Blog;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Counts what happens in the blog, where Micrometer is. */
@AutoConfiguration(before = BilletAutoConfiguration.class)
@ConditionalOnProperty(prefix = "billet", name = "enabled", matchIfMissing = true)
@ConditionalOnClass({MeterRegistry.class, MeterBinder.class})
class BilletMetricsAutoConfiguration {

    @Configuration(proxyBeanMethods = false)
    @Conditional(SeveralBlogs.AreNot.class)
    static class OneBlog {

        @Bean
        @ConditionalOnMissingBean
        BlogMeters billetMeters(ObjectProvider<Blog> blog) {
            return new BlogMeters("", blog::getIfAvailable);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Conditional(SeveralBlogs.Are.class)
    @Import(Meters.class)
    static class EveryBlog {}

    static final class Meters extends EachBlog {
        @Override
        void register(NamedBlog blog, BeanDefinitionRegistry beans) {
            bean(blog, beans, "BlogMeters", BilletMetricsAutoConfiguration.class, "meters", "");
        }
    }

    static BlogMeters meters(NamedBlog its, BeanFactory beans) {
        return new BlogMeters(its.name(), () -> beans.getBean(its.bean("Blog"), Blog.class));
    }
}
