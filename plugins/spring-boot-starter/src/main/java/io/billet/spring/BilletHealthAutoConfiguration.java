package io.billet.spring;

import io.billet.engine.Blog;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** Says by the actuator of Boot 4 whether the blog's store answers. */
@AutoConfiguration(after = BilletAutoConfiguration.class)
@ConditionalOnClass(HealthIndicator.class)
@ConditionalOnBean(Blog.class)
@ConditionalOnProperty(prefix = "management.health.billet", name = "enabled", matchIfMissing = true)
class BilletHealthAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(name = "billetHealthIndicator")
    HealthIndicator billetHealthIndicator(Blog blog) {
        return () -> {
            try {
                return Health.up().withDetails(BlogCondition.of(blog)).build();
            } catch (RuntimeException e) {
                return Health.down(e).build();
            }
        };
    }
}
