package io.billet.spring;

import io.billet.engine.Blog;
import io.billet.web.theme.PageLayout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.type.AnnotatedTypeMetadata;
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

    private static final Logger LOG = LoggerFactory.getLogger(BilletLayoutAutoConfiguration.class);

    @Bean
    @ConditionalOnBean(value = Blog.class, name = VIEWS)
    @ConditionalOnMissingBean
    @Conditional(HasTemplate.class)
    PageLayout billetPageLayout(
            @Qualifier(VIEWS) ViewResolver views,
            BilletProperties properties,
            ObjectProvider<LayoutAttributes> attributes,
            Environment environment,
            ResourceLoader resources) {
        String template = properties.layout().templateOrUsual();
        String place = place(environment, template);
        if (!resources.getResource(place).exists()) {
            throw new IllegalStateException("billet.layout.template is " + template + ", but there is no " + place);
        }
        LOG.info(
                "The blog's pages are put into the template {}; scripts and inline styles in it need billet.csp.allow.*, and shared"
                        + " caches keep none of the pages unless billet.layout.same-for-everybody=true",
                place);
        return new TemplateLayout(
                views,
                template,
                properties.layout().sameForEverybody(),
                attributes.orderedStream().toList());
    }

    /** Where Thymeleaf's usual resolver looks for a template. */
    private static String place(Environment environment, String template) {
        return environment.getProperty("spring.thymeleaf.prefix", "classpath:/templates/")
                + template
                + environment.getProperty("spring.thymeleaf.suffix", ".html");
    }

    /** Whether the template is there, or named. */
    static final class HasTemplate extends SpringBootCondition {

        @Override
        public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
            Environment environment = context.getEnvironment();
            ConditionMessage.Builder message = ConditionMessage.forCondition("Layout of the blog's pages");
            if (!environment.getProperty("billet.layout.enabled", Boolean.class, true)) {
                return ConditionOutcome.noMatch(message.because("it is switched off"));
            }
            if (environment.containsProperty("billet.layout.template")) {
                return ConditionOutcome.match(message.because("it is named"));
            }
            String place = place(environment, BilletProperties.Layout.USUAL);
            return context.getResourceLoader().getResource(place).exists()
                    ? ConditionOutcome.match(message.foundExactly(place))
                    : ConditionOutcome.noMatch(message.didNotFind("template").items(place));
        }
    }
}
