package io.billet.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.Article;
import io.billet.core.Audience;
import io.billet.core.HttpUrl;
import io.billet.core.Image;
import io.billet.core.Label;
import io.billet.core.LanguageTag;
import io.billet.core.SearchMetadata;
import io.billet.core.Slug;
import io.billet.core.Tag;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataTest {

    private final Person zoe = new Person();
    private LiveBlog live;

    @BeforeEach
    void open() throws Exception {
        live = LiveBlog.at("/blog");
    }

    @AfterEach
    void close() {
        live.close();
    }

    private Document page(Article article) throws Exception {
        return zoe.open(live.blog.urls().article(article.slug())).page();
    }

    @Test
    void the_title_for_search_engines_is_the_title_of_the_page() throws Exception {
        Article article = live.publish(edit -> edit.title("Un titre")
                .markdown("Texte.")
                .metadata(new SearchMetadata(
                        Optional.of(HttpUrl.of("https://original.example/a")),
                        Optional.of("Titre pour moteurs"),
                        Optional.empty())));
        Document page = page(article);

        assertThat(page.title()).isEqualTo("Titre pour moteurs · Le Billet");
        assertThat(page.select("h1").text()).isEqualTo("Un titre");
        assertThat(page.select("meta[property=og:url]").attr("content")).isEqualTo("https://original.example/a");
        assertThat(page.select("link[rel=canonical]").attr("href")).isEqualTo("https://original.example/a");
    }

    @ParameterizedTest
    @CsvSource({"fr,fr_FR", "fr-CA,fr_CA", "en,en_US", "zh-Hant-TW,zh_TW", "cs,cs_CZ", "eo,", "es-419,"})
    void a_locale_of_open_graph_has_a_territory(String language, String locale) throws Exception {
        Article article = live.publish(edit -> edit.title("T").markdown("x").language(LanguageTag.of(language)));

        assertThat(page(article).select("meta[property=og:locale]").attr("content"))
                .isEqualTo(locale == null ? "" : locale);
    }

    @Test
    void an_article_for_a_circle_does_not_promise_that_subscribing_opens_it() throws Exception {
        Article members = live.publish(edit -> edit.title("M").markdown("x").audience(Audience.MEMBERS));
        Article circle =
                live.publish(edit -> edit.title("C").markdown("x").audience(Audience.labelled(Label.of("patron"))));

        assertThat(page(members).select(".cut").text()).contains("Abonnez-vous gratuitement");
        assertThat(page(circle).select(".cut").text())
                .contains("Réservé à certains membres", "n’y donne pas accès")
                .doesNotContain("Abonnez-vous gratuitement");
    }

    @Test
    void a_tag_shows_its_picture_and_the_theme_has_an_icon() throws Exception {
        live.publish(edit -> edit.title("T").markdown("x").tags(Slug.of("europe")));
        live.blog
                .articles()
                .describe(new Tag(
                        Slug.of("europe"), "Europe", Optional.empty(), Optional.of(new Image("/eu.png", "Une carte"))));
        Document page = zoe.open(live.blog.urls().tag(Slug.of("europe"))).page();

        assertThat(page.select("img.banner[src=/eu.png]").attr("alt")).isEqualTo("Une carte");
        URI icon = URI.create(page.select("link[rel=icon]").attr("abs:href"));
        assertThat(zoe.open(icon).header("Content-Type")).isEqualTo("image/svg+xml");
    }

    @Test
    void the_box_to_subscribe_stands_directly_after_the_text() throws Exception {
        Document page = page(live.publish("Un article", "Texte."));

        assertThat(page.select("article.post + section#subscribe")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/Hello-%C3%89t%C3%A9", "/hello-e%CC%81te%CC%81", "/HELLO-E%CC%81TE%CC%81", "/hello-%C3%A9t%C3%A9.",
                "/hello-%C3%A9t%C3%A9%20", "/%20hello-%C3%A9t%C3%A9,", "/hello-%C3%A9t%C3%A9%C2%A0",
                        "/hello-%C3%A9t%C3%A9)",
                "/hello-%C3%A9t%C3%A9.html", "/hello-%C3%A9t%C3%A9%E2%80%8B", "/hello-%C3%A9t%C3%A9%E2%80%9D."
            })
    void what_looks_like_an_articles_address_leads_to_it(String path) {
        live.publish(edit -> edit.title("Hello").slug(Slug.of("hello-été")).markdown("x"));
        BlogHandler handler = BlogHandler.of(live.blog);

        var response = handler.handle(io.billet.web.http.WebRequest.of("GET", path));

        assertThat(response.status()).isEqualTo(301);
        assertThat(response.headers().first("Location")).contains("/blog/hello-%C3%A9t%C3%A9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%s/%C3%89t%C3%A9", "/%s/e%CC%81te%CC%81", "/%s/%C3%A9t%C3%A9.", "/%s/%C3%A9t%C3%A9%20"})
    void what_looks_like_the_address_of_a_tag_or_an_author_leads_to_it(String path) {
        live.publish(edit -> edit.title("Hello").tags(Slug.of("été")).authors(Slug.of("été")));
        BlogHandler handler = BlogHandler.of(live.blog);
        for (String kind : List.of("tag", "author")) {
            var response = handler.handle(io.billet.web.http.WebRequest.of("GET", path.replace("%s", kind)));

            assertThat(response.status()).isEqualTo(301);
            assertThat(response.headers().first("Location").orElseThrow()).endsWith("/" + kind + "/%C3%A9t%C3%A9");
        }
    }

    @Test
    void what_looks_like_the_address_of_a_discussion_leads_to_it() {
        live.publish(edit -> edit.title("Hello").slug(Slug.of("hello")));
        var response = BlogHandler.of(live.blog).handle(io.billet.web.http.WebRequest.of("GET", "/Hello/comments"));

        assertThat(response.status()).isEqualTo(302);
        assertThat(response.headers().first("Location").orElseThrow()).contains("/blog/hello#");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/tag/Nothing",
                "/author/nobody.",
                "/tag/%20",
                "/author/...",
                "/Nothing",
                "/nothing.",
                "/.",
                "/%20",
                "/...",
                "/HELLO--x",
                "/%E2%80%8B"
            })
    void and_where_there_is_none_to_nowhere(String path) {
        var response = BlogHandler.of(live.blog).handle(io.billet.web.http.WebRequest.of("GET", path));

        assertThat(response.status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "a=%FF", "notice=%C3", "reply-to=%zz", "&&&==%&"})
    void a_spoilt_query_does_not_take_a_page_down(String query) {
        live.publish("Un article", "Texte.");
        BlogHandler handler = BlogHandler.of(live.blog);
        for (String path : new String[] {"/", "/un-article", "/newsletter/subscribe"}) {
            assertThat(handler.handle(io.billet.web.http.WebRequest.of("GET", path)
                                    .withQuery(query))
                            .status())
                    .isEqualTo(200);
        }
    }
}
