package io.billet.spring;

import io.billet.engine.Blog;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.web.servlet.ViewResolver;

/** Puts the blog's pages into the application's own, where it has a template of Thymeleaf for that. */
@AutoConfiguration(
        after = BilletAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.autoconfigure.thymeleaf.ThymeleafAutoConfiguration",
            "org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration"
        })
@ConditionalOnProperty(prefix = "billet", name = "enabled", matchIfMissing = true)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(
        value = ViewResolver.class,
        name = {"org.thymeleaf.spring6.view.ThymeleafViewResolver"})
class BilletLayoutAutoConfiguration {

    /** What Boot calls it in both lines. */
    private static final String VIEWS = "thymeleafViewResolver";

    @Bean
    @ConditionalOnBean(value = Blog.class, name = VIEWS)
    @ConditionalOnMissingBean
    LayoutTemplates billetLayoutTemplates(
            @Qualifier(VIEWS) ViewResolver views,
            ObjectProvider<LayoutAttributes> attributes,
            Environment environment,
            ResourceLoader resources) {
        return new LayoutTemplates(views, attributes.orderedStream().toList(), environment, resources);
    }
}
