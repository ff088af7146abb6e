package io.billet.examples.spring;

import io.billet.spring.BlogRequestMatcher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/** Who may see what: orders who has signed in, the rest everybody. Who signs out stays where the shop begins. */
@Configuration(proxyBeanMethods = false)
class ShopSecurity {

    @Bean
    SecurityFilterChain rules(HttpSecurity http, BlogRequestMatcher blog) throws Exception {
        return http.authorizeHttpRequests(all -> all.requestMatchers(blog)
                        .permitAll()
                        .requestMatchers("/", "/imprint", "/shop.css", "/logo.svg", "/error")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .formLogin(Customizer.withDefaults())
                .logout(logout -> logout.logoutSuccessUrl("/"))
                .build();
    }

    @Bean
    UserDetailsService users() {
        return new InMemoryUserDetailsManager(User.withUsername("ana")
                .password("{noop}secret")
                .roles("CUSTOMER")
                .build());
    }
}
