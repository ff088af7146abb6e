package io.billet.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.engine.Blog;
import io.billet.engine.PageRequest;
import io.billet.storage.api.CommentQuery;
import io.billet.web.contract.Answer;
import io.billet.web.contract.Browser;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** The shop is started as it is, but for the port and the place of its database, and walked through. */
class ShopApplicationTest {

    @TempDir
    private static Path folder;

    private static ConfigurableApplicationContext shop;

    @BeforeAll
    static void start() {
        shop = started("--spring.datasource.url=jdbc:h2:file:" + folder.resolve("shop") + ";WRITE_DELAY=0");
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    private static ConfigurableApplicationContext started(String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("--server.port=0", "--spring.main.banner-mode=off", "--logging.level.root=warn"));
        arguments.addAll(List.of(more));
        return SpringApplication.run(ShopApplication.class, arguments.toArray(String[]::new));
    }

    private static Browser visitor(ConfigurableApplicationContext application) {
        return Browser.at(Integer.parseInt(application.getEnvironment().getRequiredProperty("local.server.port")));
    }

    @Test
    void a_customer_finds_the_blog_subscribes_signs_in_and_comments() throws Exception {
        walkThrough(shop);
    }

    /** A database as an administrator makes it for the profile. */
    @Test
    void so_they_do_where_everything_is_kept_in_postgresql() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
            JdbcTemplate administrator = new JdbcTemplate(server.getPostgresDatabase());
            administrator.execute("CREATE ROLE shop LOGIN PASSWORD 'shop'");
            administrator.execute("CREATE DATABASE shop OWNER shop");
            try (ConfigurableApplicationContext application = started(
                    "--spring.profiles.active=postgresql",
                    "--spring.datasource.url=jdbc:postgresql://localhost:" + server.getPort() + "/shop")) {
                walkThrough(application);
                assertThat(application
                                .getBean(JdbcTemplate.class)
                                .queryForObject("SELECT count(*) FROM billet_article", Long.class))
                        .isEqualTo(1);
            }
        }
    }

    private static void walkThrough(ConfigurableApplicationContext application) throws Exception {
        Browser ana = visitor(application);
        Answer home = ana.get("/");
        assertThat(home.page().select("main").text()).contains("Notebook, ruled 4.50 €", "Fountain pen 29.00 €");

        Answer blog = ana.get(home.page().select("nav a:contains(News)").attr("href"));
        assertThat(blog.page().select("title").text()).isEqualTo("News from the shop");
        Answer article = ana.get(blog.page().select(".teaser h2 a").attr("href"));
        assertThat(article.text()).contains("<em>every</em>");
        assertThat(ana.fillIn(article, "/newsletter/subscribe", Map.of("email", "ana@example.org"))
                        .status())
                .isEqualTo(200);

        Answer login = ana.get("/orders");
        assertThat(login.address().getPath()).isEqualTo("/login");
        Answer orders = ana.fillIn(login, "/login", Map.of("username", "ana", "password", "secret"));
        assertThat(orders.page().select("main").text()).endsWith("There are no orders of ana.");

        ana.fillIn(ana.get("/blog/we-are-open"), "/comments", Map.of("name", "Ana", "text", "See you!"));
        assertThat(application
                        .getBean(Blog.class)
                        .comments()
                        .list(CommentQuery.all(), PageRequest.first(9))
                        .items())
                .singleElement()
                .satisfies(comment -> assertThat(comment.commenter().identity().map(identity -> identity.value()))
                        .isEqualTo(Optional.of("ana")));
    }

    @Test
    void home_page_and_blog_are_in_one_layout() throws Exception {
        Browser visitor = visitor(shop);
        Document home = visitor.get("/").page();
        for (String path : List.of("/blog/", "/blog/we-are-open", "/blog/newsletter/subscribe", "/blog/nowhere")) {
            Document page = visitor.get(path).page();
            assertThat(page.select(".shop-head nav a").eachAttr("href"))
                    .as(path)
                    .isEqualTo(home.select(".shop-head nav a").eachAttr("href"));
            assertThat(page.select(".shop-foot").outerHtml())
                    .isEqualTo(home.select(".shop-foot").outerHtml());
            assertThat(page.select("link[href*=shop.css]")).hasSize(1);
            assertThat(page.select(".shop-head [aria-current]").text()).isEqualTo("News");
            assertThat(page.select("main")).hasSize(1);
            assertThat(page.select("h1")).hasSize(1);
        }
        assertThat(visitor.get("/shop.css").status()).isEqualTo(200);
        assertThat(visitor.get("/logo.svg").status()).isEqualTo(200);
    }

    @Test
    void who_is_signed_in_is_greeted_on_pages_of_the_blog_and_signs_out_there() throws Exception {
        Browser ana = visitor(shop);
        ana.fillIn(ana.get("/login"), "/login", Map.of("username", "ana", "password", "secret"));

        Answer article = ana.get("/blog/we-are-open");
        assertThat(article.page().select(".shop-head form").text()).isEqualTo("Sign out ana");
        assertThat(article.page().select(".account").eachText())
                .as("told by the form alone: the page around it greets them already")
                .containsExactly("Signed in as ana");
        assertThat(article.header("Cache-Control")).startsWith("private");
        assertThat(ana.fillIn(article, "/logout", Map.of()).status()).isEqualTo(200);

        assertThat(ana.get("/blog/we-are-open").page().select(".shop-head").text())
                .contains("Sign in");
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
        assertThat(Files.readAllLines(Path.of("src/main/resources/templates/billet/layout.html")))
                .hasSizeLessThanOrEqualTo(15);
    }

    private static List<String> lines(String file, String beginning) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.map(String::strip)
                    .filter(line -> line.contains(beginning) && !line.startsWith("spring.") && !line.startsWith("#"))
                    .toList();
        }
    }
}
