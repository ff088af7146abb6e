package io.billet.spring.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.LanguageTag;
import io.billet.engine.Blog;
import io.billet.engine.Site;
import io.billet.spring.LayoutAttributes;
import io.billet.web.BlogHandler;
import io.billet.web.contract.Answer;
import io.billet.web.http.ContentSecurityPolicy;
import io.billet.web.http.WebRequest;
import io.billet.web.http.WebResponse;
import io.billet.web.theme.BlogPage;
import io.billet.web.theme.HeadElement;
import io.billet.web.theme.Logo;
import io.billet.web.theme.Looks;
import io.billet.web.theme.NavigationEntry;
import io.billet.web.theme.PageFrame;
import io.billet.web.theme.PageLayout;
import io.billet.web.theme.PageParts;
import io.billet.web.theme.Theme;
import io.billet.web.theme.ThemeAsset;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.util.HtmlUtils;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** The snippets of {@code docs/theme.md}, run; and the guide shows what is run here. */
class ThemeGuideTest {

    private static final Pattern IN_GUIDE =
            Pattern.compile("<!-- snippet: (\\w+) -->\\n```java\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern IN_TEST = Pattern.compile("// snippet: (\\w+)\\n(.*?)// end", Pattern.DOTALL);
    private static final Pattern FILE = Pattern.compile("<!-- file: (\\S+) -->\\n```html\\n(.*?)```", Pattern.DOTALL);

    private final Blog blog = Blog.builder()
            .site(Site.of("News", URI.create("https://example.org/blog"), LanguageTag.ENGLISH))
            .build();

    @AfterEach
    void close() {
        blog.close();
    }

    private static String escape(String text) {
        return HtmlUtils.htmlEscape(text);
    }

    private static WebResponse home(BlogHandler handler) {
        return handler.handle(WebRequest.of("GET", "/"));
    }

    private static String html(WebResponse response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    @Test
    void css() {
        // snippet: css
        Theme blue = Theme.standard("""
                :root {
                  --billet-accent: #0b57d0;
                  --billet-text-face: "Source Serif 4", Georgia, serif;
                  --billet-measure: 60ch;
                }
                @media (prefers-color-scheme: dark) {
                  :root { --billet-accent: #a8c7fa; --billet-on-accent: #062e6f; }
                }
                """);
        BlogHandler handler = BlogHandler.builder(blog).theme(blue).build();
        // end
        assertThat(html(home(handler))).contains("/blog/assets/host.");
    }

    @Test
    void slots() {
        // snippet: slots
        Looks looks = Looks.builder()
                .navigation(
                        NavigationEntry.of("Shop", "/").in(LanguageTag.FRENCH, "La boutique"),
                        NavigationEntry.of("News", "/blog/"))
                .logo(Logo.of("/logo.svg", 32, 32).inTheDark("/logo-dark.svg"))
                .icon("/favicon.svg")
                .touchIcon("/touch.png")
                .footer("© 2026 Pen & Paper")
                .footerLinks(NavigationEntry.of("Contact", "mailto:hello@example.org"))
                .imprint("/imprint")
                .privacy("/privacy")
                .head(
                        HeadElement.stylesheet("https://fonts.example.org/serif.css")
                                .loads("font-src", "https://files.example.org"),
                        HeadElement.script("https://stats.example.org/count.js")
                                .attribute("data-site", "example.org")
                                .loads("connect-src", "https://stats.example.org"))
                .build();
        BlogHandler handler =
                BlogHandler.builder(blog).theme(Theme.standard(looks)).build();
        // end
        assertThat(html(home(handler))).contains("Pen &amp; Paper", "Legal notice", "/logo-dark.svg");
        assertThat(home(handler).headers().first("Content-Security-Policy").orElseThrow())
                .contains("script-src https://stats.example.org/count.js;");
    }

    @Test
    void layout() {
        // snippet: layout
        PageLayout layout = PageLayout.sameForEverybody(page ->
                """
                <!doctype html>
                <html lang="%s" dir="%s">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title>
                %s
                <link rel="stylesheet" href="/shop.css">
                </head>
                <body>
                <header><a href="/">Pen &amp; Paper</a></header>
                <main>
                %s
                </main>
                </body>
                </html>
                """.formatted(page.language(), page.direction(), escape(page.title()), page.head(), page.content()));
        BlogHandler handler = BlogHandler.builder(blog).layout(layout).build();
        // end
        assertThat(html(home(handler)))
                .contains("<header><a href=\"/\">Pen &amp; Paper</a></header>", "billet-content");
        assertThat(home(handler).headers().first("Cache-Control").orElseThrow()).startsWith("public");
        assertThat(policy(layout).headers().first("Content-Security-Policy").orElseThrow())
                .contains("script-src 'self' https://stats.example.org; ");
    }

    private WebResponse policy(PageLayout layout) {
        // snippet: policy
        BlogHandler handler = BlogHandler.builder(blog)
                .layout(layout)
                .contentSecurityPolicy(ContentSecurityPolicy.standard()
                        .allow("script-src", "'self'", "https://stats.example.org")
                        .allow("connect-src", "https://stats.example.org"))
                .build();
        // end
        return home(handler);
    }

    /** As many things as somebody has put into it. */
    static final class Baskets {
        List<String> of(@Nullable Principal user) {
            return user == null ? List.of() : List.of("pen");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(OpenHost.class)
    static class Shop {

        @Bean
        Baskets baskets() {
            return new Baskets();
        }

        // snippet: attributes
        @Bean
        LayoutAttributes basket(Baskets baskets) {
            return request ->
                    Map.of("basketSize", baskets.of(request.getUserPrincipal()).size());
        }
        // end

        @Bean
        Theme theme(ITemplateEngine templates) {
            return new ShopTheme(templates);
        }
    }

    // snippet: delegation
    static final class ShopTheme implements Theme {

        private final Theme standard = Theme.standard();
        private final ITemplateEngine templates;

        ShopTheme(ITemplateEngine templates) {
            this.templates = templates;
        }

        @Override
        public String render(BlogPage page) {
            if (page instanceof BlogPage.ArticleList list) {
                return made("own/list", list, Map.of("articles", list.articles()));
            }
            if (page instanceof BlogPage.ErrorPage error) {
                return made("own/error", error, Map.of("status", error.status()));
            }
            return standard.render(page);
        }

        private String made(String template, BlogPage page, Map<String, Object> more) {
            PageFrame frame = page.frame();
            Context context = new Context(frame.language().toLocale(), more);
            context.setVariable("frame", frame);
            context.setVariable("words", frame.messages());
            standard.parts(page).ifPresent(parts -> context.setVariable("head", parts.head()));
            return templates.process(template, context);
        }

        @Override
        public List<ThemeAsset> assets() {
            return standard.assets();
        }
    }
    // end

    /** The same in a layout. */
    static final class InALayout implements Theme {

        private final Theme standard = Theme.standard();

        @Override
        public String render(BlogPage page) {
            return standard.render(page);
        }

        // snippet: parts
        @Override
        public Optional<PageParts> parts(BlogPage page) {
            return standard.parts(page)
                    .map(parts -> page instanceof BlogPage.ErrorPage error
                            ? new PageParts(
                                    parts.frame(), parts.kind(), parts.head(), "<h1>" + error.status() + "</h1>")
                            : parts);
        }
        // end

        @Override
        public List<ThemeAsset> assets() {
            return standard.assets();
        }
    }

    @Test
    void two_pages_of_the_hosts_own_and_the_rest_of_the_standard() throws Exception {
        try (Host host = Host.startWithoutDatabase(Shop.class, "spring.thymeleaf.prefix=classpath:/guide/")) {
            host.publish("A <b>", "Text.");

            Answer list = host.browser().get("/blog/");
            assertThat(list.page().select("h2 a").attr("href")).isEqualTo("/blog/a-b");
            assertThat(list.page().select("h2").text()).isEqualTo("A <b>");
            assertThat(list.page().select("head link[rel=canonical]")).hasSize(1);
            assertThat(list.page().select(".site-foot")).isEmpty();
            assertThat(host.browser().get("/blog/nowhere").page().select("h1").text())
                    .isEqualTo("404 of ours");
            assertThat(host.browser().get("/blog/a-b").page().select(".site-foot"))
                    .hasSize(1);
            assertThat(host.beans().getBeansOfType(LayoutAttributes.class)).hasSize(1);
        }
        BlogHandler inALayout = BlogHandler.builder(blog)
                .theme(new InALayout())
                .layout(PageLayout.sameForEverybody(page -> "<main>" + page.content() + "</main>"))
                .build();
        assertThat(html(inALayout.handle(WebRequest.of("GET", "/nowhere")))).isEqualTo("<main><h1>404</h1></main>");
        assertThat(html(home(inALayout))).contains("site-foot");
    }

    @Test
    void the_guide_shows_what_is_run_here() throws IOException {
        String guide = Files.readString(Path.of("../docs/theme.md"));
        assertThat(snippets(guide, IN_GUIDE))
                .isEqualTo(snippets(
                        Files.readString(Path.of("src/test/java/io/billet/spring/hosts/ThemeGuideTest.java")),
                        IN_TEST));
        Matcher file = FILE.matcher(guide);
        int files = 0;
        while (file.find()) {
            assertThat(file.group(2)).isEqualTo(Files.readString(Path.of("..", file.group(1))));
            files++;
        }
        assertThat(files).isEqualTo(2);
    }

    private static Map<String, String> snippets(String text, Pattern snippet) {
        Map<String, String> found = new TreeMap<>();
        Matcher matcher = snippet.matcher(text);
        while (matcher.find()) {
            found.put(matcher.group(1), matcher.group(2).replaceAll("\\s+", ""));
        }
        return found;
    }
}
