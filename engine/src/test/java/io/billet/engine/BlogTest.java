package io.billet.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.billet.core.Article;
import io.billet.core.InvalidValueException;
import io.billet.core.LanguageTag;
import io.billet.core.PublicationState;
import io.billet.core.Reader;
import io.billet.core.Slug;
import io.billet.renderer.MarkdownRenderer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlogTest {

    private static final Site SITE =
            Site.of("Le Billet", URI.create("http://localhost:8080/blog/"), LanguageTag.FRENCH);

    @Test
    void a_site_is_all_it_needs() {
        try (Blog blog = Blog.builder().site(SITE).build()) {
            Article draft = blog.articles().draft(edit -> edit.title("Bonjour").markdown("*Salut*"));
            assertThat(blog.articles().publish(draft.id(), draft.version()).state())
                    .isInstanceOf(PublicationState.Published.class);
        }
    }

    @Test
    void without_a_site_it_is_not_built() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Blog.builder().build())
                .withMessageContaining("site");
    }

    @Test
    void a_renderer_of_articles_does_not_render_comments() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Blog.builder()
                        .site(SITE)
                        .commentRenderer(MarkdownRenderer.article())
                        .build())
                .withMessageContaining("COMMENT");
    }

    @Test
    void it_publishes_by_itself_what_is_due() throws InterruptedException {
        try (Blog blog = Blog.builder().site(SITE).start()) {
            Article draft = blog.articles().draft(edit -> edit.title("Bientôt"));
            blog.articles().schedule(draft.id(), draft.version(), Instant.now().plusMillis(200));
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (System.nanoTime() < deadline
                    && blog.articles()
                            .find(draft.id())
                            .orElseThrow()
                            .publishedAt()
                            .isEmpty()) {
                Thread.sleep(50);
            }
            assertThat(blog.articles().find(draft.id()).orElseThrow().publishedAt())
                    .isPresent();
        }
    }

    @Test
    void addresses_are_encoded_and_kept_apart() {
        BlogUrls urls = new BlogUrls(SITE);

        assertThat(urls.home()).hasToString("http://localhost:8080/blog/");
        assertThat(urls.article(Slug.of("привет")))
                .hasToString("http://localhost:8080/blog/%D0%BF%D1%80%D0%B8%D0%B2%D0%B5%D1%82");
        assertThat(BlogUrls.path(urls.confirm("a-b_c"))).isEqualTo("/blog/newsletter/confirm?token=a-b_c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ftp://example.org", "/blog", "https:example.org", "https://example.org/?a", "https://e.org/#x"})
    void a_site_lives_at_a_web_address(String url) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> Site.of("T", URI.create(url), LanguageTag.ENGLISH))
                .satisfies(e -> assertThat(e.field()).isEqualTo("baseUrl"));
    }

    @Test
    void it_tells_how_often_it_rendered_and_how_often_that_was_spared() {
        try (Blog blog = Blog.builder().site(SITE).build()) {
            Article draft = blog.articles().draft(edit -> edit.title("Bonjour").markdown("Un article."));
            blog.articles().publish(draft.id(), draft.version());
            // It was rendered to tell its author what they should know.
            assertThat(blog.renderings()).isEqualTo(new Renderings(1, 0, 1));

            blog.articles().read(Slug.of("bonjour"), Reader.ANONYMOUS);
            blog.articles().read(Slug.of("bonjour"), Reader.ANONYMOUS);
            assertThat(blog.renderings()).isEqualTo(new Renderings(1, 2, 1));
        }
    }
}
