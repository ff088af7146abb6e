package io.billet.spring;

import io.billet.core.EmailAddress;
import io.billet.core.HostIdentity;
import io.billet.core.LanguageTag;
import io.billet.core.Slug;
import io.billet.engine.Blog;
import io.billet.engine.Letterhead;
import io.billet.engine.Site;
import io.billet.engine.spi.BlogListener;
import io.billet.engine.spi.JobRunner;
import io.billet.engine.spi.Mailer;
import io.billet.engine.spi.RateLimiter;
import io.billet.engine.spi.SpamChecker;
import io.billet.engine.spi.Staff;
import io.billet.storage.api.BlogStorage;
import io.billet.web.http.Membership;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnJava;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.system.JavaVersion;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/** Makes the blog, of what the application has and the properties say. */
@AutoConfiguration(after = {BilletStorageAutoConfiguration.class, BilletMailAutoConfiguration.class})
@ConditionalOnProperty(prefix = "billet", name = "enabled", matchIfMissing = true)
@EnableConfigurationProperties(BilletProperties.class)
class BilletAutoConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(BilletAutoConfiguration.class);

    /** As Boot's own condition on threading, which has another place in each line. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty("spring.threads.virtual.enabled")
    @ConditionalOnJava(JavaVersion.TWENTY_ONE)
    static class VirtualThreads {

        @Bean
        @Conditional(SeveralBlogs.AreNot.class)
        @ConditionalOnMissingBean(JobRunner.class)
        JobRunner billetJobRunner() {
            return new VirtualThreadRunner();
        }

        /** Beside one that the application has for one of them. */
        @Bean("billetJobRunner")
        @Conditional(SeveralBlogs.Are.class)
        @ConditionalOnMissingBean(name = "billetJobRunner")
        JobRunner billetJobRunnerOfAll() {
            return new VirtualThreadRunner();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Conditional(SeveralBlogs.AreNot.class)
    @ConditionalOnMissingBean(Blog.class)
    static class OwnBlog {

        @Bean(destroyMethod = "close")
        Blog billetBlog(
                BilletProperties properties, Environment environment, BlogStorage storage, ListableBeanFactory beans) {
            return build(NamedBlog.only(properties), environment, storage, beans);
        }

        @Bean
        BlogLifecycle billetBlogLifecycle(Blog blog, BilletProperties properties) {
            return new BlogLifecycle(blog, properties.jobs());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Conditional(SeveralBlogs.Are.class)
    @Import(Blogs.class)
    static class OwnBlogs {}

    /** A blog that the application defines under the name of one of them is left alone, its jobs among it. */
    static final class Blogs extends EachBlog {
        @Override
        void register(NamedBlog blog, BeanDefinitionRegistry beans) {
            if (!beans.containsBeanDefinition(blog.bean("Blog"))) {
                bean(blog, beans, "Blog", BilletAutoConfiguration.class, "blog", "close");
                bean(blog, beans, "BlogLifecycle", BilletAutoConfiguration.class, "lifecycle", "");
            }
        }
    }

    static Blog blog(NamedBlog its, Environment environment, ListableBeanFactory beans) {
        return build(its, environment, beans.getBean(its.bean("BlogStorage"), BlogStorage.class), beans);
    }

    static BlogLifecycle lifecycle(NamedBlog its, ListableBeanFactory beans) {
        return new BlogLifecycle(
                beans.getBean(its.bean("Blog"), Blog.class), its.settings().jobs());
    }

    private static Blog build(NamedBlog its, Environment environment, BlogStorage storage, ListableBeanFactory beans) {
        Site site = site(its.settings(), environment);
        Blog.Builder blog = Blog.builder().site(site).storage(storage);
        Mailer mailer = its.find(beans, Mailer.class, "Mailer");
        if (mailer == null) {
            LOG.info(
                    "Mail of the blog is written to the log, links to sign in among it: there is neither a JavaMailSender"
                            + " (spring.mail.host) nor a bean of type Mailer");
        }
        Mailer sender = mailer == null ? Mailer.logging() : mailer;
        blog.mailer(beans.getBeanProvider(MailerDecorator.class)
                .orderedStream()
                .filter(its::isServedBy)
                .findFirst()
                .map(watch -> watch.around(sender))
                .orElse(sender));
        its.given(beans, SpamChecker.class, "SpamChecker", blog::spamChecker);
        its.given(beans, RateLimiter.class, "RateLimiter", blog::rateLimiter);
        its.given(beans, JobRunner.class, "JobRunner", blog::jobRunner);
        blog.staff(staff(its.settings().people()));
        if (its.settings().deployment() != null) {
            blog.deployment(its.settings().deployment());
        }
        blog.topics(its.settings().newsletter().topics().stream().map(Slug::of).toArray(Slug[]::new));
        BilletProperties.Notices notices = its.settings().notices();
        if (notices.to() != null) {
            URI desk = notices.desk() == null ? site.baseUrl() : notices.desk();
            blog.notices(EmailAddress.of(notices.to()), desk);
        }
        its.given(beans, Staff.class, "Staff", blog::staff);
        beans.getBeanProvider(BlogListener.class)
                .orderedStream()
                .filter(its::isServedBy)
                .forEach(blog::listener);
        beans.getBeanProvider(BlogCustomizer.class)
                .orderedStream()
                .forEach(customizer -> customizer.customize(its.name(), blog));
        return blog.build();
    }

    private static Staff staff(BilletProperties.People people) {
        Map<HostIdentity, Staff.Standing> known = new HashMap<>();
        people.moderators().forEach(name -> known.put(HostIdentity.of(name), Staff.Standing.MODERATOR));
        people.authors().forEach(name -> known.put(HostIdentity.of(name), Staff.Standing.AUTHOR));
        return Staff.of(known);
    }

    /** Mails promise no more than the pages. */
    private static Letterhead letterhead(BilletProperties properties) {
        BilletProperties.Letterhead given = properties.letterhead();
        boolean makesMembers = properties.web().membership() != Membership.ACCOUNTS;
        return new Letterhead(
                Optional.ofNullable(given.replyTo()).map(EmailAddress::of),
                Optional.ofNullable(given.postalAddress()),
                Optional.ofNullable(given.feedbackSender()),
                makesMembers);
    }

    private static Site site(BilletProperties properties, Environment environment) {
        String title = properties.title() == null
                ? environment.getProperty("spring.application.name", "Blog")
                : properties.title();
        Site site = Site.of(title, baseUrl(properties, environment), LanguageTag.of(properties.language()))
                .describedAs(properties.description())
                .inZone(properties.timeZone())
                .writingOn(letterhead(properties));
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
