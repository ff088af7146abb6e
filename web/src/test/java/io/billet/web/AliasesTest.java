package io.billet.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.Alias;
import io.billet.core.Article;
import io.billet.core.ArticleKind;
import io.billet.core.Slug;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses of elsewhere and of before. */
class AliasesTest {

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

    private HttpResponse<Void> request(String method, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(live.home + path))
                                .method(method, HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
    }

    @ParameterizedTest
    @CsvSource({
        "2020/05/un-titre, 2020/05/un-titre",
        "2020/05/un-titre, 2020/05/un-titre/",
        "un-titre.html, un-titre.html",
        "Un_Titre.HTML, Un_Titre.HTML",
        "2020/Un titre, 2020/Un%20titre",
        "été/日本, %C3%A9t%C3%A9/%E6%97%A5%E6%9C%AC",
        "a+b/c, a+b/c",
        "100%/x, 100%25/x",
        "tag/ancien, tag/ancien",
        "un, un"
    })
    void lead_on_for_good(String alias, String path) throws Exception {
        Article article = live.publish(edit -> edit.title("Nouveau").aliases(Alias.of(alias)));
        for (String method : new String[] {"GET", "HEAD"}) {
            HttpResponse<Void> answer = request(method, path);
            assertThat(answer.statusCode()).isEqualTo(301);
            assertThat(answer.headers().firstValue("Location"))
                    .contains(live.blog.urls().article(article.slug()).getPath());
        }
        assertThat(request("POST", path).statusCode()).isIn(404, 405);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2020/05/un-titr", "2020/05", "2020/05/UN-TITRE", "2020//05/un-titre", "2020/05/un-titre/x"})
    void of_other_letters_lead_nowhere(String path) throws Exception {
        live.publish(edit -> edit.title("Nouveau").aliases(Alias.of("2020/05/un-titre")));
        assertThat(request("GET", path).statusCode()).isEqualTo(404);
    }

    @Test
    void of_a_draft_lead_nowhere() throws Exception {
        live.blog.articles().draft(edit -> edit.title("Secret").aliases(Alias.of("2020/secret")));
        assertThat(request("GET", "2020/secret").statusCode()).isEqualTo(404);
    }

    @Test
    void the_name_of_a_draft_before_it_was_published_leads_nowhere() throws Exception {
        Article draft = live.blog.articles().draft(edit -> edit.title("X").slug(Slug.of("nom-de-code")));
        Article renamed = live.blog
                .articles()
                .edit(
                        draft.id(),
                        draft.version(),
                        edit -> edit.title("Le titre").slug(Slug.of("le-titre")));
        live.blog.articles().publish(renamed.id(), renamed.version());
        assertThat(request("GET", "nom-de-code").statusCode()).isEqualTo(404);
        assertThat(request("GET", "le-titre").statusCode()).isEqualTo(200);
    }

    @Test
    void an_exact_one_counts_before_what_an_address_resembles() throws Exception {
        live.publish("About", "x");
        Article other = live.publish(edit -> edit.title("Imprint").aliases(Alias.of("about.html")));
        assertThat(request("GET", "about.html").headers().firstValue("Location"))
                .contains(live.blog.urls().article(other.slug()).getPath());
    }

    @Test
    void a_page_of_its_own_is_shown_and_is_in_no_list_and_no_feed() throws Exception {
        live.publish("Un article", "Texte.");
        Article page = live.publish(edit -> edit.title("Mentions").markdown("x").kind(ArticleKind.PAGE));
        assertThat(zoe.open(live.blog.urls().article(page.slug())).status()).isEqualTo(200);
        assertThat(zoe.open(live.home).text()).contains("Un article").doesNotContain("Mentions");
        assertThat(zoe.open(live.blog.urls().rss()).body())
                .contains("Un article")
                .doesNotContain("Mentions");
    }
}
