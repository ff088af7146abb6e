package io.billet.spring;

import io.billet.engine.Blog;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** Counts what happens in the blog, where Micrometer is. */
@AutoConfiguration(before = BilletAutoConfiguration.class)
@ConditionalOnProperty(prefix = "billet", name = "enabled", matchIfMissing = true)
@ConditionalOnClass({MeterRegistry.class, MeterBinder.class})
class BilletMetricsAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    BlogMeters billetMeters(ObjectProvider<Blog> blog) {
        return new BlogMeters(blog::getIfAvailable);
    }
}
