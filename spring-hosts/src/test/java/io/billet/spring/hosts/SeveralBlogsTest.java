package io.billet.spring.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.billet.core.Article;
import io.billet.core.Audience;
import io.billet.core.EmailAddress;
import io.billet.core.HostIdentity;
import io.billet.core.LanguageTag;
import io.billet.core.Reader;
import io.billet.engine.BackgroundJob;
import io.billet.engine.Blog;
import io.billet.engine.Site;
import io.billet.engine.SubscribeRequest;
import io.billet.engine.spi.Mailer;
import io.billet.engine.testing.RecordingMailer;
import io.billet.spring.BlogCustomizer;
import io.billet.storage.api.BlogStorage;
import io.billet.storage.jdbc.JdbcStorage;
import io.billet.web.BlogHandler;
import io.billet.web.contract.Answer;
import io.billet.web.contract.Browser;
import io.billet.web.http.ReaderResolver;
import io.billet.web.jdk.BlogServer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;

/** Two blogs in one application: one host name, one database, one browser. */
class SeveralBlogsTest {

    private static final String[] TWO = {
        "billet.language=fr",
        "billet.blogs.news.title=Les nouvelles",
        "billet.blogs.news.base-url=http://localhost/news",
        "billet.blogs.our-team.title=The team",
        "billet.blogs.our-team.path=/team",
        "billet.blogs.our-team.language=en",
        "billet.blogs.our-team.base-url=http://localhost/team",
        "billet.blogs.our-team.people.authors=ana"
    };

    private static final EmailAddress ZOE = EmailAddress.of("zoe@example.org");
    private static final String SECRET = "The beginning.\n\n<!--members-only-->\n\nThe secret.";

    @Configuration(proxyBeanMethods = false)
    @Import(OpenHost.class)
    static class Application {

        @Bean
        RecordingMailer mailer() {
            return new RecordingMailer();
        }

        @Bean
        Writer writer(@Qualifier("newsBlog") Blog news, Blog ourTeamBlog) {
            return new Writer(news, ourTeamBlog);
        }
    }

    record Writer(Blog news, Blog team) {

        static Article publish(Blog blog, String title) {
            Article draft = blog.articles()
                    .draft(edit -> edit.title(title).markdown(SECRET).audience(Audience.MEMBERS));
            return blog.articles().publish(draft.id(), draft.version());
        }
    }

    private static String mailed(Host host, String address, String path) throws Exception {
        for (int i = 0; i < 3; i++) {
            String text = ((RecordingMailer) host.beans().getBean("mailer"))
                    .await(EmailAddress.of(address), Duration.ofSeconds(20))
                    .orElseThrow()
                    .text();
            int at = text.indexOf(path);
            if (at >= 0) {
                return text.substring(at).split("\\s")[0];
            }
        }
        throw new AssertionError("no mail with " + path);
    }

    private static void join(Host host, Browser zoe, String path) throws Exception {
        zoe.fillIn(zoe.get(path + "/"), "/newsletter/subscribe", Map.of("email", "zoe@example.org"));
        Answer ask = zoe.get(mailed(host, "zoe@example.org", path + "/newsletter/confirm"));
        assertThat(zoe.fillIn(ask, "/newsletter/confirm", Map.of()).status()).isEqualTo(200);
    }

    @Test
    void are_walked_with_one_cookie_jar_and_know_nothing_of_each_other() throws Exception {
        try (Host host = Host.start(Application.class, TWO)) {
            Writer writer = host.bean(Writer.class);
            Writer.publish(writer.news(), "Bonjour");
            Writer.publish(writer.team(), "Hello");
            Browser zoe = host.browser();

            assertThat(zoe.get("/news/").text())
                    .contains("Les nouvelles", "Bonjour", "lang=\"fr\"")
                    .doesNotContain("Hello");
            assertThat(zoe.get("/team/").text())
                    .contains("The team", "Hello", "lang=\"en\"")
                    .doesNotContain("Bonjour");
            assertThat(zoe.get("/").text()).isEqualTo("The host's home page");
            assertThat(zoe.get("/team/bonjour").status()).isEqualTo(404);

            join(host, zoe, "/news");
            assertThat(zoe.get("/news/bonjour").text()).contains("The secret.");
            assertThat(zoe.get("/team/hello").text()).doesNotContain("The secret.");
            join(host, zoe, "/team");
            assertThat(zoe.get("/news/bonjour").text()).contains("The secret.");
            assertThat(zoe.get("/team/hello").text()).contains("The secret.");

            zoe.fillIn(zoe.get("/team/hello"), "/newsletter/sign-out", Map.of());
            assertThat(zoe.get("/news/bonjour").text()).contains("The secret.");
            assertThat(zoe.get("/team/hello").text()).doesNotContain("The secret.");

            JdbcTemplate tables = host.bean(JdbcTemplate.class);
            assertThat(tables.queryForObject("SELECT count(*) FROM billet_news_article", Long.class))
                    .isEqualTo(1);
            assertThat(tables.queryForObject("SELECT count(*) FROM billet_our_team_article", Long.class))
                    .isEqualTo(1);
        }
    }

    @Test
    void look_each_as_their_own_properties_say() throws Exception {
        String[] properties = Stream.concat(
                        Stream.of(TWO),
                        Stream.of(
                                "spring.thymeleaf.prefix=classpath:/several/",
                                "billet.looks.privacy=/privacy",
                                "billet.csp.allow.connect-src=https://stats.example.org",
                                "billet.blogs.news.layout.template=paper",
                                "billet.blogs.our-team.looks.imprint=/team-imprint",
                                "billet.blogs.our-team.csp.allow.font-src=https://fonts.example.org"))
                .toArray(String[]::new);
        try (Host host = Host.start(Application.class, properties)) {
            Browser somebody = host.browser();

            Answer news = somebody.get("/news/");
            assertThat(news.text()).contains("The page of the news").doesNotContain("/privacy", "/team-imprint");
            assertThat(news.header("Content-Security-Policy"))
                    .contains("https://stats.example.org")
                    .doesNotContain("https://fonts.example.org");
            Answer team = somebody.get("/team/");
            assertThat(team.text())
                    .contains("href=\"/team-imprint\"", "href=\"/privacy\"")
                    .doesNotContain("The page of the news");
            assertThat(team.header("Content-Security-Policy"))
                    .contains("https://stats.example.org", "https://fonts.example.org");
        }
    }

    @Test
    void do_not_start_with_a_template_that_is_not_there() {
        assertThatThrownBy(() -> Host.start(
                        Application.class,
                        Stream.concat(Stream.of(TWO), Stream.of("billet.blogs.news.layout.template=missing"))
                                .toArray(String[]::new)))
                .hasStackTraceContaining("billet.layout.template is missing, but there is no ");
    }

    @Test
    void open_nothing_for_a_session_that_somebody_has_copied() throws Exception {
        try (Host host = Host.start(Application.class, TWO)) {
            Writer writer = host.bean(Writer.class);
            Writer.publish(writer.news(), "Bonjour");
            Writer.publish(writer.team(), "Hello");
            writer.news().subscribers().subscribe(SubscribeRequest.of(ZOE, LanguageTag.ENGLISH, "test"));
            String link = mailed(host, "zoe@example.org", "/news/newsletter/confirm");
            String session = writer.news()
                    .subscribers()
                    .confirm(link.substring(link.indexOf("token=") + 6))
                    .session();

            String cookies = "billet-news=" + session + "; billet-team=" + session + "; billet=" + session;
            assertThat(with(host, "/news/bonjour", cookies)).contains("The secret.");
            assertThat(with(host, "/team/hello", cookies))
                    .contains("The beginning.")
                    .doesNotContain("The secret.");
        }
    }

    private static String with(Host host, String path, String cookies) throws Exception {
        return with(host.browser(), path, cookies);
    }

    private static String with(Browser browser, String path, String cookies) throws Exception {
        return browser.send("GET", path, java.net.http.HttpRequest.BodyPublishers.noBody(), "Cookie", cookies)
                .text();
    }

    @Test
    void are_as_far_apart_by_hand_over_the_server_of_the_jdk() throws Exception {
        JdbcDataSource database = new JdbcDataSource();
        RecordingMailer mailer = new RecordingMailer();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        try (BlogStorage newsStorage =
                        JdbcStorage.builder(database).tablePrefix("news_").build();
                BlogStorage teamStorage =
                        JdbcStorage.builder(database).tablePrefix("team_").build();
                Blog news = byHand("news", newsStorage, mailer);
                Blog team = byHand("team", teamStorage, mailer);
                BlogServer server = BlogServer.builder().port(0).build()) {
            Writer.publish(news, "Bonjour");
            Writer.publish(team, "Hello");
            server.mount(BlogHandler.of(news)).mount(BlogHandler.of(team)).start();
            Browser zoe = Browser.at(server.port());

            String session = member(news, mailer);
            String cookies = "billet-news=" + session + "; billet-team=" + session;
            assertThat(with(zoe, "/news/bonjour", cookies)).contains("The secret.");
            assertThat(with(zoe, "/team/hello", cookies))
                    .contains("The beginning.")
                    .doesNotContain("The secret.");
            String both = "billet-news=" + session + "; billet-team=" + member(team, mailer);
            assertThat(with(zoe, "/news/bonjour", both)).contains("The secret.");
            assertThat(with(zoe, "/team/hello", both)).contains("The secret.");
        }
    }

    private static Blog byHand(String name, BlogStorage storage, RecordingMailer mailer) {
        return Blog.builder()
                .site(Site.of(name, URI.create("http://localhost/" + name), LanguageTag.ENGLISH))
                .storage(storage)
                .mailer(mailer)
                .build()
                .start(BackgroundJob.MAIL);
    }

    private static String member(Blog blog, RecordingMailer mailer) throws Exception {
        blog.subscribers().subscribe(SubscribeRequest.of(ZOE, LanguageTag.ENGLISH, "test"));
        String text = "";
        while (!text.contains(blog.site().baseUrl() + "/newsletter/confirm")) {
            text = mailer.await(ZOE, Duration.ofSeconds(20)).orElseThrow().text();
        }
        String token = text.substring(text.indexOf("token=") + 6).split("\\s")[0];
        return blog.subscribers().confirm(token).session();
    }

    @Test
    void are_guarded_and_observed_each_by_itself() throws Exception {
        try (Host host = Host.start(Application.class, TWO)) {
            Writer writer = host.bean(Writer.class);
            Writer.publish(writer.news(), "Bonjour");
            Writer.publish(writer.news(), "Encore");
            Writer.publish(writer.team(), "Hello");
            String published = "/actuator/metrics/billet.articles?tag=event:published&tag=blog:";

            assertThat(host.browser().get(published + "news").text()).contains("\"value\":2.0");
            assertThat(host.browser().get(published + "our-team").text()).contains("\"value\":1.0");
            assertThat(host.browser()
                            .get("/actuator/metrics/billet.mails.waiting")
                            .text())
                    .contains("\"blog\"", "news", "our-team");
            assertThat(host.browser().get("/actuator/health").text())
                    .contains("\"newsBlog\":{", "\"ourTeamBlog\":{", "http://localhost/team");

            Browser reader = host.browser();
            assertThat(reader.fillIn(
                                    reader.get("/team/hello"),
                                    "/newsletter/subscribe",
                                    Map.of("email", "zoe@example.org"))
                            .status())
                    .isEqualTo(200);
            assertThat(reader.post("/basket", Map.of()).status()).isEqualTo(403);

            host.bean(JdbcTemplate.class).execute("DROP TABLE billet_news_article CASCADE");
            assertThat(host.browser().get("/actuator/health/ourTeamBlog").status())
                    .isEqualTo(200);
            assertThat(host.browser().get("/actuator/health/newsBlog").status()).isEqualTo(503);
        }
    }

    @Test
    void have_beans_of_their_names() {
        try (Host host = Host.start(Application.class, TWO)) {
            assertThat(host.beans().getBeansOfType(Blog.class)).containsOnlyKeys("newsBlog", "ourTeamBlog");
            assertThat(host.beans().getBeansOfType(BlogStorage.class))
                    .containsOnlyKeys("newsBlogStorage", "ourTeamBlogStorage");
            assertThat(host.beans().getBeansOfType(BlogHandler.class))
                    .containsOnlyKeys("newsBlogHandler", "ourTeamBlogHandler");
            assertThat(threads()).anyMatch(name -> name.contains("/news")).anyMatch(name -> name.contains("/team"));
        }
        assertThat(threads()).noneMatch(name -> name.startsWith("billet"));
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .toList();
    }

    @Configuration(proxyBeanMethods = false)
    @Import(OpenHost.class)
    static class HostWithParts {

        final List<String> customized = new CopyOnWriteArrayList<>();

        @Bean(destroyMethod = "close")
        Blog newsBlog() {
            return Blog.builder()
                    .site(Site.of("My own", URI.create("http://localhost/news"), LanguageTag.ENGLISH))
                    .build();
        }

        @Bean
        Mailer ourTeamMailer() {
            return new RecordingMailer();
        }

        @Bean
        BlogCustomizer each() {
            return new BlogCustomizer() {
                @Override
                public void customize(Blog.Builder blog) {
                    throw new AssertionError("there are several");
                }

                @Override
                public void customize(String name, Blog.Builder blog) {
                    customized.add(name);
                }
            };
        }
    }

    @Test
    void back_off_from_what_the_host_defines_under_their_names() throws Exception {
        try (Host host = Host.start(HostWithParts.class, TWO)) {
            assertThat(host.browser().get("/news/").text()).contains("My own");
            assertThat(host.browser().get("/team/").text()).contains("The team");
            assertThat(host.beans().getBeansOfType(Blog.class)).containsOnlyKeys("newsBlog", "ourTeamBlog");
            assertThat(host.bean(HostWithParts.class).customized).containsExactly("our-team");
            Browser reader = host.browser();
            reader.fillIn(reader.get("/team/"), "/newsletter/subscribe", Map.of("email", "zoe@example.org"));
            assertThat(((RecordingMailer) host.beans().getBean("ourTeamMailer")).await(ZOE, Duration.ofSeconds(20)))
                    .isPresent();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Application.class)
    static class HostWithResolvers {

        @Bean
        RecordingMailer ourTeamMailer() {
            return new RecordingMailer();
        }

        @Bean
        ReaderResolver newsReaderResolver() {
            return request -> request.headers()
                    .first("X-Test-User")
                    .map(user -> new Reader.HostUser(HostIdentity.of(user), List.of()).named(user));
        }
    }

    @Test
    void share_what_is_not_named_after_one_of_them() throws Exception {
        try (Host host = Host.start(HostWithResolvers.class, TWO)) {
            Writer.publish(host.bean(Writer.class).news(), "Bonjour");
            Writer.publish(host.bean(Writer.class).team(), "Hello");
            for (String path : List.of("/news", "/team")) {
                Browser reader = host.browser();
                reader.fillIn(reader.get(path + "/"), "/newsletter/subscribe", Map.of("email", "zoe@example.org"));
            }

            assertThat(((RecordingMailer) host.beans().getBean("mailer")).await(ZOE, Duration.ofSeconds(20)))
                    .hasValueSatisfying(mail -> assertThat(mail.text()).contains("/news/newsletter/confirm"));
            assertThat(((RecordingMailer) host.beans().getBean("ourTeamMailer")).await(ZOE, Duration.ofSeconds(20)))
                    .hasValueSatisfying(mail -> assertThat(mail.text()).contains("/team/newsletter/confirm"));
            assertThat(as(host, "/news/bonjour")).contains("The secret.");
            assertThat(as(host, "/team/hello")).contains("The beginning.").doesNotContain("The secret.");
            assertThat(host.beans().getBeansOfType(ReaderResolver.class))
                    .containsOnlyKeys("newsReaderResolver", "billetReaderResolver");
        }
    }

    private static String as(Host host, String path) throws Exception {
        return host.browser()
                .send("GET", path, java.net.http.HttpRequest.BodyPublishers.noBody(), "X-Test-User", "ana")
                .text();
    }

    @Test
    void wait_for_flyway_and_jpa() throws Exception {
        String[] properties = {
            "spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1",
            "spring.flyway.enabled=true",
            "spring.jpa.hibernate.ddl-auto=update",
            "billet.blogs.news.title=Les nouvelles",
            "billet.blogs.our-team.title=The team"
        };
        for (String start : List.of("on an empty database", "again")) {
            try (Host host = Host.startWithJpa(Application.class, properties)) {
                Writer.publish(host.bean(Writer.class).news(), "Bonjour " + start);
                for (String storage : List.of("newsBlogStorage", "ourTeamBlogStorage")) {
                    assertThat(((org.springframework.context.ConfigurableApplicationContext) host.beans())
                                    .getBeanFactory()
                                    .getMergedBeanDefinition(storage)
                                    .getDependsOn())
                            .contains("entityManagerFactory")
                            .anyMatch(name -> name.startsWith("flyway"));
                }
            }
        }
    }

    @Test
    void may_be_one_of_them_switched_off_and_one_at_the_root() throws Exception {
        try (Host host = Host.startWithoutDatabase(
                Application.class,
                "billet.blogs.news.path=/",
                "billet.blogs.news.base-url=http://localhost",
                "billet.blogs.our-team.title=The team",
                "billet.blogs.old.enabled=false")) {
            Writer.publish(host.bean(Writer.class).news(), "Bonjour");

            assertThat(host.browser().get("/bonjour").text()).contains("The beginning.");
            assertThat(host.browser().get("/our-team/").text()).contains("The team");
            assertThat(host.browser().get("/old/").status()).isEqualTo(404);
            assertThat(host.browser().get("/actuator/health").text()).contains("UP");
            assertThat(host.browser().post("/basket", Map.of()).status()).isEqualTo(403);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "billet.blogs.two.path=/one, path",
        "billet.blogs.two.jdbc.table-prefix=billet_one_, jdbc.table-prefix",
        "billet.blogs.two.base-url=http://localhost:81/one, base-url",
        "billet.blogs.Two_x.title=x, small letters"
    })
    void that_would_be_taken_for_each_other_do_not_start(String property, String told) {
        assertThatThrownBy(() -> Host.startWithoutDatabase(
                        OpenHost.class,
                        "billet.blogs.one.base-url=http://localhost/one",
                        "billet.blogs.two.title=Two",
                        property))
                .hasStackTraceContaining(told);
    }
}
