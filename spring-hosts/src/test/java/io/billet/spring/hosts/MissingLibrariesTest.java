package io.billet.spring.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.engine.Blog;
import io.billet.web.BlogHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DeferredImportSelector;
import org.springframework.context.annotation.Import;
import org.springframework.core.type.AnnotationMetadata;

/** The starter asks for nothing but Boot itself. */
class MissingLibrariesTest {

    /** The starter's own configurations and no others, found as Boot finds them: by name, without loading a class. */
    static final class StarterAlone implements DeferredImportSelector {

        @Override
        public String[] selectImports(AnnotationMetadata metadata) {
            String file = "META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports";
            try {
                for (URL url :
                        Collections.list(StarterAlone.class.getClassLoader().getResources(file))) {
                    try (InputStream in = url.openStream()) {
                        String names = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                        if (names.contains("io.billet.spring")) {
                            return names.lines().filter(name -> !name.isBlank()).toArray(String[]::new);
                        }
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            throw new AssertionError("the starter names no auto-configuration");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(StarterAlone.class)
    static class Application {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.springframework.security",
                "io.micrometer",
                "org.springframework.boot.actuate",
                "org.springframework.boot.health",
                "org.springframework.mail",
                "jakarta.mail",
                "jakarta.persistence",
                "org.springframework.jdbc",
                "org.springframework.transaction",
                "org.springframework.boot.sql",
                "org.springframework.web.servlet",
                "org.thymeleaf"
            })
    void a_web_application_has_a_blog_without(String packages) throws Exception {
        new WebApplicationContextRunner()
                .withUserConfiguration(Application.class)
                .withClassLoader(new FilteredClassLoader(packages))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(BlogHandler.class));
    }

    @Test
    void an_application_without_a_web_server_has_a_blog_without_pages() throws Exception {
        new ApplicationContextRunner()
                .withUserConfiguration(Application.class)
                .withClassLoader(new FilteredClassLoader(
                        "jakarta.servlet", "org.springframework.web", "org.springframework.security"))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(Blog.class)
                        .doesNotHaveBean(BlogHandler.class));
    }
}
