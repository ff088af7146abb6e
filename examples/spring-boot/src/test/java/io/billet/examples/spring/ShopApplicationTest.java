package io.billet.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.engine.Blog;
import io.billet.engine.PageRequest;
import io.billet.storage.api.CommentQuery;
import io.billet.web.contract.Answer;
import io.billet.web.contract.Browser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The shop is started as it is, but for the port and the place of its file, and walked through. */
class ShopApplicationTest {

    @TempDir
    private static Path folder;

    private static ConfigurableApplicationContext shop;

    @BeforeAll
    static void start() {
        shop = SpringApplication.run(
                ShopApplication.class,
                "--server.port=0",
                "--spring.datasource.url=jdbc:h2:file:" + folder.resolve("shop") + ";WRITE_DELAY=0",
                "--spring.main.banner-mode=off",
                "--logging.level.root=warn");
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    private static Browser visitor() {
        return Browser.at(Integer.parseInt(shop.getEnvironment().getRequiredProperty("local.server.port")));
    }

    @Test
    void a_customer_finds_the_blog_subscribes_signs_in_and_comments() throws Exception {
        Browser ana = visitor();
        Answer home = ana.get("/");
        assertThat(home.text()).contains("Notebook, ruled, 4.50", "Fountain pen, 29.00");

        Answer blog = ana.get(home.page().select("nav a").first().attr("href"));
        assertThat(blog.page().select("title").text()).isEqualTo("News from the shop");
        Answer article = ana.get(blog.page().select(".teaser h2 a").attr("href"));
        assertThat(article.text()).contains("<em>every</em>");
        assertThat(ana.fillIn(article, "/newsletter/subscribe", Map.of("email", "ana@example.org"))
                        .status())
                .isEqualTo(200);

        Answer login = ana.get("/orders");
        assertThat(login.address().getPath()).isEqualTo("/login");
        Answer orders = ana.fillIn(login, "/login", Map.of("username", "ana", "password", "secret"));
        assertThat(orders.text()).isEqualTo("There are no orders of ana.");

        ana.fillIn(ana.get("/blog/we-are-open"), "/comments", Map.of("name", "Ana", "text", "See you!"));
        assertThat(shop.getBean(Blog.class)
                        .comments()
                        .list(CommentQuery.all(), PageRequest.first(9))
                        .items())
                .singleElement()
                .satisfies(comment -> assertThat(comment.commenter().identity().map(identity -> identity.value()))
                        .isEqualTo(Optional.of("ana")));
    }

    @Test
    void the_blog_asks_one_dependency_three_properties_and_no_java_of_the_host() throws IOException {
        assertThat(lines("pom.xml", "<artifactId>billet-"))
                .containsExactlyInAnyOrder(
                        "<artifactId>billet-parent</artifactId>",
                        "<artifactId>billet-example-spring-boot</artifactId>",
                        "<artifactId>billet-spring-boot-starter</artifactId>",
                        "<artifactId>billet-web-contract</artifactId>");
        assertThat(lines("src/main/resources/application.properties", "billet."))
                .hasSizeLessThanOrEqualTo(3);
        assertThat(lines("src/main/java/io/billet/examples/spring/ShopApplication.java", "io.billet."))
                .containsExactly("package io.billet.examples.spring;");
    }

    private static List<String> lines(String file, String beginning) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.map(String::strip)
                    .filter(line -> line.contains(beginning) && !line.startsWith("spring.") && !line.startsWith("#"))
                    .toList();
        }
    }
}
