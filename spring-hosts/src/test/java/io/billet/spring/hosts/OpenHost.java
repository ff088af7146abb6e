package io.billet.spring.hosts;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** An application whose pages everybody sees, under Spring Security's guard against forms of others. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class OpenHost {

    @Bean
    SecurityFilterChain rules(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(all -> all.anyRequest().permitAll()).build();
    }

    /** Found by being inside. */
    @RestController
    static class Pages {

        @GetMapping("/")
        String home() {
            return "The host's home page";
        }

        @PostMapping("/basket")
        String basket() {
            return "The host's basket";
        }
    }
}
