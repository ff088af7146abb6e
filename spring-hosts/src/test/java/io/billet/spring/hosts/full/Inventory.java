package io.billet.spring.hosts.full;

import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.security.Security;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.PropertySource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.util.ClassUtils;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * What a running application consists of, as lines of text that are the same in every process: {@code kind: what}. Written to a file,
 * from which two processes are compared.
 */
final class Inventory {

    private final ConfigurableApplicationContext application;
    private final List<String> lines = new ArrayList<>();

    private Inventory(ConfigurableApplicationContext application) {
        this.application = application;
    }

    static void write(ConfigurableApplicationContext application, Path file) throws IOException {
        Inventory inventory = new Inventory(application);
        inventory.beans();
        inventory.onlyOnesOfTheirType();
        inventory.tables("shop");
        inventory.tables("archive");
        inventory.web();
        inventory.loggers();
        inventory.process();
        // As a whole or not at all: somebody waits for it.
        Path written = Files.write(file.resolveSibling("unfinished"), inventory.lines);
        Files.move(written, file);
    }

    private void add(String kind, Object what) {
        lines.add(kind + ": " + what);
    }

    private void beans() {
        ConfigurableListableBeanFactory beans = application.getBeanFactory();
        for (String name : new TreeSet<>(List.of(application.getBeanDefinitionNames()))) {
            BeanDefinition definition = beans.getMergedBeanDefinition(name);
            add(
                    "bean",
                    name + " of " + typeOf(name)
                            + (definition.isPrimary() ? ", primary" : "")
                            + (definition.getDependsOn() == null
                                    ? ""
                                    : ", after " + List.of(definition.getDependsOn())));
        }
        for (PropertySource<?> source : application.getEnvironment().getPropertySources()) {
            add("properties", source.getName().replaceAll("@[0-9a-f]+", ""));
        }
    }

    /** Of which types there is one bean, so that whoever asks for one by its type gets it. */
    private void onlyOnesOfTheirType() {
        Map<String, Set<String>> byType = new TreeMap<>();
        for (String name : application.getBeanDefinitionNames()) {
            for (Class<?> type = application.getType(name); type != null; type = type.getSuperclass()) {
                byType.computeIfAbsent(type.getName(), none -> new TreeSet<>()).add(name);
                for (Class<?> each : ClassUtils.getAllInterfacesForClass(type)) {
                    byType.computeIfAbsent(each.getName(), none -> new TreeSet<>())
                            .add(name);
                }
            }
        }
        byType.forEach((type, names) -> {
            boolean isNobodys = type.matches("java[.]lang[.].*|.*([$]Lambda|[$]Proxy|[$][$]).*");
            if (names.size() == 1 && !isNobodys) {
                add("only bean", names.iterator().next() + " of " + type);
            }
        });
    }

    /** Without what the virtual machine counts. */
    private String typeOf(String bean) {
        Class<?> type = application.getType(bean);
        return type == null
                ? "nothing"
                : ClassUtils.getUserClass(type).getName().replaceAll("[$]Proxy[0-9]+|[$]+Lambda.*|[$]+[0-9]+$", "");
    }

    private void tables(String database) {
        JdbcTemplate sql = new JdbcTemplate(application.getBean(database, DataSource.class));
        sql.queryForList(
                        "SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable"
                                + " FROM information_schema.columns WHERE table_schema = 'PUBLIC'",
                        String.class)
                .forEach(column -> add("column of " + database, column));
        sql.queryForList(
                        "SELECT table_name || '.' || index_name FROM information_schema.indexes WHERE table_schema = 'PUBLIC'",
                        String.class)
                .forEach(index ->
                        add("index of " + database, index.replaceAll("(PRIMARY_KEY|CONSTRAINT_INDEX)_.*", "$1")));
        sql.queryForList("SELECT sequence_name FROM information_schema.sequences", String.class)
                .forEach(sequence -> add("sequence of " + database, sequence));
        sql.queryForList("SELECT schema_name FROM information_schema.schemata", String.class)
                .forEach(schema -> add("schema of " + database, schema));
        sql.queryForList(
                        "SELECT setting_name || '=' || setting_value FROM information_schema.settings"
                                + " WHERE setting_name IN ('MODE', 'LOCK_TIMEOUT', 'WRITE_DELAY', 'TIME ZONE')",
                        String.class)
                .forEach(setting -> add("setting of " + database, setting));
    }

    private void web() {
        ServletContext servlets = ((WebApplicationContext) application).getServletContext();
        for (Map.Entry<String, ? extends ServletRegistration> each :
                new TreeMap<>(servlets.getServletRegistrations()).entrySet()) {
            add(
                    "servlet",
                    each.getKey() + " at " + new TreeSet<>(each.getValue().getMappings()));
        }
        for (Map.Entry<String, ? extends FilterRegistration> each :
                new TreeMap<>(servlets.getFilterRegistrations()).entrySet()) {
            add("filter", each.getKey() + " at " + new TreeSet<>(each.getValue().getUrlPatternMappings()));
        }
        for (SecurityFilterChain chain :
                application.getBean(FilterChainProxy.class).getFilterChains()) {
            add(
                    "chain",
                    chain.getFilters().stream()
                            .map(filter -> filter.getClass().getSimpleName())
                            .toList());
        }
        application
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((mapping, method) -> add("mapping", mapping + " to " + method));
    }

    private void loggers() {
        ch.qos.logback.classic.LoggerContext loggers =
                (ch.qos.logback.classic.LoggerContext) LoggerFactory.getILoggerFactory();
        for (ch.qos.logback.classic.Logger logger : loggers.getLoggerList()) {
            List<String> appenders = new ArrayList<>();
            logger.iteratorForAppenders().forEachRemaining(appender -> appenders.add(appender.getName()));
            if (logger.getLevel() != null || !appenders.isEmpty() || !logger.isAdditive()) {
                add("logger", logger.getName() + " at " + logger.getLevel() + " to " + appenders + logger.isAdditive());
            }
        }
        loggers.getTurboFilterList()
                .forEach(filter -> add("filter of logs", filter.getClass().getName()));
    }

    private void process() {
        add("locale", Locale.getDefault());
        for (Locale.Category category : Locale.Category.values()) {
            add("locale", Locale.getDefault(category));
        }
        add("zone", TimeZone.getDefault().getID());
        add("charset", Charset.defaultCharset());
        for (String name : new TreeSet<>(System.getProperties().stringPropertyNames())) {
            boolean isOfOneProcess =
                    name.matches("PID|java\\.class\\.path|sun\\.java\\.command|catalina\\.(base|home)");
            add("system property", name + (isOfOneProcess ? "" : "=" + System.getProperty(name)));
        }
        for (Provider provider : Security.getProviders()) {
            add("provider", provider.getName());
        }
        Collections.list(DriverManager.getDrivers())
                .forEach(driver -> add("driver", driver.getClass().getName()));
        add("authenticator", Authenticator.getDefault());
        add("cookies", CookieHandler.getDefault());
        add("proxies", ProxySelector.getDefault().getClass());
        add("uncaught", Thread.getDefaultUncaughtExceptionHandler());
    }
}
