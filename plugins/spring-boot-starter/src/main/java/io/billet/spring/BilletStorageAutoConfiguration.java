package io.billet.spring;

import io.billet.engine.Blog;
import io.billet.storage.api.BlogStorage;
import io.billet.storage.api.InMemoryStorage;
import io.billet.storage.jdbc.JdbcStorage;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.util.ClassUtils;

/**
 * Keeps the blog in the application's database, once the application has made its own tables there: Flyway refuses a database in
 * which it finds others.
 */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration",
            "org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration",
            "org.springframework.boot.autoconfigure.liquibase.LiquibaseAutoConfiguration",
            "org.springframework.boot.autoconfigure.orm.jpa.HibernateJpaAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
            "org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration",
            "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration"
        })
@ConditionalOnProperty(prefix = "billet", name = "enabled", matchIfMissing = true)
@EnableConfigurationProperties(BilletProperties.class)
class BilletStorageAutoConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(BilletStorageAutoConfiguration.class);
    private static final String STORAGE = "billetStorage";
    private static final String SUFFIX = "BlogStorage";
    private static final String ENTITY_MANAGER_FACTORY = "jakarta.persistence.EntityManagerFactory";

    @Configuration(proxyBeanMethods = false)
    @Conditional(SeveralBlogs.AreNot.class)
    @ConditionalOnMissingBean({BlogStorage.class, Blog.class})
    static class OfOneBlog {

        @Bean(name = STORAGE, destroyMethod = "close")
        @DependsOnDatabaseInitialization
        BlogStorage billetStorage(BilletProperties properties, ObjectProvider<DataSource> sources, BeanFactory beans) {
            return storage(NamedBlog.only(properties), sources, beans);
        }

        /** Hibernate may make tables, too. */
        @Bean
        @ConditionalOnClass(name = ENTITY_MANAGER_FACTORY)
        static BeanFactoryPostProcessor billetStorageAfterJpa() {
            return beans -> waitForJpa(beans, STORAGE);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Conditional(SeveralBlogs.Are.class)
    @Import(Storages.class)
    static class OfSeveralBlogs {

        @Bean
        @ConditionalOnClass(name = ENTITY_MANAGER_FACTORY)
        static BeanFactoryPostProcessor billetStorageAfterJpa(Environment environment) {
            return beans -> SeveralBlogs.in(environment).stream()
                    .map(blog -> blog.bean(SUFFIX))
                    .filter(name -> isOurs(beans, name))
                    .forEach(name -> waitForJpa(beans, name));
        }
    }

    static final class Storages extends EachBlog {
        @Override
        void register(NamedBlog blog, BeanDefinitionRegistry beans) {
            bean(blog, beans, SUFFIX, BilletStorageAutoConfiguration.class, "storage", "close");
        }
    }

    @DependsOnDatabaseInitialization
    static BlogStorage storage(NamedBlog blog, ObjectProvider<DataSource> sources, BeanFactory beans) {
        BilletProperties.Jdbc jdbc = blog.settings().jdbc();
        if (sources.stream().findAny().isEmpty()) {
            LOG.warn("There is no DataSource: the blog is kept in memory, and gone when the application ends");
            return new InMemoryStorage();
        }
        return JdbcStorage.builder(plain(source(blog.settings(), sources, beans)))
                .tablePrefix(jdbc.tablePrefix())
                .autoMigrate(jdbc.migrate())
                .build();
    }

    private static boolean isOurs(ConfigurableListableBeanFactory beans, String name) {
        return BilletStorageAutoConfiguration.class
                .getName()
                .equals(beans.getBeanDefinition(name).getBeanClassName());
    }

    private static void waitForJpa(ConfigurableListableBeanFactory beans, String name) {
        Class<?> factory = ClassUtils.resolveClassName(ENTITY_MANAGER_FACTORY, beans.getBeanClassLoader());
        BeanDefinition storage = beans.getBeanDefinition(name);
        Set<String> before = new LinkedHashSet<>();
        String[] dependsOn = storage.getDependsOn();
        before.addAll(dependsOn == null ? List.of() : Arrays.asList(dependsOn));
        before.addAll(Arrays.asList(beans.getBeanNamesForType(factory, true, false)));
        storage.setDependsOn(before.toArray(String[]::new));
    }

    private static DataSource source(
            BilletProperties properties, ObjectProvider<DataSource> sources, BeanFactory beans) {
        String name = properties.jdbc().dataSource();
        if (name != null) {
            return beans.getBean(name, DataSource.class);
        }
        DataSource only = sources.getIfUnique();
        if (only == null) {
            throw new IllegalStateException(
                    "There are several DataSources and none is primary: say which one the blog is to use,"
                            + " billet.jdbc.data-source=<name of the bean>");
        }
        return only;
    }

    /** Each call of a store is a transaction of its own, so it must not be given the connection of a surrounding one. */
    private static DataSource plain(DataSource source) {
        boolean isFromSpring = ClassUtils.isPresent(
                "org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy",
                source.getClass().getClassLoader());
        return isFromSpring ? Unwrapping.target(source) : source;
    }

    /** Loaded only where Spring's JDBC is. */
    private static final class Unwrapping {
        static DataSource target(DataSource source) {
            DataSource plain = source;
            while (plain instanceof TransactionAwareDataSourceProxy proxy && proxy.getTargetDataSource() != null) {
                plain = proxy.getTargetDataSource();
            }
            return plain;
        }
    }
}
