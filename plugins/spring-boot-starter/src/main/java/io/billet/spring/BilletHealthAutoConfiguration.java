package io.billet.spring;

import io.billet.engine.Blog;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Says by the actuator of Boot 4 whether the blog's store answers. */
@AutoConfiguration(after = BilletAutoConfiguration.class)
@ConditionalOnClass(HealthIndicator.class)
@ConditionalOnProperty(prefix = "management.health.billet", name = "enabled", matchIfMissing = true)
class BilletHealthAutoConfiguration {

    @Configuration(proxyBeanMethods = false)
    @Conditional(SeveralBlogs.AreNot.class)
    @ConditionalOnBean(Blog.class)
    static class OneBlog {

        @Bean
        @ConditionalOnMissingBean(name = "billetHealthIndicator")
        HealthIndicator billetHealthIndicator(Blog blog) {
            return health(blog);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Conditional(SeveralBlogs.Are.class)
    @Import(Indicators.class)
    static class EveryBlog {}

    static final class Indicators extends EachBlog {
        @Override
        void register(NamedBlog blog, BeanDefinitionRegistry beans) {
            bean(blog, beans, "BlogHealthIndicator", BilletHealthAutoConfiguration.class, "indicator", "");
        }
    }

    static HealthIndicator indicator(NamedBlog its, BeanFactory beans) {
        return health(beans.getBean(its.bean("Blog"), Blog.class));
    }

    private static HealthIndicator health(Blog blog) {
        return () -> {
            try {
                return Health.up().withDetails(BlogCondition.of(blog)).build();
            } catch (RuntimeException e) {
                return Health.down(e).build();
            }
        };
    }
}
