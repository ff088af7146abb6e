package io.billet.spring.hosts;

import io.billet.core.Article;
import io.billet.engine.Blog;
import io.billet.web.contract.Browser;
import io.billet.web.contract.RunningServer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** An application of somebody's that runs, with a database of its own in memory. */
final class Host implements RunningServer {

    private static final String JPA = "org.springframework.boot.autoconfigure.orm.jpa.HibernateJpaAutoConfiguration,"
            + "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration";
    private static final String DATA_SOURCE = "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration,"
            + "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration";

    private final ConfigurableApplicationContext context;

    private Host(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Starts an application without JPA. */
    static Host start(Class<?> application, String... properties) {
        return start(application, List.of(), with("spring.autoconfigure.exclude=" + JPA, properties));
    }

    /** Starts an application with JPA. */
    static Host startWithJpa(Class<?> application, String... properties) {
        return start(application, List.of(), List.of(properties));
    }

    /** Starts an application without a database. */
    static Host startWithoutDatabase(Class<?> application, String... properties) {
        return start(
                application, List.of(), with("spring.autoconfigure.exclude=" + JPA + "," + DATA_SOURCE, properties));
    }

    static Host start(
            Class<?> application,
            ApplicationContextInitializer<ConfigurableApplicationContext> beans,
            String... properties) {
        return start(application, List.of(beans), with("spring.autoconfigure.exclude=" + JPA, properties));
    }

    private static List<String> with(String first, String... more) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(List.of(more));
        return all;
    }

    private static Host start(
            Class<?> application,
            List<ApplicationContextInitializer<ConfigurableApplicationContext>> beans,
            List<String> properties) {
        List<String> arguments = new ArrayList<>();
        arguments.add("--spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        arguments.add("--billet.base-url=http://localhost/blog");
        // The last of several that are the same counts, or they would be a list.
        properties.forEach(property -> {
            String name = property.substring(0, property.indexOf('=') + 1);
            arguments.removeIf(argument -> argument.startsWith("--" + name));
            arguments.add("--" + property);
        });
        return new Host(new SpringApplicationBuilder(application)
                .initializers(beans.toArray(ApplicationContextInitializer[]::new))
                .registerShutdownHook(false)
                .run(arguments.toArray(String[]::new)));
    }

    ApplicationContext beans() {
        return context;
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    Blog blog() {
        return bean(Blog.class);
    }

    Article publish(String title, String markdown) {
        Article draft = blog().articles().draft(edit -> edit.title(title).markdown(markdown));
        return blog().articles().publish(draft.id(), draft.version());
    }

    Browser browser() {
        return Browser.at(port());
    }

    @Override
    public int port() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    @Override
    public void close() {
        context.close();
    }
}
