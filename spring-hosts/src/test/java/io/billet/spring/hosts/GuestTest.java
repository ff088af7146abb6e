package io.billet.spring.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A host that has everything is the same with the blog as without it. */
class GuestTest {

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @Bean
        SecurityFilterChain rules(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(all -> all.requestMatchers("/open", "/blog/**", "/actuator/health")
                            .permitAll()
                            .anyRequest()
                            .authenticated())
                    .formLogin(Customizer.withDefaults())
                    .build();
        }

        @RestController
        static class Pages {

            record Order(String name, Instant at, List<Integer> items) {}

            @GetMapping("/open")
            Order order() {
                return new Order("Été", Instant.EPOCH, List.of(1, 2));
            }
        }
    }

    /** What of a host can be seen from outside and inside. */
    private record Seen(
            Set<String> beans,
            List<String> tables,
            String json,
            String home,
            String unknown,
            int posted,
            Locale locale,
            TimeZone zone) {

        static Seen of(Host host) throws Exception {
            JdbcTemplate tables = host.bean(JdbcTemplate.class);
            Set<String> beans = new TreeSet<>();
            Stream.of(host.beans().getBeanDefinitionNames())
                    .filter(name -> !name.startsWith("billet") && !name.startsWith("io.billet.spring."))
                    .forEach(beans::add);
            return new Seen(
                    beans,
                    tables.queryForList(
                            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'PUBLIC'"
                                    + " AND table_name NOT LIKE 'BILLET%' ORDER BY 1",
                            String.class),
                    host.browser().get("/open").text(),
                    host.browser().get("/").address().getPath(),
                    host.browser().get("/unknown").address().getPath(),
                    host.browser().post("/open", java.util.Map.of()).status(),
                    Locale.getDefault(),
                    TimeZone.getDefault());
        }
    }

    @Test
    void nothing_of_the_hosts_is_changed() throws Exception {
        String[] properties = {
            "spring.flyway.enabled=true",
            "spring.jpa.hibernate.ddl-auto=update",
            "spring.mvc.hiddenmethod.filter.enabled=true",
            "server.error.include-message=always",
            "spring.mail.host=localhost"
        };
        Seen without;
        try (Host host = Host.startWithJpa(Application.class, with("billet.enabled=false", properties))) {
            without = Seen.of(host);
            // The error page, too, is for those who have signed in.
            assertThat(host.browser().get("/blog/").address().getPath()).isEqualTo("/login");
        }
        try (Host host = Host.startWithJpa(Application.class, properties)) {
            host.publish("Bonjour", "Text.");
            assertThat(host.browser().get("/blog/").text()).contains("Bonjour");

            Seen with = Seen.of(host);
            assertThat(with).isEqualTo(without);
            assertThat(with.tables()).contains("PRODUCT");
            assertThat(with.json()).contains("Été");
            assertThat(with.home()).isEqualTo("/login");
        }
    }

    private static String[] with(String one, String... more) {
        return Stream.concat(Stream.of(one), Stream.of(more)).toArray(String[]::new);
    }
}
