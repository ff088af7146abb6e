package io.billet.spring.hosts;

import io.billet.web.BlogHandler;
import io.billet.web.contract.HttpContract;
import io.billet.web.contract.RunningServer;
import io.billet.web.http.WebHandler;
import io.billet.web.servlet.BlogServlet;
import java.util.Map;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** The HTTP contract over an application of Spring Boot with Spring Security, Tomcat inside. */
class BootContractTest extends HttpContract {

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @Bean
        SecurityFilterChain rules(HttpSecurity http) throws Exception {
            // The other servlets of this test are not the starter's.
            return http.authorizeHttpRequests(all -> all.anyRequest().permitAll())
                    .csrf(csrf -> csrf.ignoringRequestMatchers("/probe/**", "/inner/**"))
                    .build();
        }
    }

    @Override
    protected RunningServer start(Map<String, WebHandler> mounts) {
        return Host.start(Application.class, context -> {
            GenericApplicationContext beans = (GenericApplicationContext) context;
            beans.registerBean(BlogHandler.class, () -> (BlogHandler) mounts.get(MOUNT));
            mounts.forEach((path, handler) -> {
                if (!path.equals(MOUNT)) {
                    beans.registerBean(path, ServletRegistrationBean.class, () -> named(path, handler));
                }
            });
        });
    }

    private static ServletRegistrationBean<BlogServlet> named(String path, WebHandler handler) {
        ServletRegistrationBean<BlogServlet> servlet =
                new ServletRegistrationBean<>(new BlogServlet(handler), path + "/*");
        servlet.setName(path);
        return servlet;
    }
}
