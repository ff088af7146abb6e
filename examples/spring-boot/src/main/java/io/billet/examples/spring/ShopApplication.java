package io.billet.examples.spring;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The shop. Nothing in it makes the blog: that is done by the dependency. */
@SpringBootApplication
public class ShopApplication {

    /**
     * Starts the shop at port 8080.
     *
     * @param arguments of Spring Boot
     */
    public static void main(String[] arguments) {
        SpringApplication.run(ShopApplication.class, arguments);
    }
}
