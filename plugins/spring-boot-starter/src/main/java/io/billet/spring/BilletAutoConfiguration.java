package io.billet.spring;

import io.billet.core.EmailAddress;
import io.billet.core.LanguageTag;
import io.billet.engine.Blog;
import io.billet.engine.Site;
import io.billet.engine.spi.BlogListener;
import io.billet.engine.spi.JobRunner;
import io.billet.engine.spi.Mailer;
import io.billet.engine.spi.RateLimiter;
import io.billet.engine.spi.SpamChecker;
import io.billet.storage.api.BlogStorage;
import java.net.URI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnJava;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.system.JavaVersion;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Makes the blog, of what the application has and the properties say. */
@AutoConfiguration(after = {BilletStorageAutoConfiguration.class, BilletMailAutoConfiguration.class})
@ConditionalOnProperty(prefix = "billet", name = "enabled", matchIfMissing = true)
@EnableConfigurationProperties(BilletProperties.class)
class BilletAutoConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(BilletAutoConfiguration.class);

    /** As Boot's own condition on threading, which has another place in each line. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingBean(JobRunner.class)
    @ConditionalOnProperty("spring.threads.virtual.enabled")
    @ConditionalOnJava(JavaVersion.TWENTY_ONE)
    static class VirtualThreads {

        @Bean
        JobRunner billetJobRunner() {
            return new VirtualThreadRunner();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingBean(Blog.class)
    static class OwnBlog {

        @Bean(destroyMethod = "close")
        Blog billetBlog(
                BilletProperties properties,
                Environment environment,
                BlogStorage storage,
                ObjectProvider<Mailer> mailer,
                ObjectProvider<MailerDecorator> mailWatch,
                ObjectProvider<SpamChecker> spamChecker,
                ObjectProvider<RateLimiter> rateLimiter,
                ObjectProvider<JobRunner> jobRunner,
                ObjectProvider<BlogListener> listeners,
                ObjectProvider<BlogCustomizer> customizers) {
            Blog.Builder blog =
                    Blog.builder().site(site(properties, environment)).storage(storage);
            Mailer sender = mailer.getIfAvailable(Mailer::logging);
            MailerDecorator watch = mailWatch.getIfAvailable(() -> given -> given);
            blog.mailer(watch.around(sender));
            spamChecker.ifAvailable(blog::spamChecker);
            rateLimiter.ifAvailable(blog::rateLimiter);
            jobRunner.ifAvailable(blog::jobRunner);
            listeners.orderedStream().forEach(blog::listener);
            customizers.orderedStream().forEach(customizer -> customizer.customize(blog));
            return blog.build();
        }

        @Bean
        BlogLifecycle billetBlogLifecycle(Blog blog, BilletProperties properties) {
            return new BlogLifecycle(blog, properties.jobs());
        }
    }

    private static Site site(BilletProperties properties, Environment environment) {
        String title = properties.title() == null
                ? environment.getProperty("spring.application.name", "Blog")
                : properties.title();
        Site site = Site.of(title, baseUrl(properties, environment), LanguageTag.of(properties.language()))
                .describedAs(properties.description())
                .inZone(properties.timeZone());
        return properties.mailFrom() == null ? site : site.mailFrom(EmailAddress.of(properties.mailFrom()));
    }

    private static URI baseUrl(BilletProperties properties, Environment environment) {
        if (properties.baseUrl() != null) {
            return properties.baseUrl();
        }
        URI local = URI.create("http://localhost:" + environment.getProperty("server.port", "8080")
                + environment.getProperty("server.servlet.context-path", "") + properties.path());
        LOG.warn(
                "billet.base-url is not set: the links of the blog, those in mails among them, begin with {}, which only this machine"
                        + " can follow",
                local);
        return local;
    }
}
