package io.billet.spring.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.billet.engine.Blog;
import io.billet.engine.spi.JobRunner;
import io.billet.engine.spi.Mailer;
import io.billet.engine.spi.RateLimiter;
import io.billet.engine.spi.SpamChecker;
import io.billet.engine.testing.ManualJobRunner;
import io.billet.engine.testing.SettableClock;
import io.billet.spring.AfterCommit;
import io.billet.spring.BlogCustomizer;
import io.billet.spring.BlogHandlerCustomizer;
import io.billet.storage.api.BlogStorage;
import io.billet.storage.api.InMemoryStorage;
import io.billet.web.BlogHandler;
import io.billet.web.contract.Answer;
import io.billet.web.http.ReaderResolver;
import io.billet.web.theme.BlogPage;
import io.billet.web.theme.Theme;
import io.billet.web.theme.ThemeAsset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class StarterTest {

    private static final String NONE = "http://localhost/blog";

    @Nested
    class By_the_dependency_alone {

        @Test
        void a_blog_is_shown_beside_the_hosts_pages_and_kept_in_its_database() throws Exception {
            try (Host host = Host.start(
                    OpenHost.class,
                    "spring.application.name=Le Billet",
                    "billet.pages.css=classpath:blog.css",
                    "billet.jdbc.table-prefix=news_",
                    "billet.language=fr",
                    "billet.time-zone=Europe/Paris")) {
                host.publish("Bonjour", "Un *premier* article.");

                assertThat(host.browser().get("/").text()).isEqualTo("The host's home page");
                Answer list = host.browser().get("/blog/");
                assertThat(list.text()).contains("Le Billet", "Bonjour", "lang=\"fr\"");
                assertThat(host.browser()
                                .get(list.page()
                                        .select("link[rel=stylesheet]")
                                        .last()
                                        .attr("href"))
                                .text())
                        .contains("#0b57d0");
                assertThat(host.bean(JdbcTemplate.class)
                                .queryForObject("SELECT count(*) FROM news_article", Long.class))
                        .isEqualTo(1);
                assertThat(host.blog().site().zone()).hasToString("Europe/Paris");
            }
        }

        @Test
        void it_is_kept_in_memory_where_there_is_no_database() throws Exception {
            try (Host host = Host.startWithoutDatabase(OpenHost.class)) {
                host.publish("Bonjour", "Un *premier* article.");

                assertThat(host.browser().get("/blog/bonjour").text()).contains("<em>premier</em>");
                assertThat(host.bean(BlogStorage.class)).isInstanceOf(InMemoryStorage.class);
            }
        }

        @Test
        void it_can_be_switched_off() throws Exception {
            try (Host host = Host.startWithoutDatabase(OpenHost.class, "billet.enabled=false")) {
                assertThat(host.browser().get("/blog/").status()).isEqualTo(404);
                assertThat(host.beans().getBeanNamesForType(Blog.class)).isEmpty();
                assertThat(host.beans().getBeanDefinitionNames()).noneMatch(name -> name.startsWith("billet"));
            }
        }
    }

    @Nested
    class Mounted {

        @Test
        void under_the_context_path_of_the_application() throws Exception {
            try (Host host = Host.startWithoutDatabase(
                    OpenHost.class,
                    "server.servlet.context-path=/shop",
                    "billet.path=/news/",
                    "billet.base-url=https://example.org/shop/news")) {
                host.publish("Bonjour", "Un *premier* article.");

                assertThat(host.browser().get("/shop/news/bonjour").text()).contains("\"/shop/news/");
                assertThat(io.billet.web.contract.Browser.withoutRedirects(host.port())
                                .get("/shop/news")
                                .header("Location"))
                        .isEqualTo("/shop/news/");
                assertThat(host.browser().get("/shop/").text()).isEqualTo("The host's home page");
            }
        }

        @Test
        void at_the_root_among_the_pages_of_the_host() throws Exception {
            try (Host host =
                    Host.startWithoutDatabase(OpenHost.class, "billet.path=/", "billet.base-url=http://localhost")) {
                host.publish("Bonjour", "Un *premier* article.");

                assertThat(host.browser().get("/bonjour").text()).contains("<em>premier</em>");
                assertThat(host.browser().get("/actuator/health").text()).contains("UP");
                assertThat(host.browser().post("/basket", Map.of()).status()).isEqualTo(403);
            }
        }

        @Test
        void beside_a_filter_that_reads_forms() throws Exception {
            try (Host host = Host.startWithoutDatabase(OpenHost.class, "spring.mvc.hiddenmethod.filter.enabled=true")) {
                host.publish("Bonjour", "Un *premier* article.");
                Answer page = host.browser().get("/blog/bonjour");

                host.browser().fillIn(page, "/comments", Map.of("name", "Zoë", "text", "Ça « va » 🙂"));

                assertThat(host.blog()
                                .comments()
                                .list(io.billet.storage.api.CommentQuery.all(), io.billet.engine.PageRequest.first(9))
                                .items())
                        .singleElement()
                        .satisfies(comment -> assertThat(comment.markdown()).isEqualTo("Ça « va » 🙂"));
            }
        }
    }

    @Nested
    class The_database {

        @Test
        void is_migrated_by_flyway_and_mapped_by_jpa_before_the_blog_makes_its_tables() throws Exception {
            String[] properties = {database(), "spring.flyway.enabled=true", "spring.jpa.hibernate.ddl-auto=update"};
            for (String start : List.of("on an empty database", "again")) {
                try (Host host = Host.startWithJpa(OpenHost.class, properties)) {
                    host.publish("Bonjour " + start, "Text.");

                    assertThat(host.bean(JdbcTemplate.class).queryForObject("SELECT name FROM product", String.class))
                            .isEqualTo("Book");
                    assertThat(host.browser().get("/blog/").text()).contains("Bonjour on an empty database");
                    assertThat(dependencies(host))
                            .contains("entityManagerFactory")
                            .anyMatch(name -> name.startsWith("flyway"));
                }
            }
        }

        @Test
        void is_migrated_by_liquibase_before_the_blog_makes_its_tables() throws Exception {
            String[] properties = {
                database(),
                "spring.liquibase.enabled=true",
                "spring.liquibase.change-log=classpath:db/changelog/orders.sql"
            };
            for (String start : List.of("on an empty database", "again")) {
                try (Host host = Host.start(OpenHost.class, properties)) {
                    host.publish("Bonjour " + start, "Text.");

                    assertThat(host.bean(JdbcTemplate.class)
                                    .queryForObject("SELECT count(*) FROM customer_order", Long.class))
                            .isZero();
                    assertThat(dependencies(host)).contains("liquibase");
                }
            }
        }

        private static String database() {
            return "spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
        }

        private static List<String> dependencies(Host host) {
            return List.of(((org.springframework.context.ConfigurableApplicationContext) host.beans())
                    .getBeanFactory()
                    .getMergedBeanDefinition("billetStorage")
                    .getDependsOn());
        }

        @Test
        void is_the_one_that_is_named_if_there_are_several() throws Exception {
            try (Host host = Host.start(TwoDatabases.class, "billet.jdbc.data-source=archive")) {
                host.publish("Bonjour", "Text.");

                JdbcTemplate archive =
                        new JdbcTemplate((DataSource) host.beans().getBean("archive"));
                assertThat(archive.queryForObject("SELECT count(*) FROM billet_article", Long.class))
                        .isEqualTo(1);
            }
            assertThatThrownBy(() -> Host.start(TwoDatabases.class))
                    .rootCause()
                    .hasMessageContaining("billet.jdbc.data-source");
        }

        @Test
        void is_written_to_after_the_commit_of_the_host_or_not_at_all() {
            try (Host host = Host.start(OpenHost.class)) {
                TransactionTemplate transaction = new TransactionTemplate(host.bean(PlatformTransactionManager.class));
                String before = host.blog()
                        .articles()
                        .find(host.publish("Eins", "1").id())
                        .toString();

                transaction.executeWithoutResult(status -> {
                    AfterCommit.run(() -> host.publish("Zwei", "2"));
                    status.setRollbackOnly();
                });
                assertThat(titles(host)).containsExactly("Eins");

                transaction.executeWithoutResult(status -> {
                    AfterCommit.run(() -> host.publish("Drei", "3"));
                    assertThat(titles(host)).containsExactly("Eins");
                });
                AfterCommit.run(() -> host.publish("Vier", "4"));
                assertThat(titles(host)).containsExactlyInAnyOrder("Eins", "Drei", "Vier");
                assertThat(before).isNotEmpty();
            }
        }

        private static List<String> titles(Host host) {
            return host
                    .blog()
                    .articles()
                    .list(io.billet.storage.api.ArticleQuery.all(), io.billet.engine.PageRequest.first(9))
                    .items()
                    .stream()
                    .map(article -> article.title())
                    .toList();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(OpenHost.class)
    static class TwoDatabases {

        @Bean
        DataSource orders() {
            return database();
        }

        @Bean
        DataSource archive() {
            return database();
        }

        private static DataSource database() {
            return DataSourceBuilder.create()
                    .url("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1")
                    .build();
        }
    }

    @Nested
    class What_the_host_defines {

        @Test
        void takes_the_place_of_what_the_starter_makes() throws Exception {
            try (Host host = Host.start(HostWithParts.class)) {
                HostWithParts parts = host.bean(HostWithParts.class);
                host.publish("Bonjour", "Text.");

                assertThat(host.beans().getBeansOfType(BlogStorage.class)).containsOnlyKeys("myStorage");
                assertThat(host.beans().getBeansOfType(Mailer.class)).containsOnlyKeys("myMailer");
                assertThat(host.beans().getBeansOfType(ReaderResolver.class)).containsOnlyKeys("myReaders");
                assertThat(host.beans().getBeansOfType(JobRunner.class)).containsOnlyKeys("myRunner");
                assertThat(host.browser().get("/blog/").text()).isEqualTo("<p>my theme</p>");
                assertThat(parts.heard).containsExactly("first ArticlePublished", "second ArticlePublished");
                assertThat(parts.customized).containsExactly("blog", "pages");
                assertThat(host.bean(BlogHandler.class).bodyLimit()).isEqualTo(5_000);
            }
        }

        @Test
        void may_be_the_blog_itself_which_is_then_left_alone() throws Exception {
            try (Host host = Host.start(HostWithABlog.class)) {
                assertThat(host.beans().getBeansOfType(Blog.class)).containsOnlyKeys("myBlog");
                assertThat(host.beans().getBeanNamesForType(BlogStorage.class)).isEmpty();
                assertThat(host.browser().get("/blog/").text()).contains("My own");
            }
        }
    }

    @Configuration
    @Import(OpenHost.class)
    static class HostWithParts {

        final List<String> heard = new java.util.concurrent.CopyOnWriteArrayList<>();
        final List<String> customized = new java.util.concurrent.CopyOnWriteArrayList<>();

        @Bean
        BlogStorage myStorage() {
            return new InMemoryStorage();
        }

        @Bean
        Mailer myMailer() {
            return Mailer.logging();
        }

        @Bean
        ReaderResolver myReaders() {
            return ReaderResolver.none();
        }

        @Bean
        SpamChecker mySpamChecker() {
            return SpamChecker.holdAll();
        }

        @Bean
        RateLimiter myLimiter() {
            return RateLimiter.unlimited();
        }

        @Bean
        JobRunner myRunner() {
            return ManualJobRunner.of(SettableClock.at(java.time.Instant.EPOCH));
        }

        @Bean
        @org.springframework.core.annotation.Order(2)
        io.billet.engine.spi.BlogListener second() {
            return event -> heard.add("second " + event.getClass().getSimpleName());
        }

        @Bean
        @org.springframework.core.annotation.Order(1)
        io.billet.engine.spi.BlogListener first() {
            return event -> heard.add("first " + event.getClass().getSimpleName());
        }

        @Bean
        BlogCustomizer blog() {
            return builder -> customized.add("blog");
        }

        @Bean
        BlogHandlerCustomizer pagesOfTheBlog() {
            return builder -> {
                customized.add("pages");
                builder.bodyLimit(5_000);
            };
        }

        @Bean
        Theme myTheme() {
            return new Theme() {
                @Override
                public String render(BlogPage page) {
                    return "<p>my theme</p>";
                }

                @Override
                public List<ThemeAsset> assets() {
                    return List.of();
                }
            };
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(OpenHost.class)
    static class HostWithABlog {

        @Bean(destroyMethod = "close")
        Blog myBlog() {
            return Blog.builder()
                    .site(io.billet.engine.Site.of(
                            "My own", java.net.URI.create(NONE), io.billet.core.LanguageTag.ENGLISH))
                    .build();
        }
    }

    @Nested
    class Background_jobs {

        @Test
        void run_from_the_start_until_the_application_ends() throws Exception {
            Host host = Host.startWithoutDatabase(OpenHost.class);
            assertThat(threads()).anyMatch(name -> name.startsWith("billet"));
            host.close();
            assertThat(threads()).noneMatch(name -> name.startsWith("billet"));
        }

        @Test
        void are_left_to_other_nodes_if_the_host_says_so() throws Exception {
            try (Host host = Host.startWithoutDatabase(OpenHost.class, "billet.jobs=false")) {
                assertThat(threads()).noneMatch(name -> name.startsWith("billet"));
                assertThat(host.blog()).isNotNull();
            }
        }

        @Test
        @EnabledForJreRange(min = JRE.JAVA_21)
        void run_in_virtual_threads_where_the_host_has_them() throws Exception {
            try (Host host = Host.startWithoutDatabase(OpenHost.class, "spring.threads.virtual.enabled=true")) {
                java.util.concurrent.CompletableFuture<Boolean> isVirtual =
                        new java.util.concurrent.CompletableFuture<>();
                host.bean(JobRunner.class)
                        .schedule(
                                "look",
                                () -> isVirtual.complete(Thread.currentThread()
                                        .getThreadGroup()
                                        .getName()
                                        .equals("VirtualThreads")),
                                java.time.Duration.ZERO);
                assertThat(isVirtual.get(10, java.util.concurrent.TimeUnit.SECONDS))
                        .isTrue();
            }
        }

        private static List<String> threads() {
            return Thread.getAllStackTraces().keySet().stream()
                    .filter(Thread::isAlive)
                    .map(Thread::getName)
                    .toList();
        }
    }

    @Nested
    class Observed {

        @Test
        void by_health_and_meters() throws Exception {
            try (Host host = Host.start(OpenHost.class)) {
                host.publish("Bonjour", "Text.");
                host.browser()
                        .fillIn(
                                host.browser().get("/blog/bonjour"),
                                "/newsletter/subscribe",
                                Map.of("email", "zoe@example.org"));

                assertThat(host.browser().get("/actuator/health").text())
                        .contains("\"billet\":{", "\"address\":\"http://localhost/blog\"");
                assertThat(host.browser()
                                .get("/actuator/metrics/billet.articles?tag=event:published")
                                .text())
                        .contains("\"value\":1.0");
                assertThat(host.browser()
                                .get("/actuator/metrics/billet.comments")
                                .text())
                        .contains("held", "visible", "spam");
                for (int tries = 0; tries < 500 && !mails(host).contains("\"value\":1.0"); tries++) {
                    Thread.sleep(20);
                }
                assertThat(mails(host)).contains("\"value\":1.0");
                assertThat(renderings(host, "made")).doesNotContain("\"value\":0.0", "NaN");
                String spared = renderings(host, "spared");
                host.browser().get("/blog/bonjour");
                host.browser().get("/blog/bonjour");
                assertThat(renderings(host, "spared")).isNotEqualTo(spared);
                assertThat(host.browser()
                                .get("/actuator/metrics/billet.renderings.kept")
                                .text())
                        .doesNotContain("\"value\":0.0", "NaN");
                assertThat(host.browser()
                                .get("/actuator/metrics/billet.mails.waiting")
                                .text())
                        .contains("\"value\":0.0");
            }
        }

        private static String renderings(Host host, String work) throws Exception {
            return host.browser()
                    .get("/actuator/metrics/billet.renderings?tag=work:" + work)
                    .text();
        }

        private static String mails(Host host) throws Exception {
            return host.browser()
                    .get("/actuator/metrics/billet.mails?tag=outcome:accepted")
                    .text();
        }

        @Test
        void as_down_while_the_database_is() throws Exception {
            try (Host host = Host.start(OpenHost.class)) {
                host.bean(JdbcTemplate.class).execute("DROP TABLE billet_article CASCADE");

                Answer health = host.browser().get("/actuator/health");
                assertThat(health.status()).isEqualTo(503);
                assertThat(health.text())
                        .contains("\"billet\":{", "\"error\":\"io.billet.storage.api.StorageException");
            }
        }
    }
}
