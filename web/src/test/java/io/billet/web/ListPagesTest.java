package io.billet.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.Article;
import io.billet.core.LanguageTag;
import io.billet.core.Slug;
import io.billet.core.Tag;
import io.billet.engine.Blog;
import io.billet.engine.Site;
import io.billet.engine.spi.RateLimiter;
import io.billet.storage.api.InMemoryStorage;
import io.billet.web.http.WebRequest;
import io.billet.web.http.WebResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Lists and their pages, as somebody walks who follows links. */
class ListPagesTest {

    private final InMemoryStorage storage = new InMemoryStorage();
    private final Blog blog = Blog.builder()
            .site(Site.of("Le Billet", URI.create("https://example.org/blog"), LanguageTag.FRENCH)
                    .inZone(ZoneId.of("Europe/Paris")))
            .storage(storage)
            .rateLimiter(RateLimiter.unlimited())
            .build();
    private final BlogHandler handler =
            BlogHandler.builder(blog).articlesPerPage(5).build();

    @AfterEach
    void close() {
        blog.close();
        storage.close();
    }

    /** From the evening of 28 January 2026 on, one a day. */
    private void publish(int posts) {
        Instant first = Instant.parse("2026-01-28T20:00:00Z");
        for (int i = 1; i <= posts; i++) {
            int number = i;
            Article draft = blog.articles()
                    .draft(edit -> edit.title("Post " + number)
                            .slug(Slug.of("p" + number))
                            .tags(Slug.of("europe"))
                            .authors(Slug.of("zoe")));
            blog.articles().publish(draft.id(), draft.version(), first.plus(Duration.ofDays(number - 1L)));
        }
    }

    private WebResponse get(String path) {
        return handler.handle(WebRequest.of("GET", path));
    }

    private Document page(String path) {
        WebResponse response = get(path);
        assertThat(response.status()).as(path).isEqualTo(200);
        return Jsoup.parse(new String(response.body(), StandardCharsets.UTF_8));
    }

    private static List<String> posts(Document page) {
        return page.select(".teaser h2 a").eachAttr("href").stream()
                .map(link -> link.substring("/blog/".length()))
                .toList();
    }

    private static String path(Element link) {
        return link.attr("href").substring("/blog".length());
    }

    private List<String> walked(String from) {
        List<String> posts = new ArrayList<>();
        Document page = page(from);
        posts.addAll(posts(page));
        for (Element older = page.selectFirst(".pager [rel=next]");
                older != null;
                older = page.selectFirst(".pager [rel=next]")) {
            page = page(path(older));
            posts.addAll(posts(page));
        }
        return posts;
    }

    @Test
    void each_list_leads_to_all_its_posts_and_to_each_once() {
        publish(23);
        for (String list : List.of("/", "/tag/europe", "/author/zoe")) {
            assertThat(walked(list))
                    .as(list)
                    .hasSize(23)
                    .doesNotHaveDuplicates()
                    .startsWith("p23")
                    .endsWith("p1");
        }
    }

    @Test
    void a_page_has_one_address_that_always_shows_the_same() {
        publish(17);
        List<String> second = posts(page("/page/2"));
        assertThat(second).containsExactly("p10", "p9", "p8", "p7", "p6");
        Document page = page("/page/2");
        assertThat(page.title()).isEqualTo("Le Billet, page 2 · Le Billet");
        assertThat(page.selectFirst("link[rel=canonical]").attr("href")).isEqualTo("https://example.org/blog/page/2");
        assertThat(path(page.selectFirst(".pager [rel=prev]"))).isEqualTo("/");
        assertThat(path(page.selectFirst(".pager [rel=next]"))).isEqualTo("/page/1");

        Article later = blog.articles().draft(edit -> edit.title("Later"));
        blog.articles().publish(later.id(), later.version());
        assertThat(posts(page("/page/2"))).isEqualTo(second);
        assertThat(get("/page/3").status()).as("a page that is not full").isEqualTo(404);
    }

    @Test
    void a_name_in_another_spelling_leads_on_to_the_page_of_that_number() {
        publish(12);
        assertThat(get("/tag/Europe/page/1").headers().first("Location")).contains("/blog/tag/europe/page/1");
        assertThat(get("/tag/nothing/page/1").status()).isEqualTo(404);
        assertThat(get("/author/Zoe").headers().first("Location")).contains("/blog/author/zoe");
    }

    @Test
    void the_archive_counts_months_and_leads_to_their_posts() {
        publish(40);
        Document archive = page("/index/archive");

        assertThat(archive.select("h2").eachText()).containsExactly("2026");
        assertThat(archive.select(".index li").eachText()).containsExactly("mars 8", "février 28", "janvier 4");
        Element january = archive.select(".index a").last();
        assertThat(path(january)).isEqualTo("/archive/2026/01");
        Document month = page(path(january));
        assertThat(month.selectFirst("h1").text()).isEqualTo("janvier 2026");
        assertThat(posts(month)).containsExactly("p4", "p3", "p2", "p1");
        assertThat(walked("/archive/2026/02")).hasSize(28).startsWith("p32").endsWith("p5");
        assertThat(get("/archive/2026/04").status()).isEqualTo(404);
    }

    @Test
    void the_archive_is_found_under_what_people_type_unless_an_article_bears_that_name() {
        for (String typed : List.of("/archive", "/archives")) {
            assertThat(get(typed).headers().first("Location")).contains("/blog/index/archive");
        }
        Article draft = blog.articles().draft(edit -> edit.title("Archive"));
        assertThat(get("/archive").status()).as("of a draft").isEqualTo(302);
        blog.articles().publish(draft.id(), draft.version());
        assertThat(page("/archive").selectFirst("h1").text()).isEqualTo("Archive");
    }

    @Test
    void an_article_leads_to_the_posts_before_and_after_it() {
        publish(3);
        Document page = page("/p2");
        assertThat(page.selectFirst(".neighbours [rel=prev]").text()).isEqualTo("Précédent Post 1");
        assertThat(path(page.selectFirst(".neighbours [rel=prev]"))).isEqualTo("/p1");
        assertThat(path(page.selectFirst(".neighbours [rel=next]"))).isEqualTo("/p3");
        assertThat(page("/p1").select(".neighbours a")).hasSize(1);
        assertThat(Map.of("p3", page("/p3").select(".neighbours [rel=next]").size()))
                .containsEntry("p3", 0);
    }

    @Test
    void indexes_name_the_tags_and_authors_that_posts_bear_and_no_others() {
        publish(3);
        blog.tags().describe(Tag.named(Slug.of("europe"), "Éurope"));
        blog.tags().describe(Tag.named(Slug.of("empty"), "Of nothing"));
        blog.articles()
                .draft(edit -> edit.title("Draft").tags(Slug.of("secret")).authors(Slug.of("nobody")));
        Article zebra = blog.articles().draft(edit -> edit.title("Zebra").tags(Slug.of("zebra"), Slug.of("alpha")));
        blog.articles().publish(zebra.id(), zebra.version());

        assertThat(page("/index/tags").select(".index li").eachText())
                .containsExactly("alpha 1", "Éurope 3", "zebra 1");
        assertThat(path(page("/index/tags").select(".index a").get(1))).isEqualTo("/tag/europe");
        assertThat(page("/index/authors").select(".index li").eachText()).containsExactly("zoe 3");
        assertThat(page("/index/tags/after/europe").select(".index li").eachText())
                .containsExactly("zebra 1");
        assertThat(get("/tags").headers().first("Location")).contains("/blog/index/tags");
        assertThat(get("/authors").headers().first("Location")).contains("/blog/index/authors");
    }

    @Test
    void an_index_of_very_many_names_goes_on() {
        for (int i = 0; i < 25; i++) {
            int number = i;
            Article draft = blog.articles()
                    .draft(edit -> edit.title("Post")
                            .tags(IntStream.range(0, 41)
                                    .mapToObj(j -> Slug.of("t-" + (10_000 + number * 41 + j)))
                                    .toList()));
            blog.articles().publish(draft.id(), draft.version());
        }
        Document first = page("/index/tags");
        assertThat(first.select(".index li")).hasSize(1_000);
        Document second = page(path(first.selectFirst(".pager [rel=next]")));
        assertThat(second.select(".index li")).hasSize(25);
        assertThat(second.select(".pager")).isEmpty();
    }

    @Test
    void of_nothing_there_is_an_empty_home_and_an_empty_archive() {
        assertThat(posts(page("/"))).isEmpty();
        assertThat(page("/index/archive").select(".index")).isEmpty();
        assertThat(page("/").select(".pager")).isEmpty();
    }
}
