package io.billet.spring.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.Article;
import io.billet.core.Audience;
import io.billet.core.Comment;
import io.billet.core.Commenter;
import io.billet.core.EmailAddress;
import io.billet.core.HostIdentity;
import io.billet.core.HttpUrl;
import io.billet.core.Label;
import io.billet.engine.PageRequest;
import io.billet.spring.BlogRequestMatcher;
import io.billet.spring.HostUserCustomizer;
import io.billet.storage.api.CommentQuery;
import io.billet.web.contract.Answer;
import io.billet.web.contract.Browser;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.user.DefaultOAuth2User;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.filter.OncePerRequestFilter;

/** What Spring Security knows of its users signs their comments, and its pages sign them in and out. */
class UsersTest {

    private static final String CLAIMS = "X-Test-Claims";

    private static Host host;

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @Bean
        SecurityFilterChain rules(HttpSecurity http, BlogRequestMatcher blog) throws Exception {
            return http.authorizeHttpRequests(all ->
                            all.requestMatchers(blog).permitAll().anyRequest().authenticated())
                    .formLogin(Customizer.withDefaults())
                    .addFilterBefore(new SignedInByAProvider(), AnonymousAuthenticationFilter.class)
                    .build();
        }

        @Bean
        UserDetailsService users() {
            return new InMemoryUserDetailsManager(
                    user("ana"), user("carla@example.org"), user("dora"), user("x".repeat(300)));
        }

        private static org.springframework.security.core.userdetails.UserDetails user(String name) {
            return User.withUsername(name)
                    .password("{noop}secret")
                    .roles("USER")
                    .build();
        }

        @Bean
        HostUserCustomizer names() {
            return (user, authentication) ->
                    authentication.getName().equals("dora") ? user.named("Dora, from the shop") : user;
        }

        @Bean
        Pages pages() {
            return new Pages();
        }
    }

    /** As docs/spring.md has it: whoever is not signed in is led to Spring's page first, and comes back. */
    @RestController
    static class Pages {

        @GetMapping("/sign-in")
        void signIn(@RequestParam("to") String to, HttpServletResponse response) throws IOException {
            response.sendRedirect(to.matches("/blog/[^/\\\\]*(/[^/\\\\]+)*") ? to : "/");
        }

        @GetMapping("/")
        String home() {
            return "The host's home page";
        }
    }

    /** An OAuth 2 client that has done its work. */
    static final class SignedInByAProvider extends OncePerRequestFilter {
        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            String claims = request.getHeader(CLAIMS);
            if (claims != null) {
                Map<String, Object> attributes = new java.util.HashMap<>(Map.of("sub", "8f14e45f"));
                for (String claim : claims.split("; ")) {
                    attributes.put(claim.split("=", 2)[0], claim.split("=", 2)[1]);
                }
                DefaultOAuth2User user =
                        new DefaultOAuth2User(AuthorityUtils.createAuthorityList("OIDC_USER"), attributes, "sub");
                SecurityContextHolder.getContext()
                        .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                                user, "", AuthorityUtils.createAuthorityList("OIDC_USER")));
            }
            chain.doFilter(request, response);
        }
    }

    @BeforeAll
    static void start() {
        host = Host.startWithoutDatabase(
                Application.class,
                "billet.web.sign-in=/sign-in",
                "billet.web.sign-out=/logout",
                "billet.web.return-parameter=to",
                "billet.web.labels.premium=Friends of the shop",
                "billet.people.authors=ana",
                "billet.people.moderators=dora");
        host.publish("Bonjour", "Un *premier* article.");
        Article draft = host.blog()
                .articles()
                .draft(edit -> edit.title("La suite")
                        .markdown("Le début.\n\n<!--members-only-->\n\nLe secret.")
                        .audience(Audience.labelled(Label.of("premium"))));
        host.blog().articles().publish(draft.id(), draft.version());
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    private static Browser signedIn(String user) throws Exception {
        Browser browser = host.browser();
        browser.fillIn(browser.get("/login"), "/login", Map.of("username", user, "password", "secret"));
        return browser;
    }

    private static Commenter latest() {
        List<Comment> all = host.blog()
                .comments()
                .list(CommentQuery.all().newestFirst(), PageRequest.first(1))
                .items();
        return all.get(0).commenter();
    }

    private static Commenter says(String claims) throws Exception {
        host.browser()
                .send(
                        "POST",
                        "/blog/bonjour/comments",
                        BodyPublishers.ofString("name=Mallory&text=" + claims.hashCode()),
                        "Content-Type",
                        "application/x-www-form-urlencoded",
                        CLAIMS,
                        claims);
        return latest();
    }

    @Test
    void whose_name_is_known_signs_with_it() throws Exception {
        Browser ana = signedIn("ana");
        Answer page = ana.get("/blog/bonjour");
        Element form = page.page().selectFirst("#comment-form");

        assertThat(form.select("input[name=name]")).isEmpty();
        assertThat(form.text()).contains("Signed in as ana");
        assertThat(form.select("a[href=/logout?to=%2Fblog%2Fbonjour]")).hasSize(1);
        ana.fillIn(page, "/comments", Map.of("name", "Mallory", "text", "As myself."));

        assertThat(latest()).isEqualTo(Commenter.named("ana").withIdentity(HostIdentity.of("ana")));
        Comment said = host.blog()
                .comments()
                .list(CommentQuery.all().newestFirst(), PageRequest.first(1))
                .items()
                .get(0);
        host.blog().comments().approve(said.id(), said.version());
        assertThat(host.browser()
                        .get("/blog/bonjour")
                        .page()
                        .select(".comment h3")
                        .eachText())
                .contains("ana Author");
    }

    @Test
    void whose_name_is_an_address_keep_it_to_themselves() throws Exception {
        Browser carla = signedIn("carla@example.org");
        Answer page = carla.get("/blog/bonjour");

        assertThat(page.text()).doesNotContain("carla@example.org");
        assertThat(page.page().select("#comment-form input[name=name]")).hasSize(1);
        assertThat(page.page().select("#comment-form input[name=email]")).isEmpty();
        carla.fillIn(page, "/comments", Map.of("name", "Carla", "text", "Hello."));
        assertThat(latest())
                .isEqualTo(Commenter.named("Carla")
                        .withEmail(EmailAddress.of("carla@example.org"))
                        .withIdentity(HostIdentity.of("carla@example.org")));
    }

    @Test
    void are_called_as_the_application_says() throws Exception {
        assertThat(signedIn("dora").get("/blog/bonjour").text()).contains("Dora, from the shop");
    }

    @Test
    void of_a_provider_have_what_it_claims() throws Exception {
        assertThat(
                        says(
                                "name=Eva Sol; email=eva@example.org; email_verified=true; website=https://eva.example; picture=https://p.example/e.png"))
                .isEqualTo(Commenter.named("Eva Sol")
                        .withEmail(EmailAddress.of("eva@example.org"))
                        .withUrl(HttpUrl.of("https://eva.example"))
                        .withIdentity(HostIdentity.of("8f14e45f")));
        assertThat(says("name=Eva; email=boss@example.org; email_verified=false")
                        .email())
                .isEmpty();
        assertThat(says("login=octocat; avatar_url=https://p.example/o.png").name())
                .contains("octocat");
        assertThat(says("name=eva@example.org").name()).contains("Mallory");
        assertThat(says("name=" + "x".repeat(300) + "; email=nonsense; website=javascript:x")
                        .email())
                .isEmpty();
    }

    @Test
    void whom_the_blog_cannot_describe_are_nobody() throws Exception {
        Browser odd = signedIn("x".repeat(300));
        Answer page = odd.get("/blog/bonjour");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.page().select("#comment-form input[name=name]")).hasSize(1);
    }

    @Test
    void sign_in_where_they_are_told_to_and_come_back() throws Exception {
        Browser ana = host.browser();
        Answer wall = ana.get("/blog/la-suite");

        assertThat(wall.page().select(".cut .opens").text()).contains("Friends of the shop");
        String link = wall.page().selectFirst(".cut a.button").attr("href");
        assertThat(link).isEqualTo("/sign-in?to=%2Fblog%2Fla-suite");
        Answer login = ana.get(link);
        assertThat(login.address().getPath()).isEqualTo("/login");
        Answer back = ana.fillIn(login, "/login", Map.of("username", "ana", "password", "secret"));

        assertThat(back.address().getPath()).isEqualTo("/blog/la-suite");
        assertThat(back.page().text()).contains("Signed in as ana").doesNotContain("Le secret.");
    }
}
