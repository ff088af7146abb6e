package io.billet.spring.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.Article;
import io.billet.core.Audience;
import io.billet.core.HostIdentity;
import io.billet.core.Label;
import io.billet.engine.PageRequest;
import io.billet.spring.BlogRequestMatcher;
import io.billet.storage.api.CommentQuery;
import io.billet.web.contract.Answer;
import io.billet.web.contract.Browser;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/** Beside Spring Security with a login, a rule for everything else, and its guard against forms of others. */
class SecurityTest {

    private static Host host;

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @Bean
        SecurityFilterChain rules(HttpSecurity http, BlogRequestMatcher blog) throws Exception {
            return http.authorizeHttpRequests(all ->
                            all.requestMatchers(blog).permitAll().anyRequest().authenticated())
                    .formLogin(Customizer.withDefaults())
                    .build();
        }

        @Bean
        UserDetailsService users() {
            return new InMemoryUserDetailsManager(
                    User.withUsername("ana")
                            .password("{noop}secret")
                            .roles("PREMIUM")
                            .authorities("ROLE_PREMIUM", "read:all")
                            .build(),
                    User.withUsername("ben")
                            .password("{noop}secret")
                            .roles("USER")
                            .build());
        }

        @Bean
        OpenHost.Pages pages() {
            return new OpenHost.Pages();
        }
    }

    @BeforeAll
    static void start() {
        host = Host.startWithoutDatabase(Application.class);
        host.publish("Bonjour", "Un *premier* article.");
        Article draft = host.blog()
                .articles()
                .draft(edit -> edit.title("La suite")
                        .markdown("Le début.\n\n<!--members-only-->\n\nLe secret.")
                        .audience(new Audience.Labelled(List.of(Label.of("premium")))));
        host.blog().articles().publish(draft.id(), draft.version());
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    private static Browser signedIn(String user) throws Exception {
        Browser browser = host.browser();
        Answer login = browser.get("/login");
        browser.fillIn(login, "/login", Map.of("username", user, "password", "secret"));
        return browser;
    }

    @Test
    void the_hosts_rules_are_the_hosts() throws Exception {
        assertThat(host.browser().get("/").address().getPath()).isEqualTo("/login");
        assertThat(signedIn("ben").get("/").text()).isEqualTo("The host's home page");
        assertThat(host.browser().get("/blog/").status()).isEqualTo(200);
        assertThat(host.browser().get("/blogger").address().getPath()).isEqualTo("/login");
    }

    @Test
    void the_blogs_forms_are_taken_and_guarded_by_the_blog_and_the_hosts_by_the_host() throws Exception {
        Browser reader = host.browser();
        Answer page = reader.get("/blog/bonjour");

        assertThat(reader.fillIn(page, "/newsletter/subscribe", Map.of("email", "zoe@example.org"))
                        .status())
                .isEqualTo(200);
        assertThat(reader.send(
                                "POST",
                                "/blog/newsletter/subscribe",
                                java.net.http.HttpRequest.BodyPublishers.ofString("email=zoe%40example.org"),
                                "Content-Type",
                                "application/x-www-form-urlencoded",
                                "Sec-Fetch-Site",
                                "cross-site")
                        .status())
                .isEqualTo(403);
        assertThat(signedIn("ben").post("/basket", Map.of()).status()).isEqualTo(403);
        assertThat(signedIn("ben").post("/blog/../basket", Map.of()).status()).isIn(400, 403);
    }

    @Test
    void its_users_read_by_their_roles_and_comment_as_who_they_are() throws Exception {
        Browser ana = signedIn("ana");

        assertThat(host.browser().get("/blog/la-suite").text()).doesNotContain("Le secret.");
        assertThat(signedIn("ben").get("/blog/la-suite").text()).doesNotContain("Le secret.");
        Answer whole = ana.get("/blog/la-suite");
        assertThat(whole.text()).contains("Le secret.");
        assertThat(whole.header("Cache-Control")).startsWith("private");

        ana.fillIn(ana.get("/blog/bonjour"), "/comments", Map.of("name", "Ana", "text", "As myself."));
        assertThat(host.blog()
                        .comments()
                        .list(CommentQuery.all(), PageRequest.first(9))
                        .items())
                .anyMatch(comment ->
                        comment.commenter().identity().equals(java.util.Optional.of(HostIdentity.of("ana"))));
    }

    @Test
    void who_leaves_the_forms_to_spring_is_told_which_line_to_add() throws Exception {
        PrintStream console = System.out;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        try (Host strict = Host.startWithoutDatabase(
                OpenHost.class, "billet.security.own-csrf-guard=false", "billet.path=/news")) {
            assertThat(said.toString(StandardCharsets.UTF_8))
                    .contains(".csrf(csrf -> csrf.ignoringRequestMatchers(\"/news/**\"))");
            assertThat(strict.browser()
                            .post("/news/newsletter/subscribe", Map.of("email", "zoe@example.org"))
                            .status())
                    .isEqualTo(403);
        } finally {
            System.setOut(console);
        }
    }

    @Test
    void no_bean_of_the_starter_is_a_filter_chain_or_a_rule() {
        assertThat(host.beans().getBeanNamesForType(SecurityFilterChain.class)).containsExactly("rules");
        assertThat(Set.of(host.beans().getBeanNamesForType(UserDetailsService.class)))
                .containsExactly("users");
    }
}
