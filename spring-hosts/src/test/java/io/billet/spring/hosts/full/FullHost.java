package io.billet.spring.hosts.full;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Locale;
import java.util.TimeZone;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.View;

/**
 * An application with Flyway, Liquibase, JPA, two databases, two chains of Spring Security, JSON of its own, filters that read forms, a
 * context path, an error page, a locale and a time zone of its own.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({FullHost.Rules.class, ShopPages.class})
public class FullHost {

    private static final String[] PROPERTIES = {
        "server.port=0",
        "server.servlet.context-path=/shop",
        "server.error.include-message=always",
        "spring.application.name=shop",
        "spring.main.banner-mode=off",
        "spring.flyway.enabled=true",
        "spring.liquibase.enabled=true",
        "spring.liquibase.change-log=classpath:db/changelog/orders.sql",
        "spring.liquibase.url=jdbc:h2:mem:archive;DB_CLOSE_DELAY=-1",
        "spring.liquibase.user=sa",
        "spring.jpa.hibernate.ddl-auto=update",
        "spring.jpa.open-in-view=true",
        "spring.mvc.hiddenmethod.filter.enabled=true",
        "spring.web.locale=de_CH",
        "spring.web.locale-resolver=fixed",
        "spring.jackson.property-naming-strategy=SNAKE_CASE",
        "spring.jackson.default-property-inclusion=non_empty",
        "spring.jackson.date-format=dd.MM.yyyy HH:mm",
        "spring.jackson.time-zone=Pacific/Chatham",
        "spring.jackson.mapper.sort-properties-alphabetically=true",
        "spring.jackson.deserialization.fail-on-unknown-properties=true",
        "management.endpoints.web.exposure.include=health,metrics,mappings",
        "management.endpoint.health.show-details=never",
        "logging.level.io.example=debug",
        "logging.level.org.hibernate.SQL=off"
    };

    /** Begins. */
    public FullHost() {}

    /** Starts it, with what may be said beside. */
    static ConfigurableApplicationContext start(String... more) {
        Locale.setDefault(Locale.forLanguageTag("de-CH"));
        TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Chatham"));
        String[] arguments = Arrays.stream(PROPERTIES).map(each -> "--" + each).toArray(String[]::new);
        String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return new SpringApplicationBuilder(FullHost.class).run(all);
    }

    @Bean
    @Primary
    DataSource shop() {
        return DataSourceBuilder.create()
                .url("jdbc:h2:mem:shop;DB_CLOSE_DELAY=-1")
                .username("sa")
                .build();
    }

    @Bean
    DataSource archive() {
        return DataSourceBuilder.create()
                .url("jdbc:h2:mem:archive;DB_CLOSE_DELAY=-1")
                .username("sa")
                .build();
    }

    @Bean
    AtomicInteger parametersRead() {
        return new AtomicInteger();
    }

    /** Reads every form before anybody else does. */
    @Bean
    FilterRegistrationBean<Filter> audit(AtomicInteger parametersRead) {
        FilterRegistrationBean<Filter> filter = new FilterRegistrationBean<>((request, response, chain) -> {
            parametersRead.addAndGet(request.getParameterMap().size());
            chain.doFilter(request, response);
        });
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    /** The page for everything that goes wrong. */
    @Bean(name = "error")
    View errorPage() {
        return new View() {
            @Override
            public String getContentType() {
                return "text/html;charset=utf-8";
            }

            @Override
            public void render(
                    java.util.Map<String, ?> model,
                    jakarta.servlet.http.HttpServletRequest request,
                    HttpServletResponse response)
                    throws java.io.IOException {
                response.setContentType(getContentType());
                response.getWriter().write("The shop's own page for " + model.get("status"));
            }
        };
    }

    /** Machines come with a password at each request, people sign in; the blog is for all, as are a page or two. */
    @Configuration(proxyBeanMethods = false)
    static class Rules {

        @Bean
        @Order(1)
        SecurityFilterChain machines(HttpSecurity http) throws Exception {
            return http.securityMatcher("/api/**")
                    .authorizeHttpRequests(all -> all.anyRequest().hasRole("MACHINE"))
                    .httpBasic(Customizer.withDefaults())
                    .csrf(csrf -> csrf.disable())
                    .build();
        }

        @Bean
        @Order(2)
        SecurityFilterChain people(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(
                            all -> all.requestMatchers("/", "/open", "/basket", "/blog/**", "/actuator/**", "/error")
                                    .permitAll()
                                    .anyRequest()
                                    .authenticated())
                    .formLogin(Customizer.withDefaults())
                    .build();
        }

        @Bean
        UserDetailsService users() {
            return new InMemoryUserDetailsManager(
                    User.withUsername("ana")
                            .password("{noop}secret")
                            .roles("CUSTOMER")
                            .build(),
                    User.withUsername("till")
                            .password("{noop}secret")
                            .roles("MACHINE")
                            .build());
        }
    }
}
