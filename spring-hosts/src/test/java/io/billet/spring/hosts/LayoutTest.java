package io.billet.spring.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.billet.core.LanguageTag;
import io.billet.spring.LayoutAttributes;
import io.billet.web.contract.Answer;
import io.billet.web.contract.Browser;
import io.billet.web.http.ContentSecurityPolicy;
import io.billet.web.theme.Looks;
import io.billet.web.theme.NavigationEntry;
import io.billet.web.theme.PageLayout;
import jakarta.servlet.Filter;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/** The blog in the page of an application that has a template for it. */
class LayoutTest {

    private static final String SHOP = "spring.thymeleaf.prefix=classpath:/shop/";

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Shop {

        @Bean
        SecurityFilterChain rules(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(all -> all.anyRequest().permitAll())
                    .formLogin(Customizer.withDefaults())
                    .build();
        }

        @Bean
        UserDetailsService users() {
            return new InMemoryUserDetailsManager(User.withUsername("ana")
                    .password("{noop}secret")
                    .roles("USER")
                    .build());
        }

        @Bean
        LayoutAttributes user() {
            return request -> Optional.ofNullable(request.getUserPrincipal())
                    .map(Principal::getName)
                    .map(name -> Map.<String, Object>of("user", name))
                    .orElse(Map.of());
        }

        @Bean
        FilterRegistrationBean<Filter> team() {
            FilterRegistrationBean<Filter> filter = new FilterRegistrationBean<>((request, response, chain) -> {
                request.setAttribute("team", "Team <1>");
                chain.doFilter(request, response);
            });
            filter.addUrlPatterns("/*");
            return filter;
        }

        record Greeting(String text) {}

        @Bean
        Greeting greeting() {
            return new Greeting("Hello from a bean");
        }
    }

    @Nested
    class Billet_layout_html {

        @Test
        void surrounds_every_page_with_links_fragments_words_and_beans_of_the_host() throws Exception {
            try (Host host = Host.startWithoutDatabase(
                    Shop.class,
                    SHOP,
                    "server.servlet.context-path=/app",
                    "billet.base-url=http://localhost/app/blog",
                    "billet.title=News & <more>")) {
                host.publish("Bonjour", "Un *premier* article.");
                io.billet.core.Article french = host.blog()
                        .articles()
                        .draft(edit -> edit.title("Salut").markdown("Texte.").language(LanguageTag.FRENCH));
                host.blog().articles().publish(french.id(), french.version());

                for (String path : List.of(
                        "", "bonjour", "index/tags", "newsletter/subscribe", "newsletter/confirm?token=x", "nowhere")) {
                    Document page = host.browser().get("/app/blog/" + path).page();
                    assertThat(page.select("#shop nav a").eachAttr("href"))
                            .as(path)
                            .containsExactly("/app/", "/app/blog/");
                    assertThat(page.select("link[rel=stylesheet]").eachAttr("href"))
                            .last()
                            .isEqualTo("/app/shop.css");
                    assertThat(page.selectFirst("#team").text()).isEqualTo("Team <1>");
                    assertThat(page.selectFirst("#bean").text()).isEqualTo("Hello from a bean");
                    assertThat(page.selectFirst("body > footer").text()).isEqualTo("Our shop since 1990");
                    assertThat(page.select("main > .billet-content h1")).hasSize(1);
                    assertThat(page.title()).contains("News & <more>");
                }
                Answer article = host.browser().get("/app/blog/bonjour");
                assertThat(article.page().select("main .prose em").text()).isEqualTo("premier");
                assertThat(article.page().select("head link[rel=canonical]").attr("href"))
                        .isEqualTo("http://localhost/app/blog/bonjour");
                assertThat(article.page().select("head meta[property=og:title]"))
                        .hasSize(1);
                assertThat(article.header("Content-Type")).isEqualToIgnoringCase("text/html;charset=utf-8");
                assertThat(article.header("Content-Security-Policy")).contains("default-src 'none'");
                Document salut = host.browser().get("/app/blog/salut").page();
                assertThat(salut.selectFirst("html").attr("lang")).isEqualTo("fr");
                assertThat(salut.selectFirst("body > footer").text()).isEqualTo("Notre boutique depuis 1990");
                assertThat(salut.selectFirst("#price").text()).matches("1.234,50");
                assertThat(host.browser()
                                .fillIn(article, "/newsletter/subscribe", Map.of("email", "nobody"))
                                .page()
                                .select("#shop"))
                        .hasSize(1);
            }
        }

        @Test
        void greets_a_reader_in_pages_that_no_shared_cache_may_keep() throws Exception {
            try (Host host = Host.startWithoutDatabase(Shop.class, SHOP)) {
                host.publish("Bonjour", "Text.");
                Browser ana = host.browser();
                ana.fillIn(ana.get("/login"), "/login", Map.of("username", "ana", "password", "secret"));

                Answer hers = ana.get("/blog/bonjour");
                assertThat(hers.page().selectFirst("#user").text()).isEqualTo("ana");
                assertThat(hers.page().select("#search input[name=_csrf]")).hasSize(1);
                assertThat(hers.header("Cache-Control")).startsWith("private");
                Answer strangers = host.browser().get("/blog/bonjour");
                assertThat(strangers.page().selectFirst("#user").text()).isEqualTo("Nobody");
                assertThat(strangers.header("Cache-Control")).startsWith("private");
            }
        }

        @Test
        void that_is_the_same_for_everybody_leaves_public_pages_public_and_sees_nobody() throws Exception {
            try (Host host = Host.startWithoutDatabase(Shop.class, SHOP, "billet.layout.same-for-everybody=true")) {
                host.publish("Bonjour", "Text.");
                Answer strangers = host.browser().get("/blog/bonjour");
                assertThat(strangers.header("Cache-Control")).startsWith("public");
                assertThat(strangers.page().selectFirst("#team").text()).isEqualTo("Team <1>");
                assertThat(strangers.page().select("#search input[name=_csrf]")).isEmpty();
                assertThat(strangers.headers("Set-Cookie")).isEmpty();

                Browser ana = host.browser();
                ana.fillIn(ana.get("/login"), "/login", Map.of("username", "ana", "password", "secret"));
                Answer hers = ana.get("/blog/bonjour");
                assertThat(hers.header("Cache-Control")).startsWith("private");
                assertThat(hers.page().selectFirst("#user").text()).isEqualTo("Nobody");
            }
        }

        @Test
        void that_fails_leaves_no_half_page_and_is_logged() throws Exception {
            try (Host host = Host.startWithoutDatabase(Shop.class, "spring.thymeleaf.prefix=classpath:/broken/")) {
                Answer answer = host.browser().get("/blog/");

                assertThat(answer.status()).isEqualTo(500);
                assertThat(answer.text()).doesNotContain("The beginning of a page", "nothing.there");
                assertThat(answer.page().select("main h1")).hasSize(1);
                assertThat(host.browser().get("/blog/nowhere").status()).isEqualTo(404);
            }
        }

        @Test
        void can_be_switched_off_named_otherwise_and_replaced() throws Exception {
            try (Host host = Host.startWithoutDatabase(Shop.class, SHOP, "billet.layout.enabled=false")) {
                assertThat(host.browser().get("/blog/").page().select("#shop")).isEmpty();
                assertThat(host.beans().getBeanNamesForType(PageLayout.class)).isEmpty();
            }
            try (Host host = Host.startWithoutDatabase(
                    Shop.class,
                    "spring.thymeleaf.prefix=classpath:/",
                    "billet.layout.template=shop/billet/layout",
                    "spring.thymeleaf.check-template-location=false")) {
                // Its fragment is elsewhere: the template was found, and failed.
                assertThat(host.browser().get("/blog/").status()).isEqualTo(500);
            }
            assertThatThrownBy(() -> Host.startWithoutDatabase(Shop.class, "billet.layout.template=no/such"))
                    .rootCause()
                    .hasMessageContaining("classpath:/templates/no/such.html");
            try (Host host = Host.startWithoutDatabase(OwnParts.class, SHOP)) {
                assertThat(host.browser().get("/blog/").text()).isEqualTo("<p>my layout</p>");
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(OpenHost.class)
    static class OwnParts {

        @Bean
        PageLayout layout() {
            return PageLayout.sameForEverybody(page -> "<p>my layout</p>");
        }

        @Bean
        Looks looks() {
            return Looks.builder().navigation(NavigationEntry.of("Mine", "/")).build();
        }

        @Bean
        ContentSecurityPolicy policy() {
            return ContentSecurityPolicy.standard().allow("script-src", "'self'");
        }
    }

    @Nested
    class Without_a_template {

        @Test
        void properties_fill_the_standard_theme() throws Exception {
            try (Host host = Host.startWithoutDatabase(
                    OpenHost.class,
                    "billet.looks.navigation[0].label=Shop",
                    "billet.looks.navigation[0].labels.fr=Boutique",
                    "billet.looks.navigation[0].href=/",
                    "billet.looks.navigation[1].label=News",
                    "billet.looks.navigation[1].href=/blog/",
                    "billet.looks.logo.source=/logo.svg",
                    "billet.looks.logo.dark=/dark.svg",
                    "billet.looks.logo.width=120",
                    "billet.looks.logo.height=32",
                    "billet.looks.icon=/favicon.png",
                    "billet.looks.touch-icon=/touch.png",
                    "billet.looks.footer=All rights & more",
                    "billet.looks.footer-links[0].label=Contact",
                    "billet.looks.footer-links[0].href=/contact",
                    "billet.looks.imprint=/imprint",
                    "billet.looks.privacy=/privacy",
                    "billet.looks.stylesheets[0].href=https://fonts.example.org/css?family=X",
                    "billet.looks.stylesheets[0].fonts=https://files.example.org",
                    "billet.looks.scripts[0].src=https://stats.example.org/count.js",
                    "billet.looks.scripts[0].attributes.data-domain=example.org",
                    "billet.looks.scripts[0].connect=https://stats.example.org",
                    "billet.looks.links[0].rel=preload",
                    "billet.looks.links[0].href=https://files.example.org/a.woff2",
                    "billet.looks.links[0].attributes.as=font",
                    "billet.looks.metas.google-site-verification=abc",
                    "billet.csp.allow.script-src='self', https://cdn.example.org",
                    "billet.csp.allow.img-src=http://pictures.example.org")) {
                Answer answer = host.browser().get("/blog/");
                Document page = answer.page();

                assertThat(page.select(".host-nav a").eachText()).containsExactly("Shop", "News");
                assertThat(page.select(".host-nav a[aria-current=page]").text()).isEqualTo("News");
                assertThat(page.select(".logo img").attr("src")).isEqualTo("/logo.svg");
                assertThat(page.select(".logo source").attr("srcset")).isEqualTo("/dark.svg");
                assertThat(page.select("link[rel=icon]").attr("href")).isEqualTo("/favicon.png");
                assertThat(page.select("link[rel=apple-touch-icon]").attr("href"))
                        .isEqualTo("/touch.png");
                assertThat(page.select("footer").text())
                        .contains("All rights & more", "Contact", "Legal notice", "Privacy");
                assertThat(page.select("script[data-domain=example.org]")).hasSize(1);
                assertThat(page.select("meta[name=google-site-verification]").attr("content"))
                        .isEqualTo("abc");
                assertThat(answer.header("Content-Security-Policy"))
                        .contains(
                                "script-src 'self' https://cdn.example.org https://stats.example.org/count.js;",
                                "connect-src https://stats.example.org;",
                                "font-src 'self' https://files.example.org https://files.example.org/a.woff2;",
                                "style-src 'self' https://fonts.example.org/css;",
                                "http://pictures.example.org;");
            }
        }

        @Test
        void a_property_that_is_wrong_is_named_when_the_application_starts() {
            Map.of(
                            "billet.looks.imprint=javascript:alert(1)", "billet.looks.imprint: ",
                            "billet.looks.icon=http://example.org/x", "billet.looks.icon: ",
                            "billet.looks.scripts[0].src=//evil.example", "billet.looks.scripts: ",
                            "billet.csp.allow.script-src=self", "billet.csp.allow.script-src: ",
                            "billet.csp.allow.scripts=x", "billet.csp.allow.scripts: ")
                    .forEach((property, told) -> assertThatThrownBy(
                                    () -> Host.startWithoutDatabase(OpenHost.class, property))
                            .as(property)
                            .hasStackTraceContaining(told));
        }

        @Test
        void beans_take_the_place_of_properties() throws Exception {
            try (Host host = Host.startWithoutDatabase(OwnParts.class)) {
                assertThat(host.browser().get("/blog/").header("Content-Security-Policy"))
                        .contains("script-src 'self';");
                assertThat(host.beans().getBeanNamesForType(ContentSecurityPolicy.class))
                        .containsExactly("policy");
            }
        }

        @Test
        void the_policy_is_the_hosts_if_it_says_so() throws Exception {
            try (Host host = Host.startWithoutDatabase(OpenHost.class, "billet.csp.left-to-host=true")) {
                assertThat(host.browser().get("/blog/").headers("Content-Security-Policy"))
                        .isEmpty();
            }
        }
    }
}
