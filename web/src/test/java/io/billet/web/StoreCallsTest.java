package io.billet.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.billet.core.Article;
import io.billet.core.CommentState;
import io.billet.core.LanguageTag;
import io.billet.core.Slug;
import io.billet.core.Tag;
import io.billet.engine.Blog;
import io.billet.engine.PageRequest;
import io.billet.engine.Site;
import io.billet.engine.spi.RateLimiter;
import io.billet.engine.spi.SpamChecker;
import io.billet.renderer.MarkdownLimitException;
import io.billet.renderer.MarkdownLimits;
import io.billet.renderer.MarkdownRenderer;
import io.billet.storage.api.CommentQuery;
import io.billet.web.http.WebHeaders;
import io.billet.web.http.WebRequest;
import io.billet.web.http.WebResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What pages cost in calls of the store: a number that grows is a decision, not an accident. */
class StoreCallsTest {

    private static final int ARTICLES = 25;

    private final CountedStorage storage = new CountedStorage();
    private Blog blog = open();
    private BlogHandler handler = BlogHandler.of(blog);

    private Blog open() {
        return Blog.builder()
                .site(Site.of("Le Billet", URI.create("https://example.org/blog"), LanguageTag.FRENCH))
                .storage(storage)
                .rateLimiter(RateLimiter.unlimited())
                .spamChecker(submission -> SpamChecker.Verdict.APPROVE)
                .build();
    }

    @BeforeEach
    void publish() {
        for (int i = 1; i <= ARTICLES; i++) {
            int number = i;
            Article draft = blog.articles()
                    .draft(edit -> edit.title("Article " + number)
                            .markdown("Un *texte*.")
                            .tags(Slug.of("europe"), Slug.of("ports"))
                            .authors(Slug.of("zoe")));
            blog.articles().publish(draft.id(), draft.version());
        }
        storage.forget();
    }

    @AfterEach
    void close() {
        blog.close();
        storage.close();
    }

    /** Another process: nothing is rendered yet. */
    private void restart() {
        blog.close();
        blog = open();
        handler = BlogHandler.of(blog);
        storage.forget();
    }

    private WebResponse get(String path) {
        storage.forget();
        WebResponse response = handler.handle(WebRequest.of("GET", path));
        assertThat(response.status()).as(path).isEqualTo(200);
        return response;
    }

    @Test
    void an_article_page_reads_no_text_that_is_rendered_already() {
        restart();
        get("/article-1");
        assertThat(storage.calls)
                .containsExactly(
                        "BlogStorage.changes",
                        // What becomes public next by time alone.
                        "ArticleStore.list",
                        "ArticleStore.summaryBySlug",
                        "ArticleStore.find",
                        // Its neighbours.
                        "ArticleStore.list",
                        "ArticleStore.list",
                        "AuthorStore.findAll",
                        "TagStore.findAll",
                        "CommentStore.thread");
        get("/article-1");
        assertThat(storage.calls)
                .containsExactly("BlogStorage.changes", "ArticleStore.summaryBySlug", "CommentStore.thread");
        assertThat(storage.texts).isEmpty();
    }

    @Test
    void an_article_that_was_changed_is_read_once_more() {
        get("/article-1");
        Article article = blog.articles().findBySlug(Slug.of("article-1")).orElseThrow();
        blog.articles().edit(article.id(), article.version(), edit -> edit.markdown("Un texte *neuf*."));

        assertThat(new String(get("/article-1").body(), StandardCharsets.UTF_8)).contains("<em>neuf</em>");
    }

    @Test
    void a_list_reads_each_text_once() {
        restart();
        get("/");
        // For 15 articles on the first page: what changes next, the first and the last post, and how many lie between
        // them.
        assertThat(storage.calls).hasSize(1 + 1 + 3 + 3 + 15);
        assertThat(storage.texts).hasSize(15);
        get("/");
        assertThat(storage.calls).containsExactly("BlogStorage.changes", "ArticleStore.list");
        assertThat(storage.texts).isEmpty();
    }

    @Test
    void lists_of_a_tag_and_an_author_cost_what_a_list_costs() {
        for (String path :
                new String[] {"/tag/europe", "/author/zoe", "/page/1", "/tag/europe/page/1", "/author/zoe/page/1"}) {
            get(path);
            get(path);
            assertThat(storage.calls).as(path).containsExactly("BlogStorage.changes", "ArticleStore.list");
        }
        for (String index : new String[] {"/index/archive", "/index/tags", "/index/authors"}) {
            get(index);
            get(index);
            assertThat(storage.calls).as(index).containsExactly("BlogStorage.changes");
        }
        blog.articles().describe(Tag.named(Slug.of("europe"), "L’Europe"));
        assertThat(new String(get("/tag/europe").body(), StandardCharsets.UTF_8))
                .contains("<bdi>L’Europe</bdi>");
    }

    @Test
    void a_feed_reads_each_text_once_for_its_teaser_and_its_content() {
        restart();
        get("/feed.xml");
        assertThat(storage.calls).hasSize(5 + 20);
        assertThat(storage.texts).hasSize(20);
        get("/feed.xml");
        assertThat(storage.calls).containsExactly("BlogStorage.changes", "ArticleStore.list");
        assertThat(storage.texts).isEmpty();
    }

    @Test
    void a_feed_that_one_article_joins_reads_that_one() {
        get("/feed.xml");
        Article draft = blog.articles().draft(edit -> edit.title("Nouveau").markdown("x"));
        blog.articles().publish(draft.id(), draft.version());

        get("/feed.xml");
        assertThat(storage.texts).hasSize(1);
    }

    @Test
    void a_comment_on_an_article_that_was_shown_reads_no_text_and_renders_nothing_else() {
        get("/article-1");
        comment("Bonjour", "");
        // The names of authors are read once, and then whether they are others since.
        assertThat(storage.calls)
                .containsExactly(
                        "ArticleStore.summaryBySlug", "BlogStorage.changes", "AuthorStore.list", "CommentStore.create");
        assertThat(storage.texts).isEmpty();

        String parent = blog.comments()
                .list(CommentQuery.all(), PageRequest.first(1))
                .items()
                .get(0)
                .id()
                .toString();
        comment("Salut", parent);
        assertThat(storage.calls)
                .containsExactly(
                        "ArticleStore.summaryBySlug",
                        "CommentStore.find",
                        "BlogStorage.changes",
                        "CommentStore.create");
        assertThat(blog.comments().count(CommentQuery.all().in(CommentState.VISIBLE)))
                .isEqualTo(2);
    }

    @Test
    void a_page_of_a_discussion_costs_three_calls_more_than_the_first() {
        get("/article-1");
        comment("Bonjour", "");
        String parent = firstComment();
        comment("Salut", parent);
        String answer = blog.comments()
                .list(CommentQuery.all().newestFirst(), PageRequest.first(1))
                .items()
                .get(0)
                .id()
                .toString();
        get("/article-1/comments/" + answer);
        assertThat(storage.calls)
                .filteredOn(call -> call.startsWith("CommentStore"))
                .containsExactly(
                        "CommentStore.findPlaced",
                        "CommentStore.thread",
                        "CommentStore.thread",
                        "CommentStore.findAll");
        assertThat(storage.texts).isEmpty();
        get("/article-1/comments/" + parent);
        assertThat(storage.calls)
                .filteredOn(call -> call.startsWith("CommentStore"))
                .containsExactly("CommentStore.findPlaced", "CommentStore.thread", "CommentStore.thread");
    }

    private String firstComment() {
        return blog.comments()
                .list(CommentQuery.all(), PageRequest.first(1))
                .items()
                .get(0)
                .id()
                .toString();
    }

    /** Under limits that no article meets: whoever renders one fails. */
    @Test
    void a_comment_is_taken_where_its_article_cannot_be_rendered() {
        blog.close();
        blog = Blog.builder()
                .site(Site.of("Le Billet", URI.create("https://example.org/blog"), LanguageTag.FRENCH))
                .storage(storage)
                .rateLimiter(RateLimiter.unlimited())
                .articleRenderer(MarkdownRenderer.article().toBuilder()
                        .limits(new MarkdownLimits(1, 10, 100, 10, 10, 10, 10, 10))
                        .build())
                .build();
        handler = BlogHandler.of(blog);
        assertThat(handler.handle(WebRequest.of("GET", "/article-1")).status())
                .as("for %s", MarkdownLimitException.class)
                .isEqualTo(500);

        comment("Bonjour", "");
        assertThat(storage.texts).as("for whether it takes comments").hasSize(1);
    }

    private void comment(String text, String replyTo) {
        storage.forget();
        WebResponse response = handler.handle(WebRequest.of("POST", "/article-1/comments")
                .withHeaders(WebHeaders.NONE
                        .with("Content-Type", "application/x-www-form-urlencoded")
                        .with("Sec-Fetch-Site", "same-origin"))
                .withBody(("name=Zoe&text=" + text + "&reply-to=" + replyTo).getBytes(StandardCharsets.UTF_8)));
        assertThat(response.status()).isEqualTo(303);
    }
}
